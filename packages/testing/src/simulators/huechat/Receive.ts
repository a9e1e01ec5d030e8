/** Customers write: in their conversation on the inbox that is not resolved, else in a new one; one that snoozes wakes. */
import { findSender, type Sender } from "../Sender.ts"
import { insertContact } from "./changes/Contacts.ts"
import { changeConversation, insertConversation } from "./changes/Conversations.ts"
import { insertMessage } from "./changes/Messages.ts"
import type { ContactRow, ConversationRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"

export interface ReceivedFile {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface Received {
  /** Default: the API inbox. */
  readonly inboxId?: number
  readonly contact: Sender
  readonly content?: string
  readonly attachments?: ReadonlyArray<ReceivedFile>
  /** The channel's own id of the message. The same one again is the same message. */
  readonly sourceId?: string
}

/** What came of it. */
export interface Arrival {
  readonly contactId: number
  readonly conversationId: number
  readonly messageId: number
}

export const receive = (simulation: Simulation, received: Received, inboxId: number): Arrival => {
  const { state } = simulation
  const known =
    received.sourceId === undefined ? undefined : state.messages.find((row) => row.sourceId === received.sourceId)
  if (known !== undefined) {
    const { contactId, id } = state.conversations.need(known.conversationId)
    return { contactId, conversationId: id, messageId: known.id }
  }
  const contact = senderOf(simulation, received.contact)
  const conversation = conversationOf(simulation, contact, inboxId)
  if (conversation.status === "snoozed") changeConversation(simulation, conversation, { status: "open" }, null)
  const message = insertMessage(simulation, conversation, {
    content: received.content ?? null,
    messageType: "incoming",
    sender: { type: "contact", id: contact.id },
    sourceId: received.sourceId,
    attachments: (received.attachments ?? []).map((file) => state.attachments.insert((id) => ({ id, ...file })))
  })
  return { contactId: contact.id, conversationId: conversation.id, messageId: message.id }
}

const senderOf = (simulation: Simulation, sender: Sender): ContactRow =>
  findSender(simulation.state.contacts, sender) ?? insertContact(simulation, sender)

const conversationOf = (simulation: Simulation, contact: ContactRow, inboxId: number): ConversationRow =>
  simulation.state.conversations
    .filter((row) => row.contactId === contact.id && row.inboxId === inboxId && row.status !== "resolved")
    .at(-1) ?? insertConversation(simulation, { contactId: contact.id, inboxId })
