/**
 * Webhooks of v2: what HueChat posts to whom. Vendor's section "Outbound Webhooks", "Webhook API".
 *
 * For a key that an administrator made (huechat-wire 2). No reply has a sample, so that all are read in any envelope. The secret is told once, on
 * create and on rotation, under a name that is nowhere written: {@link secretOf} looks where it may be (8). Ten failures in a row disable a
 * subscription (13).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf, rowsOf, unwrap } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { countUpTo, HttpsUrl, Id, inAccount, maybe, okOrEmpty, Timestamp } from "./Wire.ts"

/** A subscription. `is_active` is false once it was disabled. */
export class OutboundWebhook extends Schema.Opaque<OutboundWebhook>()(
  Schema.Struct({
    id: Id,
    url: maybe(Schema.String),
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    events: maybe(Schema.Array(Schema.String)),
    is_active: maybe(Schema.Boolean),
    secret: maybe(Schema.String),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** One attempt to deliver, whose fields the documentation names in words only. */
export class DeliveryLog extends Schema.Opaque<DeliveryLog>()(
  Schema.Struct({ id: maybe(Id), status: maybe(Schema.String), created_at: maybe(Timestamp) })
) {}

/** The signing secret of a reply to `create` or `rotateSecret`: `secret`, by itself or in an envelope of {@link oneOf}. */
export const secretOf = (reply: unknown): string | undefined => {
  const { secret } = unwrap<{ readonly secret?: unknown }>("webhook", Object(reply))
  return typeof secret === "string" && secret !== "" ? secret : undefined
}

/** Names of events, dotted: `message.created`. The list is open, the documentation's being incomplete (huechat-wire 4). */
const Events = Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1))

/** The body of a new subscription, active unless told otherwise. */
export const OutboundWebhookCreate = Schema.Struct({
  url: HttpsUrl,
  events: Events,
  name: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.String),
  is_active: Schema.optionalKey(Schema.Boolean)
})

/** The body of a changed subscription; what is left out stays as it is. */
export const OutboundWebhookUpdate = Schema.Struct({
  url: Schema.optionalKey(HttpsUrl),
  events: Schema.optionalKey(Events),
  name: Schema.optionalKey(Schema.String),
  is_active: Schema.optionalKey(Schema.Boolean)
})

const ofWebhook = { ...inAccount, webhook_id: Id }

/** `client.outboundWebhooks` */
export class OutboundWebhooks extends HttpApiGroup.make("outboundWebhooks").add(
  /** Scope `outbound_webhooks:read`. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:account_id/outbound-webhooks", {
    params: inAccount,
    success: ok(rowsOf("webhooks", OutboundWebhook))
  }).annotateMerge(perMinute("outboundWebhooks.list")),
  /** Scope `outbound_webhooks:write`. The only reply, beside that of `rotateSecret`, with the secret. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:account_id/outbound-webhooks", {
    params: inAccount,
    payload: OutboundWebhookCreate,
    success: ok(oneOf("webhook", OutboundWebhook))
  }).annotateMerge(perMinute("outboundWebhooks.create")),
  /** Scope `outbound_webhooks:read`. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id", {
    params: ofWebhook,
    success: ok(oneOf("webhook", OutboundWebhook))
  }).annotateMerge(perMinute("outboundWebhooks.get")),
  /** Scope `outbound_webhooks:write`. */
  HttpApiEndpoint.patch("update", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id", {
    params: ofWebhook,
    payload: OutboundWebhookUpdate,
    success: done
  }).annotateMerge(perMinute("outboundWebhooks.update", "safe")),
  /** Scope `outbound_webhooks:write`. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id", {
    params: ofWebhook,
    success: done
  }).annotateMerge(perMinute("outboundWebhooks.delete")),
  /** Scope `outbound_webhooks:write`. Sends a signed `webhook.test`. */
  HttpApiEndpoint.post("test", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id/test", {
    params: ofWebhook,
    success: okOrEmpty(Schema.Unknown)
  }).annotateMerge(perMinute("outboundWebhooks.test")),
  /** Scope `outbound_webhooks:read`. The newest 50 unless told otherwise. */
  HttpApiEndpoint.get("logs", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id/logs", {
    params: ofWebhook,
    query: {
      limit: Schema.optionalKey(countUpTo(200)),
      status: Schema.optionalKey(Schema.Literals(["success", "failed"]))
    },
    success: ok(rowsOf("logs", DeliveryLog))
  }).annotateMerge(perMinute("outboundWebhooks.logs")),
  /** Scope `outbound_webhooks:write`. The old secret is good for another 24 hours. */
  HttpApiEndpoint.post("rotateSecret", "/api/v2/accounts/:account_id/outbound-webhooks/:webhook_id/rotate-secret", {
    params: ofWebhook,
    success: ok(Schema.Unknown)
  }).annotateMerge(perMinute("outboundWebhooks.rotateSecret"))
) {}
