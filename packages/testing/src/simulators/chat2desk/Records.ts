/** What the simulator keeps. Times are milliseconds, or `null` where it has not happened. */
import type { Transport } from "./Transports.ts"

export interface ChannelRow {
  readonly id: number
  readonly name: string
  readonly phone: string
  readonly transports: ReadonlyArray<Transport>
}

/** Where a client can be reached: a transport of a channel. */
export interface Address {
  readonly channelId: number
  readonly transport: Transport
}

export interface ClientRow {
  readonly id: number
  /** Digits, or the messenger's own id behind its prefix: `[tg] 734937551`. Who has the same is the same client. */
  readonly phone: string
  /** In the order in which they were first used. */
  readonly addresses: Array<Address>
  /** The nickname in the messenger. */
  name: string | null
  assignedName: string | null
  /** A real phone number that was told, not one that messages go to. */
  clientPhone: string | null
  avatar: string | null
  comment: string | null
  externalId: string | null
  /** Ids in `amo` and `bitrix`. */
  readonly externalIds: Map<string, string>
  /** By the field's number. */
  readonly customFields: Map<number, string>
  readonly tagIds: Set<number>
  /** In the order in which they began. */
  readonly dialogIds: Array<number>
  blocked: boolean
  readonly source: "incoming_message" | "api"
  readonly createdAt: number
  updatedAt: number
  firstMessageAt: number
  lastMessageAt: number
}

export interface CustomFieldRow {
  readonly id: number
  readonly name: string
  readonly type: "input" | "dropdown"
  /** Preset values of a dropdown. */
  readonly value: string
  readonly editable: boolean
  readonly viewable: boolean
}

/** A chat with one client over one transport of one channel. */
export interface DialogRow {
  readonly id: number
  readonly clientId: number
  readonly channelId: number
  readonly transport: Transport
  state: "open" | "closed"
  operatorId: number | null
  /** Its segments, the newest last. */
  readonly requestIds: Array<number>
  readonly beganAt: number
  updatedAt: number
  endedAt: number | null
}

/** A segment of a dialog: from the message that opened it until it is closed. */
export interface RequestRow {
  readonly id: number
  readonly dialogId: number
  readonly clientId: number
  readonly channelId: number
  readonly transport: Transport
  readonly createdAt: number
  updatedAt: number
  closedAt: number | null
  startMessageId: number | null
  endMessageId: number | null
  readonly tagIds: Set<number>
}

export const messageTypes = ["from_client", "to_client", "autoreply", "system", "comment"] as const
export type MessageType = (typeof messageTypes)[number]

export type GatewayStatus = "pending" | "sent" | "failed" | "scheduled" | "canceled" | "delivered" | "seen"

export interface AttachmentRow {
  readonly name: string
  readonly link: string
}

export interface MessageRow {
  readonly id: number
  readonly type: MessageType
  readonly text: string | null
  readonly clientId: number
  readonly dialogId: number
  readonly channelId: number
  readonly transport: Transport
  readonly requestId: number | null
  readonly operatorId: number | null
  readonly attachments: ReadonlyArray<AttachmentRow>
  /** `lat lng`. */
  readonly coordinates: string | null
  readonly externalId: string | null
  readonly imported: boolean
  /** A public comment below a post, and the post. */
  readonly postUrl: string | null
  readonly createdAt: number
  read: boolean
  status: GatewayStatus
  error: string | null
  /** What was sent along as it came: inline buttons, keyboard, interactive list. */
  readonly extras: MessageExtras
}

export interface MessageExtras {
  readonly inlineButtons?: ReadonlyArray<unknown>
  readonly keyboard?: unknown
  readonly interactive?: unknown
}

export interface OperatorRow {
  readonly id: number
  email: string
  readonly phone: string | null
  role: string
  accessRightId: number | null
  online: boolean
  avatar: string | null
  firstName: string | null
  lastName: string | null
  externalId: string | null
  lastVisitAt: number | null
  statusId: number
  readonly status: "admin" | "enabled" | "disabled"
  /** How many open dialogs the rules of assignment allow. */
  dialogLimit: number
}

export interface OperatorGroupRow {
  readonly id: number
  readonly name: string
  readonly operatorIds: ReadonlyArray<number>
}

export interface TagGroupRow {
  readonly id: number
  readonly name: string
  readonly orderShow: number
  readonly display: number
}

export interface TagRow {
  readonly id: number
  readonly label: string
  readonly description: string
  readonly groupId: number
}

export interface TicketRow {
  readonly id: number
  summary: string
  description: string
  status: number
  priority: number
  deadline: string | null
  assigneeId: number | null
  readonly reporterId: number | string
  updaterId: number | string
  requestIds: ReadonlyArray<string>
  readonly createdAt: number
  updatedAt: number
}

export interface TemplateRow {
  readonly id: number
  shortcut: string | null
  text: string
  name: string
  file: string | null
  groupId: number | null
  userId: number | null
  readonly createdAt: number
}

export interface TemplateGroupRow {
  readonly id: number
  name: string
}

/** An item of the self-service menu of a channel. */
export interface MenuItemRow {
  readonly id: number
  readonly channelId: number
  readonly command: string
  readonly name: string
  readonly text: string
  readonly position: number
}

/** A menu item that was sent to a client. */
export interface QuestionRow {
  readonly clientId: number
  readonly menuItemId: number
  readonly text: string
  readonly createdAt: number
}

export interface WebhookRow {
  readonly id: number
  name: string
  url: string
  events: ReadonlyArray<string>
  /** `null`: all of them. */
  channels: ReadonlyArray<number> | null
  enabled: boolean
  errors: ReadonlyArray<string>
  /** When the first delivery failed since the last that was received. */
  failingSince: number | null
}
