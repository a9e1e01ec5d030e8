/**
 * Webhooks of v1. Vendor's section "Webhooks".
 *
 * The documentation calls them URLs that others post into HueChat, and describes subscriptions that HueChat posts to (huechat-wire 1): Chatwoot's
 * webhooks, with underscores in the names of events (3), without a secret (6), the reply in `payload` without Chatwoot's nested `webhook` (50).
 * The provider manages those of v2 (`OutboundWebhooks`). Creating one makes HueChat call the address at once (7).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perMinute } from "./Limits.ts"
import { HttpsUrl, Id, IntegerId, inAccount, maybe, Timestamp } from "./Wire.ts"

/** The events of v1. */
export const webhookEvents = [
  "conversation_created",
  "conversation_status_changed",
  "conversation_updated",
  "message_created",
  "message_updated",
  "contact_created",
  "contact_updated",
  "webwidget_triggered"
] as const

/** A subscription. `active` is promised in words and in no sample. */
export class Webhook extends Schema.Opaque<Webhook>()(
  Schema.Struct({
    id: Id,
    account_id: maybe(Id),
    url: maybe(Schema.String),
    webhook_type: maybe(Schema.String),
    subscriptions: maybe(Schema.Array(Schema.String)),
    name: maybe(Schema.String),
    inbox_id: maybe(Id),
    active: maybe(Schema.Boolean),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

const WebhookReply = Schema.Struct({ payload: Webhook })
const Subscriptions = Schema.Array(Schema.Literals(webhookEvents))

/** The body of a new subscription, of one inbox or, with null, of all. */
export const WebhookCreate = Schema.Struct({
  url: HttpsUrl,
  name: Schema.optionalKey(Schema.String),
  subscriptions: Subscriptions,
  inbox_id: Schema.optionalKey(Schema.NullOr(IntegerId))
})

/** The body of a changed subscription; what is left out stays as it is. */
export const WebhookUpdate = Schema.Struct({
  url: Schema.optionalKey(HttpsUrl),
  name: Schema.optionalKey(Schema.String),
  subscriptions: Schema.optionalKey(Subscriptions)
})

const ofWebhook = { ...inAccount, id: Id }

/** `client.webhooks` */
export class Webhooks extends HttpApiGroup.make("webhooks").add(
  /** Scope `webhooks:read`. */
  HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/webhooks", {
    params: inAccount,
    success: ok(Schema.Struct({ payload: Schema.Array(Webhook) }))
  }).annotateMerge(perMinute("webhooks.list")),
  /** Scope `webhooks:write`. */
  HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/webhooks", {
    params: inAccount,
    payload: WebhookCreate,
    success: ok(WebhookReply)
  }).annotateMerge(perMinute("webhooks.create")),
  /** Scope `webhooks:write`. */
  HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/webhooks/:id", {
    params: ofWebhook,
    success: done
  }).annotateMerge(perMinute("webhooks.delete")),
  /** Scope `webhooks:write`. The reply is not documented. */
  HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/webhooks/:id", {
    params: ofWebhook,
    payload: WebhookUpdate,
    success: done
  }).annotateMerge(perMinute("webhooks.update", "safe"))
) {}
