/**
 * A conversation, as REST and as webhooks send it. They differ in where the channel stands (`meta.channel` / `channel`), in how the contact
 * is told (`meta.sender` / `contact_inbox` too), and in absent against `null`; both mean the same here.
 *
 * Its id is the display id, counted per account: the one that URLs take.
 */
import type {
  ContactId,
  Conversation,
  ConversationId,
  ConversationPriority,
  ConversationSnapshot,
  ConversationStatus
} from "@dragoman/core/domain"
import { asObject, isObject, openEnum, present, textOf, toText, toTimestamp } from "@dragoman/core/wire"
import { toChannelReference } from "./Channel.ts"
import { toContactId } from "./Contact.ts"
import { type AssigneeSource, toAssignee, toTeamReference } from "./Directory.ts"

type Time = number | string | null

/** What is read of a conversation. */
export interface ConversationSource {
  readonly id: number
  readonly inbox_id?: number | null
  readonly channel?: string | null
  readonly contact_inbox?: { readonly contact_id?: number | null } | null
  readonly meta?: {
    readonly sender?: { readonly id: number } | null
    readonly channel?: string | null
    readonly assignee?: AssigneeSource | null
    readonly assignee_type?: string | null
    readonly team?: { readonly id: number; readonly name?: string | null } | null
  } | null
  readonly status?: string | null
  readonly priority?: string | null
  readonly labels?: ReadonlyArray<string> | null
  readonly can_reply?: boolean | null
  readonly unread_count?: number | null
  readonly additional_attributes?: unknown
  readonly custom_attributes?: unknown
  readonly snoozed_until?: Time
  readonly created_at?: Time
  readonly updated_at?: Time
  readonly timestamp?: Time
  readonly last_activity_at?: Time
}

export const toConversationId = (id: number): ConversationId => String(id) as ConversationId

export const toConversationStatus: (status: string | null | undefined) => ConversationStatus | undefined = openEnum(
  { open: "open", pending: "pending", snoozed: "snoozed", resolved: "closed" } as const,
  undefined
)

export const fromConversationStatus = {
  open: "open",
  pending: "pending",
  snoozed: "snoozed",
  closed: "resolved"
} as const

export const toPriority: (priority: string | null | undefined) => ConversationPriority | undefined = openEnum(
  { low: "low", medium: "medium", high: "high", urgent: "urgent" } as const,
  undefined
)

/** A status of a later release counts as `open`: somebody has to look at it. Snapshots leave it out instead. */
export const toConversation = (wire: ConversationSource): Conversation => {
  const { status = "open", ...snapshot } = toConversationSnapshot(wire)
  return { ...snapshot, channel: toConversationChannel(wire), status }
}

export const toConversationSnapshot = (wire: ConversationSource): ConversationSnapshot => {
  const { assignee, assignee_type, team } = wire.meta ?? {}
  return present({
    id: toConversationId(wire.id),
    contactId: toConversationContactId(wire),
    channel: toConversationChannel(wire),
    status: toConversationStatus(wire.status),
    snoozedUntil: toTimestamp(wire.snoozed_until),
    priority: toPriority(wire.priority),
    assignee: assignee === null || assignee === undefined ? undefined : toAssignee(assignee, assignee_type),
    team: team === null || team === undefined ? undefined : toTeamReference(team),
    tags: wire.labels ?? undefined,
    attributes: isObject(wire.custom_attributes) ? wire.custom_attributes : undefined,
    unreadCount: wire.unread_count ?? undefined,
    subject: textOf(asObject(wire.additional_attributes).mail_subject),
    canReply: wire.can_reply ?? undefined,
    createdAt: toTimestamp(wire.created_at),
    updatedAt: toTimestamp(wire.updated_at),
    lastActivityAt: toTimestamp(wire.last_activity_at ?? wire.timestamp)
  })
}

const toConversationContactId = (wire: ConversationSource): ContactId | undefined => {
  const id = wire.contact_inbox?.contact_id ?? wire.meta?.sender?.id
  return id === undefined ? undefined : toContactId(id)
}

/** `inbox_id` and the kind; the kind is `other` where the server does not tell it. */
export const toConversationChannel = (wire: ConversationSource) =>
  toChannelReference(toText(wire.channel) ?? toText(wire.meta?.channel), wire.inbox_id)
