/**
 * Requests: the segments of a dialog, from a client's first message to the closing. Vendor's section "Messages & requests".
 *
 * A request's messages are the one reply in camel case, with Unix times and `in` or `out` for a type, and a bare list (chat2desk-wire B3).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { listOrBare, oneOrBare } from "./Envelope.ts"
import { byId, eitherOf, Flag, Id, maybe, open, openEnum, Timestamp, WireId } from "./Wire.ts"

/** A request. Of its tags no example is documented. */
export class Request extends Schema.Opaque<Request>()(
  Schema.Struct({ id: WireId, dialog_id: maybe(WireId), tags: maybe(Schema.Array(Schema.Unknown)) })
) {}

/** A message as a request has it. */
export class RequestMessage extends Schema.Opaque<RequestMessage>()(
  Schema.Struct({
    id: WireId,
    type: maybe(openEnum(["in", "out"])),
    text: maybe(Schema.String),
    transport: maybe(Schema.String),
    clientID: maybe(WireId),
    dialogID: maybe(WireId),
    channelID: maybe(WireId),
    operatorID: maybe(WireId),
    companyID: maybe(WireId),
    conversationID: maybe(WireId),
    /** Unix seconds. */
    created: maybe(Timestamp),
    sent_at: maybe(Timestamp),
    gateway_status: maybe(openEnum(["pending", "sent", "failed", "scheduled", "canceled", "delivered", "seen"])),
    recipient_status: maybe(Schema.String),
    remote_id: maybe(WireId),
    job_id: maybe(WireId),
    extra_type: maybe(Schema.String),
    extra_data: open,
    photo: maybe(Schema.String),
    audio: maybe(Schema.String),
    video: maybe(Schema.String),
    pdf: maybe(Schema.String),
    coordinates: open,
    is_menu: maybe(Flag),
    read: maybe(Flag),
    ai_tips: open
  })
) {}

/** `client.requests` */
export class Requests extends HttpApiGroup.make("requests").add(
  HttpApiEndpoint.get("get", "/v1/requests/:id", { params: byId, success: ok(oneOrBare(Request)) }),
  HttpApiEndpoint.get("messages", "/v1/requests/:id/messages", {
    params: byId,
    success: ok(listOrBare(RequestMessage))
  }),
  /** Closes a request by its id, or the one that a client has open. */
  HttpApiEndpoint.put("close", "/v1/requests/close", {
    payload: Schema.Struct({
      request_id: Schema.optionalKey(Id),
      client_id: Schema.optionalKey(Id)
    }).check(eitherOf("request_id", "client_id")),
    success: done
  })
) {}
