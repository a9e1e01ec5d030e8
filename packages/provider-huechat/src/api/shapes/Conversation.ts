/**
 * The conversation, as lists, searches, single replies and webhooks tell it, each with fewer or more of its fields.
 *
 * Source: "List conversations", "Get a conversation". URLs take the display id; `id` is the same number in all samples, `uuid` is of no use
 * (huechat-wire 16).
 */
import { Schema } from "effect"
import { Id, maybe, open, openEnum, Timestamp } from "../Wire.ts"
import { Agent, Team } from "./Agent.ts"
import { Contact } from "./Contact.ts"
import { Message } from "./Message.ts"

/** The statuses of a conversation. */
export const conversationStatuses = ["open", "resolved", "pending", "snoozed"] as const

/** The priorities of a conversation; none is null. Tickets have others. */
export const conversationPriorities = ["low", "medium", "high", "urgent"] as const

/** Who takes part, and the channel: `Channel::WebWidget` and the like. */
export class ConversationMeta extends Schema.Opaque<ConversationMeta>()(
  Schema.Struct({
    sender: maybe(Contact),
    assignee: maybe(Agent),
    team: maybe(Team),
    channel: maybe(Schema.String),
    hmac_verified: maybe(Schema.Boolean)
  })
) {}

/** A conversation. */
export class Conversation extends Schema.Opaque<Conversation>()(
  Schema.Struct({
    id: Id,
    uuid: maybe(Schema.String),
    display_id: maybe(Id),
    account_id: maybe(Id),
    inbox_id: maybe(Id),
    status: maybe(openEnum(conversationStatuses)),
    priority: maybe(openEnum(conversationPriorities)),
    labels: maybe(Schema.Array(Schema.String)),
    muted: maybe(Schema.Boolean),
    can_reply: maybe(Schema.Boolean),
    unread_count: maybe(Schema.Number),
    sla_policy_id: maybe(Id),
    additional_attributes: open,
    custom_attributes: open,
    meta: maybe(ConversationMeta),
    last_non_activity_message: maybe(Message),
    snoozed_until: maybe(Timestamp),
    waiting_since: maybe(Timestamp),
    first_reply_created_at: maybe(Timestamp),
    last_activity_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** How many conversations there are. A filter and a search tell `all_count` alone. */
export class ConversationCounts extends Schema.Opaque<ConversationCounts>()(
  Schema.Struct({
    mine_count: maybe(Schema.Number),
    unassigned_count: maybe(Schema.Number),
    assigned_count: maybe(Schema.Number),
    all_count: maybe(Schema.Number)
  })
) {}
