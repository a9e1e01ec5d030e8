/**
 * Tickets. Vendor's section "Tickets".
 *
 * A ticket's id reads `TICK-2` in a reply and 2 in a path. What `status` and `priority` stand for, `dataTypes.tickets` tells.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Done, enveloped, listOf } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { byId, Id, maybe, order, paging, Timestamp, WireId } from "./Wire.ts"

/** A ticket. Who reported or changed it may be the text `Public API`. */
export class Ticket extends Schema.Opaque<Ticket>()(
  Schema.Struct({
    id: WireId,
    summary: maybe(Schema.String),
    description: maybe(Schema.String),
    status: maybe(WireId),
    priority: maybe(WireId),
    deadline: maybe(Timestamp),
    reporter_id: maybe(WireId),
    updater_id: maybe(WireId),
    assignee_id: maybe(WireId),
    request_ids: maybe(Schema.Array(WireId)),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** 1 to do, 2 in progress, 3 waiting, 4 closed. */
const Status = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4 }))

/** 1 minor, 2 normal, 3 major. */
const Priority = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3 }))

const Summary = Schema.NonEmptyString.check(Schema.isMaxLength(255))

const more = {
  assignee_id: Schema.optionalKey(Id),
  /** The administrator, when left out of a new ticket. Of an update only an example has it. */
  reporter_id: Schema.optionalKey(Id),
  /** ISO 8601, in the future. */
  deadline: Schema.optionalKey(Schema.String),
  /** The requests that it is about. */
  request_ids: Schema.optionalKey(Schema.Array(Id)),
  /** The same under the name that the documentation's comments have for it. */
  issue_ids: Schema.optionalKey(Schema.Array(Id)),
  status: Schema.optionalKey(Status)
}

/** A new ticket. */
export const TicketCreate = Schema.Struct({
  summary: Summary,
  description: Schema.NonEmptyString,
  priority: Priority,
  ...more
})

/** A change of a ticket. */
export const TicketUpdate = Schema.Struct({
  summary: Schema.optionalKey(Summary),
  description: Schema.optionalKey(Schema.NonEmptyString),
  priority: Schema.optionalKey(Priority),
  ...more
})

/** Which tickets. */
export const TicketQuery = Schema.Struct({
  status: Schema.optionalKey(Status),
  priority: Schema.optionalKey(Priority),
  assignee_id: Schema.optionalKey(Id),
  updater_id: Schema.optionalKey(Id),
  reporter_id: Schema.optionalKey(Id),
  /** One request only. */
  request_id: Schema.optionalKey(Id),
  order,
  ...paging
})

/** `client.tickets` */
export class Tickets extends HttpApiGroup.make("tickets").add(
  HttpApiEndpoint.get("list", "/v1/tickets", { query: TicketQuery, success: ok(listOf(Ticket)) }),
  HttpApiEndpoint.get("get", "/v1/tickets/:id", { params: byId, success: ok(enveloped(Ticket)) }),
  HttpApiEndpoint.post("create", "/v1/tickets", { payload: TicketCreate, success: ok(enveloped(Ticket)) }),
  HttpApiEndpoint.put("update", "/v1/tickets/:id", {
    params: byId,
    payload: TicketUpdate,
    success: ok(enveloped(Ticket))
  }).annotateMerge(repeatable),
  /** One that does not exist is refused under HTTP 200. */
  HttpApiEndpoint.delete("delete", "/v1/tickets/:id", { params: byId, success: ok(Done) })
) {}
