/**
 * The bodies of webhook deliveries: the object itself with `event` beside its keys, no envelope.
 *
 * Source: chatwoot-wire 5.1 to 5.4, read from the server's listeners; the vendor documents no payload. Three kinds of webhook send the
 * same bodies: account webhooks what they subscribed to, API inboxes and agent bots a fixed choice. `conversation` of a message is checked
 * by a schema of its own, so that a broken one does not cost the message.
 */
import { Schema } from "effect"
import { maybe, open } from "../Wire.ts"
import {
  AccountReference,
  InboxReference,
  time,
  WebhookContact,
  WebhookConversation,
  WebhookSender
} from "./Objects.ts"

const event = { event: Schema.String }

/** From 2.14 on for contacts; `changed_attributes` of conversations may be `null`. An array of one-key objects, see `readChanges`. */
const changed = { changed_attributes: open }

/**
 * `message_created`, `message_updated`.
 *
 * Gotchas: `message_type` is a word and `created_at` ISO text, where REST has a number and Unix seconds; `content` was rendered for the
 * channel (HTML and the like) from 4.4.0 to 4.12.0; there is no `status`, `updated_at` or `conversation_id`. `status` and
 * `changed_attributes` are read where a later server sends them.
 */
export class MessageEvent extends Schema.Opaque<MessageEvent>()(
  Schema.Struct({
    ...event,
    ...changed,
    id: Schema.Int,
    content: maybe(Schema.String),
    content_type: maybe(Schema.String),
    content_attributes: open,
    additional_attributes: open,
    status: maybe(Schema.String),
    private: maybe(Schema.Boolean),
    source_id: maybe(Schema.String),
    created_at: time,
    updated_at: time,
    message_type: Schema.Union([Schema.String, Schema.Int]),
    sender: maybe(WebhookSender),
    attachments: maybe(Schema.Array(Schema.Unknown)),
    account: maybe(AccountReference),
    inbox: maybe(InboxReference),
    conversation: open
  })
) {}

/**
 * `conversation_created`, `conversation_updated`, `conversation_status_changed`; to bots `conversation_opened` and
 * `conversation_resolved`; to automation rules and macros `automation_event.*` and `macro.executed`.
 */
export class ConversationEvent extends Schema.Opaque<ConversationEvent>()(
  Schema.Struct({ ...event, ...changed, ...WebhookConversation.fields })
) {}

/** `contact_created`, `contact_updated`. */
export class ContactEvent extends Schema.Opaque<ContactEvent>()(
  Schema.Struct({ ...event, ...changed, ...WebhookContact.fields })
) {}

/** `conversation_typing_on`, `conversation_typing_off`, from 4.2 on. `is_private`: a note is being written. */
export class TypingEvent extends Schema.Opaque<TypingEvent>()(
  Schema.Struct({
    ...event,
    user: maybe(WebhookSender),
    conversation: WebhookConversation,
    is_private: maybe(Schema.Boolean)
  })
) {}

/** `webwidget_triggered`: a visitor opened the widget. `id` is the contact inbox's; `source_id` is the visitor's session. */
export class WidgetEvent extends Schema.Opaque<WidgetEvent>()(
  Schema.Struct({
    ...event,
    id: maybe(Schema.Int),
    contact: maybe(WebhookContact),
    inbox: maybe(InboxReference),
    account: maybe(AccountReference),
    current_conversation: open,
    source_id: maybe(Schema.String),
    event_info: open
  })
) {}

/**
 * `inbox_created`, `inbox_updated`, from 3.2 on and only with `ENABLE_INBOX_EVENTS`. Gotchas: neither the inbox's id nor its name is in
 * it; `channel` is the raw record with the channel's credentials.
 */
export class InboxEvent extends Schema.Opaque<InboxEvent>()(
  Schema.Struct({
    ...event,
    ...changed,
    account: maybe(AccountReference),
    channel: open,
    greeting_enabled: maybe(Schema.Boolean),
    greeting_message: maybe(Schema.String),
    business_name: maybe(Schema.String),
    timezone: maybe(Schema.String),
    working_hours_enabled: maybe(Schema.Boolean),
    working_hours: open,
    out_of_office_message: maybe(Schema.String),
    allow_messages_after_resolved: maybe(Schema.Boolean),
    lock_to_single_conversation: maybe(Schema.Boolean),
    enable_auto_assignment: maybe(Schema.Boolean),
    auto_assignment_config: open,
    enable_email_collect: maybe(Schema.Boolean),
    csat_survey_enabled: maybe(Schema.Boolean),
    sender_name_type: maybe(Schema.String),
    created_at: time,
    updated_at: time
  })
) {}

/** `account_created`, to the address in `INSTALLATION_EVENTS_WEBHOOK_URL`. */
export class AccountEvent extends Schema.Opaque<AccountEvent>()(
  Schema.Struct({
    ...event,
    id: Schema.Int,
    name: maybe(Schema.String),
    users: maybe(
      Schema.Array(
        Schema.Struct({
          id: Schema.Int,
          name: maybe(Schema.String),
          email: maybe(Schema.String),
          type: maybe(Schema.String)
        })
      )
    )
  })
) {}

/** The payload of a `provider.event`, by its name. Names that begin with `automation_event.` carry a conversation too. */
export interface ProviderEventPayloads {
  readonly webwidget_triggered: WidgetEvent
  readonly inbox_created: InboxEvent
  readonly inbox_updated: InboxEvent
  readonly conversation_opened: ConversationEvent
  readonly conversation_resolved: ConversationEvent
  readonly "macro.executed": ConversationEvent
  readonly account_created: AccountEvent
  readonly [automation: `automation_event.${string}`]: ConversationEvent
}
