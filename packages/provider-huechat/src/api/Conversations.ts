/**
 * Conversations: list, filter, search, create, and every switch on one. Vendor's section "Conversations".
 *
 * The id in a URL is the display id (huechat-wire 16). A page has 25 rows and takes no `per_page` (20); the three lists have three envelopes
 * (C1). The status of a new conversation is `open` or `pending`: `snoozed` is named by errors only (26).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { rowsOf } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { Agent } from "./shapes/Agent.ts"
import {
  Conversation,
  ConversationCounts,
  conversationPriorities,
  conversationStatuses
} from "./shapes/Conversation.ts"
import { Attachment, messageTypes } from "./shapes/Message.ts"
import {
  Attributes,
  DateTimeText,
  Id,
  IntegerId,
  inAccount,
  maybe,
  okOrEmpty,
  open,
  openEnum,
  page,
  SearchText,
  Timestamp
} from "./Wire.ts"

/** A page of `list`. */
export class ConversationPage extends Schema.Opaque<ConversationPage>()(
  Schema.Struct({
    data: Schema.Struct({ meta: maybe(ConversationCounts), payload: Schema.Array(Conversation) })
  })
) {}

/** A page of `filter` and `search`, without the `data` around it. */
export class ConversationsFound extends Schema.Opaque<ConversationsFound>()(
  Schema.Struct({ meta: maybe(ConversationCounts), payload: Schema.Array(Conversation) })
) {}

/** The first message of a new conversation. */
const FirstMessage = Schema.Struct({
  content: Schema.NonEmptyString,
  message_type: Schema.optionalKey(Schema.Literals(messageTypes)),
  private: Schema.optionalKey(Schema.Boolean)
})

/**
 * The body of a new conversation. `source_id` is the channel's own id (a wamid), "used for deduplication"; there is no other idempotency key,
 * although one is recommended (huechat-wire 35).
 */
export const ConversationCreate = Schema.Struct({
  inbox_id: IntegerId,
  contact_id: IntegerId,
  source_id: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Literals(["open", "pending"])),
  assignee_id: Schema.optionalKey(IntegerId),
  team_id: Schema.optionalKey(IntegerId),
  additional_attributes: Schema.optionalKey(Attributes),
  custom_attributes: Schema.optionalKey(Attributes),
  snoozed_until: Schema.optionalKey(DateTimeText),
  message: Schema.optionalKey(FirstMessage)
})

/** One condition of a filter. `query_operator` joins it to the next one, the last has null. */
export const FilterCondition = Schema.Struct({
  attribute_key: Schema.NonEmptyString,
  filter_operator: Schema.Literals([
    "equal_to",
    "not_equal_to",
    "contains",
    "does_not_contain",
    "is_present",
    "is_not_present",
    "is_greater_than",
    "is_less_than"
  ]),
  values: Schema.optionalKey(Schema.Array(Schema.Union([Schema.String, Schema.Number, Schema.Boolean]))),
  query_operator: Schema.NullOr(Schema.Literals(["AND", "OR"]))
})

/** The body of a filter; its page is in the body too. */
export const ConversationFilter = Schema.Struct({
  payload: Schema.Array(FilterCondition).check(
    Schema.isMinLength(1),
    Schema.makeFilter(
      (conditions: ReadonlyArray<{ readonly query_operator: string | null }>) => {
        const wrong = conditions.findIndex(
          ({ query_operator }, index) => (query_operator === null) !== (index === conditions.length - 1)
        )
        return wrong < 0
          ? undefined
          : { path: [wrong, "query_operator"], issue: "must be null in the last condition and in no other" }
      },
      { expected: "conditions that are joined to one another" }
    )
  ),
  ...page
})

/** To whom. Null takes the agent or the team away. */
export const Assignment = Schema.Struct({
  assignee_id: Schema.optionalKey(Schema.NullOr(IntegerId)),
  team_id: Schema.optionalKey(Schema.NullOr(IntegerId))
}).check(
  Schema.makeFilter(
    ({ assignee_id, team_id }: { readonly assignee_id?: number | null; readonly team_id?: number | null }) =>
      assignee_id === undefined && team_id === undefined
        ? { path: ["assignee_id"], issue: "or team_id must be given" }
        : undefined,
    { expected: "an agent or a team" }
  )
)

/** A new status; `snoozed` needs its end. */
export const StatusChange = Schema.Struct({
  status: Schema.Literals(conversationStatuses),
  snoozed_until: Schema.optionalKey(DateTimeText)
}).check(
  Schema.makeFilter(
    ({ status, snoozed_until }: { readonly status: string; readonly snoozed_until?: string }) =>
      status === "snoozed" && snoozed_until === undefined
        ? { path: ["snoozed_until"], issue: "is required when status is snoozed" }
        : undefined,
    { expected: "a snooze with its end" }
  )
)

/** The reply to a status change. */
export class StatusToggled extends Schema.Opaque<StatusToggled>()(
  Schema.Struct({
    meta: open,
    payload: Schema.Struct({
      success: maybe(Schema.Boolean),
      conversation_id: maybe(Id),
      current_status: maybe(openEnum(conversationStatuses)),
      snoozed_until: maybe(Timestamp)
    })
  })
) {}

const Priority = Schema.Literals(conversationPriorities)
const Labels = Schema.Struct({ payload: Schema.Array(Schema.String) })
const ofConversation = { ...inAccount, conversation_id: Id }
const status = Schema.optionalKey(Schema.Literals([...conversationStatuses, "all"]))
const inboxOrTeam = { inbox_id: Schema.optionalKey(IntegerId), team_id: Schema.optionalKey(IntegerId) }

/** `client.conversations` */
export class Conversations extends HttpApiGroup.make("conversations").add(
  /** Scope `conversations:read`. Open ones unless told otherwise; those that have all of `labels[]`. */
  HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/conversations", {
    params: inAccount,
    query: {
      status,
      ...inboxOrTeam,
      assignee_type: Schema.optionalKey(Schema.Literals(["me", "unassigned", "assigned", "all"])),
      "labels[]": Schema.optionalKey(Schema.Array(Schema.String)),
      q: Schema.optionalKey(Schema.String),
      ...page
    },
    success: ok(ConversationPage)
  }).annotateMerge(perMinute("conversations.list")),
  /** Scope `conversations:write`. */
  HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/conversations", {
    params: inAccount,
    payload: ConversationCreate,
    success: ok(Conversation)
  }).annotateMerge(perMinute("conversations.create")),
  /** Scope `conversations:read`. Filterable: status, ids, label, priority, times, and any custom attribute. */
  HttpApiEndpoint.post("filter", "/api/v1/accounts/:account_id/conversations/filter", {
    params: inAccount,
    payload: ConversationFilter,
    success: ok(ConversationsFound)
  }).annotateMerge(perMinute("conversations.filter", "safe")),
  /** Scope `conversations:read`. */
  HttpApiEndpoint.get("meta", "/api/v1/accounts/:account_id/conversations/meta", {
    params: inAccount,
    query: { status, ...inboxOrTeam },
    success: ok(Schema.Struct({ meta: ConversationCounts }))
  }).annotateMerge(perMinute("conversations.meta")),
  /** Scope `conversations:read`. The content of messages, and the contact's name, email and phone number. */
  HttpApiEndpoint.get("search", "/api/v1/accounts/:account_id/conversations/search", {
    params: inAccount,
    query: { q: SearchText, ...page },
    success: ok(ConversationsFound)
  }).annotateMerge(perMinute("conversations.search")),
  /** Scope `conversations:delete`. For good, with all messages. */
  HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
    params: ofConversation,
    success: done
  }).annotateMerge(perMinute("conversations.delete")),
  /** Scope `conversations:read`. */
  HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
    params: ofConversation,
    success: ok(Conversation)
  }).annotateMerge(perMinute("conversations.get")),
  /** Scope `conversations:write`. The priority alone; null takes it away. The reply has three fields. */
  HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
    params: ofConversation,
    payload: Schema.Struct({ priority: Schema.NullOr(Priority) }),
    success: okOrEmpty(Conversation)
  }).annotateMerge(perMinute("conversations.update", "safe")),
  /** Scope `conversations:write`. Answers whom it is assigned to, the agent or else the team; null when nobody. */
  HttpApiEndpoint.post("assign", "/api/v1/accounts/:account_id/conversations/:conversation_id/assignments", {
    params: ofConversation,
    payload: Assignment,
    success: okOrEmpty(Schema.NullOr(Agent))
  }).annotateMerge(perMinute("conversations.assign", "safe")),
  /** Scope `conversations:read`. No sample. */
  HttpApiEndpoint.get("attachments", "/api/v1/accounts/:account_id/conversations/:conversation_id/attachments", {
    params: ofConversation,
    query: page,
    success: ok(rowsOf("attachments", Attachment))
  }).annotateMerge(perMinute("conversations.attachments")),
  /** Scope `conversations:write`. Merged into those that are there; null deletes a key. */
  HttpApiEndpoint.post(
    "setCustomAttributes",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/custom_attributes",
    {
      params: ofConversation,
      payload: Schema.Struct({ custom_attributes: Attributes }),
      success: okOrEmpty(Schema.Struct({ custom_attributes: open }))
    }
  ).annotateMerge(perMinute("conversations.setCustomAttributes", "safe")),
  /** Scope `conversations:read`. */
  HttpApiEndpoint.get("labels", "/api/v1/accounts/:account_id/conversations/:conversation_id/labels", {
    params: ofConversation,
    success: ok(Labels)
  }).annotateMerge(perMinute("conversations.labels")),
  /** Scope `conversations:write`. Replaces them all. */
  HttpApiEndpoint.post("setLabels", "/api/v1/accounts/:account_id/conversations/:conversation_id/labels", {
    params: ofConversation,
    payload: Schema.Struct({ labels: Schema.Array(Schema.String) }),
    success: ok(Labels)
  }).annotateMerge(perMinute("conversations.setLabels", "safe")),
  /** Scope `conversations:write`. For the agent whose key it is. */
  HttpApiEndpoint.post("mute", "/api/v1/accounts/:account_id/conversations/:conversation_id/mute", {
    params: ofConversation,
    success: done
  }).annotateMerge(perMinute("conversations.mute", "safe")),
  /** Scope `conversations:read`. The agents who watch it. */
  HttpApiEndpoint.get("participants", "/api/v1/accounts/:account_id/conversations/:conversation_id/participants", {
    params: ofConversation,
    success: ok(Schema.Array(Agent))
  }).annotateMerge(perMinute("conversations.participants")),
  /** Scope `conversations:write`. Replaces them all. */
  HttpApiEndpoint.patch("setParticipants", "/api/v1/accounts/:account_id/conversations/:conversation_id/participants", {
    params: ofConversation,
    payload: Schema.Struct({ user_ids: Schema.Array(IntegerId) }),
    success: done
  }).annotateMerge(perMinute("conversations.setParticipants", "safe")),
  /** Scope `conversations:write`. Sets it, whatever its name says; `update` can also take it away. */
  HttpApiEndpoint.post(
    "togglePriority",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_priority",
    { params: ofConversation, payload: Schema.Struct({ priority: Priority }), success: done }
  ).annotateMerge(perMinute("conversations.togglePriority", "safe")),
  /** Scope `conversations:write`. Sets it, whatever its name says. */
  HttpApiEndpoint.post("toggleStatus", "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_status", {
    params: ofConversation,
    payload: StatusChange,
    success: okOrEmpty(StatusToggled)
  }).annotateMerge(perMinute("conversations.toggleStatus", "safe")),
  /** Scope `conversations:write`. With `is_private` the other agents see it, not the contact. */
  HttpApiEndpoint.post(
    "toggleTyping",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_typing_status",
    {
      params: ofConversation,
      payload: Schema.Struct({
        typing_status: Schema.Literals(["on", "off"]),
        is_private: Schema.optionalKey(Schema.Boolean)
      }),
      success: done
    }
  ).annotateMerge(perMinute("conversations.toggleTyping", "safe")),
  /** Scope `conversations:write`. As PDF. */
  HttpApiEndpoint.post("sendTranscript", "/api/v1/accounts/:account_id/conversations/:conversation_id/transcript", {
    params: ofConversation,
    payload: Schema.Struct({ email: Schema.NonEmptyString }),
    success: done
  }).annotateMerge(perMinute("conversations.sendTranscript")),
  /** Scope `conversations:write`. */
  HttpApiEndpoint.post("unmute", "/api/v1/accounts/:account_id/conversations/:conversation_id/unmute", {
    params: ofConversation,
    success: done
  }).annotateMerge(perMinute("conversations.unmute", "safe")),
  /** Scope `conversations:write`. For the agent whose key it is. */
  HttpApiEndpoint.post("markUnread", "/api/v1/accounts/:account_id/conversations/:conversation_id/unread", {
    params: ofConversation,
    success: done
  }).annotateMerge(perMinute("conversations.markUnread", "safe")),
  /** Scope `conversations:write`. Marks all messages as read. */
  HttpApiEndpoint.post(
    "updateLastSeen",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/update_last_seen",
    { params: ofConversation, success: done }
  ).annotateMerge(perMinute("conversations.updateLastSeen", "safe"))
) {}
