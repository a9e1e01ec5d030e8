/** LINE by direct messages: up to five texts and images in a request, a template by itself. A LINE message quotes nothing. */
import type { Message, PlannedMessage } from "@dragoman/core/domain"
import { channelRules, InvalidRequest, MalformedResponse, type ProviderError } from "@dragoman/core/provider"
import { Effect, Result } from "effect"
import type { DirectMessageContent, DirectMessageSent } from "../api/Messages.ts"
import type { Address } from "../mapping/Ids.ts"
import { fromLine, inBatches } from "../mapping/LineMessage.ts"
import { toSent } from "../mapping/Outbound.ts"
import { capabilities } from "../OmnichatCapabilities.ts"
import { refuse, unsupported } from "../OmnichatErrors.ts"
import { type OmnichatAccount, withRaw } from "./OmnichatAccount.ts"
import type { Route } from "./Route.ts"

export const lineRoute = (account: OmnichatAccount, address: Address): Route => ({
  rules: channelRules(capabilities, "line"),
  unfit: () => undefined,
  separate: (messages) => ({ messages, split: [] }),
  checkFiles: () => Effect.void,
  toCalls: Effect.fnUntraced(function* (planned, { externalId, replyTo }) {
    if (replyTo !== undefined) return yield* unsupported("a direct message on LINE quotes nothing: leave replyTo out")
    const made = Result.all(planned.map(fromLine))
    if (Result.isFailure(made)) return yield* refuse(new InvalidRequest({ issues: made.failure }))
    const pairs = made.success.map((wire, index) => ({ wire, planned: planned[index] ?? { media: [] } }))
    return inBatches(pairs, ({ wire }) => wire).map((batch) => send(account, address, batch, externalId))
  })
})

type Pair = { readonly wire: typeof DirectMessageContent.Type; readonly planned: PlannedMessage }

const send = Effect.fnUntraced(function* (
  { client, trackId }: OmnichatAccount,
  address: Address,
  batch: ReadonlyArray<Pair>,
  externalId: string | undefined
): Effect.fn.Return<ReadonlyArray<Message>, ProviderError> {
  const reply = yield* client.messages.sendDirect({
    payload: {
      trackId: externalId ?? trackId,
      platform: "line",
      channelId: address.channelId,
      to: address.user,
      messages: batch.map(({ wire }) => wire)
    }
  })
  const ids = idsOf(reply)
  if (ids.length === 0) {
    const issues = ["content.messageId: names no message"]
    return yield* refuse(new MalformedResponse({ issues })).with({ applied: "yes" })
  }
  const planned = batch.map((each) => each.planned)
  return ids.map((id, index) => {
    // The documentation's samples name one id for three messages: the last id stands for the rest.
    const said = index === ids.length - 1 ? planned.slice(index) : planned.slice(index, index + 1)
    return withRaw(toSent({ id, address, planned: said, externalId }), reply)
  })
})

/** The table calls them `messageIds`, every sample `messageId`; a list, or one. */
const idsOf = ({ content }: DirectMessageSent): ReadonlyArray<string> => {
  const ids = content.messageIds ?? content.messageId
  return (typeof ids === "string" ? [ids] : (ids ?? [])).flatMap((id) => (id === null || id === "" ? [] : [id]))
}
