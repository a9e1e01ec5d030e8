/** Rooms and their tickets: one ticket from the first message until it is closed, then another. */
import { need } from "../../RowTable.ts"
import type { AgentRow, ContactRow, MessageRow, RoomRow, TicketRow } from "../Records.ts"
import { type AiEventType, toAiEvents } from "../render/AiEvent.ts"
import { toTicketTopic } from "../render/Ticket.ts"
import type { Simulation } from "../Simulation.ts"
import { addressOf, findChannel, keyOf } from "../State.ts"

/** Where the contact's messages are kept; of a group, by the group's id. */
export const roomOf = (simulation: Simulation, contact: ContactRow, groupId?: string): RoomRow => {
  const { state } = simulation
  const userId = groupId ?? addressOf(contact)
  const roomId = `${findChannel(state, contact.platform, contact.channelId)?.roomPrefix ?? contact.platform}-${userId}`
  const known = state.rooms.get(roomId)
  if (known !== undefined) return known
  const room: RoomRow = {
    roomId,
    platform: contact.platform,
    channelId: contact.channelId,
    userId,
    contactKey: keyOf(contact),
    isGroup: groupId !== undefined,
    agent: null,
    collaborators: [],
    aiSession: false,
    ticketId: null
  }
  state.rooms.set(roomId, room)
  return room
}

/** The ticket that is not closed, else a new one. */
export const openTicket = (simulation: Simulation, room: RoomRow): TicketRow => {
  const known = ticketOf(simulation, room)
  if (known !== undefined) return known
  const ticket: TicketRow = {
    ticketId: simulation.state.tickets.size + 1,
    roomId: room.roomId,
    status: "Open",
    createdAt: simulation.now(),
    closedAt: null,
    firstFollowUpAt: null,
    firstResponseAt: null,
    agentLogs: []
  }
  simulation.state.tickets.set(ticket.ticketId, ticket)
  room.ticketId = ticket.ticketId
  announceTicket(simulation, room, ticket, "ticket/create")
  return ticket
}

export const ticketOf = (simulation: Simulation, room: RoomRow): TicketRow | undefined =>
  room.ticketId === null ? undefined : need(simulation.state.tickets, room.ticketId)

/** An agent follows the contact up: the ticket is in progress. */
export const assignAgent = (simulation: Simulation, room: RoomRow, agent: AgentRow): void => {
  const ticket = openTicket(simulation, room)
  const now = simulation.now()
  const actionType = room.agent === null ? "FOLLOW_UP_FROM_OPEN" : "PASS"
  room.agent = agent.username
  ticket.status = "InProgress"
  ticket.firstFollowUpAt ??= now
  const log = { agentId: agent.username, agentName: agent.name, actionType, occurredAt: now }
  ticket.agentLogs = [...ticket.agentLogs, log]
  announceTicket(simulation, room, ticket, "ticket/update")
}

export const unassignAgent = (simulation: Simulation, room: RoomRow): void => {
  room.agent = null
  const ticket = ticketOf(simulation, room)
  if (ticket === undefined) return
  ticket.status = "Open"
  announceTicket(simulation, room, ticket, "ticket/update")
}

export const setCollaborators = (simulation: Simulation, room: RoomRow, usernames: ReadonlyArray<string>): void => {
  room.collaborators = [...new Set(usernames)]
  const ticket = ticketOf(simulation, room)
  if (ticket !== undefined) announceTicket(simulation, room, ticket, "ticket/update")
}

export const closeRoom = (simulation: Simulation, room: RoomRow): void => {
  endAiSession(simulation, room)
  const ticket = ticketOf(simulation, room)
  room.agent = null
  room.ticketId = null
  if (ticket === undefined) return
  ticket.status = "Closed"
  ticket.closedAt = simulation.now()
  announceTicket(simulation, room, ticket, "ticket/update")
}

export const deleteTicket = (simulation: Simulation, ticketId: number): void => {
  const ticket = need(simulation.state.tickets, ticketId)
  const room = simulation.state.rooms.get(ticket.roomId)
  if (room?.ticketId === ticketId) room.ticketId = null
  simulation.publish({ kind: "topics", topic: "ticket/delete", body: { ticketId } })
}

/** A customer's message reaches the AI agents that answer on the platform; the first one opens their session. */
export const tellAiAgents = (simulation: Simulation, room: RoomRow, message: MessageRow): void => {
  const { webhooks } = simulation.state
  const isCovered = webhooks.some(
    ({ covers, enabled, kind }) => kind === "ai-agent" && enabled && covers.includes(room.platform)
  )
  if (!isCovered || room.agent !== null) return
  if (!room.aiSession) announceAi(simulation, room, "ai-session:open")
  room.aiSession = true
  announceAi(simulation, room, "message:new", message)
}

export const endAiSession = (simulation: Simulation, room: RoomRow): void => {
  if (!room.aiSession) return
  room.aiSession = false
  announceAi(simulation, room, "ai-session:close")
}

const announceTicket = (
  simulation: Simulation,
  room: RoomRow,
  ticket: TicketRow,
  topic: "ticket/create" | "ticket/update"
): void => simulation.publish({ kind: "topics", topic, body: toTicketTopic(simulation.state, room, ticket) })

const announceAi = (simulation: Simulation, room: RoomRow, type: AiEventType, message?: MessageRow): void => {
  const { state } = simulation
  const contact = need(state.contacts, room.contactKey)
  const facts = { type, room, contact, now: simulation.now(), ...(message === undefined ? {} : { message }) }
  simulation.publish({ kind: "ai-agent", platform: room.platform, type, body: toAiEvents(state, facts) })
}
