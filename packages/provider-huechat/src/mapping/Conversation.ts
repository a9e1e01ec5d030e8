/**
 * A conversation, as REST and webhooks tell it, each with fewer or more of its fields.
 *
 * Its id is the display id, which URLs take (huechat-wire 16); a row that has none goes by `id`, the same number in all samples.
 */
import type {
  Conversation,
  ConversationId,
  ConversationPriority,
  ConversationSnapshot,
  ConversationStatus
} from "@dragoman/core/domain"
import { openEnum, present } from "@dragoman/core/wire"
import { toAttributes } from "./Attributes.ts"
import { toChannelReference } from "./Channel.ts"
import type { ContactSource } from "./Contact.ts"
import { type AgentSource, type TeamSource, toAgentReference, toTeamReference } from "./Directory.ts"
import { type ConversationKeys, toContactId, toConversationId, type WireId } from "./Ids.ts"
import { toTime } from "./Time.ts"

type Time = number | string | null

/** What is read of a conversation. */
export interface ConversationSource extends ConversationKeys {
  readonly inbox_id?: WireId | null
  readonly status?: string | null
  readonly priority?: string | null
  readonly labels?: ReadonlyArray<string> | null
  readonly can_reply?: boolean | null
  readonly unread_count?: number | null
  readonly custom_attributes?: unknown
  readonly snoozed_until?: Time
  readonly last_activity_at?: Time
  readonly created_at?: Time
  readonly updated_at?: Time
  readonly meta?: {
    readonly sender?: ContactSource | null
    readonly assignee?: AgentSource | null
    readonly team?: TeamSource | null
    readonly channel?: string | null
  } | null
}

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

/** Tickets have priorities of their own, which are not these (huechat-wire 25). */
export const toPriority: (priority: string | null | undefined) => ConversationPriority | undefined = openEnum(
  { low: "low", medium: "medium", high: "high", urgent: "urgent" } as const,
  undefined
)

/** A status that is not told or of a later release counts as `open`: somebody has to look at it. Snapshots leave it out instead. */
export const toConversation = (wire: ConversationSource & { readonly id: WireId }): Conversation => {
  const { status = "open", ...snapshot } = toConversationSnapshot(
    wire,
    toConversationId(wire) ?? (String(wire.id) as ConversationId)
  )
  return { ...snapshot, channel: toConversationChannel(wire), status }
}

/** `id` and `inboxId`: of the conversation, which in webhooks may stand around this object. */
export const toConversationSnapshot = (
  wire: ConversationSource,
  id: ConversationId,
  inboxId: WireId | null | undefined = wire.inbox_id
): ConversationSnapshot => {
  const { assignee, sender, team } = wire.meta ?? nobody
  const channel = toChannelReference(wire.meta?.channel, inboxId)
  return present({
    id,
    contactId: sender === null || sender === undefined ? undefined : toContactId(sender.id),
    channel: channel.id === undefined && channel.vendorType === undefined ? undefined : channel,
    status: toConversationStatus(wire.status),
    snoozedUntil: toTime(wire.snoozed_until),
    priority: toPriority(wire.priority),
    assignee: assignee === null || assignee === undefined ? undefined : toAgentReference(assignee),
    team: team === null || team === undefined ? undefined : toTeamReference(team),
    tags: wire.labels ?? undefined,
    attributes: toAttributes(wire.custom_attributes),
    unreadCount: wire.unread_count ?? undefined,
    canReply: wire.can_reply ?? undefined,
    createdAt: toTime(wire.created_at),
    updatedAt: toTime(wire.updated_at),
    lastActivityAt: toTime(wire.last_activity_at)
  })
}

const nobody: NonNullable<ConversationSource["meta"]> = {}

/** `inbox_id` and the kind; the kind is `other` where it is not told, as in searches. */
export const toConversationChannel = (wire: ConversationSource) => toChannelReference(wire.meta?.channel, wire.inbox_id)
