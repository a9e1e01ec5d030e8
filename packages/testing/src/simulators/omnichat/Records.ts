/** What the simulator keeps. Times are milliseconds, or `null` where it has not happened; a contact is addressed by platform, channel and user. */

export const platforms = ["line", "facebook", "whatsapp", "instagram", "wechat", "webchat"] as const
export type Platform = (typeof platforms)[number]

export interface ChannelRow {
  readonly platform: Platform
  /** WhatsApp: the business phone number as digits; webchat: always `webchat`. */
  readonly channelId: string
  readonly channelName: string
  /** The prefix of the ids of the channel's rooms, such as `wh18695d48-...`. */
  readonly roomPrefix: string
  /** Meta's ids of a WhatsApp number. */
  readonly phoneNumberId: string
  readonly businessAccountId: string
}

/** Who writes on a channel. `userId` may be missing where the person has a username instead of a known phone number; `bsuid` is there then. */
export interface ContactRow {
  readonly platform: Platform
  readonly channelId: string
  readonly userId: string | null
  readonly bsuid: string | null
  readonly username: string | null
  name: string | null
  /** The person behind it, see {@link CustomerRow}. */
  omniCustomerId: string
  subscribed: boolean
  readonly subscribedAt: number | null
  unsubscribedAt: number | null
  lastMessageAt: number | null
  lastInboundAt: number | null
  updatedAt: number
  /** Whether the channel can deliver to them; a WhatsApp number without WhatsApp cannot be. */
  deliverable: boolean
  /** Whether the plan's contact limit leaves room for them. */
  withinPlan: boolean
}

export type AttributeValue = string | number | boolean

/** A person: the profile that all contacts of theirs share. */
export interface CustomerRow {
  readonly omniCustomerId: string
  readonly username: string
  memberId: string | null
  name: string | null
  email: string | null
  phone: string | null
  note: string | null
  tags: ReadonlyArray<string>
  attributes: ReadonlyMap<string, AttributeValue>
  /** The salesperson bound to them, by username. */
  agent: string | null
  agentBoundAt: number | null
  lastMessageReceivedAt: number | null
  lastCsMessageSentAt: number | null
  lastMarketingMessageSentAt: number | null
  readonly createdAt: number
  updatedAt: number
}

export type AttributeType = "text" | "number" | "date" | "datetime" | "boolean"

/** A custom attribute as the portal defines it. */
export interface AttributeRow {
  readonly key: string
  readonly type: AttributeType
  readonly displayName: string
}

export interface AgentRow {
  /** The id by which messages and logs name them. */
  readonly username: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly employeeCode: string | null
  readonly available: boolean
  readonly role: number
  readonly shops: ReadonlyArray<{ readonly id: string; readonly code: string; readonly name: string }> | null
}

export type TicketStatus = "Open" | "InProgress" | "Closed"

export interface AgentLog {
  readonly agentId: string
  readonly agentName: string
  readonly actionType: string
  readonly occurredAt: number
}

/** One conversation of a room, from its first message until it is closed. */
export interface TicketRow {
  readonly ticketId: number
  readonly roomId: string
  status: TicketStatus
  readonly createdAt: number
  closedAt: number | null
  firstFollowUpAt: number | null
  firstResponseAt: number | null
  agentLogs: ReadonlyArray<AgentLog>
}

export interface RoomRow {
  readonly roomId: string
  readonly platform: Platform
  readonly channelId: string
  /** A group's id where it is one. */
  readonly userId: string
  /** Whose room it is; of a group, who wrote first. */
  readonly contactKey: string
  readonly isGroup: boolean
  agent: string | null
  collaborators: ReadonlyArray<string>
  /** Whether a third-party AI agent has the conversation. */
  aiSession: boolean
  ticketId: number | null
}

export type MessageType = "text" | "photo" | "audio" | "video" | "document" | "chatbot"
export type MessageStatus = "sent" | "delivered" | "read" | "error"
export type SenderType = "customer" | "agent" | "bot" | "ai-chat"

export interface MessageRow {
  readonly id: string
  readonly platform: Platform
  readonly channelId: string
  readonly roomId: string
  readonly contactKey: string
  readonly senderType: SenderType
  readonly sender: {
    readonly name: string
    readonly userId: string
    readonly phone: string | null
    readonly email: string | null
  }
  readonly time: number
  readonly messageType: MessageType
  messageStatus: MessageStatus
  readonly message: string | null
  readonly mediaUrl: string | null
  /** Of messages sent through the API: what a receipt gives back. */
  readonly sending: Sending | null
}

/** How a message was sent, as far as its receipts tell. */
export interface Sending {
  readonly category: "service" | "utility" | "marketing" | "authentication"
  /** `biz_opaque_callback_data`. */
  readonly callbackData: string | null
  /** Of direct messages. */
  readonly trackId: string | null
}

export interface TemplateRow {
  readonly id: string
  /** The WhatsApp number that has it. */
  readonly phone: string
  readonly name: string
  readonly language: string
  readonly category: "MARKETING" | "UTILITY" | "AUTHENTICATION"
  status: "APPROVED" | "PENDING" | "REJECTED" | "PAUSED" | "DISABLED"
  readonly components: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export interface ChatbotRow {
  readonly id: string
  readonly name: string
  readonly type: number
  readonly blocks: ReadonlyArray<{ readonly id: string; readonly name: string }>
}

export interface BroadcastRow {
  readonly id: string
  readonly platform: Platform
  readonly channelId: string
  readonly subject: string
  readonly tags: ReadonlyArray<string>
  /** `null` while it waits for its time. */
  readonly sentAt: number | null
  readonly messagesEach: number
  readonly recipients: ReadonlyArray<{
    readonly userId: string
    readonly messageId: string | null
    readonly error: string | null
  }>
}

export interface TaggingRow {
  readonly time: number
  readonly contactKey: string
  readonly tag: string
  readonly source: string
  readonly messageId: string | null
}

/** What the portal's webhook page sets up, one row for each of the vendor's three kinds. */
export interface WebhookRow {
  readonly id: number
  readonly kind: "topics" | "whatsapp" | "ai-agent"
  readonly url: string
  /** Topics: those subscribed to. AI agents: the platforms that they answer on. WhatsApp: the numbers forwarded. */
  readonly covers: ReadonlyArray<string>
  /** Signs with `X-Omnichat-Signature`. */
  readonly signatureSecret: string | null
  /** Signs with `X-Hub-Signature-256`. */
  readonly appSecret: string | null
  consecutiveFailures: number
  enabled: boolean
}
