/**
 * Messages of a conversation. Vendor's section "Messages".
 *
 * JSON without files, `multipart/form-data` with them: the documentation's header says the one and its sample shows the other
 * (huechat-wire 31). `echo_id` is the idempotency key: a second request with the same one answers the first one's message (35, 36).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perMinute } from "./Limits.ts"
import { ContactName } from "./shapes/Contact.ts"
import { contentTypes, Message, messageTypes } from "./shapes/Message.ts"
import { Attributes, File, Id, IntegerId, inAccount, maybe, multipart } from "./Wire.ts"

/** A page of messages, oldest first, at most 20. */
export class MessagePage extends Schema.Opaque<MessagePage>()(
  Schema.Struct({
    meta: maybe(Schema.Struct({ contact: maybe(ContactName) })),
    payload: Schema.Array(Message)
  })
) {}

const fields = {
  /** `outgoing` when left out. `template` has no fields for a template's name and values: it cannot send one (huechat-wire 32). */
  message_type: Schema.optionalKey(Schema.Literals(messageTypes)),
  /** A note that agents alone see. */
  private: Schema.optionalKey(Schema.Boolean),
  content_type: Schema.optionalKey(Schema.Literals(contentTypes)),
  echo_id: Schema.optionalKey(Schema.NonEmptyString),
  /** The channel's own id, for deduplication. */
  source_id: Schema.optionalKey(Schema.String)
}

/** The body of a message without files. The shape of `content_attributes` is nowhere documented (huechat-wire 33). */
export const MessageCreate = Schema.Struct({
  content: Schema.NonEmptyString,
  content_attributes: Schema.optionalKey(Attributes),
  ...fields
})

/** A message with files, `attachments[]` once for each. `content` may be empty; `content_attributes` is JSON text. See `Uploads.messageForm`. */
export const MessageCreateForm = multipart(
  Schema.Struct({
    content: Schema.optionalKey(Schema.String),
    content_attributes: Schema.optionalKey(Schema.String),
    ...fields,
    "attachments[]": Schema.Array(File)
  })
)

/** A translation. The message itself stays as it is. */
export class Translation extends Schema.Opaque<Translation>()(
  Schema.Struct({
    translated_text: Schema.String,
    source_language: maybe(Schema.String),
    target_language: maybe(Schema.String)
  })
) {}

const inConversation = { ...inAccount, conversation_id: Id }
const ofMessage = { ...inConversation, id: Id }

/** `client.messages` */
export class Messages extends HttpApiGroup.make("messages").add(
  /**
   * Scope `messages:read`. `before` and `after` are ids of messages. `filter_internal_messages` with any value leaves private notes and
   * activities out.
   */
  HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
    params: inConversation,
    query: {
      before: Schema.optionalKey(IntegerId),
      after: Schema.optionalKey(IntegerId),
      filter_internal_messages: Schema.optionalKey(Schema.NonEmptyString)
    },
    success: ok(MessagePage)
  }).annotateMerge(perMinute("messages.list")),
  /** Scope `messages:write`. May be sent again when it has an `echo_id`. */
  HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
    params: inConversation,
    payload: MessageCreate,
    success: ok(Message)
  }).annotateMerge(perMinute("messages.create", "keyed")),
  /** The same with files: at most 10 of at most 40 MB each. */
  HttpApiEndpoint.post("createMultipart", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages", {
    params: inConversation,
    payload: MessageCreateForm,
    success: ok(Message)
  }).annotateMerge(perMinute("messages.create", "keyed")),
  /** Scope `messages:delete`. The message stays as "This message was deleted", its files go. */
  HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:id", {
    params: ofMessage,
    success: done
  }).annotateMerge(perMinute("messages.delete")),
  /** Scope `messages:write`. Sends a failed message again. */
  HttpApiEndpoint.post("retry", "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:id/retry", {
    params: ofMessage,
    success: done
  }).annotateMerge(perMinute("messages.retry")),
  /** Scope `messages:read`. `target_language` is an ISO 639-1 code. Changes nothing. */
  HttpApiEndpoint.post(
    "translate",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/messages/:id/translate",
    {
      params: ofMessage,
      payload: Schema.Struct({ target_language: Schema.NonEmptyString }),
      success: ok(Translation)
    }
  ).annotateMerge(perMinute("messages.translate", "safe"))
) {}
