/**
 * The objects inside webhook payloads. They are REST's, in shorter forms: `current` of an update has a few keys of the conversation, a message's
 * conversation fewer still.
 *
 * Payloads are checked in place, on the hot path: the schemas name what is read, other keys are none of their business, and words of an enum are
 * plain strings (a union costs ten times a string). Of the ids only those that an event needs are required.
 */
import { Schema } from "effect"
import { maybe, open } from "../Wire.ts"

/** An id that something can be named by: a number or a text (huechat-wire 17), and not the empty one. */
export const WebhookId = Schema.Union([Schema.Int, Schema.NonEmptyString])

/** An id that may be left out or null. One flat union: `maybe` of a union would cost twice as much. */
export const maybeId = Schema.optionalKey(Schema.Union([Schema.Null, Schema.Int, Schema.NonEmptyString]))

/** Unix seconds or ISO text: which, depends on the event and on the key (huechat-wire 21). */
export const time = Schema.optionalKey(Schema.Union([Schema.Null, Schema.Number, Schema.String]))

/** A contact: all of one, or the few keys that a conversation, a message or the report of a deletion tells. */
export class WebhookContact extends Schema.Opaque<WebhookContact>()(
  Schema.Struct({
    id: WebhookId,
    account_id: maybeId,
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    identifier: maybe(Schema.String),
    blocked: maybe(Schema.Boolean),
    thumbnail: maybe(Schema.String),
    additional_attributes: open,
    custom_attributes: open,
    last_activity_at: time,
    created_at: time,
    updated_at: time
  })
) {}

/** Who wrote a message: `type` is `contact` or `user` in the samples. The API or a rule may be nobody with an id (huechat-wire 43). */
export class WebhookSender extends Schema.Opaque<WebhookSender>()(
  Schema.Struct({
    id: maybeId,
    type: maybe(Schema.String),
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    thumbnail: maybe(Schema.String)
  })
) {}

/** An agent who did something. Also the API and automation rules do, says the text; only agents are shown (huechat-wire 43). */
export class WebhookActor extends Schema.Opaque<WebhookActor>()(
  Schema.Struct({ id: maybeId, name: maybe(Schema.String), type: maybe(Schema.String) })
) {}

/** Who takes part. Unlike a message's sender, these have no `type` but for the contact's. */
export class WebhookMeta extends Schema.Opaque<WebhookMeta>()(
  Schema.Struct({
    sender: maybe(WebhookContact),
    channel: maybe(Schema.String),
    assignee: maybe(Schema.Struct({ id: WebhookId, name: maybe(Schema.String), email: maybe(Schema.String) })),
    team: maybe(Schema.Struct({ id: WebhookId, name: maybe(Schema.String) }))
  })
) {}

/**
 * A conversation: a whole one, `current` of an update, or that of a message. Gotcha: `id` is the display id wherever a sample has both, and the
 * text warns of an internal one, so that `display_id` comes first where it is told (huechat-wire 16).
 */
export class WebhookConversation extends Schema.Opaque<WebhookConversation>()(
  Schema.Struct({
    id: maybeId,
    display_id: maybeId,
    conversation_id: maybeId,
    account_id: maybeId,
    inbox_id: maybeId,
    status: maybe(Schema.String),
    priority: maybe(Schema.String),
    labels: maybe(Schema.Array(Schema.String)),
    can_reply: maybe(Schema.Boolean),
    unread_count: maybe(Schema.Finite),
    assignee_id: maybeId,
    additional_attributes: open,
    custom_attributes: open,
    meta: maybe(WebhookMeta),
    snoozed_until: time,
    last_activity_at: time,
    created_at: time,
    updated_at: time
  })
) {}
