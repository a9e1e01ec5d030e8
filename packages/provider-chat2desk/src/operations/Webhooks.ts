/**
 * `webhooks`: the account's own; five are free. They are signed with the API token, so that there is no secret to tell. A change is sent whole,
 * because whether what is left out stays is not documented. Source: "Webhooks".
 */
import type { WebhookId } from "@dragoman/core/domain"
import {
  MalformedResponse,
  type ProviderError,
  type SupportedOperations,
  singlePage,
  type WebhookInput,
  type WebhookSubscription
} from "@dragoman/core/provider"
import { present, toText } from "@dragoman/core/wire"
import { Effect } from "effect"
import { firstOf } from "../api/Envelope.ts"
import { type Webhook, webhookEvents } from "../api/Webhooks.ts"
import type { capabilities } from "../Chat2DeskCapabilities.ts"
import { invalid, notFound, refuse } from "../Chat2DeskErrors.ts"
import { toWebhookId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, toNumber, withRaw } from "./Chat2DeskAccount.ts"

/** A webhook has a name in the vendor's list. */
const defaultName = "Dragoman"

export const webhookOperations = ({
  client
}: Chat2DeskAccount): SupportedOperations<typeof capabilities>["webhooks"] => {
  const read = Effect.fnUntraced(function* (id: number): Effect.fn.Return<Webhook, ProviderError> {
    const row = firstOf(yield* client.webhooks.get({ params: { id } }))
    return row ?? (yield* notFound("no such webhook"))
  })
  return {
    list: () => singlePage(Effect.map(client.webhooks.list({}), ({ data }) => data.map(toSubscription))),
    create: Effect.fnUntraced(function* ({ events, name = defaultName, url }: WebhookInput) {
      const payload = { url, name, events: yield* known(events ?? webhookEvents) }
      const row = firstOf(yield* client.webhooks.create({ payload }))
      if (row !== undefined) return toSubscription(row)
      return yield* refuse(new MalformedResponse({ issues: ["data: has no webhook"] })).with({ applied: "yes" })
    }),
    update: Effect.fnUntraced(function* (webhookId: WebhookId, { events, name, url }: Partial<WebhookInput>) {
      const id = yield* toNumber(webhookId, "id")
      const before = yield* read(id)
      const payload = present({
        url: url ?? before.url ?? undefined,
        name: name ?? before.name ?? undefined,
        // Those of before may have names that only the site knows: they stay.
        events: events === undefined ? (before.events ?? undefined) : yield* known(events),
        channels: before.channels ?? undefined
      })
      yield* client.webhooks.update({ params: { id }, query: {}, payload })
      return toSubscription(yield* Effect.mapError(read(id), (error) => error.with({ applied: "yes" })))
    }),
    delete: (id) =>
      Effect.asVoid(Effect.flatMap(toNumber(id, "id"), (number) => client.webhooks.delete({ params: { id: number } })))
  }
}

const toSubscription = (wire: Webhook): WebhookSubscription =>
  withRaw(
    present({
      id: toWebhookId(wire.id),
      url: wire.url ?? "",
      name: toText(wire.name),
      events: wire.events ?? undefined,
      active: wire.status === undefined || wire.status === null ? undefined : wire.status === "enable"
    }),
    wire
  )

/** A name that the vendor does not know would never be told of. */
const known = Effect.fnUntraced(function* (events: ReadonlyArray<string>) {
  const unknown = events.find((event) => !webhookEvents.some((name) => name === event))
  if (unknown === undefined) return events
  return yield* invalid({ field: "events", message: `"${unknown}" is none of ${webhookEvents.join(", ")}` })
})
