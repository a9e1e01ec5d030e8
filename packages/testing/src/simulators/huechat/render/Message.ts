/** Messages, one shape for all endpoints; in webhooks the conversation that they carry says more. */
import type { AttachmentRow, MessageRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { unreadCount } from "../State.ts"
import { unix, unixOrNull } from "../Times.ts"

export const toMessage = (simulation: Simulation, message: MessageRow) => ({
  ...core(simulation, message),
  sender: senderOf(simulation, message),
  conversation: snapshot(simulation, message),
  attachments: message.attachments.map((attachment) => toAttachment(simulation, message, attachment))
})

/** `message.created`. */
export const toMessageEvent = (simulation: Simulation, message: MessageRow) => {
  const { id, status } = simulation.state.conversations.need(message.conversationId)
  return {
    ...core(simulation, message),
    sender: eventSenderOf(simulation, message),
    conversation: { id, display_id: id, status, ...snapshot(simulation, message) },
    attachments: message.attachments.map((attachment) => toAttachment(simulation, message, attachment))
  }
}

/** `message.updated`: what changed is the status, or something that it does not say. */
export const toMessageChange = (message: MessageRow, previousStatus: MessageRow["status"]) => ({
  id: message.id,
  conversation_id: message.conversationId,
  message_type: message.messageType,
  previous_status: previousStatus,
  current_status: message.status,
  delivered_at: unixOrNull(message.deliveredAt),
  read_at: unixOrNull(message.readAt)
})

/** The text names the URL, the type, the size and the message; the names of the fields are Chatwoot's. */
export const toAttachment = (
  { baseUrl, state }: Simulation,
  { id: messageId }: MessageRow,
  { bytes, contentType, fileName, id }: AttachmentRow
) => ({
  id,
  message_id: messageId,
  account_id: state.accountId,
  file_type: fileType(contentType),
  extension: null,
  data_url: `${baseUrl}/files/${id}/${encodeURIComponent(fileName)}`,
  file_size: bytes.length
})

const fileType = (contentType: string): string =>
  ["image", "audio", "video"].find((type) => contentType.startsWith(`${type}/`)) ?? "file"

const core = ({ settings, state }: Simulation, message: MessageRow) => ({
  id: message.id,
  content: message.content,
  account_id: state.accountId,
  inbox_id: message.inboxId,
  conversation_id: message.conversationId,
  message_type: message.messageType,
  content_type: message.contentType,
  ...(Object.keys(message.contentAttributes).length === 0 ? {} : { content_attributes: message.contentAttributes }),
  status: message.status,
  private: message.private,
  source_id: message.sourceId,
  echo_id: settings.showsEchoIds ? message.echoId : null,
  created_at: unix(message.createdAt)
})

const snapshot = ({ state }: Simulation, { conversationId }: MessageRow) => {
  const conversation = state.conversations.need(conversationId)
  return {
    assignee_id: conversation.assigneeId,
    unread_count: unreadCount(state, conversation),
    last_activity_at: unix(conversation.lastActivityAt)
  }
}

/** Who wrote it, unless that was nobody or they are gone. */
const senderOf = ({ state }: Simulation, { sender }: MessageRow) => {
  if (sender?.type === "contact") {
    const contact = state.contacts.get(sender.id)
    return contact === undefined ? null : { id: contact.id, name: contact.name, type: "contact", avatar_url: "" }
  }
  const agent = sender === null ? undefined : state.agents.get(sender.id)
  return agent === undefined
    ? null
    : { id: agent.id, name: agent.name, type: "user", availability_status: agent.availability }
}

const eventSenderOf = (simulation: Simulation, message: MessageRow) => {
  const sender = senderOf(simulation, message)
  if (sender?.type !== "contact") return sender
  const { phoneNumber } = simulation.state.contacts.need(sender.id)
  return { id: sender.id, name: sender.name, type: "contact", phone_number: phoneNumber }
}
