/**
 * The message, its sender and its files, as REST and webhooks tell them.
 *
 * Source: "List messages", "Create a message", `message.created`. `status` of an incoming message is `sent` and says nothing (huechat-wire 40);
 * `echo_id` is null in every sample although it is the idempotency key (36).
 */
import { Schema } from "effect"
import { Id, maybe, open, openEnum, Timestamp } from "../Wire.ts"

/** The kinds of message. */
export const messageTypes = ["incoming", "outgoing", "activity", "template"] as const

/** The kinds of content. */
export const contentTypes = ["text", "input_text", "cards", "form"] as const

/** Who wrote a message. The API or an automation rule may be nobody with an id (huechat-wire 43). */
export class Sender extends Schema.Opaque<Sender>()(
  Schema.Struct({
    id: maybe(Id),
    type: maybe(openEnum(["contact", "user"])),
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    avatar_url: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    availability_status: maybe(openEnum(["online", "offline", "busy"]))
  })
) {}

/**
 * A file of a message: "URL, type, size, and the message ID" in words, every list of them empty in the samples. The names are Chatwoot's,
 * whose heir v1 is; figures may be anything, so that a size in words costs no page of messages.
 */
export class Attachment extends Schema.Opaque<Attachment>()(
  Schema.Struct({
    id: maybe(Id),
    message_id: maybe(Id),
    file_type: maybe(Schema.String),
    content_type: maybe(Schema.String),
    extension: maybe(Schema.String),
    data_url: maybe(Schema.String),
    thumb_url: maybe(Schema.String),
    url: maybe(Schema.String),
    file_name: maybe(Schema.String),
    file_size: open,
    coordinates_lat: open,
    coordinates_long: open,
    fallback_title: maybe(Schema.String)
  })
) {}

/** Where the conversation of a message stands. A webhook's says which conversation it is, a reply's does not. */
export class MessageConversation extends Schema.Opaque<MessageConversation>()(
  Schema.Struct({
    id: maybe(Id),
    display_id: maybe(Id),
    status: maybe(Schema.String),
    assignee_id: maybe(Id),
    unread_count: maybe(Schema.Number),
    last_activity_at: maybe(Timestamp)
  })
) {}

/** A message. `conversation_id` is the display id of the URL. */
export class Message extends Schema.Opaque<Message>()(
  Schema.Struct({
    id: Id,
    content: maybe(Schema.String),
    account_id: maybe(Id),
    inbox_id: maybe(Id),
    conversation_id: maybe(Id),
    message_type: maybe(openEnum(messageTypes)),
    content_type: maybe(openEnum(contentTypes)),
    content_attributes: open,
    status: maybe(openEnum(["sent", "delivered", "read", "failed"])),
    private: maybe(Schema.Boolean),
    source_id: maybe(Schema.String),
    echo_id: maybe(Schema.String),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp),
    sender: maybe(Sender),
    conversation: maybe(MessageConversation),
    attachments: maybe(Schema.Array(Attachment))
  })
) {}
