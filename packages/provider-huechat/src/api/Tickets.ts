/**
 * Tickets: formal records beside conversations. Vendor's section "Tickets".
 *
 * Statuses are spelled with underscores (huechat-wire 24); priorities end in `critical` where a conversation's end in `urgent` (25). Times are ISO
 * text here and seconds in webhooks, `due_date` apart (21).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf, PageMeta } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { Agent } from "./shapes/Agent.ts"
import { ContactName } from "./shapes/Contact.ts"
import {
  Attributes,
  countUpTo,
  DateTimeText,
  Id,
  IntegerId,
  inAccount,
  maybe,
  nameOfAtMost,
  open,
  openEnum,
  page,
  Timestamp
} from "./Wire.ts"

/** The statuses of a ticket. */
export const ticketStatuses = ["open", "in_progress", "waiting_on_customer", "closed"] as const

/** The priorities of a ticket. */
export const ticketPriorities = ["low", "medium", "high", "critical"] as const

/** A ticket. */
export class Ticket extends Schema.Opaque<Ticket>()(
  Schema.Struct({
    id: Id,
    title: maybe(Schema.String),
    description: maybe(Schema.String),
    status: maybe(openEnum([...ticketStatuses, "in-progress", "waiting"])),
    priority: maybe(openEnum(ticketPriorities)),
    contact: maybe(ContactName),
    assignee: maybe(Agent),
    conversation_id: maybe(Id),
    due_date: maybe(Timestamp),
    custom_fields: open,
    closed_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** A page of tickets. */
export class TicketPage extends Schema.Opaque<TicketPage>()(
  Schema.Struct({ data: Schema.Array(Ticket), meta: maybe(PageMeta) })
) {}

const changeable = {
  description: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Literals(ticketStatuses)),
  priority: Schema.optionalKey(Schema.Literals(ticketPriorities)),
  assignee_id: Schema.optionalKey(IntegerId),
  due_date: Schema.optionalKey(DateTimeText),
  custom_fields: Schema.optionalKey(Attributes)
}

/** The body of a new ticket, `open` and of `medium` priority unless told otherwise. */
export const TicketCreate = Schema.Struct({
  title: nameOfAtMost(255),
  contact_id: IntegerId,
  conversation_id: Schema.optionalKey(IntegerId),
  ...changeable
})

/** The body of a changed ticket; closing it sets `closed_at`. */
export const TicketUpdate = Schema.Struct({ title: Schema.optionalKey(nameOfAtMost(255)), ...changeable })

/** How to sort; a minus sign in front is descending. */
export const TicketSort = Schema.Literals([
  "created_at",
  "updated_at",
  "due_date",
  "priority",
  "-created_at",
  "-updated_at",
  "-due_date",
  "-priority"
])

const ofTicket = { ...inAccount, ticket_id: Id }

/** `client.tickets` */
export class Tickets extends HttpApiGroup.make("tickets").add(
  /** Scope `tickets:read`. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:account_id/tickets", {
    params: inAccount,
    query: {
      status: Schema.optionalKey(Schema.Literals(ticketStatuses)),
      priority: Schema.optionalKey(Schema.Literals(ticketPriorities)),
      assignee_id: Schema.optionalKey(IntegerId),
      contact_id: Schema.optionalKey(IntegerId),
      ...page,
      per_page: Schema.optionalKey(countUpTo()),
      sort: Schema.optionalKey(TicketSort)
    },
    success: ok(TicketPage)
  }).annotateMerge(perMinute("tickets.list")),
  /** Scope `tickets:write`. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:account_id/tickets", {
    params: inAccount,
    payload: TicketCreate,
    success: ok(Ticket)
  }).annotateMerge(perMinute("tickets.create")),
  /** Scope `tickets:read`. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:account_id/tickets/:ticket_id", {
    params: ofTicket,
    success: ok(oneOf("ticket", Ticket))
  }).annotateMerge(perMinute("tickets.get")),
  /** Scope `tickets:write`. */
  HttpApiEndpoint.patch("update", "/api/v2/accounts/:account_id/tickets/:ticket_id", {
    params: ofTicket,
    payload: TicketUpdate,
    success: done
  }).annotateMerge(perMinute("tickets.update", "safe")),
  /** Scope `tickets:delete`. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:account_id/tickets/:ticket_id", {
    params: ofTicket,
    success: done
  }).annotateMerge(perMinute("tickets.delete")),
  /** Scope `tickets:write`. Agents alone see it. */
  HttpApiEndpoint.post("addComment", "/api/v2/accounts/:account_id/tickets/:ticket_id/comments", {
    params: ofTicket,
    payload: Schema.Struct({ content: Schema.NonEmptyString }),
    success: done
  }).annotateMerge(perMinute("tickets.addComment"))
) {}
