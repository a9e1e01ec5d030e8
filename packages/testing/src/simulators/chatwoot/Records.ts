/**
 * The rows that the simulated server keeps. Times are milliseconds; how each one is encoded on the wire is the renderers' business.
 * Rows are mutable, as in a database; only the simulator's `changes/` write them.
 */

/** Free JSON hashes: `additional_attributes`, `custom_attributes`, `content_attributes`. */
export type Hash = Readonly<Record<string, unknown>>

export interface ContactRow {
  readonly id: number
  name: string
  email: string | null
  phoneNumber: string | null
  identifier: string | null
  avatarUrl: string
  blocked: boolean
  online: boolean
  additionalAttributes: Hash
  customAttributes: Hash
  labels: ReadonlyArray<string>
  lastActivityAt: number | null
  readonly createdAt: number
  updatedAt: number
}

export interface ContactInboxRow {
  readonly id: number
  contactId: number
  readonly inboxId: number
  readonly sourceId: string
  readonly pubsubToken: string
  hmacVerified: boolean
  readonly createdAt: number
}

export type ConversationStatus = "open" | "resolved" | "pending" | "snoozed"
export type ConversationPriority = "low" | "medium" | "high" | "urgent"

export interface ConversationRow {
  /** The id of the URLs and payloads; the database's own id shows only in `changed_attributes`. */
  readonly id: number
  readonly databaseId: number
  readonly uuid: string
  readonly inboxId: number
  contactId: number
  readonly contactInboxId: number
  status: ConversationStatus
  priority: ConversationPriority | null
  snoozedUntil: number | null
  assigneeId: number | null
  assigneeBotId: number | null
  teamId: number | null
  labels: ReadonlyArray<string>
  additionalAttributes: Hash
  customAttributes: Hash
  agentLastSeenAt: number | null
  assigneeLastSeenAt: number | null
  contactLastSeenAt: number | null
  firstReplyCreatedAt: number | null
  waitingSince: number | null
  lastActivityAt: number
  readonly createdAt: number
  updatedAt: number
}

/** 0 incoming, 1 outgoing, 2 activity, 3 template. */
export type MessageType = 0 | 1 | 2 | 3
export type MessageStatus = "sent" | "delivered" | "read" | "failed"
export type SenderType = "Contact" | "User" | "AgentBot"

export interface MessageRow {
  readonly id: number
  readonly conversationId: number
  readonly inboxId: number
  content: string | null
  readonly type: MessageType
  contentType: string
  contentAttributes: Hash
  additionalAttributes: Hash
  status: MessageStatus
  readonly private: boolean
  readonly sourceId: string | null
  readonly senderType: SenderType | null
  senderId: number | null
  attachments: ReadonlyArray<AttachmentRow>
  readonly createdAt: number
  updatedAt: number
}

export type FileType = "image" | "audio" | "video" | "file" | "location" | "contact" | "fallback"

export interface AttachmentRow {
  readonly id: number
  readonly fileType: FileType
  readonly blob: BlobRow | null
  readonly latitude: number
  readonly longitude: number
  readonly fallbackTitle: string | null
  readonly externalUrl: string | null
  readonly meta: Hash
}

/** An uploaded file. `signedId` stands in redirect URLs and in `attachments[]` strings, `key` in storage URLs. */
export interface BlobRow {
  readonly signedId: string
  readonly key: string
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type ChannelType =
  | "Channel::Api"
  | "Channel::WebWidget"
  | "Channel::Whatsapp"
  | "Channel::Email"
  | "Channel::TwilioSms"
  | "Channel::Sms"
  | "Channel::Telegram"
  | "Channel::Line"
  | "Channel::FacebookPage"
  | "Channel::Instagram"

export interface InboxRow {
  readonly id: number
  readonly channelId: number
  readonly channelType: ChannelType
  name: string
  /** `inbox_identifier` of an API inbox, `website_token` of a widget. */
  readonly identifier: string
  readonly hmacToken: string
  secret: string
  hmacMandatory: boolean
  webhookUrl: string | null
  phoneNumber: string | null
  provider: string | null
  channelAttributes: Hash
  lockToSingleConversation: boolean
  greetingEnabled: boolean
  greetingMessage: string | null
  settings: Hash
  agentBotId: number | null
  memberIds: ReadonlyArray<number>
  messageTemplates: ReadonlyArray<Hash>
  readonly createdAt: number
  updatedAt: number
}

export type Role = "agent" | "administrator"

export interface UserRow {
  readonly id: number
  name: string
  email: string
  /** Absent from the account when null: a platform user who has joined no account, or an agent who was removed. */
  role: Role | null
  availability: "online" | "busy" | "offline"
  customAttributes: Hash
  readonly token: string
}

export interface AccountUserRow {
  readonly id: number
  readonly accountId: number
  readonly userId: number
  readonly role: Role
}

export interface AgentBotRow {
  readonly id: number
  name: string
  description: string | null
  outgoingUrl: string | null
  botConfig: Hash
  readonly token: string
  readonly secret: string
  /** Made by a platform app: `false` for those of the account. */
  readonly platform: boolean
}

export interface TeamRow {
  readonly id: number
  name: string
  description: string | null
  allowAutoAssign: boolean
  memberIds: ReadonlyArray<number>
  readonly createdAt: number
  updatedAt: number
}

export interface LabelRow {
  readonly id: number
  title: string
  description: string | null
  color: string
  showOnSidebar: boolean | null
}

export interface WebhookRow {
  readonly id: number
  name: string | null
  url: string
  subscriptions: ReadonlyArray<string>
  readonly secret: string
  readonly inboxId: number | null
}

export interface AttributeDefinitionRow {
  readonly id: number
  readonly fields: Record<string, unknown>
  readonly createdAt: number
  updatedAt: number
}

export interface AccountRow {
  readonly id: number
  fields: Hash
  suspended: boolean
  readonly createdAt: number
}
