/**
 * What Meta posts to a webhook, and what stands around messages in it: envelope, metadata, contacts, statuses, errors, and the fields
 * that tell of people. Every level is an array; what is below `value` is checked piece by piece, so that one bad element costs no other.
 *
 * Source: omnichat-wire A2.1, A2.2, A2.5, A2.6; for `history`, Meta's reference of that field.
 */
import { Schema } from "effect"
import { maybe, open } from "./Notation.ts"

const text = maybe(Schema.String)
const list = maybe(Schema.Array(Schema.Unknown))

/** The whole POST. */
export class WebhookPayload extends Schema.Opaque<WebhookPayload>()(
  Schema.Struct({ object: text, entry: Schema.Array(Schema.Unknown) })
) {}

/** One WhatsApp Business Account. `time` (Unix seconds) comes with fields that are not about messages. */
export class Entry extends Schema.Opaque<Entry>()(
  Schema.Struct({ id: text, time: open, changes: Schema.Array(Schema.Unknown) })
) {}

export class Change extends Schema.Opaque<Change>()(Schema.Struct({ field: Schema.NonEmptyString, value: open })) {}

/** The business's number. Gotcha: formatted for display at some senders, `+1 555-010-0100`. */
export class Metadata extends Schema.Opaque<Metadata>()(
  Schema.Struct({ display_phone_number: Schema.NonEmptyString, phone_number_id: text })
) {}

/** The `value` of a change that is about messages. `errors` are about the account or a message that could not be processed. */
export class MessagesValue extends Schema.Opaque<MessagesValue>()(
  Schema.Struct({
    metadata: Metadata,
    contacts: list,
    messages: list,
    message_echoes: list,
    statuses: list,
    history: list,
    user_preferences: list,
    user_id_update: list,
    errors: list
  })
) {}

/** `wa_id` is absent where the user goes by a username; `user_id` is the business-scoped user id (BSUID). */
export class Contact extends Schema.Opaque<Contact>()(
  Schema.Struct({
    profile: maybe(Schema.Struct({ name: text, username: text })),
    wa_id: text,
    user_id: text,
    parent_user_id: text
  })
) {}

/** In messages, statuses and values. Gotcha: all but `code` come and go; `details` stands flat in forwarded samples. */
export class ReportedError extends Schema.Opaque<ReportedError>()(
  Schema.Struct({
    code: maybe(Schema.Union([Schema.Number, Schema.String])),
    title: text,
    message: text,
    details: text,
    error_data: maybe(Schema.Struct({ details: text })),
    href: text
  })
) {}

/**
 * A report on a message of ours. `timestamp`: text of Unix seconds. `recipient_id` is a phone number, in a group the group's id, and absent
 * where the message was sent to a BSUID. Gotcha: a group's message is reported on once per participant.
 */
export class Status extends Schema.Opaque<Status>()(
  Schema.Struct({
    id: Schema.NonEmptyString,
    status: Schema.NonEmptyString,
    timestamp: open,
    recipient_id: text,
    recipient_user_id: text,
    recipient_type: text,
    recipient_participant_id: text,
    recipient_participant_user_id: text,
    biz_opaque_callback_data: text,
    errors: open
  })
) {}

/** One of `user_preferences`: `value` is `stop` or `resume`. Gotcha: `timestamp` is a number here. */
export class UserPreference extends Schema.Opaque<UserPreference>()(
  Schema.Struct({ wa_id: text, user_id: text, detail: text, category: text, value: text, timestamp: open })
) {}

const succession = Schema.Struct({ previous: Schema.NonEmptyString, current: Schema.NonEmptyString })

/** One of `user_id_update`: a person's BSUID became another. */
export class UserIdUpdate extends Schema.Opaque<UserIdUpdate>()(
  Schema.Struct({ wa_id: text, detail: text, user_id: succession, parent_user_id: open, timestamp: open })
) {}

/** A piece of the history that a business shares when its phone app's number joins the Cloud API; `errors`: it does not share it. */
export class HistoryChunk extends Schema.Opaque<HistoryChunk>()(
  Schema.Struct({ metadata: open, threads: list, errors: open })
) {}

/** `id` is the contact's number. */
export class HistoryThread extends Schema.Opaque<HistoryThread>()(
  Schema.Struct({ id: text, messages: Schema.Array(Schema.Unknown) })
) {}

/** The payload of a `provider.event`, by its name. Every other field of Meta's comes under its own name with its `value` whole. */
export interface ProviderEventPayloads {
  readonly errors: ReportedError
  readonly history: HistoryChunk
  readonly user_preferences: UserPreference
}
