/**
 * Dialogs: everything that one client and the company wrote to each other. Vendor's section "Dialogs".
 *
 * A dialog cannot be created: the first message makes it. It names neither client nor channel; its last message does.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { listOrBare, oneOrBare } from "./Envelope.ts"
import { Message } from "./Messages.ts"
import { byId, Id, maybe, openEnum, order, paging, TextFlag, Timestamp, WireId } from "./Wire.ts"

const dialog = {
  id: WireId,
  state: maybe(openEnum(["open", "closed"])),
  operator_id: maybe(WireId),
  begin: maybe(Timestamp),
  end: maybe(Timestamp),
  last_message: maybe(Message)
}

/** A dialog in a list. */
export class Dialog extends Schema.Opaque<Dialog>()(Schema.Struct(dialog)) {}

/** A dialog by itself, which knows its last request and how many messages it has. */
export class DialogDetails extends Schema.Opaque<DialogDetails>()(
  Schema.Struct({ ...dialog, last_request_id: maybe(WireId), messages: maybe(Schema.Number) })
) {}

/** The dialogs that wait for an answer, and their clients. */
export class UnansweredDialogs extends Schema.Opaque<UnansweredDialogs>()(
  Schema.Struct({ ids: Schema.Array(WireId), client_ids: maybe(Schema.Array(WireId)) })
) {}

/** A change of a dialog: who has it, whether it is open. */
export const DialogUpdate = Schema.Struct({
  operator_id: Schema.optionalKey(Id),
  state: Schema.optionalKey(Schema.Literals(["open", "closed"])),
  /** The operator who hands it over; the administrator, when left out. */
  initiator_id: Schema.optionalKey(Id),
  /** Whether the rules of assignment (online, queues, limits) are passed over; they are, when left out. */
  force_assign: Schema.optionalKey(TextFlag)
})

/** `client.dialogs` */
export class Dialogs extends HttpApiGroup.make("dialogs").add(
  HttpApiEndpoint.get("list", "/v1/dialogs", {
    query: {
      operator_id: Schema.optionalKey(Id),
      state: Schema.optionalKey(Schema.Literals(["open", "closed"])),
      order,
      ...paging
    },
    success: ok(listOrBare(Dialog))
  }),
  HttpApiEndpoint.get("get", "/v1/dialogs/:id", {
    params: byId,
    query: paging,
    success: ok(oneOrBare(DialogDetails))
  }),
  /** Those unanswered for more than `limit` seconds: here it is no number of rows. */
  HttpApiEndpoint.get("unanswered", "/v1/dialogs/unanswered", {
    query: { limit: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))) },
    success: ok(oneOrBare(UnansweredDialogs))
  }),
  /** Not sent again after an unknown outcome: where the rules of assignment decide, the second answer may be another. */
  HttpApiEndpoint.put("update", "/v1/dialogs/:id", { params: byId, payload: DialogUpdate, success: done })
) {}
