/**
 * A message in its three encodings. REST: integer type, epoch time. Pushed (inside conversations): all columns, both kinds of time.
 * Webhook: type as a word, ISO time, and no status. Absent keys stay absent.
 */
import { blobUrl } from "../Blobs.ts"
import type { AttachmentRow, MessageRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { epoch, iso } from "../Times.ts"
import { unreadCountOf } from "../Unread.ts"
import { accountReference, pushContact, webhookContact } from "./Contact.ts"
import { pushBot, pushUser, webhookBot, webhookUser } from "./Directory.ts"

/** `_message.json.jbuilder`. `echoId` is given back by the create call alone. */
export const messageOf = (simulation: Simulation, message: MessageRow, echoId?: string) => {
  const sender = pushSender(simulation, message)
  return {
    id: message.id,
    content: message.content,
    inbox_id: message.inboxId,
    ...(echoId === undefined ? {} : { echo_id: echoId }),
    conversation_id: message.conversationId,
    message_type: message.type,
    content_type: message.contentType,
    status: message.status,
    content_attributes: message.contentAttributes,
    created_at: epoch(message.createdAt),
    private: message.private,
    source_id: message.sourceId,
    ...(sender === undefined ? {} : { sender }),
    ...attachmentsOf(simulation, message)
  }
}

/** `Message#push_event_data`. */
export const pushMessage = (simulation: Simulation, message: MessageRow) => {
  const { state } = simulation
  const conversation = state.conversations.need(message.conversationId)
  const sender = pushSender(simulation, message)
  return {
    id: message.id,
    content: message.content,
    account_id: state.accountId,
    inbox_id: message.inboxId,
    conversation_id: message.conversationId,
    message_type: message.type,
    created_at: epoch(message.createdAt),
    updated_at: iso(message.updatedAt),
    private: message.private,
    status: message.status,
    source_id: message.sourceId,
    content_type: message.contentType,
    content_attributes: message.contentAttributes,
    sender_type: message.senderType,
    sender_id: message.senderId,
    external_source_ids: {},
    additional_attributes: message.additionalAttributes,
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: conversation.assigneeId,
      unread_count: unreadCountOf(state, conversation),
      last_activity_at: epoch(conversation.lastActivityAt),
      contact_inbox: { source_id: state.contactInboxes.need(conversation.contactInboxId).sourceId }
    },
    ...attachmentsOf(simulation, message),
    ...(sender === undefined ? {} : { sender })
  }
}

/** `Message#webhook_data` without its conversation, which the payload adds. */
export const webhookMessage = (simulation: Simulation, message: MessageRow, conversation: object) => {
  const inbox = simulation.state.inboxes.need(message.inboxId)
  return {
    account: accountReference(simulation),
    additional_attributes: message.additionalAttributes,
    content_attributes: message.contentAttributes,
    content_type: message.contentType,
    content: surveyed(simulation, message),
    conversation,
    created_at: iso(message.createdAt),
    id: message.id,
    inbox: { id: inbox.id, name: inbox.name },
    message_type: typeWords[message.type],
    private: message.private,
    sender: webhookSender(simulation, message),
    source_id: message.sourceId,
    ...attachmentsOf(simulation, message)
  }
}

/** Outside the widget a satisfaction survey is a link. */
const surveyed = ({ baseUrl, state }: Simulation, message: MessageRow): string | null => {
  const isWidget = state.inboxes.need(message.inboxId).channelType === "Channel::WebWidget"
  if (message.contentType !== "input_csat" || isWidget) return message.content
  const { uuid } = state.conversations.need(message.conversationId)
  return `${message.content ?? ""} ${baseUrl}/survey/responses/${uuid}`
}

const typeWords = ["incoming", "outgoing", "activity", "template"] as const

const attachmentsOf = (simulation: Simulation, message: MessageRow) =>
  message.attachments.length === 0
    ? {}
    : { attachments: message.attachments.map((attachment) => attachmentOf(simulation, message.id, attachment)) }

/** `Attachment#push_event_data`: which further keys there are depends on the kind. */
export const attachmentOf = (simulation: Simulation, messageId: number, attachment: AttachmentRow) => {
  const base = {
    id: attachment.id,
    message_id: messageId,
    file_type: attachment.fileType,
    account_id: simulation.state.accountId
  }
  switch (attachment.fileType) {
    case "location":
      return {
        ...base,
        coordinates_lat: attachment.latitude,
        coordinates_long: attachment.longitude,
        fallback_title: attachment.fallbackTitle,
        data_url: attachment.externalUrl
      }
    case "contact":
      return { ...base, fallback_title: attachment.fallbackTitle, meta: attachment.meta }
    case "fallback":
      return { ...base, fallback_title: attachment.fallbackTitle, data_url: attachment.externalUrl }
    default:
      return { ...base, ...fileOf(simulation, attachment) }
  }
}

const fileOf = (simulation: Simulation, { blob, externalUrl, fileType }: AttachmentRow) => {
  if (blob === null) return { data_url: externalUrl, thumb_url: "" }
  const dataUrl = blobUrl(simulation, blob)
  return {
    extension: /\.([^.]+)$/.exec(blob.fileName)?.[1] ?? null,
    content_type: blob.contentType,
    data_url: fileType === "audio" ? `${dataUrl}?disposition=inline` : dataUrl,
    thumb_url: fileType === "image" ? dataUrl : "",
    file_size: blob.bytes.length,
    width: null,
    height: null,
    ...(fileType === "audio" ? { transcribed_text: "" } : {})
  }
}

const pushSender = ({ state }: Simulation, { senderId, senderType }: MessageRow) => {
  if (senderId === null || senderType === null) return undefined
  if (senderType === "Contact") return pushContact(state.contacts.need(senderId))
  return senderType === "User" ? pushUser(state.users.need(senderId)) : pushBot(state.agentBots.need(senderId))
}

const webhookSender = (simulation: Simulation, { senderId, senderType }: MessageRow) => {
  const { state } = simulation
  if (senderId === null || senderType === null) return null
  if (senderType === "Contact") return webhookContact(simulation, state.contacts.need(senderId))
  return senderType === "User" ? webhookUser(state.users.need(senderId)) : webhookBot(state.agentBots.need(senderId))
}
