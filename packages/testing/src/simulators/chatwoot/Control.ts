/** What a test does to the simulated server from outside its API: customers write, agents type, statuses change, webhooks are set up. */
import { Effect } from "effect"
import { blankAttachment, fileAttachment, storeBlob } from "./Blobs.ts"
import { insertContactInbox } from "./changes/ContactInboxes.ts"
import { changeContact, insertContact } from "./changes/Contacts.ts"
import { announceTyping, insertConversation } from "./changes/Conversations.ts"
import { changeMessage, insertMessage } from "./changes/Messages.ts"
import type { AttachmentRow, ContactRow, ConversationRow, FileType, InboxRow, MessageStatus } from "./Records.ts"
import { webhookContact } from "./render/Contact.ts"
import { webhookUser } from "./render/Directory.ts"
import { type Seeded, type SeedOptions, seed } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { filter, find, need } from "./State.ts"
import { defaultSubscriptions } from "./webhooks/Targets.ts"

/** Who writes: somebody known by id, or found by e-mail, phone or identifier and made if they are new. */
export interface Sender {
  readonly id?: number
  readonly name?: string
  readonly email?: string
  readonly phoneNumber?: string
  readonly identifier?: string
}

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

export interface Control {
  /** Adds people and histories, see {@link SeedOptions}. */
  readonly seed: (options?: SeedOptions) => Effect.Effect<Seeded>
  /** A customer writes, in their conversation that is not resolved, else in a new one. */
  readonly receive: (
    message: Received
  ) => Effect.Effect<{ readonly contactId: number; readonly conversationId: number; readonly messageId: number }>
  /** What the channel reports about a message that was sent. */
  readonly setMessageStatus: (messageId: number, status: MessageStatus, error?: string) => Effect.Effect<void>
  /** Merges into `content_attributes`: how a customer's answer to an interactive message arrives. */
  readonly answer: (messageId: number, contentAttributes: Readonly<Record<string, unknown>>) => Effect.Effect<void>
  /** Somebody types, or stops to; `by` a user's id, or else the customer. */
  readonly typing: (
    conversationId: number,
    on: boolean,
    options?: { readonly by?: number; readonly isPrivate?: boolean }
  ) => Effect.Effect<void>
  /** Contacts who are online cannot be deleted. */
  readonly setOnline: (contactId: number, online: boolean) => Effect.Effect<void>
  readonly setSuspended: (suspended: boolean) => Effect.Effect<void>
  /** An account webhook, as an administrator would add it. */
  readonly addWebhook: (options: {
    readonly url: string
    readonly subscriptions?: ReadonlyArray<string>
  }) => Effect.Effect<{ readonly id: number; readonly secret: string }>
  /** The URL of an API inbox itself. */
  readonly setInboxWebhook: (inboxId: number, url: string | null) => Effect.Effect<{ readonly secret: string }>
  /** Puts the account's bot (`agentBotId`, default the first) on an inbox, reachable at `url`. */
  readonly setAgentBot: (
    inboxId: number,
    url: string,
    agentBotId?: number
  ) => Effect.Effect<{ readonly id: number; readonly secret: string }>
}

export const makeControl = (simulation: Simulation, apiInboxId: number): Control => {
  const { state } = simulation
  return {
    seed: (options = {}) => Effect.sync(() => seed(simulation, apiInboxId, options)),
    receive: (message) => Effect.sync(() => receive(simulation, message, message.inboxId ?? apiInboxId)),
    setMessageStatus: (messageId, status, error) =>
      Effect.sync(() => {
        const message = need(state.messages, messageId)
        const contentAttributes =
          error === undefined ? message.contentAttributes : { ...message.contentAttributes, external_error: error }
        changeMessage(simulation, message, { status, contentAttributes })
      }),
    answer: (messageId, attributes) =>
      Effect.sync(() => {
        const message = need(state.messages, messageId)
        changeMessage(simulation, message, { contentAttributes: { ...message.contentAttributes, ...attributes } })
      }),
    typing: (conversationId, on, options = {}) =>
      Effect.sync(() => {
        const conversation = need(state.conversations, conversationId)
        const user =
          options.by === undefined
            ? webhookContact(simulation, need(state.contacts, conversation.contactId))
            : webhookUser(need(state.users, options.by))
        announceTyping(simulation, conversation, { on, user, isPrivate: options.isPrivate ?? false })
      }),
    setOnline: (contactId, online) =>
      Effect.sync(() => changeContact(simulation, need(state.contacts, contactId), { online })),
    setSuspended: (suspended) =>
      Effect.sync(() => {
        need(state.accounts, state.accountId).suspended = suspended
      }),
    addWebhook: ({ subscriptions = defaultSubscriptions, url }) =>
      Effect.sync(() => {
        const secret = state.random.token(24)
        return state.webhooks.insert((id) => ({ id, name: null, url, subscriptions, secret, inboxId: null }))
      }),
    setInboxWebhook: (inboxId, url) =>
      Effect.sync(() => {
        const inbox = need(state.inboxes, inboxId)
        inbox.webhookUrl = url
        return { secret: inbox.secret }
      }),
    setAgentBot: (inboxId, url, agentBotId = 1) =>
      Effect.sync(() => {
        const bot = need(state.agentBots, agentBotId)
        bot.outgoingUrl = url
        need(state.inboxes, inboxId).agentBotId = bot.id
        return { id: bot.id, secret: bot.secret }
      })
  }
}

const receive = (simulation: Simulation, received: Received, inboxId: number) => {
  const contact = senderOf(simulation, received.contact)
  const conversation = conversationOf(simulation, contact, need(simulation.state.inboxes, inboxId))
  const message = insertMessage(simulation, conversation, {
    type: 0,
    content: received.content ?? null,
    sender: { type: "Contact", id: contact.id },
    sourceId: received.sourceId ?? null,
    attachments: (received.attachments ?? []).map((attachment) => attachmentOf(simulation, attachment))
  })
  return { contactId: contact.id, conversationId: conversation.id, messageId: message.id }
}

const senderOf = (simulation: Simulation, sender: Sender): ContactRow => {
  const { contacts } = simulation.state
  if (sender.id !== undefined) return need(contacts, sender.id)
  const known = find(
    contacts,
    (row) =>
      (sender.email !== undefined && row.email === sender.email) ||
      (sender.phoneNumber !== undefined && row.phoneNumber === sender.phoneNumber) ||
      (sender.identifier !== undefined && row.identifier === sender.identifier)
  )
  return known ?? insertContact(simulation, sender)
}

const conversationOf = (simulation: Simulation, contact: ContactRow, inbox: InboxRow): ConversationRow => {
  const { state } = simulation
  const known = filter(state.contactInboxes, (row) => row.contactId === contact.id && row.inboxId === inbox.id)
  const sessionIds = known.map((row) => row.id)
  const current = filter(
    state.conversations,
    (row) => sessionIds.includes(row.contactInboxId) && (inbox.lockToSingleConversation || row.status !== "resolved")
  ).at(-1)
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
