/**
 * The conversation as REST answers it in lists, filters, show, create and update.
 *
 * Source: `conversations/partials/_conversation.json.jbuilder` (chatwoot-wire 3.2). Its `id` is the display id, counted per account: the
 * one that URLs take. Counts in a list's meta are computed before the assignee filter.
 */
import { Schema } from "effect"
import { Team } from "../Teams.ts"
import { maybe, open, openEnum, Timestamp } from "../Wire.ts"
import { Contact } from "./Contact.ts"
import { Message } from "./Message.ts"

/** The statuses of a conversation. */
export const conversationStatuses = ["open", "resolved", "pending", "snoozed"] as const

/** The priorities of a conversation; none is null. */
export const conversationPriorities = ["low", "medium", "high", "urgent"] as const

/** Who a conversation is assigned to: an agent, or a bot when `assignee_type` of the conversation's meta is `AgentBot`. */
export class Assignee extends Schema.Opaque<Assignee>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    available_name: maybe(Schema.String),
    email: maybe(Schema.String),
    account_id: maybe(Schema.Int),
    availability_status: maybe(openEnum(["online", "busy", "offline"])),
    auto_offline: maybe(Schema.Boolean),
    confirmed: maybe(Schema.Boolean),
    provider: maybe(Schema.String),
    role: maybe(openEnum(["agent", "administrator"])),
    thumbnail: maybe(Schema.String),
    avatar_url: maybe(Schema.String),
    type: maybe(Schema.String),
    custom_attributes: open,
    description: maybe(Schema.String),
    outgoing_url: maybe(Schema.String),
    bot_type: maybe(Schema.String)
  })
) {}

/** Who takes part. `assignee`, `assignee_type` (from 4.8 on) and `team` are absent when there is none. */
export class ConversationMeta extends Schema.Opaque<ConversationMeta>()(
  Schema.Struct({
    sender: maybe(Contact),
    channel: maybe(Schema.String),
    assignee: maybe(Assignee),
    assignee_type: maybe(openEnum(["User", "AgentBot"])),
    team: maybe(Team),
    hmac_verified: maybe(Schema.Boolean)
  })
) {}

/**
 * A conversation.
 *
 * Gotchas: `messages` holds the very last message or nothing, activities and private notes included; `snoozed_until` is ISO text;
 * `updated_at` (from 4.0.2 on) has a fraction; the `*_seen_at`, `first_reply_created_at` and `waiting_since` are `0` for null;
 * `unread_count` stops at 10.
 */
export class Conversation extends Schema.Opaque<Conversation>()(
  Schema.Struct({
    id: Schema.Int,
    uuid: maybe(Schema.String),
    account_id: maybe(Schema.Int),
    inbox_id: maybe(Schema.Int),
    status: maybe(openEnum(conversationStatuses)),
    priority: maybe(openEnum(conversationPriorities)),
    labels: maybe(Schema.Array(Schema.String)),
    muted: maybe(Schema.Boolean),
    can_reply: maybe(Schema.Boolean),
    unread_count: maybe(Schema.Int),
    additional_attributes: open,
    custom_attributes: open,
    meta: maybe(ConversationMeta),
    messages: maybe(Schema.Array(Message)),
    last_non_activity_message: maybe(Message),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp),
    timestamp: maybe(Timestamp),
    last_activity_at: maybe(Timestamp),
    first_reply_created_at: maybe(Timestamp),
    waiting_since: maybe(Timestamp),
    snoozed_until: maybe(Timestamp),
    agent_last_seen_at: maybe(Timestamp),
    assignee_last_seen_at: maybe(Timestamp),
    contact_last_seen_at: maybe(Timestamp),
    sla_policy_id: maybe(Schema.Int),
    applied_sla: open,
    sla_events: open
  })
) {}

/** How many conversations there are. A filter's and a search's meta have no `assigned_count`. */
export class ConversationCounts extends Schema.Opaque<ConversationCounts>()(
  Schema.Struct({
    mine_count: maybe(Schema.Int),
    assigned_count: maybe(Schema.Int),
    unassigned_count: maybe(Schema.Int),
    all_count: maybe(Schema.Int)
  })
) {}
