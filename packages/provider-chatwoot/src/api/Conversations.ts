/**
 * Conversations: list, search, filter, create, and every switch on one. Vendor's section "Conversations".
 *
 * Source: `conversations_controller.rb`, `conversation_finder.rb` (chatwoot-wire 2, 3.2, 4.3). The id in a URL is the display id. A page
 * has 25 rows and says nothing of the next one: read until an empty page. `list` is `status=open` unless told otherwise and its
 * default order moves while paging (`sort_by=created_at_asc` does not). An unknown status or priority answers 500.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { LabelTitles, LabelTitlesInput } from "./ContactLabels.ts"
import { Filter } from "./Filter.ts"
import { drawsOn, perHost, repeatable } from "./Limits.ts"
import { MessageCreate } from "./Messages.ts"
import { Conversation, ConversationCounts, conversationStatuses } from "./shapes/Conversation.ts"
import { Attachment } from "./shapes/Message.ts"
import { ReportingEvent } from "./shapes/ReportingEvent.ts"
import { Attributes, inAccount, maybe, open, openEnum, Timestamp } from "./Wire.ts"

/** A page of `list`. */
export class ConversationPage extends Schema.Opaque<ConversationPage>()(
  Schema.Struct({
    data: Schema.Struct({ meta: maybe(ConversationCounts), payload: Schema.Array(Conversation) })
  })
) {}

/** A page of `filter` (without the `data` around it that the vendor documents). */
export class ConversationFilterPage extends Schema.Opaque<ConversationFilterPage>()(
  Schema.Struct({ meta: maybe(ConversationCounts), payload: Schema.Array(Conversation) })
) {}

/** A conversation as `search` answers it, with slim messages. */
export class ConversationFound extends Schema.Opaque<ConversationFound>()(
  Schema.Struct({
    id: Schema.Int,
    uuid: maybe(Schema.String),
    account_id: maybe(Schema.Int),
    created_at: maybe(Timestamp),
    contact: open,
    inbox: open,
    messages: maybe(Schema.Array(Schema.Unknown))
  })
) {}

/** The reply to a status change. `success` may be null. */
export class StatusToggled extends Schema.Opaque<StatusToggled>()(
  Schema.Struct({
    meta: open,
    payload: Schema.Struct({
      success: maybe(Schema.Boolean),
      conversation_id: maybe(Schema.Int),
      current_status: maybe(openEnum(conversationStatuses)),
      snoozed_until: maybe(Timestamp)
    })
  })
) {}

/**
 * The body of a new conversation: `inbox_id` and `contact_id`, or a `source_id` alone.
 *
 * Gotchas: without `source_id` an API inbox makes a new session for the contact each time, so send the one that creating the contact
 * answered. A blocked contact makes it `resolved` and an active bot `pending`, whatever `status` says. An inbox with
 * `lock_to_single_conversation` answers the last conversation instead of a new one.
 */
export const ConversationCreate = Schema.Struct({
  source_id: Schema.optionalKey(Schema.String),
  inbox_id: Schema.optionalKey(Schema.Int),
  contact_id: Schema.optionalKey(Schema.Int),
  status: Schema.optionalKey(Schema.Literals(conversationStatuses)),
  assignee_id: Schema.optionalKey(Schema.Int),
  team_id: Schema.optionalKey(Schema.Int),
  snoozed_until: Schema.optionalKey(Schema.String),
  additional_attributes: Schema.optionalKey(Attributes),
  custom_attributes: Schema.optionalKey(Attributes),
  message: Schema.optionalKey(MessageCreate)
})

/** Null is no priority; the documented `none` is not in the server's enum. */
const priority = Schema.NullOr(Schema.Literals(["urgent", "high", "medium", "low", "none"]))

const which = {
  status: Schema.optionalKey(Schema.Literals(["all", ...conversationStatuses])),
  q: Schema.optionalKey(Schema.String),
  inbox_id: Schema.optionalKey(Schema.Int),
  team_id: Schema.optionalKey(Schema.Int),
  "labels[]": Schema.optionalKey(Schema.Array(Schema.String))
}
const page = { page: Schema.optionalKey(Schema.Int) }
const ofConversation = { ...inAccount, conversation_id: Schema.Int }

/** `client.conversations` */
export class Conversations extends HttpApiGroup.make("conversations")
  .add(
    /** Counts by assignee. Not to be polled: 30 a minute. */
    HttpApiEndpoint.get("meta", "/api/v1/accounts/:account_id/conversations/meta", {
      params: inAccount,
      query: which,
      success: ok(Schema.Struct({ meta: ConversationCounts }))
    }).annotateMerge(drawsOn("conversationsMeta")),
    /** With `updated_within` (seconds) all that match come at once, whatever `page` says. */
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/conversations", {
      params: inAccount,
      query: {
        ...which,
        ...page,
        assignee_type: Schema.optionalKey(Schema.Literals(["me", "unassigned", "assigned", "all"])),
        sort_by: Schema.optionalKey(
          Schema.Literals([
            "last_activity_at_asc",
            "last_activity_at_desc",
            "created_at_asc",
            "created_at_desc",
            "priority_asc",
            "priority_desc",
            "waiting_since_asc",
            "waiting_since_desc",
            "priority_desc_created_at_asc",
            "unread"
          ])
        ),
        updated_within: Schema.optionalKey(Schema.Int),
        source_id: Schema.optionalKey(Schema.String),
        conversation_type: Schema.optionalKey(Schema.Literals(["mention", "participating", "unattended"]))
      },
      success: ok(ConversationPage)
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/conversations", {
      params: inAccount,
      payload: ConversationCreate,
      success: ok(Conversation)
    }),
    HttpApiEndpoint.post("filter", "/api/v1/accounts/:account_id/conversations/filter", {
      params: inAccount,
      query: page,
      payload: Filter,
      success: ok(ConversationFilterPage)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
      params: ofConversation,
      success: ok(Conversation)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
      params: ofConversation,
      payload: Schema.Struct({
        priority: Schema.optionalKey(priority),
        sla_policy_id: Schema.optionalKey(Schema.Int)
      }),
      success: ok(Conversation)
    }).annotateMerge(repeatable),
    /** Sets the status. `snoozed_until` is Unix seconds. An agent who opens a conversation becomes its assignee. */
    HttpApiEndpoint.post("toggleStatus", "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_status", {
      params: ofConversation,
      payload: Schema.Struct({
        status: Schema.Literals(conversationStatuses),
        snoozed_until: Schema.optionalKey(Schema.Int)
      }),
      success: ok(StatusToggled)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.post(
      "togglePriority",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_priority",
      { params: ofConversation, payload: Schema.Struct({ priority }), success: done }
    ).annotateMerge(repeatable),
    HttpApiEndpoint.post(
      "toggleTypingStatus",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/toggle_typing_status",
      {
        params: ofConversation,
        payload: Schema.Struct({
          typing_status: Schema.Literals(["on", "off"]),
          is_private: Schema.optionalKey(Schema.Boolean)
        }),
        success: done
      }
    ).annotateMerge(repeatable),
    /** Replaces all custom attributes of the conversation, unlike a contact's update. */
    HttpApiEndpoint.post(
      "setCustomAttributes",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/custom_attributes",
      {
        params: ofConversation,
        payload: Schema.Struct({ custom_attributes: Attributes }),
        success: ok(Schema.Struct({ custom_attributes: open }))
      }
    ).annotateMerge(repeatable),
    HttpApiEndpoint.get("labels", "/api/v1/accounts/:account_id/conversations/:conversation_id/labels", {
      params: ofConversation,
      success: ok(LabelTitles)
    }),
    /** Replaces the whole set of labels. */
    HttpApiEndpoint.post("setLabels", "/api/v1/accounts/:account_id/conversations/:conversation_id/labels", {
      params: ofConversation,
      payload: LabelTitlesInput,
      success: ok(LabelTitles)
    }).annotateMerge(repeatable),
    /** Enterprise edition only. */
    HttpApiEndpoint.get(
      "reportingEvents",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/reporting_events",
      { params: ofConversation, success: ok(Schema.Array(ReportingEvent)) }
    ),
    /** Undocumented by the vendor; in its routes. Looks for text in messages; 25 slim rows a page. */
    HttpApiEndpoint.get("search", "/api/v1/accounts/:account_id/conversations/search", {
      params: inAccount,
      query: { ...which, q: Schema.String, ...page },
      success: ok(Schema.Struct({ meta: maybe(ConversationCounts), payload: Schema.Array(ConversationFound) }))
    }),
    /** Undocumented by the vendor; in its routes. Pages of 100, newest first. */
    HttpApiEndpoint.get("attachments", "/api/v1/accounts/:account_id/conversations/:conversation_id/attachments", {
      params: ofConversation,
      query: page,
      success: ok(
        Schema.Struct({
          meta: maybe(Schema.Struct({ total_count: maybe(Schema.Int) })),
          payload: Schema.Array(Attachment)
        })
      )
    }),
    /** Undocumented by the vendor; in its routes. Marks the conversation as read by the token's user. */
    HttpApiEndpoint.post(
      "updateLastSeen",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/update_last_seen",
      { params: ofConversation, success: done }
    ).annotateMerge(repeatable),
    /** Undocumented by the vendor; in its routes. Marks the conversation as unread from its last incoming message on. */
    HttpApiEndpoint.post("unread", "/api/v1/accounts/:account_id/conversations/:conversation_id/unread", {
      params: ofConversation,
      success: done
    }).annotateMerge(repeatable),
    /** Undocumented by the vendor; in its routes. Blocks the contact and resolves the conversation. */
    HttpApiEndpoint.post("mute", "/api/v1/accounts/:account_id/conversations/:conversation_id/mute", {
      params: ofConversation,
      success: done
    }),
    /** Undocumented by the vendor; in its routes. Unblocks the contact. */
    HttpApiEndpoint.post("unmute", "/api/v1/accounts/:account_id/conversations/:conversation_id/unmute", {
      params: ofConversation,
      success: done
    }),
    /** Undocumented by the vendor; in its routes. Mails the conversation; 402 where the plan has no transcripts. */
    HttpApiEndpoint.post("transcript", "/api/v1/accounts/:account_id/conversations/:conversation_id/transcript", {
      params: ofConversation,
      payload: Schema.Struct({ email: Schema.String }),
      success: done
    }).annotateMerge(drawsOn("transcripts")),
    /** Undocumented by the vendor; in its routes. Administrators only. */
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/conversations/:conversation_id", {
      params: ofConversation,
      success: done
    })
  )
  .annotateMerge(perHost) {}
