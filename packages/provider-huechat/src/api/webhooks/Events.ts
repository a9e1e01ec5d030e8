/**
 * The bodies of webhook deliveries: one envelope, and for each event what is in its `data`.
 *
 * Source: "Webhook Body Content", which shows sixteen events. `deal.lost` and `webhook.test` are spoken of and not shown (huechat-wire 4); no body
 * of v1 is shown at all. What "the full list" may hold beyond them comes as it is.
 */
import { Schema } from "effect"
import { maybe, open } from "../Wire.ts"
import {
  maybeId,
  time,
  WebhookActor,
  WebhookContact,
  WebhookConversation,
  WebhookId,
  WebhookSender
} from "./Objects.ts"

/**
 * What is around every event. `event_uuid` is "unique for this delivery" in one sentence and the same for its retries in the next (huechat-wire
 * 14); `timestamp` is when the event happened, in seconds with a fraction.
 */
export class Envelope extends Schema.Opaque<Envelope>()(
  Schema.Struct({
    version: open,
    event: Schema.String,
    event_uuid: Schema.NonEmptyString,
    timestamp: open,
    data: open
  })
) {}

/** `conversation.created`: the whole conversation. */
export const ConversationCreated = WebhookConversation
export type ConversationCreated = WebhookConversation

/** `conversation.status_changed`: one of `current_status` and, where v1 sends the conversation itself, `status`. */
export class ConversationStatusChanged extends Schema.Opaque<ConversationStatusChanged>()(
  Schema.Struct({
    id: maybeId,
    display_id: maybeId,
    conversation_id: maybeId,
    account_id: maybeId,
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    status: maybe(Schema.String),
    changed_by: maybe(WebhookActor),
    snoozed_until: time
  })
) {}

/**
 * `conversation.updated`. `changes` is read entry by entry, `{ <key>: { from, to } }`; the conversation is `current`, or the whole where there is
 * none.
 */
export class ConversationUpdated extends Schema.Opaque<ConversationUpdated>()(
  Schema.Struct({ ...WebhookConversation.fields, changes: open, current: maybe(WebhookConversation) })
) {}

/** `conversation.label_added`, `conversation.label_removed`: who did it is `added_by` and `removed_by`. */
export class ConversationLabel extends Schema.Opaque<ConversationLabel>()(
  Schema.Struct({
    id: maybeId,
    display_id: maybeId,
    conversation_id: maybeId,
    account_id: maybeId,
    label: Schema.NonEmptyString,
    all_labels: maybe(Schema.Array(Schema.String)),
    added_by: maybe(WebhookActor),
    removed_by: maybe(WebhookActor)
  })
) {}

const message = {
  id: WebhookId,
  content: maybe(Schema.String),
  account_id: maybeId,
  inbox_id: maybeId,
  conversation_id: maybeId,
  content_type: maybe(Schema.String),
  content_attributes: open,
  message_type: maybe(Schema.String),
  private: maybe(Schema.Boolean),
  status: maybe(Schema.String),
  source_id: maybe(Schema.String),
  echo_id: maybe(Schema.String),
  created_at: time,
  updated_at: time,
  sender: maybe(WebhookSender),
  attachments: maybe(Schema.Array(Schema.Unknown)),
  conversation: open
}

/**
 * `message.created`: the whole message and what its conversation is at. Private notes and activity lines are messages too, `private: true` and
 * `message_type: "activity"` (huechat-wire 41). `conversation` is checked by itself, so that a broken one does not cost the message.
 */
export class MessageCreated extends Schema.Opaque<MessageCreated>()(Schema.Struct(message)) {}

/**
 * `message.updated`: of a status only the words and the times, and that is all the samples show. A message that was edited is said to be reported
 * too, and its text may or may not be there (huechat-wire 39).
 */
export class MessageUpdated extends Schema.Opaque<MessageUpdated>()(
  Schema.Struct({
    ...message,
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    delivered_at: time,
    read_at: time
  })
) {}

/** `contact.created`, `contact.deleted` (which tells the id, the name and the number). */
export class ContactReported extends Schema.Opaque<ContactReported>()(
  Schema.Struct({ ...WebhookContact.fields, deleted_at: time })
) {}

/** `contact.updated`. `changes` is read entry by entry; the contact is `current`, or the whole where there is none. */
export class ContactUpdated extends Schema.Opaque<ContactUpdated>()(
  Schema.Struct({ ...WebhookContact.fields, changes: open, current: maybe(WebhookContact) })
) {}
