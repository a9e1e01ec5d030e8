/**
 * What a program can ask of any vendor, in the words of the domain. An operation's name is `group.operation`, such as
 * `contacts.upsert`; `Capabilities` says of each how well a vendor can do it, `ProviderError.operation` which one failed.
 *
 * Every entity that an operation returns carries `raw`, the vendor's own object.
 */
import type { Effect, Option, Stream } from "effect"
import type { Channel, ChannelType } from "../domain/Channel.ts"
import type { Contact } from "../domain/Contact.ts"
import type { ContactInput, ContactPatch } from "../domain/ContactInput.ts"
import type { ContentPart, MediaPart } from "../domain/Content.ts"
import type { Conversation, ConversationPriority, ConversationStatus } from "../domain/Conversation.ts"
import type { Account, Agent, AttributeDefinition, Tag, Team, Template } from "../domain/Directory.ts"
import type { Author, Direction, Message, MessageStatus, ReplyReference, Visibility } from "../domain/Message.ts"
import type { OutboundContent } from "../domain/Outbound.ts"
import type {
  AgentId,
  Attributes,
  ChannelId,
  ContactId,
  ConversationId,
  MessageId,
  PhoneNumber,
  TeamId,
  Timestamp,
  WebhookId
} from "../domain/Scalars.ts"
import type { Degradation } from "./ContentPlan.ts"
import type { Listing } from "./Paging.ts"
import type { ProviderError } from "./ProviderError.ts"

type Result<A> = Effect.Effect<A, ProviderError>

/** What a contact can be found by. */
export type ContactKey =
  | { readonly phone: PhoneNumber }
  | { readonly email: string }
  | { readonly externalId: string }
  | { readonly channelType: ChannelType; readonly channelId?: ChannelId; readonly address: string }

export interface ContactListQuery {
  /** Only contacts that changed since. Where the vendor cannot filter, the listing reads all and leaves out the rest. */
  readonly updatedSince?: Timestamp
  readonly channelId?: ChannelId
  /** More about each contact, at the price of more calls. */
  readonly with?: ReadonlyArray<"tags">
}

export interface ContactOperations {
  readonly list: (query?: ContactListQuery) => Listing<Contact>
  readonly get: (id: ContactId, options?: { readonly with?: ReadonlyArray<"tags"> }) => Result<Contact>
  /** Free text over what the vendor searches in: usually name, e-mail, phone and external id. */
  readonly search: (text: string) => Listing<Contact>
  /** The contact with exactly this key. */
  readonly find: (by: ContactKey) => Result<Option.Option<Contact>>
  readonly create: (input: ContactInput) => Result<Contact>
  readonly update: (id: ContactId, patch: ContactPatch) => Result<Contact>
  /** The contact found by the key brought up to `input`, else a new one; two callers at once end with one contact. */
  readonly upsert: (
    by: ContactKey,
    input: ContactInput
  ) => Result<{ readonly contact: Contact; readonly created: boolean }>
  readonly delete: (id: ContactId) => Result<void>
  readonly setBlocked: (id: ContactId, blocked: boolean) => Result<void>
  readonly addTags: (id: ContactId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
  readonly removeTags: (id: ContactId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
  readonly setTags: (id: ContactId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
}

export interface ConversationListQuery {
  readonly status?: ConversationStatus
  readonly channelId?: ChannelId
  readonly updatedSince?: Timestamp
  /** By time of creation. `oldest-first` (the default) is the order in which paging skips and repeats nothing while new ones come. */
  readonly order?: "oldest-first" | "newest-first"
}

export interface ConversationInput {
  readonly contactId: ContactId
  readonly channelId: ChannelId
  readonly status?: ConversationStatus
  readonly assignee?: AgentId
  readonly team?: TeamId
  readonly attributes?: Attributes
  readonly subject?: string
}

/** Who a conversation goes to; `null` for a key takes the present one away. */
export interface Assignment {
  readonly agent?: AgentId | null
  readonly team?: TeamId | null
}

export interface ConversationOperations {
  readonly list: (query?: ConversationListQuery) => Listing<Conversation>
  readonly listByContact: (contactId: ContactId) => Listing<Conversation>
  readonly get: (id: ConversationId) => Result<Conversation>
  readonly create: (input: ConversationInput) => Result<Conversation>
  /** `snoozedUntil` goes with `snoozed` only. */
  readonly setStatus: (
    id: ConversationId,
    change: { readonly status: ConversationStatus; readonly snoozedUntil?: Timestamp }
  ) => Result<void>
  /** `null` takes both agent and team away. */
  readonly assign: (id: ConversationId, to: Assignment | null) => Result<void>
  readonly addTags: (id: ConversationId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
  readonly removeTags: (id: ConversationId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
  readonly setTags: (id: ConversationId, tags: ReadonlyArray<string>) => Result<ReadonlyArray<string>>
  readonly setPriority: (id: ConversationId, priority: ConversationPriority | null) => Result<void>
  /** Sets and removes by name; attributes that are not named stay. */
  readonly setAttributes: (
    id: ConversationId,
    change: { readonly set?: Attributes; readonly unset?: ReadonlyArray<string> }
  ) => Result<void>
  /** `messageId`: up to and with this one, for vendors that mark messages and not conversations. */
  readonly markRead: (id: ConversationId, options?: { readonly messageId?: MessageId }) => Result<void>
  readonly setTyping: (
    typing: { readonly conversationId: ConversationId; readonly messageId?: MessageId },
    on: boolean
  ) => Result<void>
  readonly delete: (id: ConversationId) => Result<void>
}

/** A message's id; some vendors need its conversation to find it. */
export interface MessageRef {
  readonly messageId: MessageId
  readonly conversationId?: ConversationId
}

export interface MessageOrder {
  readonly order?: "oldest-first" | "newest-first"
}

/** Half-open: from `since` up to but not including `until`. */
export interface MessageListQuery {
  readonly since: Timestamp
  readonly until?: Timestamp
  readonly channelType?: ChannelType
  readonly channelId?: ChannelId
}

/** Where a message goes: into a conversation, or to a contact (its newest open conversation on that channel, else a new one). */
export type SendTarget =
  | { readonly conversationId: ConversationId }
  | { readonly contactId: ContactId; readonly channelId?: ChannelId }

export interface SendInput {
  readonly to: SendTarget
  readonly content: OutboundContent
  readonly replyTo?: ReplyReference
  /** Your own id for the message, found again by `messages.find` where the vendor keeps it. */
  readonly externalId?: string
  /** Makes repeating the call safe where the vendor honours such a key. */
  readonly idempotencyKey?: string
  /** Send in the name of this agent, where the vendor lets an API user do so. */
  readonly as?: AgentId
  /** `refuse`: fail rather than send anything other than what was given. Default: degrade, and say how. */
  readonly degrade?: "allow" | "refuse"
}

export interface SendResult {
  /** The vendor messages that were made, in order: one domain message may be several. */
  readonly messages: ReadonlyArray<Message>
  readonly degraded: ReadonlyArray<Degradation>
}

/** A message of the past, to be written into another account. */
export interface ImportMessage {
  readonly externalId?: string
  readonly direction: Direction
  readonly visibility?: Visibility
  readonly author?: Author
  readonly content: ReadonlyArray<ContentPart>
  readonly createdAt?: Timestamp
  readonly replyTo?: ReplyReference
}

export type ImportOutcome =
  | { readonly type: "created"; readonly id?: MessageId }
  | { readonly type: "exists"; readonly id?: MessageId }
  | { readonly type: "failed"; readonly reason: ProviderError }

export interface ImportInput {
  readonly channelId: ChannelId
  readonly contactId: ContactId
  /** Absent: a conversation is found or made. */
  readonly conversationId?: ConversationId
  readonly messages: ReadonlyArray<ImportMessage>
}

export interface MessageOperations {
  readonly listByConversation: (conversationId: ConversationId, options?: MessageOrder) => Listing<Message>
  readonly list: (query: MessageListQuery, options?: MessageOrder) => Listing<Message>
  readonly get: (ref: MessageRef) => Result<Message>
  readonly delete: (ref: MessageRef) => Result<void>
  /** Sends a failed message again. */
  readonly retry: (ref: MessageRef) => Result<Message>
  /** Reports how far a message got, for channels whose delivery the program itself does. */
  readonly setStatus: (
    ref: MessageRef,
    change: { readonly status: MessageStatus; readonly failure?: string }
  ) => Result<void>
  /** The message that was written with this `externalId`: how an unknown write is settled. */
  readonly find: (by: {
    readonly externalId: string
    readonly conversationId?: ConversationId
    readonly contactId?: ContactId
  }) => Result<Option.Option<Message>>
  readonly send: (input: SendInput) => Result<SendResult>
  /** A note that only agents see. Content that the vendor has no form for is refused, because nothing here could tell of a degradation. */
  readonly addNote: (
    to: { readonly conversationId: ConversationId } | { readonly contactId: ContactId },
    content: OutboundContent
  ) => Result<Message>
  /** One outcome per message, in order. Nothing is repeated: a message whose write is unknown is settled by `externalId` first. */
  readonly import: (input: ImportInput) => Result<ReadonlyArray<ImportOutcome>>
}

export interface AttachmentOperations {
  /** The bytes of a media part as a stream; fails with `PayloadTooLarge` beyond `maxBytes`. */
  readonly download: (
    part: MediaPart,
    options?: { readonly maxBytes?: number }
  ) => Stream.Stream<Uint8Array, ProviderError>
}

/** An endpoint of yours that the vendor calls. */
export interface WebhookSubscription {
  readonly id: WebhookId
  readonly url: string
  readonly name?: string
  /** The vendor's own event names; absent: all. */
  readonly events?: ReadonlyArray<string>
  readonly active?: boolean
  /** What the vendor signs with, where it tells it. Treat it as a password. */
  readonly secret?: string
  readonly raw?: unknown
}

export interface WebhookInput {
  readonly url: string
  readonly name?: string
  readonly events?: ReadonlyArray<string>
}

export interface Operations {
  readonly contacts: ContactOperations
  readonly conversations: ConversationOperations
  readonly messages: MessageOperations
  readonly attachments: AttachmentOperations
  readonly channels: { readonly list: () => Listing<Channel> }
  readonly agents: { readonly list: () => Listing<Agent> }
  readonly teams: { readonly list: () => Listing<Team> }
  readonly tags: {
    readonly list: () => Listing<Tag>
    readonly create: (tag: {
      readonly name: string
      readonly description?: string
      readonly color?: string
    }) => Result<Tag>
  }
  readonly attributes: { readonly list: () => Listing<AttributeDefinition> }
  readonly templates: { readonly list: (query?: { readonly channelId?: ChannelId }) => Listing<Template> }
  readonly account: { readonly get: () => Result<Account> }
  readonly webhooks: {
    readonly list: () => Listing<WebhookSubscription>
    readonly create: (input: WebhookInput) => Result<WebhookSubscription>
    readonly update: (id: WebhookId, input: Partial<WebhookInput>) => Result<WebhookSubscription>
    readonly delete: (id: WebhookId) => Result<void>
    readonly rotateSecret: (id: WebhookId) => Result<WebhookSubscription>
  }
}

type NamesIn<Group extends keyof Operations> = `${Group}.${Extract<keyof Operations[Group], string>}`

/** `contacts.list`, `messages.send`, ... */
export type OperationName = { [Group in keyof Operations]: NamesIn<Group> }[keyof Operations]

/** Every operation, group by group, whether it is a list, a stream of bytes or a single call, and whether it changes anything. */
export const operationKinds = {
  contacts: {
    list: "list",
    get: "read",
    search: "list",
    find: "read",
    create: "write",
    update: "write",
    upsert: "write",
    delete: "write",
    setBlocked: "write",
    addTags: "write",
    removeTags: "write",
    setTags: "write"
  },
  conversations: {
    list: "list",
    listByContact: "list",
    get: "read",
    create: "write",
    setStatus: "write",
    assign: "write",
    addTags: "write",
    removeTags: "write",
    setTags: "write",
    setPriority: "write",
    setAttributes: "write",
    markRead: "write",
    setTyping: "write",
    delete: "write"
  },
  messages: {
    listByConversation: "list",
    list: "list",
    get: "read",
    delete: "write",
    retry: "write",
    setStatus: "write",
    find: "read",
    send: "write",
    addNote: "write",
    import: "write"
  },
  attachments: { download: "stream" },
  channels: { list: "list" },
  agents: { list: "list" },
  teams: { list: "list" },
  tags: { list: "list", create: "write" },
  attributes: { list: "list" },
  templates: { list: "list" },
  account: { get: "read" },
  webhooks: { list: "list", create: "write", update: "write", delete: "write", rotateSecret: "write" }
} as const satisfies {
  readonly [Group in keyof Operations]: {
    readonly [Name in keyof Operations[Group]]: "list" | "read" | "stream" | "write"
  }
}

export type OperationKind = "list" | "read" | "stream" | "write"

/** The operations in the order of the documentation. */
export const operationNames: ReadonlyArray<OperationName> = Object.entries(operationKinds).flatMap(([group, kinds]) =>
  Object.keys(kinds).map((name) => `${group}.${name}` as OperationName)
)
