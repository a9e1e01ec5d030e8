/**
 * Messages as the customer of an API inbox sees and writes them. Vendor's section "Messages API" of the client API.
 *
 * Source: `public/api/v1/inboxes/messages_controller.rb` (chatwoot-wire 3.7). A list is a bare array of 20; only `before` pages. What is
 * created is always incoming. The older OpenAPI file documents texts where servers send numbers.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { drawsOn, perHost } from "../Limits.ts"
import { Attachment, contentTypes, MessageType, Sender } from "../shapes/Message.ts"
import { File, maxCharacters, maybe, multipart, open, openEnum, Timestamp } from "../Wire.ts"
import { ofPublicContact } from "./PublicInboxes.ts"

/** A message without what only agents see. */
export class PublicMessage extends Schema.Opaque<PublicMessage>()(
  Schema.Struct({
    id: Schema.Int,
    content: maybe(Schema.String),
    message_type: maybe(MessageType),
    content_type: maybe(openEnum(contentTypes)),
    content_attributes: open,
    created_at: maybe(Timestamp),
    conversation_id: maybe(Schema.Int),
    attachments: maybe(Schema.Array(Attachment)),
    sender: maybe(Sender)
  })
) {}

const text = {
  content: Schema.optionalKey(maxCharacters(150_000)),
  echo_id: Schema.optionalKey(Schema.String)
}

/** The body of a message. */
export const PublicMessageCreate = Schema.Struct(text)

/** A message with files: `attachments[]` once for each. */
export const PublicMessageForm = multipart(
  Schema.Struct({ ...text, "attachments[]": Schema.optionalKey(Schema.Array(File)) })
)

/** The customer's answer to an interactive message or a survey. */
export const PublicMessageUpdate = Schema.Struct({
  submitted_values: Schema.optionalKey(
    Schema.Struct({
      name: Schema.optionalKey(Schema.String),
      title: Schema.optionalKey(Schema.String),
      value: Schema.optionalKey(Schema.String),
      csat_survey_response: Schema.optionalKey(
        Schema.Struct({
          feedback_message: Schema.optionalKey(Schema.String),
          rating: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 5 })))
        })
      )
    })
  )
})

/** Path parameters of one conversation of the client API. */
export const ofPublicConversation = { ...ofPublicContact, conversation_id: Schema.Int }

const messages =
  "/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_identifier/conversations/:conversation_id/messages"

/** `client.publicMessages` */
export class PublicMessages extends HttpApiGroup.make("publicMessages")
  .add(
    HttpApiEndpoint.get("list", messages, {
      params: ofPublicConversation,
      query: { before: Schema.optionalKey(Schema.Int) },
      success: ok(Schema.Array(PublicMessage))
    }),
    HttpApiEndpoint.post("create", messages, {
      params: ofPublicConversation,
      payload: PublicMessageCreate,
      success: ok(PublicMessage)
    }).annotateMerge(drawsOn("conversationMessages")),
    HttpApiEndpoint.post("createMultipart", messages, {
      params: ofPublicConversation,
      payload: PublicMessageForm,
      success: ok(PublicMessage)
    }).annotateMerge(drawsOn("conversationMessages")),
    HttpApiEndpoint.patch("update", `${messages}/:message_id`, {
      params: { ...ofPublicConversation, message_id: Schema.Int },
      payload: PublicMessageUpdate,
      success: ok(PublicMessage)
    })
  )
  .annotateMerge(perHost) {}
