/**
 * Account webhooks. Vendor's section "Webhooks".
 *
 * Source: `app/models/webhook.rb`, `accounts/webhooks/_webhook` (chatwoot-wire 3.6, 5.1). Administrators only (401 else). The server makes the
 * `secret` (from 4.11.2 on) and tells it in every reply; nothing rotates it: delete and create. One URL may be there once per account (422).
 * The vendor's file documents a bare array and a bare object; servers nest both in `payload`.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, maybe, openEnum } from "./Wire.ts"

/** The events that an account webhook can subscribe to. `inbox_*` fire only where `ENABLE_INBOX_EVENTS` is set. */
export const webhookSubscriptions = [
  "conversation_created",
  "conversation_status_changed",
  "conversation_updated",
  "message_created",
  "message_updated",
  "contact_created",
  "contact_updated",
  "webwidget_triggered",
  "inbox_created",
  "inbox_updated",
  "conversation_typing_on",
  "conversation_typing_off"
] as const

/** A webhook. `inbox` is stored and ignored on delivery: every inbox's events come. */
export class Webhook extends Schema.Opaque<Webhook>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    url: maybe(Schema.String),
    account_id: maybe(Schema.Int),
    subscriptions: maybe(Schema.Array(openEnum(webhookSubscriptions))),
    secret: maybe(Schema.String),
    inbox: maybe(Schema.Struct({ id: maybe(Schema.Int), name: maybe(Schema.String) }))
  })
) {}

/** One webhook, as create and update answer it. */
export class WebhookReply extends Schema.Opaque<WebhookReply>()(
  Schema.Struct({ payload: Schema.Struct({ webhook: Webhook }) })
) {}

const subscriptions = Schema.optionalKey(
  Schema.Array(Schema.Literals(webhookSubscriptions)).check(Schema.isMinLength(1))
)

/** The body of a new webhook. Without `subscriptions` the server subscribes to eight events: no `inbox_*`, no typing. */
export const WebhookCreate = Schema.Struct({
  url: Schema.String,
  name: Schema.optionalKey(Schema.String),
  subscriptions,
  inbox_id: Schema.optionalKey(Schema.Int)
})

/** The body of a changed webhook. */
export const WebhookUpdate = Schema.Struct({
  url: Schema.optionalKey(Schema.String),
  name: Schema.optionalKey(Schema.String),
  subscriptions,
  inbox_id: Schema.optionalKey(Schema.Int)
})

const ofWebhook = { ...inAccount, webhook_id: Schema.Int }

/** `client.webhooks` */
export class Webhooks extends HttpApiGroup.make("webhooks")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/webhooks", {
      params: inAccount,
      success: ok(Schema.Struct({ payload: Schema.Struct({ webhooks: Schema.Array(Webhook) }) }))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/webhooks", {
      params: inAccount,
      payload: WebhookCreate,
      success: ok(WebhookReply)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/webhooks/:webhook_id", {
      params: ofWebhook,
      payload: WebhookUpdate,
      success: ok(WebhookReply)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/webhooks/:webhook_id", {
      params: ofWebhook,
      success: done
    })
  )
  .annotateMerge(perHost) {}
