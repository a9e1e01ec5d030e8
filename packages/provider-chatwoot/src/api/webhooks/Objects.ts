/**
 * The objects inside webhook payloads, where they differ from REST's.
 *
 * Source: `Conversations::EventDataPresenter`, `Contact#webhook_data`, `Message#webhook_data` (chatwoot-wire 5.3). Servers from 2.x on send
 * them, so that nothing but ids is required: `waiting_since` came with 3.0, `last_activity_at` with 3.13, `updated_at` and `blocked` with
 * 4.0.2, `assignee_type` with 4.8, a conversation's `account` with 4.14.2. Payloads are checked in place, on the hot path: the schemas name
 * what is read, other keys are none of their business, and words of an enum are plain strings (a union costs ten times a string).
 */
import { Schema, Struct } from "effect"
import { Sender } from "../shapes/Message.ts"
import { maybe, open } from "../Wire.ts"

/** Unix seconds (with a fraction in `updated_at` of a conversation) or ISO text; `0` is null. One flat union, as those are cheaper. */
export const time = Schema.optionalKey(Schema.Union([Schema.Null, Schema.Number, Schema.String]))

/** The account, in everything but conversations of servers before 4.14.2. */
export class AccountReference extends Schema.Opaque<AccountReference>()(
  Schema.Struct({ id: Schema.Int, name: maybe(Schema.String) })
) {}

/** The inbox of a message. */
export class InboxReference extends Schema.Opaque<InboxReference>()(
  Schema.Struct({ id: Schema.Int, name: maybe(Schema.String) })
) {}

const personFields = Struct.pick(Sender.fields, [
  "id",
  "name",
  "email",
  "phone_number",
  "identifier",
  "thumbnail",
  "blocked",
  "custom_attributes"
])

/**
 * A contact as webhooks send it (`Contact#webhook_data`). Gotcha: unlike in REST it has no `type`, whatever the vendor's page says; what
 * tells it from users and bots is its `account`.
 */
export class WebhookContact extends Schema.Opaque<WebhookContact>()(
  Schema.Struct({ ...personFields, avatar: maybe(Schema.String), account: maybe(AccountReference) })
) {}

/** Who wrote a message or is typing: a contact (has `account`), or by `type` a `user`, an `agent_bot`, a `captain_assistant`. */
export class WebhookSender extends Schema.Opaque<WebhookSender>()(
  Schema.Struct({ ...personFields, type: maybe(Schema.String), account: maybe(AccountReference) })
) {}

/** The session of the contact in the inbox. It also carries `pubsub_token`, which is a secret. */
export class WebhookContactInbox extends Schema.Opaque<WebhookContactInbox>()(
  Schema.Struct({
    contact_id: maybe(Schema.Int),
    source_id: maybe(Schema.String)
  })
) {}

/** Who takes part. Unlike in REST the keys are always there, `null` for none. */
export class WebhookMeta extends Schema.Opaque<WebhookMeta>()(
  Schema.Struct({
    sender: maybe(Schema.Struct({ ...personFields, type: maybe(Schema.String) })),
    assignee: maybe(
      Schema.Struct({
        id: Schema.Int,
        name: maybe(Schema.String),
        email: maybe(Schema.String),
        type: maybe(Schema.String)
      })
    ),
    assignee_type: maybe(Schema.String),
    team: maybe(Schema.Struct({ id: Schema.Int, name: maybe(Schema.String) }))
  })
) {}

/**
 * A conversation. `id` is the display id. The nested data is read when the job runs, so that it may be later than the event.
 *
 * Gotcha: `messages` holds the last public message (or nothing) at that time, which often is *not* the event's own message. It is REST's
 * `Message` with more keys: `message_type` a number, `created_at` in seconds, `updated_at` as ISO text.
 */
export class WebhookConversation extends Schema.Opaque<WebhookConversation>()(
  Schema.Struct({
    id: Schema.Int,
    inbox_id: maybe(Schema.Int),
    channel: maybe(Schema.String),
    contact_inbox: maybe(WebhookContactInbox),
    meta: maybe(WebhookMeta),
    messages: open,
    account: maybe(AccountReference),
    status: maybe(Schema.String),
    priority: maybe(Schema.String),
    labels: maybe(Schema.Array(Schema.String)),
    can_reply: maybe(Schema.Boolean),
    unread_count: maybe(Schema.Number),
    additional_attributes: open,
    custom_attributes: open,
    snoozed_until: time,
    created_at: time,
    updated_at: time,
    timestamp: time,
    last_activity_at: time
  })
) {}
