/** Messages are written, and channels report what became of them. */
import { need } from "../../RowTable.ts"
import type { ChannelRow, ContactRow, MessageRow, MessageStatus, MessageType, RoomRow, Sending } from "../Records.ts"
import { toChannelTopic } from "../render/Customer.ts"
import { type Change, envelope, messagesValue, statusParts } from "../render/Forwarded.ts"
import type { Simulation } from "../Simulation.ts"
import { addressOf, customerOf, findAgent, findChannel, keyOf } from "../State.ts"
import type { Receipt } from "../sending/Receipts.ts"
import { displayName } from "./Contacts.ts"
import { ticketOf } from "./Rooms.ts"

export interface Written {
  readonly type: MessageType
  readonly text: string | null
  readonly mediaUrl?: string | null
}

/** WhatsApp ids are Meta's; other channels' are the vendor's own. */
export const newMessageId = ({ state }: Simulation, platform: string): string =>
  platform === "whatsapp" ? `wamid.HBg${state.random.token(48)}==` : state.random.uuid()

export const insertInbound = (
  simulation: Simulation,
  contact: ContactRow,
  room: RoomRow,
  written: Written,
  id: string
): MessageRow => {
  const now = simulation.now()
  const message = insertMessage(simulation, room, {
    id,
    contactKey: keyOf(contact),
    senderType: "customer",
    sender: {
      name: displayName(simulation, contact),
      userId: addressOf(contact),
      phone: contact.platform === "whatsapp" ? contact.userId : null,
      email: null
    },
    messageStatus: "delivered",
    sending: null,
    ...written
  })
  contact.lastMessageAt = now
  contact.lastInboundAt = now
  customerOf(simulation.state, contact).lastMessageReceivedAt = now
  return message
}

/** What the team, one of its bots or its AI agent writes. `sender` is an agent's username, or else the bot or the AI. */
export const insertOutbound = (
  simulation: Simulation,
  contact: ContactRow,
  room: RoomRow,
  written: Written,
  by: { readonly sender: string | "bot" | "ai-chat"; readonly sending?: Sending }
): MessageRow => {
  const { state } = simulation
  const now = simulation.now()
  const agent = findAgent(state, by.sender)
  const customer = customerOf(state, contact)
  const isBot = agent === undefined
  const message = insertMessage(simulation, room, {
    id: newMessageId(simulation, contact.platform),
    contactKey: keyOf(contact),
    senderType: agent !== undefined ? "agent" : by.sender === "ai-chat" ? "ai-chat" : "bot",
    sender: {
      name: agent?.name ?? (by.sender === "ai-chat" ? "AI Chat" : "Bot"),
      userId: by.sender,
      phone: agent?.phone ?? null,
      email: agent?.email ?? null
    },
    messageStatus: "sent",
    sending: by.sending ?? null,
    ...written
  })
  contact.lastMessageAt = now
  if (by.sending?.category === "marketing") customer.lastMarketingMessageSentAt = now
  else customer.lastCsMessageSentAt = now
  const ticket = ticketOf(simulation, room)
  if (ticket !== undefined && !isBot) ticket.firstResponseAt ??= now
  return message
}

type MessageFields = Pick<MessageRow, "id" | "contactKey" | "senderType" | "sender" | "messageStatus" | "sending"> &
  Written

const insertMessage = (
  simulation: Simulation,
  room: RoomRow,
  { mediaUrl = null, text, type, ...fields }: MessageFields
): MessageRow => {
  const message: MessageRow = {
    ...fields,
    platform: room.platform,
    channelId: room.channelId,
    roomId: room.roomId,
    time: simulation.now(),
    messageType: type,
    message: text,
    mediaUrl
  }
  simulation.state.messages.set(message.id, message)
  return message
}

/**
 * The channel reports on a message: the history shows the furthest that it came, WhatsApp's own status is forwarded, and of a direct
 * message `direct_msg/status` tells (which knows neither `sent` nor a reason, and of LINE only `read`).
 */
export const report = (simulation: Simulation, message: MessageRow, receipt: Receipt): void => {
  const { state } = simulation
  const contact = need(state.contacts, message.contactKey)
  const status = historyStatus(receipt)
  if (rank[status] > rank[message.messageStatus]) message.messageStatus = status
  const channel = findChannel(state, message.platform, message.channelId)
  if (message.platform === "whatsapp" && channel !== undefined) {
    const value = messagesValue(
      channel,
      statusParts(contact, need(state.rooms, message.roomId), message, receipt, simulation.now())
    )
    forward(simulation, channel, [{ field: "messages", value }])
  }
  const told = receipt === "read" || (message.platform === "whatsapp" && receipt !== "sent" && receipt !== "played")
  if (told) announceDirectMessage(simulation, message, typeof receipt === "object" ? "failed" : receipt)
}

/** A WhatsApp payload goes out as Meta sent it. */
export const forward = (
  simulation: Simulation,
  channel: ChannelRow,
  changes: readonly [Change, ...Array<Change>]
): void =>
  simulation.publish({
    kind: "whatsapp",
    phone: channel.channelId,
    field: changes[0].field,
    body: envelope(channel, changes)
  })

/** `clicked` and `responded` come from the vendor's own links and counters, not from the channel. */
export const announceDirectMessage = (simulation: Simulation, message: MessageRow, status: string): void => {
  if (message.sending === null || message.sending.trackId === null) return
  const contact = need(simulation.state.contacts, message.contactKey)
  const { name: _, ...person } = toChannelTopic(simulation.state, contact)
  const body = { trackId: message.sending.trackId, messageIds: [message.id], ...person, status }
  simulation.publish({ kind: "topics", topic: "direct_msg/status", body })
}

const historyStatus = (receipt: Receipt): MessageStatus =>
  typeof receipt === "object" ? "error" : receipt === "played" ? "read" : receipt

const rank: Readonly<Record<MessageStatus, number>> = { sent: 0, delivered: 1, read: 2, error: 3 }
