/** Tickets as `ticket/create` and `ticket/update` show them. */
import { need } from "../../RowTable.ts"
import type { RoomRow, TicketRow } from "../Records.ts"
import { addressOf, customerOf, type State } from "../State.ts"
import { withOffset, withOffsetOrNull } from "../Times.ts"
import { bsuidOf } from "./Customer.ts"

export const toTicketTopic = (state: State, room: RoomRow, ticket: TicketRow) => {
  const contact = need(state.contacts, room.contactKey)
  const customerName = contact.name ?? customerOf(state, contact).name
  return {
    ticketId: ticket.ticketId,
    subject: customerName ?? addressOf(contact),
    customerName,
    isGroupChat: room.isGroup,
    isCollaborationChat: room.collaborators.length > 0,
    platform: room.platform,
    channelId: room.channelId,
    userId: room.isGroup ? room.userId : contact.userId,
    ...bsuidOf(contact),
    status: ticket.status,
    createdAt: withOffset(ticket.createdAt),
    closedAt: withOffsetOrNull(ticket.closedAt),
    firstFollowUpAt: withOffsetOrNull(ticket.firstFollowUpAt),
    firstResponseAt: withOffsetOrNull(ticket.firstResponseAt),
    agentLogs: ticket.agentLogs.map((log) => ({ ...log, occurredAt: withOffset(log.occurredAt) }))
  }
}
