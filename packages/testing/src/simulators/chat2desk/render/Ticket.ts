/** Tickets: in replies and events, and what a change of one is told as. */
import type { TicketRow } from "../Records.ts"
import { zulu } from "../Times.ts"

export const ticketId = (id: number): string => `TICK-${id}`

export const toTicket = (ticket: TicketRow) => ({
  id: ticketId(ticket.id),
  deadline: ticket.deadline,
  summary: ticket.summary,
  description: ticket.description,
  status: ticket.status,
  priority: ticket.priority,
  created_at: zulu(ticket.createdAt),
  updated_at: zulu(ticket.updatedAt),
  assignee_id: ticket.assigneeId,
  updater_id: ticket.updaterId,
  reporter_id: ticket.reporterId,
  request_ids: ticket.requestIds
})

/** `old -> new` of text, `old → new` of numbers and days, lists of requests in brackets; what did not change is not there. */
export const toUpdates = (before: TicketRow, after: TicketRow): Readonly<Record<string, string>> => {
  const attached = after.requestIds.filter((id) => !before.requestIds.includes(id))
  const detached = before.requestIds.filter((id) => !after.requestIds.includes(id))
  return {
    ...changed("update_summary", before.summary, after.summary, "->"),
    ...changed("update_description", before.description, after.description, "->"),
    ...changed("update_status", before.status, after.status),
    ...changed("update_priority", before.priority, after.priority),
    ...changed("update_assignee", before.assigneeId, after.assigneeId),
    ...changed("update_deadline", dayOf(before), dayOf(after)),
    ...(attached.length === 0 ? {} : { attach_requests: `[${attached.join(", ")}]` }),
    ...(detached.length === 0 ? {} : { detach_requests: `[${detached.join(", ")}]` })
  }
}

const changed = (name: string, before: unknown, after: unknown, arrow = "→") =>
  before === after ? {} : { [name]: `${String(before)} ${arrow} ${String(after)}` }

const dayOf = ({ deadline }: TicketRow): string | null => deadline?.slice(0, 10) ?? null
