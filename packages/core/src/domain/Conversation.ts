/** A conversation is a thread of messages between a contact and the business on one channel, with a state of work. */
import { Schema } from "effect"
import { ChannelReference } from "./Channel.ts"
import { AgentId, Attributes, ContactId, ConversationId, Raw, TeamId, Timestamp } from "./Scalars.ts"

/** `pending` waits for a bot or for triage, `snoozed` comes back at `snoozedUntil` (or with the next message), `closed` is done. */
export const ConversationStatus = Schema.Literals(["open", "pending", "snoozed", "closed"])
export type ConversationStatus = typeof ConversationStatus.Type

export const ConversationPriority = Schema.Literals(["low", "medium", "high", "urgent"])
export type ConversationPriority = typeof ConversationPriority.Type

/** The agent (or bot) that a conversation is assigned to, as far as the vendor tells there. */
export class AgentReference extends Schema.Opaque<AgentReference>()(
  Schema.Struct({ id: AgentId, name: Schema.optionalKey(Schema.String), email: Schema.optionalKey(Schema.String) })
) {}

/** The team that a conversation is assigned to, as far as the vendor tells there. */
export class TeamReference extends Schema.Opaque<TeamReference>()(
  Schema.Struct({ id: TeamId, name: Schema.optionalKey(Schema.String), email: Schema.optionalKey(Schema.String) })
) {}

/** A conversation. Absent lists are *not told*; `[]` and `{}` are *none*. */
export class Conversation extends Schema.Opaque<Conversation>()(
  Schema.Struct({
    id: ConversationId,
    contactId: Schema.optionalKey(ContactId),
    channel: ChannelReference,
    status: ConversationStatus,
    snoozedUntil: Schema.optionalKey(Timestamp),
    priority: Schema.optionalKey(ConversationPriority),
    assignee: Schema.optionalKey(AgentReference),
    team: Schema.optionalKey(TeamReference),
    /** Names of tags. */
    tags: Schema.optionalKey(Schema.Array(Schema.String)),
    attributes: Schema.optionalKey(Attributes),
    /** Whether several contacts take part (a WhatsApp or Telegram group). */
    group: Schema.optionalKey(Schema.Boolean),
    unreadCount: Schema.optionalKey(Schema.Finite),
    subject: Schema.optionalKey(Schema.String),
    /** Whether free text may be sent now; outside the window only templates may. */
    canReply: Schema.optionalKey(Schema.Boolean),
    replyWindowEndsAt: Schema.optionalKey(Timestamp),
    createdAt: Schema.optionalKey(Timestamp),
    updatedAt: Schema.optionalKey(Timestamp),
    lastActivityAt: Schema.optionalKey(Timestamp),
    closedAt: Schema.optionalKey(Timestamp),
    raw: Raw
  })
) {}
