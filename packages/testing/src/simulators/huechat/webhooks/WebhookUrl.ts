/** What both kinds of webhooks ask of a URL. */
import { Effect } from "effect"
import * as Params from "../Params.ts"
import type { Hash } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"

/** HTTPS, unless the simulator was told otherwise. */
export const webhookUrl = Effect.fnUntraced(function* (
  { settings }: Simulation,
  params: Hash
): Effect.fn.Return<string, Reply.Refusal> {
  const url = yield* Params.requiredText(params, "url")
  const protocol = URL.canParse(url) ? new URL(url).protocol : ""
  const isAllowed = protocol === "https:" || (settings.httpWebhooks && protocol === "http:")
  return isAllowed ? url : yield* Reply.refuse(400, "url_must_be_https", "URL must use HTTPS")
})

/** Names that are all known. */
export const knownEvents = (
  given: ReadonlyArray<string>,
  known: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, Reply.Refusal> => {
  const unknown = given.find((event) => !known.includes(event))
  return unknown === undefined
    ? Effect.succeed(given)
    : Effect.fail(Reply.refuse(400, "invalid_event", `Unknown event type ${unknown}`))
}
