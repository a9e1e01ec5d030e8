/**
 * Webhooks: where events are sent to. Vendor's section "Webhooks"; the events themselves are in `webhooks/`.
 *
 * Five at most are free. Three events have another name in the body than the one they are subscribed by (chat2desk-wire B7).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Done, listOf, oneOrListed } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { byId, Id, maybe, open, openEnum, WireId } from "./Wire.ts"

/** The events that can be subscribed to. `imported_message` is missing from the vendor's list of names, but not from its changelog. */
export const webhookEvents = [
  "inbox",
  "outbox",
  "outbox_status",
  "comment",
  "imported_message",
  "operator_status_changed",
  "operator_authentication_updated",
  "new_client",
  "new_tag",
  "new_request",
  "add_tag_to_client",
  "add_tag_to_request",
  "delete_tag_from_client",
  "delete_tag_from_request",
  "client_updated",
  "client_added_to_blacklist",
  "close_dialog",
  "close_request",
  "dialog_transferred",
  "device_updated",
  "new_ticket",
  "ticket_updated",
  "ticket_deleted",
  "new_qr_code",
  "ai_hints_requested"
] as const

/** A webhook. One that fails for five hours is disabled. */
export class Webhook extends Schema.Opaque<Webhook>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    url: maybe(Schema.String),
    events: maybe(Schema.Array(openEnum(webhookEvents))),
    channels: maybe(Schema.Array(WireId)),
    status: maybe(openEnum(["enable", "disable"])),
    errors: open,
    source: maybe(Schema.String)
  })
) {}

const settings = {
  name: Schema.optionalKey(Schema.String),
  events: Schema.optionalKey(Schema.Array(openEnum(webhookEvents))),
  /** Of which channels; all, when left out. Events that belong to no channel come always. */
  channels: Schema.optionalKey(Schema.Array(Id))
}

/** A new webhook. Without an address, `null`, it is taken away. */
export const WebhookCreate = Schema.Struct({ ...settings, url: Schema.NullOr(Schema.String) })

/** A change of a webhook. */
export const WebhookUpdate = Schema.Struct({ ...settings, url: Schema.optionalKey(Schema.NullOr(Schema.String)) })

/** `client.webhooks` */
export class Webhooks extends HttpApiGroup.make("webhooks").add(
  HttpApiEndpoint.get("list", "/v1/webhooks", { success: ok(listOf(Webhook)) }),
  /** One webhook, in a list by itself. */
  HttpApiEndpoint.get("get", "/v1/webhooks/:id", { params: byId, success: ok(oneOrListed(Webhook)) }),
  HttpApiEndpoint.post("create", "/v1/webhooks", { payload: WebhookCreate, success: ok(oneOrListed(Webhook)) }),
  /** `status` goes into the query, the rest into the body, as documented. */
  HttpApiEndpoint.put("update", "/v1/webhooks/:id", {
    params: byId,
    query: { status: Schema.optionalKey(Schema.Literals(["enable", "disable"])) },
    payload: WebhookUpdate,
    success: done
  }).annotateMerge(repeatable),
  HttpApiEndpoint.delete("delete", "/v1/webhooks/:id", { params: byId, success: ok(Done) })
) {}
