/** Adding a message and what follows from it: reopening, waiting and reply times, the contact's activity, the greeting; changing one later. */
import { minute } from "../../Milliseconds.ts"
import type {
  AttachmentRow,
  ConversationRow,
  Hash,
  MessageRow,
  MessageStatus,
  MessageType,
  SenderType
} from "../Records.ts"
import { webhookConversation } from "../render/Conversation.ts"
import { webhookMessage } from "../render/Message.ts"
import type { Simulation } from "../Simulation.ts"
import { applied } from "./Changes.ts"
import { changeContact } from "./Contacts.ts"
import { changeConversation, hasActiveBot } from "./Conversations.ts"

export interface MessageFields {
  readonly content: string | null
  readonly type: MessageType
  readonly sender: { readonly type: SenderType; readonly id: number } | null
  readonly contentType?: string
  readonly contentAttributes?: Hash
  readonly additionalAttributes?: Hash
  readonly private?: boolean
  readonly sourceId?: string | null
  readonly attachments?: ReadonlyArray<AttachmentRow>
}

/** Whether the conversation has had as many messages in the last minute as the server allows. */
export const isFlooded = ({ limits, now, state }: Simulation, conversation: ConversationRow): boolean => {
  const since = now() - minute
  const recent = state.messages.of(conversation.id).filter((message) => message.createdAt >= since)
  return recent.length >= limits.messagesPerMinutePerConversation
}

export const insertMessage = (
  simulation: Simulation,
  conversation: ConversationRow,
  fields: MessageFields
): MessageRow => {
  const isFirst = simulation.state.messages.of(conversation.id).every((message) => message.type === 2)
  const message = insertRow(simulation, conversation, fields, simulation.now())
  conversation.lastActivityAt = message.createdAt
  if (message.type === 0) afterIncoming(simulation, conversation, message)
  else if (isHumanReply(message)) afterReply(simulation, conversation, message)
  announce(simulation, "message_created", message)
  if (message.type === 0 && isFirst) greet(simulation, conversation)
  return message
}

/** The row alone, without consequences: how a seeded history is written. */
export const insertRow = (
  { state }: Simulation,
  conversation: ConversationRow,
  fields: MessageFields,
  createdAt: number
): MessageRow =>
  state.messages.insert((id) => ({
    id,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    content: fields.content,
    type: fields.type,
    contentType: fields.contentType ?? "text",
    contentAttributes: fields.contentAttributes ?? {},
    additionalAttributes: fields.additionalAttributes ?? {},
    status: "sent",
    private: fields.private ?? false,
    sourceId: fields.sourceId ?? null,
    senderType: fields.sender?.type ?? null,
    senderId: fields.sender?.id ?? null,
    attachments: fields.attachments ?? [],
    createdAt,
    updatedAt: createdAt
  }))

export interface MessagePatch {
  readonly content?: string
  readonly status?: MessageStatus
  readonly contentType?: string
  readonly contentAttributes?: Hash
  readonly attachments?: ReadonlyArray<AttachmentRow>
}

/** Writes, and fires `message_updated` if a column really changed. */
export const changeMessage = (simulation: Simulation, message: MessageRow, patch: MessagePatch): void => {
  const changes = applied(
    () => columns(message),
    () => Object.assign(message, patch)
  )
  if (changes.length === 0) return
  message.updatedAt = simulation.now()
  announce(simulation, "message_updated", message)
}

/** A soft delete: the row stays, its words, attributes and files do not. */
export const softDelete = (simulation: Simulation, message: MessageRow): void =>
  changeMessage(simulation, message, {
    content: "This message was deleted",
    contentType: "text",
    contentAttributes: { deleted: true },
    attachments: []
  })

/** A message that could not be delivered, with the reason where agents see it. */
export const markFailed = (simulation: Simulation, message: MessageRow, reason: string): void =>
  changeMessage(simulation, message, {
    status: "failed",
    contentAttributes: { ...message.contentAttributes, external_error: reason }
  })

const columns = (message: MessageRow): Hash => ({
  content: message.content,
  status: message.status,
  content_type: message.contentType,
  content_attributes: message.contentAttributes,
  attachments: message.attachments.map((attachment) => attachment.id)
})

const isHumanReply = (message: MessageRow): boolean =>
  message.type === 1 && !message.private && message.senderType === "User"

const afterIncoming = (simulation: Simulation, conversation: ConversationRow, message: MessageRow): void => {
  const { state } = simulation
  const closed = conversation.status === "resolved" || conversation.status === "snoozed"
  const blocked = state.contacts.need(conversation.contactId).blocked
  const reopened = hasActiveBot(simulation, state.inboxes.need(conversation.inboxId)) ? "pending" : "open"
  changeConversation(simulation, conversation, {
    status: closed && !blocked ? reopened : undefined,
    waitingSince: conversation.waitingSince ?? message.createdAt
  })
  changeContact(simulation, state.contacts.need(conversation.contactId), { lastActivityAt: message.createdAt })
}

const afterReply = (simulation: Simulation, conversation: ConversationRow, message: MessageRow): void =>
  changeConversation(simulation, conversation, {
    firstReplyCreatedAt: conversation.firstReplyCreatedAt ?? message.createdAt,
    waitingSince: null
  })

/** The greeting is a template message without a sender. */
const greet = (simulation: Simulation, conversation: ConversationRow): void => {
  const inbox = simulation.state.inboxes.need(conversation.inboxId)
  if (!inbox.greetingEnabled || inbox.greetingMessage === null) return
  insertMessage(simulation, conversation, { content: inbox.greetingMessage, type: 3, sender: null })
}

const announce = (simulation: Simulation, event: string, message: MessageRow): void => {
  if (message.type === 2) return
  const conversation = simulation.state.conversations.need(message.conversationId)
  simulation.publish({
    event,
    audience: ["account", "inbox", "bot"],
    conversationId: conversation.id,
    messageId: message.id,
    payload: () => webhookMessage(simulation, message, webhookConversation(simulation, conversation))
  })
}
