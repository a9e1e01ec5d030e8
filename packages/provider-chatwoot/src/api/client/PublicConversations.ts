/**
 * Conversations as the customer of an API inbox sees them. Vendor's section "Conversations API" of the client API.
 *
 * Source: `public/api/v1/inboxes/conversations_controller.rb` (chatwoot-wire 3.7). The list is a bare array. A contact sees the
 * conversations of its session, or all of its own where its identity is verified by HMAC.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "../Limits.ts"
import { conversationStatuses } from "../shapes/Conversation.ts"
import { Attributes, maybe, open, openEnum, Timestamp } from "../Wire.ts"
import { ofPublicContact } from "./PublicInboxes.ts"
import { ofPublicConversation, PublicMessage } from "./PublicMessages.ts"

/** A conversation with all of its chat messages. `contact` is the raw record; `inbox_id` is text in the older documentation. */
export class PublicConversation extends Schema.Opaque<PublicConversation>()(
  Schema.Struct({
    id: Schema.Int,
    uuid: maybe(Schema.String),
    inbox_id: maybe(Schema.Union([Schema.Int, Schema.String])),
    status: maybe(openEnum(conversationStatuses)),
    contact_last_seen_at: maybe(Timestamp),
    agent_last_seen_at: maybe(Timestamp),
    messages: maybe(Schema.Array(PublicMessage)),
    contact: open
  })
) {}

/** The body of a new conversation. */
export const PublicConversationCreate = Schema.Struct({ custom_attributes: Schema.optionalKey(Attributes) })

const conversations = "/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_identifier/conversations"

/** `client.publicConversations` */
export class PublicConversations extends HttpApiGroup.make("publicConversations")
  .add(
    HttpApiEndpoint.post("create", conversations, {
      params: ofPublicContact,
      payload: PublicConversationCreate,
      success: ok(PublicConversation)
    }),
    HttpApiEndpoint.get("list", conversations, {
      params: ofPublicContact,
      success: ok(Schema.Array(PublicConversation))
    }),
    HttpApiEndpoint.get("get", `${conversations}/:conversation_id`, {
      params: ofPublicConversation,
      success: ok(PublicConversation)
    }),
    /** Resolves the conversation; one that is resolved stays so. */
    HttpApiEndpoint.post("toggleStatus", `${conversations}/:conversation_id/toggle_status`, {
      params: ofPublicConversation,
      success: ok(PublicConversation)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.post("toggleTyping", `${conversations}/:conversation_id/toggle_typing`, {
      params: ofPublicConversation,
      query: { typing_status: Schema.Literals(["on", "off"]) },
      success: done
    }).annotateMerge(repeatable),
    HttpApiEndpoint.post("updateLastSeen", `${conversations}/:conversation_id/update_last_seen`, {
      params: ofPublicConversation,
      success: done
    }).annotateMerge(repeatable)
  )
  .annotateMerge(perHost) {}
