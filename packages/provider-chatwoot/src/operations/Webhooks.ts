/**
 * `webhooks`: the account's own. Administrators only. The server makes the secret and tells it in every reply, which is the one place
 * where `secret` is meant to be read; `raw` has it redacted like any other. Source: chatwoot-wire 3.6, 5.1.
 */
import type { WebhookId } from "@dragoman/core/domain"
import {
  type SupportedOperations,
  singlePage,
  type WebhookInput,
  type WebhookSubscription
} from "@dragoman/core/provider"
import { present, toText } from "@dragoman/core/wire"
import { Effect } from "effect"
import { type Webhook, webhookSubscriptions } from "../api/Webhooks.ts"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { invalid } from "../ChatwootErrors.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

type Subscription = (typeof webhookSubscriptions)[number]

export const webhookOperations = ({
  accountId,
  client
}: ChatwootAccount): SupportedOperations<typeof capabilities>["webhooks"] => {
  const params = { account_id: accountId }
  const one = (id: WebhookId) => Effect.map(toNumber(id, "id"), (webhook_id) => ({ ...params, webhook_id }))
  return {
    list: () =>
      singlePage(Effect.map(client.webhooks.list({ params }), ({ payload }) => payload.webhooks.map(toSubscription))),
    create: Effect.fnUntraced(function* ({ url, ...rest }: WebhookInput) {
      const { payload } = yield* client.webhooks.create({ params, payload: { url, ...(yield* fromInput(rest)) } })
      return toSubscription(payload.webhook)
    }),
    update: Effect.fnUntraced(function* (id: WebhookId, input: Partial<WebhookInput>) {
      const { payload } = yield* client.webhooks.update({ params: yield* one(id), payload: yield* fromInput(input) })
      return toSubscription(payload.webhook)
    }),
    delete: (id) => Effect.asVoid(Effect.flatMap(one(id), (target) => client.webhooks.delete({ params: target })))
  }
}

const toSubscription = (wire: Webhook): WebhookSubscription => {
  const subscription = present({
    id: String(wire.id) as WebhookId,
    url: wire.url ?? "",
    name: toText(wire.name),
    events: wire.subscriptions ?? undefined,
    secret: toText(wire.secret)
  })
  return withRaw(subscription, wire)
}

/** The server answers 422 for an event that it does not know, without saying which. */
const fromInput = Effect.fnUntraced(function* ({ events, name, url }: Partial<WebhookInput>) {
  const isKnown = (event: string): event is Subscription => webhookSubscriptions.some((known) => known === event)
  const unknown = events?.find((event) => !isKnown(event))
  if (unknown !== undefined) {
    return yield* invalid({ field: "events", message: `"${unknown}" is none of ${webhookSubscriptions.join(", ")}` })
  }
  return present({ url, name, subscriptions: events?.filter(isKnown) })
})
