/** What the simulator keeps. Times are milliseconds, or `null` where it has not happened; how the wire writes them is the renderers' business. */

export type Hash = Readonly<Record<string, unknown>>

/** An API key. Without scopes it may do everything. */
export interface KeyRow {
  readonly token: string
  /** Such as `conversations:read`; `null`: all of them. */
  readonly scopes: ReadonlyArray<string> | null
  /** Addresses and CIDR ranges; `null`: from anywhere. */
  readonly allowedIps: ReadonlyArray<string> | null
  /** By the runtime's clock. */
  readonly expiresAt: number | null
  /** In place of every endpoint's own limit. */
  readonly requestsPerMinute: number | null
  /** In whose name it acts: "me" in lists, the sender of messages. */
  readonly agentId: number
}

export interface AgentRow {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly availability: "online" | "busy" | "offline"
}

export interface TeamRow {
  readonly id: number
  readonly name: string
}

export interface InboxRow {
  readonly id: number
  readonly name: string
  readonly channelType: "Channel::WebWidget" | "Channel::Api" | "Channel::Whatsapp" | "Channel::Email"
  readonly phoneNumber: string | null
  /** Meta's id of a WhatsApp Business account. */
  readonly wabaId: string | null
}

export interface ContactRow {
  readonly id: number
  name: string
  email: string | null
  /** E.164. */
  phoneNumber: string | null
  identifier: string | null
  blocked: boolean
  availability: "online" | "busy" | "offline"
  additionalAttributes: Hash
  customAttributes: Hash
  lastActivityAt: number | null
  readonly createdAt: number
  updatedAt: number
}

export const conversationStatuses = ["open", "resolved", "pending", "snoozed"] as const
export type ConversationStatus = (typeof conversationStatuses)[number]

export const conversationPriorities = ["low", "medium", "high", "urgent"] as const
export type ConversationPriority = (typeof conversationPriorities)[number]

export interface ConversationRow {
  /** The `display_id`, by which all endpoints address it; in every example of the documentation the id is the same number. */
  readonly id: number
  readonly uuid: string
  readonly inboxId: number
  readonly contactId: number
  readonly sourceId: string | null
  status: ConversationStatus
  priority: ConversationPriority | null
  assigneeId: number | null
  teamId: number | null
  labels: ReadonlyArray<string>
  participantIds: ReadonlyArray<number>
  muted: boolean
  snoozedUntil: number | null
  additionalAttributes: Hash
  customAttributes: Hash
  /** Incoming messages after it are unread. */
  agentLastSeenAt: number | null
  firstReplyCreatedAt: number | null
  waitingSince: number | null
  lastActivityAt: number
  readonly createdAt: number
  updatedAt: number
}

export const messageTypes = ["incoming", "outgoing", "activity", "template"] as const
export type MessageType = (typeof messageTypes)[number]

export type MessageStatus = "sent" | "delivered" | "read" | "failed"

export interface AttachmentRow {
  readonly id: number
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface MessageRow {
  readonly id: number
  readonly conversationId: number
  readonly inboxId: number
  content: string | null
  readonly messageType: MessageType
  readonly contentType: string
  readonly contentAttributes: Hash
  status: MessageStatus
  readonly private: boolean
  readonly sourceId: string | null
  readonly echoId: string | null
  /** Nobody writes activity messages. */
  readonly sender: { readonly type: "contact" | "user"; readonly id: number } | null
  attachments: ReadonlyArray<AttachmentRow>
  deleted: boolean
  deliveredAt: number | null
  readAt: number | null
  readonly createdAt: number
}

/** A v1 webhook: called "inbound", and yet it tells of events. It has no secret. */
export interface LegacyWebhookRow {
  readonly id: number
  url: string
  name: string | null
  subscriptions: ReadonlyArray<string>
  readonly inboxId: number | null
  readonly createdAt: number
  updatedAt: number
}

/** A v2 webhook subscription. */
export interface SubscriptionRow {
  readonly id: string
  url: string
  name: string | null
  description: string | null
  events: ReadonlyArray<string>
  isActive: boolean
  /** When failures switched it off. */
  disabledAt: number | null
  secret: string
  /** The one before, which still signs until `until` of the runtime's clock. */
  previousSecret: { readonly secret: string; readonly until: number } | null
  consecutiveFailures: number
  lastDeliveryAt: number | null
  readonly createdAt: number
  updatedAt: number
}

export const broadcastStatuses = ["draft", "scheduled", "in_progress", "completed", "cancelled", "failed"] as const
export type BroadcastStatus = (typeof broadcastStatuses)[number]

export const recipientStatuses = ["pending", "sent", "delivered", "read", "failed"] as const
export type RecipientStatus = (typeof recipientStatuses)[number]

export interface RecipientRow {
  readonly id: number
  readonly phoneNumber: string
  readonly contactName: string | null
  status: RecipientStatus
  wamid: string | null
  sentAt: number | null
  deliveredAt: number | null
  readAt: number | null
}

export interface BroadcastRow {
  readonly id: string
  readonly inboxId: number
  name: string
  templateId: string
  templateName: string
  templateParams: Hash
  labels: ReadonlyArray<string>
  status: BroadcastStatus
  recipients: ReadonlyArray<RecipientRow>
  readonly createdBy: string
  scheduledAt: number | null
  startedAt: number | null
  completedAt: number | null
  readonly createdAt: number
}

export const templateCategories = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const
export type TemplateCategory = (typeof templateCategories)[number]
export type TemplateStatus = "draft" | "pending" | "approved" | "rejected"

export interface TemplateRow {
  readonly id: string
  readonly inboxId: number
  name: string
  language: string
  category: TemplateCategory
  status: TemplateStatus
  components: ReadonlyArray<Hash>
  exampleValues: Hash
  /** Given by Meta with the submission. */
  metaTemplateId: string | null
  qualityScore: "HIGH" | "MEDIUM" | "LOW" | null
  rejectionReason: string | null
  readonly createdAt: number
}

/** A template as Meta has it; its id is the `metaTemplateId` of ours. */
export interface MetaTemplateRow {
  readonly id: number
  readonly inboxId: number
  readonly name: string
  readonly language: string
  readonly category: TemplateCategory
  status: TemplateStatus
  readonly components: ReadonlyArray<Hash>
}

export interface ContactListRow {
  readonly id: string
  name: string
  description: string | null
  /** In the order of joining. */
  readonly memberIds: Set<number>
  readonly createdAt: number
  updatedAt: number
}

export const ticketStatuses = ["open", "in_progress", "waiting_on_customer", "closed"] as const
export type TicketStatus = (typeof ticketStatuses)[number]

export const ticketPriorities = ["low", "medium", "high", "critical"] as const
export type TicketPriority = (typeof ticketPriorities)[number]

export interface CommentRow {
  readonly id: string
  readonly content: string
  readonly authorId: number
  readonly createdAt: number
}

export interface TicketRow {
  readonly id: string
  title: string
  description: string | null
  status: TicketStatus
  priority: TicketPriority
  readonly contactId: number
  assigneeId: number | null
  readonly conversationId: number | null
  dueDate: number | null
  customFields: Hash
  comments: ReadonlyArray<CommentRow>
  closedAt: number | null
  readonly createdAt: number
  updatedAt: number
}

/** What a deal's timeline tells. */
export type DealActivity =
  | {
      readonly type: "stage_changed" | "value_changed"
      readonly from: unknown
      readonly to: unknown
      readonly at: number
    }
  | {
      readonly type: "note"
      readonly id: string
      readonly content: string
      readonly authorId: number
      readonly at: number
    }

export interface DealRow {
  readonly id: string
  name: string
  readonly contactId: number
  value: number
  currency: string
  /** Any text: pipelines are the customer's own. */
  stage: string
  probability: number
  /** `YYYY-MM-DD`. */
  expectedCloseDate: string | null
  ownerId: number | null
  description: string | null
  tags: ReadonlyArray<string>
  customFields: Hash
  lostReason: string | null
  activity: ReadonlyArray<DealActivity>
  closedAt: number | null
  readonly createdAt: number
  updatedAt: number
}
