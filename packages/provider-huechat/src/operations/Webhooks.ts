/**
 * `webhooks`: the outbound ones of v2, the only ones that are signed (huechat-wire 1, 6, 50). For keys that an administrator made. The secret is told
 * by `create` and `rotateSecret` alone and once; `raw` has it redacted.
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
import { unwrap, unwrapRows } from "../api/Envelopes.ts"
import { type OutboundWebhook, secretOf } from "../api/OutboundWebhooks.ts"
import type { capabilities } from "../HueChatCapabilities.ts"
import { invalid, refuse } from "../HueChatErrors.ts"
import { documentedNames } from "../mapping/Event.ts"
import { toWebhookId } from "../mapping/Ids.ts"
import { redactAll } from "../mapping/Secrets.ts"
import type { HueChatAccount } from "./HueChatAccount.ts"

export const webhookOperations = ({
  accountId,
  client
}: HueChatAccount): SupportedOperations<typeof capabilities>["webhooks"] => {
  const { outboundWebhooks } = client
  const params = { account_id: accountId }
  const one = (id: WebhookId) => ({ ...params, webhook_id: id })
  const read = (id: WebhookId) =>
    Effect.map(outboundWebhooks.get({ params: one(id) }), (reply) => unwrap<OutboundWebhook>("webhook", reply))

  return {
    list: () =>
      singlePage(
        Effect.map(outboundWebhooks.list({ params }), (reply) =>
          unwrapRows<OutboundWebhook>("webhooks", reply).map((row) => toSubscription(row))
        )
      ),
    create: Effect.fnUntraced(function* (input) {
      yield* checkUrl(input)
      const payload = present({ url: input.url, name: input.name, events: input.events ?? subscribable })
      const reply = yield* outboundWebhooks.create({ params, payload })
      return toSubscription(unwrap<OutboundWebhook>("webhook", reply), secretOf(reply))
    }),
    update: Effect.fnUntraced(function* (id, input) {
      yield* checkUrl(input)
      const { events, name, url } = input
      yield* outboundWebhooks.update({ params: one(id), payload: present({ url, name, events }) })
      return toSubscription(yield* afterWrite(read(id)))
    }),
    delete: (id) => Effect.asVoid(outboundWebhooks.delete({ params: one(id) })),
    rotateSecret: Effect.fnUntraced(function* (id) {
      // Read before: a secret that is told once must not be lost because something else cannot be read after it.
      const webhook = yield* read(id)
      const secret = secretOf(yield* outboundWebhooks.rotateSecret({ params: one(id) }))
      if (secret === undefined) return yield* secretUntold
      return toSubscription(webhook, secret)
    })
  }
}

/** What a webhook without a list of its own gets: the vendor wants one. The test event comes without a subscription. */
const subscribable = documentedNames().filter((name) => name !== "webhook.test")

const toSubscription = (wire: OutboundWebhook, secret?: string): WebhookSubscription => {
  redactAll(wire)
  const { events, id, is_active, name, url } = wire
  return present({
    id: toWebhookId(id),
    url: url ?? "",
    name: toText(name),
    events: events ?? undefined,
    active: is_active ?? undefined,
    secret,
    raw: wire
  })
}

/** There is a new secret and nobody knows it: a rotation that seems to have worked would end in refused deliveries a day later. */
const secretUntold = refuse(new MalformedResponse({ issues: ["secret: is not told"] })).with({ applied: "yes" })

/** The reply to a change is not documented: the webhook is read. */
const afterWrite = <A>(effect: Effect.Effect<A, ProviderError>): Effect.Effect<A, ProviderError> =>
  Effect.mapError(effect, (error) => error.with({ applied: "yes" }))

const checkUrl = ({ url }: Partial<WebhookInput>): Effect.Effect<void, ProviderError> =>
  url === undefined || url.startsWith("https://")
    ? Effect.void
    : Effect.fail(invalid({ field: "url", message: "must begin with https://" }))
