/** Tickets and their comments in REST, where every time is ISO 8601. */
import type { CommentRow, TicketRow } from "../Records.ts"
import { agentIn, type State } from "../State.ts"
import { iso, isoOrNull } from "../Times.ts"
import { toContactReference } from "./Contact.ts"

export const toTicket = (state: State, ticket: TicketRow) => ({
  id: ticket.id,
  title: ticket.title,
  description: ticket.description,
  status: ticket.status,
  priority: ticket.priority,
  contact: toContactReference(state.contacts.need(ticket.contactId)),
  assignee: named(state, ticket.assigneeId),
  conversation_id: ticket.conversationId,
  due_date: isoOrNull(ticket.dueDate),
  custom_fields: ticket.customFields,
  comments: ticket.comments.map((comment) => toComment(state, comment)),
  closed_at: isoOrNull(ticket.closedAt),
  created_at: iso(ticket.createdAt),
  updated_at: iso(ticket.updatedAt)
})

export const toComment = (state: State, { authorId, content, createdAt, id }: CommentRow) => ({
  id,
  content,
  author: named(state, authorId),
  created_at: iso(createdAt)
})

const named = (state: State, id: number | null) => {
  const agent = agentIn(state, id)
  return agent === null ? null : { id: agent.id, name: agent.name }
}
