/** Tickets made and changed; closing one is an event, and opening it again is none. */
import { second } from "../../Milliseconds.ts"
import type { TicketRow } from "../Records.ts"
import type { Actor, Simulation } from "../Simulation.ts"
import { isoOrNull, unix } from "../Times.ts"
import { assign } from "./Changes.ts"

export type NewTicket = Pick<
  TicketRow,
  | "title"
  | "description"
  | "status"
  | "priority"
  | "contactId"
  | "assigneeId"
  | "conversationId"
  | "dueDate"
  | "customFields"
>

export const insertTicket = (simulation: Simulation, fields: NewTicket): TicketRow => {
  const { random, tickets } = simulation.state
  const now = simulation.now()
  const ticket: TicketRow = {
    id: random.uuid(),
    ...fields,
    comments: [],
    closedAt: fields.status === "closed" ? now : null,
    createdAt: now,
    updatedAt: now
  }
  tickets.set(ticket.id, ticket)
  simulation.publish({ event: "ticket.created", data: toTicketEvent(ticket) })
  return ticket
}

export interface TicketPatch {
  readonly title?: string | undefined
  readonly description?: string | null | undefined
  readonly status?: TicketRow["status"] | undefined
  readonly priority?: TicketRow["priority"] | undefined
  readonly assigneeId?: number | null | undefined
  readonly dueDate?: number | null | undefined
  readonly customFields?: TicketRow["customFields"] | undefined
}

export const changeTicket = (simulation: Simulation, ticket: TicketRow, patch: TicketPatch, actor: Actor): void => {
  const previous = ticket.status
  assign(ticket, patch)
  ticket.updatedAt = simulation.now()
  if (ticket.status === previous) return
  ticket.closedAt = ticket.status === "closed" ? simulation.now() : null
  if (ticket.closedAt !== null) {
    const data = toClosedEvent(ticket, { previous, actor, closedAt: ticket.closedAt })
    simulation.publish({ event: "ticket.closed", data })
  }
}

/** The due date is ISO 8601 in webhooks too. */
const toTicketEvent = (ticket: TicketRow) => ({
  id: ticket.id,
  title: ticket.title,
  status: ticket.status,
  priority: ticket.priority,
  contact_id: ticket.contactId,
  conversation_id: ticket.conversationId,
  assignee_id: ticket.assigneeId,
  due_date: isoOrNull(ticket.dueDate),
  created_at: unix(ticket.createdAt)
})

interface Closing {
  readonly previous: TicketRow["status"]
  readonly actor: Actor
  readonly closedAt: number
}

const toClosedEvent = ({ createdAt, id, status, title }: TicketRow, { actor, closedAt, previous }: Closing) => ({
  id,
  title,
  previous_status: previous,
  current_status: status,
  closed_by: { id: actor.id, name: actor.name },
  closed_at: unix(closedAt),
  resolution_time_seconds: Math.round((closedAt - createdAt) / second)
})
