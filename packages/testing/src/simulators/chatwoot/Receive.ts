/** How what customers do reaches the server: a message through a channel, a visit to the web widget. */
import { findSender, type Sender } from "../Sender.ts"
import { blankAttachment, fileAttachment, storeBlob } from "./Blobs.ts"
import { insertContactInbox } from "./changes/ContactInboxes.ts"
import { insertContact } from "./changes/Contacts.ts"
import { insertConversation } from "./changes/Conversations.ts"
import { insertMessage } from "./changes/Messages.ts"
import type { AttachmentRow, ContactRow, ConversationRow, FileType, InboxRow } from "./Records.ts"
import { accountReference, webhookContact } from "./render/Contact.ts"
import { webhookConversation } from "./render/Conversation.ts"
import type { Simulation } from "./Simulation.ts"

/** What a customer's message carries besides words. */
export type ReceivedAttachment =
  | { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly latitude: number; readonly longitude: number; readonly title?: string }
  | { readonly phoneNumber: string; readonly firstName?: string; readonly lastName?: string }

export interface Received {
  /** Default: the API inbox. */
  readonly inboxId?: number
  readonly contact: Sender
  readonly content?: string
  readonly attachments?: ReadonlyArray<ReceivedAttachment>
  /** The channel's own id of the message. */
  readonly sourceId?: string
}

export const receive = (simulation: Simulation, received: Received, inboxId: number) => {
  const contact = senderOf(simulation, received.contact)
  const conversation = conversationOf(simulation, contact, simulation.state.inboxes.need(inboxId))
  const message = insertMessage(simulation, conversation, {
    type: 0,
    content: received.content ?? null,
    sender: { type: "Contact", id: contact.id },
    sourceId: received.sourceId ?? null,
    attachments: (received.attachments ?? []).map((attachment) => attachmentOf(simulation, attachment))
  })
  return { contactId: contact.id, conversationId: conversation.id, messageId: message.id }
}

export const openWidget = (simulation: Simulation, sender: Sender, inboxId: number) => {
  const { state } = simulation
  const contact = senderOf(simulation, sender)
  const inbox = state.inboxes.need(inboxId)
  const known = state.contactInboxes.ofContact(contact.id).findLast((row) => row.inboxId === inboxId)
  const session = known ?? insertContactInbox(simulation, contact, inbox, state.random.uuid())
  const current = state.conversations.filter((row) => row.contactInboxId === session.id).at(-1)
  simulation.publish({
    event: "webwidget_triggered",
    audience: ["account"],
    payload: () => ({
      id: session.id,
      contact: webhookContact(simulation, contact),
      inbox: { id: inbox.id, name: inbox.name },
      account: accountReference(simulation),
      current_conversation: current === undefined ? null : webhookConversation(simulation, current),
      source_id: session.sourceId,
      event_info: widgetEventInfo(simulation.now())
    })
  })
  return { contactId: contact.id }
}

const widgetEventInfo = (now: number) => ({
  initiated_at: { timestamp: new Date(now).toUTCString() },
  referer: "https://www.example.com/pricing",
  widget_language: "en",
  browser_language: "en",
  browser: {
    browser_name: "Firefox",
    browser_version: "140.0",
    device_name: "Unknown",
    platform_name: "Linux",
    platform_version: "0"
  }
})

const senderOf = (simulation: Simulation, sender: Sender): ContactRow =>
  findSender(simulation.state.contacts, sender) ?? insertContact(simulation, sender)

const conversationOf = (simulation: Simulation, contact: ContactRow, inbox: InboxRow): ConversationRow => {
  const { state } = simulation
  const known = state.contactInboxes.ofContact(contact.id).filter((row) => row.inboxId === inbox.id)
  const sessionIds = known.map((row) => row.id)
  const current = state.conversations
    .filter(
      (row) => sessionIds.includes(row.contactInboxId) && (inbox.lockToSingleConversation || row.status !== "resolved")
    )
    .at(-1)
  if (current !== undefined) return current
  const session =
    known.at(-1) ?? insertContactInbox(simulation, contact, inbox, channelAddress(simulation, contact, inbox))
  return insertConversation(simulation, session, {})
}

/** How the channel knows the contact. */
const channelAddress = ({ state }: Simulation, contact: ContactRow, inbox: InboxRow): string => {
  const phone = contact.phoneNumber ?? undefined
  if (inbox.channelType === "Channel::Whatsapp" && phone !== undefined) return phone.replace(/^\+/, "")
  if (inbox.channelType === "Channel::Email" && contact.email !== null) return contact.email
  return state.random.uuid()
}

const attachmentOf = ({ state }: Simulation, attachment: ReceivedAttachment): AttachmentRow => {
  if ("bytes" in attachment) return fileAttachment(state, storeBlob(state, attachment))
  const kind = (fileType: FileType) => ({ ...blankAttachment(state), fileType })
  return "latitude" in attachment
    ? {
        ...kind("location"),
        latitude: attachment.latitude,
        longitude: attachment.longitude,
        fallbackTitle: attachment.title ?? null
      }
    : {
        ...kind("contact"),
        fallbackTitle: attachment.phoneNumber,
        meta: { firstName: attachment.firstName ?? "", lastName: attachment.lastName ?? "" }
      }
}
