/**
 * Messages, their senders and attachments as REST answers them.
 *
 * Source: `models/_message.json.jbuilder`, `Message#push_event_data`, `Attachment#push_event_data` (chatwoot-wire 3.3, 3.4). Two
 * encodings of a message exist side by side, the row of a message list and the one inside a conversation; both fit `Message`.
 */
import { Schema } from "effect"
import { maybe, open, openEnum, Timestamp } from "../Wire.ts"

/** `message_type` by number, as REST sends it; webhooks send the word. */
export const MessageType = Schema.Union([Schema.Int, openEnum(["incoming", "outgoing", "activity", "template"])])

/** What `content_type` may be; later releases add to it. */
export const contentTypes = [
  "text",
  "input_text",
  "input_textarea",
  "input_email",
  "input_select",
  "cards",
  "form",
  "article",
  "incoming_email",
  "input_csat",
  "integrations",
  "sticker",
  "voice_call"
] as const

/** What `file_type` may be; later releases add to it. */
export const fileTypes = [
  "image",
  "audio",
  "video",
  "file",
  "location",
  "fallback",
  "share",
  "story_mention",
  "contact",
  "ig_reel",
  "ig_post",
  "ig_story",
  "embed"
] as const

/**
 * An attachment. Which keys are there depends on `file_type`: a file has `data_url`, `file_size` and, for an image, `thumb_url`; a
 * location has coordinates; a contact has `fallback_title` (usually its phone number) and `meta`.
 *
 * Gotchas: `data_url` is public and answers a redirect to storage that expires in minutes, so keep `data_url` and not its target;
 * it may answer 404 for seconds after the event. `thumb_url` is `""` unless an image. `extension` and `content_type` are filled
 * from 4.13.0 on.
 */
export class Attachment extends Schema.Opaque<Attachment>()(
  Schema.Struct({
    id: Schema.Int,
    message_id: maybe(Schema.Int),
    account_id: maybe(Schema.Int),
    file_type: maybe(openEnum(fileTypes)),
    extension: maybe(Schema.String),
    content_type: maybe(Schema.String),
    data_url: maybe(Schema.String),
    thumb_url: maybe(Schema.String),
    file_size: maybe(Schema.Number),
    width: maybe(Schema.Number),
    height: maybe(Schema.Number),
    transcribed_text: maybe(Schema.String),
    coordinates_lat: maybe(Schema.Number),
    coordinates_long: maybe(Schema.Number),
    fallback_title: maybe(Schema.String),
    meta: open
  })
) {}

/**
 * Who sent a message, told apart by `type`. A contact has `email`, `phone_number` and `identifier`; a user has no email; a bot has
 * only a name and an avatar; Captain (`captain_assistant`) also a description.
 */
export class Sender extends Schema.Opaque<Sender>()(
  Schema.Struct({
    id: Schema.Int,
    type: maybe(openEnum(["contact", "user", "agent_bot", "captain_assistant"])),
    name: maybe(Schema.String),
    available_name: maybe(Schema.String),
    availability_status: maybe(openEnum(["online", "busy", "offline"])),
    avatar_url: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    identifier: maybe(Schema.String),
    blocked: maybe(Schema.Boolean),
    company_id: maybe(Schema.Int),
    additional_attributes: open,
    custom_attributes: open,
    description: maybe(Schema.String),
    created_at: maybe(Timestamp)
  })
) {}

/** Where a message inside a conversation stands. */
export class MessageConversation extends Schema.Opaque<MessageConversation>()(
  Schema.Struct({
    assignee_id: maybe(Schema.Int),
    unread_count: maybe(Schema.Int),
    last_activity_at: maybe(Timestamp),
    contact_inbox: maybe(Schema.Struct({ source_id: maybe(Schema.String) }))
  })
) {}

/**
 * A message.
 *
 * Gotchas: `message_type` is 0 incoming, 1 outgoing, 2 activity, 3 template; `conversation_id` is the display id of the URL while
 * `id` is global; `sender` is absent for activities, templates and automations, `attachments` when there are none; `echo_id` is
 * only in the reply to create. The keys from `account_id` down exist only inside a conversation.
 */
export class Message extends Schema.Opaque<Message>()(
  Schema.Struct({
    id: Schema.Int,
    content: maybe(Schema.String),
    message_type: maybe(MessageType),
    content_type: maybe(openEnum(contentTypes)),
    content_attributes: open,
    status: maybe(openEnum(["sent", "delivered", "read", "failed"])),
    private: maybe(Schema.Boolean),
    source_id: maybe(Schema.String),
    created_at: maybe(Timestamp),
    inbox_id: maybe(Schema.Int),
    conversation_id: maybe(Schema.Int),
    sender: maybe(Sender),
    attachments: maybe(Schema.Array(Attachment)),
    echo_id: maybe(Schema.String),
    call: open,
    account_id: maybe(Schema.Int),
    updated_at: maybe(Timestamp),
    sender_type: maybe(openEnum(["Contact", "User", "AgentBot", "Captain::Assistant"])),
    sender_id: maybe(Schema.Int),
    external_source_ids: open,
    additional_attributes: open,
    processed_message_content: maybe(Schema.String),
    sentiment: open,
    conversation: maybe(MessageConversation)
  })
) {}
