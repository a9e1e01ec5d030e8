/** Writing messages and what follows from them, and what becomes of one later: delivered, read, failed, edited, deleted. */
import type { AttachmentRow, ConversationRow, Hash, MessageRow, MessageStatus, MessageType } from "../Records.ts"
import { toMessageChange, toMessageEvent } from "../render/Message.ts"
import type { Simulation } from "../Simulation.ts"

export interface MessageFields {
  readonly content: string | null
  readonly messageType: MessageType
  readonly sender: MessageRow["sender"]
  readonly contentType?: string | undefined
  readonly contentAttributes?: Hash | undefined
  readonly private?: boolean | undefined
  readonly sourceId?: string | null | undefined
  readonly echoId?: string | null | undefined
  readonly attachments?: ReadonlyArray<AttachmentRow> | undefined
}

export const insertMessage = (
  simulation: Simulation,
  conversation: ConversationRow,
  fields: MessageFields
): MessageRow => {
  const message = insertRow(simulation, conversation, fields)
  follow(simulation, conversation, message)
  const data = toMessageEvent(simulation, message)
  simulation.publish({ event: "message.created", inboxId: message.inboxId, data })
  return message
}

/** A line that the system writes. */
export const insertActivity = (simulation: Simulation, conversation: ConversationRow, content: string): void => {
  insertMessage(simulation, conversation, { content, messageType: "activity", sender: null })
}

const insertRow = ({ now, state }: Simulation, conversation: ConversationRow, fields: MessageFields): MessageRow => {
  const message = state.messages.insert((id) => ({
    id,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    content: fields.content,
    messageType: fields.messageType,
    contentType: fields.contentType ?? "text",
    contentAttributes: fields.contentAttributes ?? {},
    status: "sent",
    private: fields.private ?? false,
    sourceId: fields.sourceId ?? null,
    echoId: fields.echoId ?? null,
    sender: fields.sender,
    attachments: fields.attachments ?? [],
    deleted: false,
    deliveredAt: null,
    readAt: null,
    createdAt: now()
  }))
  const history = state.histories.get(conversation.id)
  if (history === undefined) state.histories.set(conversation.id, [message])
  else history.push(message)
  return message
}

/** Who waits for whom, and who was active when. */
const follow = ({ state }: Simulation, conversation: ConversationRow, message: MessageRow): void => {
  conversation.lastActivityAt = message.createdAt
  if (message.messageType === "incoming") {
    conversation.waitingSince ??= message.createdAt
    state.contacts.need(conversation.contactId).lastActivityAt = message.createdAt
  } else if (message.messageType !== "activity" && !message.private) {
    conversation.firstReplyCreatedAt ??= message.createdAt
    conversation.waitingSince = null
  }
}

/** What the channel reports. A message that is read was delivered before. */
export const reportStatus = (simulation: Simulation, message: MessageRow, status: MessageStatus): void =>
  change(simulation, message, () => {
    const now = simulation.now()
    message.status = status
    if (status === "delivered" || status === "read") message.deliveredAt ??= now
    if (status === "read") message.readAt ??= now
  })

export const editMessage = (simulation: Simulation, message: MessageRow, content: string): void =>
  change(simulation, message, () => {
    message.content = content
  })

/** The row stays; its words and files do not. */
export const softDelete = (simulation: Simulation, message: MessageRow): void =>
  change(simulation, message, () => {
    for (const { id } of message.attachments) simulation.state.attachments.remove(id)
    message.content = "This message was deleted"
    message.attachments = []
    message.deleted = true
  })

const change = (simulation: Simulation, message: MessageRow, apply: () => void): void => {
  const previous = message.status
  apply()
  const data = toMessageChange(message, previous)
  simulation.publish({ event: "message.updated", inboxId: message.inboxId, data })
}
