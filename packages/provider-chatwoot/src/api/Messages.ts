/**
 * Messages of a conversation. Vendor's section "Messages".
 *
 * Source: `message_builder.rb`, `message_finder.rb`, `messages_controller.rb` (chatwoot-wire 2, 3.3, 4). Ids are global while
 * `conversation_id` is the display id. A message's time cannot be set: `external_created_at` is stored and shown nowhere. Outgoing
 * content is rendered as Liquid, so `{{` and `{%` need escaping.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { drawsOn, perHost, repeatable } from "./Limits.ts"
import { contentTypes, Message, Sender } from "./shapes/Message.ts"
import { Attributes, File, inAccount, maxCharacters, maybe, multipart, open, Timestamp } from "./Wire.ts"

/** What a list of messages says of its conversation. The times are ISO text here and seconds in the conversation itself. */
export class MessageListMeta extends Schema.Opaque<MessageListMeta>()(
  Schema.Struct({
    labels: maybe(Schema.Array(Schema.String)),
    additional_attributes: open,
    contact: maybe(Sender),
    assignee: maybe(Sender),
    agent_last_seen_at: maybe(Timestamp),
    assignee_last_seen_at: maybe(Timestamp)
  })
) {}

/** Messages in ascending order of `created_at`. */
export class MessageList extends Schema.Opaque<MessageList>()(
  Schema.Struct({ meta: maybe(MessageListMeta), payload: Schema.Array(Message) })
) {}

const string = Schema.optionalKey(Schema.String)
const messageTypes = Schema.Literals(["outgoing", "incoming", "template", "activity"])
const content = Schema.optionalKey(Schema.NullOr(maxCharacters(150_000)))

/** A WhatsApp template: it must be an object with a name, never JSON text. It wins over `campaign_id`. */
export const TemplateParams = Schema.Struct({
  name: Schema.String,
  category: string,
  language: string,
  processed_params: Schema.optionalKey(Attributes)
})

/**
 * The body of a message.
 *
 * Gotchas: `message_type` is a word, `outgoing` when left out; `incoming` only in API inboxes (422 elsewhere); a number would slip
 * past that check and set the wrong sender. `content` may be null where there are attachments, which in JSON are signed ids from
 * `uploads`. `source_id` is stored, echoed in webhooks and not unique; `echo_id` only comes back in the reply.
 */
export const MessageCreate = Schema.Struct({
  content,
  message_type: Schema.optionalKey(messageTypes),
  private: Schema.optionalKey(Schema.Boolean),
  content_type: Schema.optionalKey(Schema.Literals(contentTypes)),
  content_attributes: Schema.optionalKey(Attributes),
  attachments: Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isMaxLength(15))),
  source_id: string,
  echo_id: string,
  external_created_at: Schema.optionalKey(Schema.Union([Schema.Int, Schema.String])),
  campaign_id: Schema.optionalKey(Schema.Int),
  template_params: Schema.optionalKey(TemplateParams),
  sender_type: Schema.optionalKey(Schema.Literal("AgentBot")),
  sender_id: Schema.optionalKey(Schema.Int),
  cc_emails: string,
  bcc_emails: string,
  to_emails: string,
  email_html_content: string,
  is_voice_message: Schema.optionalKey(Schema.Boolean)
})

/**
 * A message with files: `attachments[]` once for each file, at most 15. `content_attributes` is JSON text here (text that is no JSON
 * silently becomes `{}`), and `template_params` are bracketed keys.
 */
export const MessageCreateForm = multipart(
  Schema.Struct({
    content,
    message_type: Schema.optionalKey(messageTypes),
    private: Schema.optionalKey(Schema.Boolean),
    content_type: Schema.optionalKey(Schema.Literals(contentTypes)),
    content_attributes: string,
    source_id: string,
    echo_id: string,
    "attachments[]": Schema.optionalKey(Schema.Array(File).check(Schema.isMaxLength(15)))
  })
)

/** The body of a status change. `read` to `delivered` and unknown words are ignored with 200. */
export const MessageStatusUpdate = Schema.Struct({
  status: Schema.Literals(["sent", "delivered", "read", "failed"]),
  external_error: string
})

const inConversation = { ...inAccount, conversation_id: Schema.Int }
const ofMessage = { ...inConversation, message_id: Schema.Int }

/** `client.messages` */
export class Messages extends HttpApiGroup.make("messages")
  .add(
    /**
     * Without parameters the last 20; `before` the 20 newest with a lower id; `after` the first 100 with a higher one; both at once
     * `after <= id < before`, at most 1000. Rows are ordered by time and chosen by id: go on from the lowest or highest id of a page.
     */
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
      params: inConversation,
      query: {
        after: Schema.optionalKey(Schema.Int),
        before: Schema.optionalKey(Schema.Int),
        filter_internal_messages: Schema.optionalKey(Schema.Literal(1))
      },
      success: ok(MessageList)
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
      params: inConversation,
      payload: MessageCreate,
      success: ok(Message)
    }).annotateMerge(drawsOn("conversationMessages")),
    HttpApiEndpoint.post("createMultipart", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
      params: inConversation,
      payload: MessageCreateForm,
      success: ok(Message)
    }).annotateMerge(drawsOn("conversationMessages")),
    /** Replaces the content by a notice and destroys the attachments; the row stays, and is the reply. */
    HttpApiEndpoint.delete(
      "delete",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:message_id",
      { params: ofMessage, success: ok(Message) }
    ),
    /** Undocumented by the vendor; in its routes from 4.2 on. Sets the delivery status, in API inboxes only (403 elsewhere). */
    HttpApiEndpoint.patch(
      "update",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:message_id",
      { params: ofMessage, payload: MessageStatusUpdate, success: [...ok(Message), HttpApiSchema.NoContent] }
    ).annotateMerge(repeatable),
    /** Undocumented by the vendor; in its routes. Sends a failed message again. */
    HttpApiEndpoint.post(
      "retry",
      "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:message_id/retry",
      { params: ofMessage, success: [...ok(Message), HttpApiSchema.NoContent] }
    )
  )
  .annotateMerge(perHost) {}
