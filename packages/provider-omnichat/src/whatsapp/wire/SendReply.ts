/** What the Cloud API answers to a message, to a mark of reading, and when it refuses. Source: omnichat-wire A3. */
import { Schema } from "effect"
import { maybe, open } from "./Notation.ts"

const text = maybe(Schema.String)

/**
 * Accepted, not delivered: what becomes of it comes as statuses. Gotcha: `wa_id` has a blank at its end in samples, and is told only where
 * the message was sent to a number; `user_id` only where it was sent to a BSUID.
 */
export class SendReply extends Schema.Opaque<SendReply>()(
  Schema.Struct({
    messaging_product: text,
    contacts: maybe(Schema.Array(Schema.Struct({ input: text, wa_id: text, user_id: text }))),
    messages: Schema.NonEmptyArray(
      Schema.Struct({
        id: Schema.NonEmptyString,
        /** Of templates: accepted, held_for_quality_assessment, paused. */
        message_status: text
      })
    )
  })
) {}

/** Marks a message as read; with `typing_indicator` the contact sees that an answer is being written, for 25 s at most. */
export class ReadRequest extends Schema.Opaque<ReadRequest>()(
  Schema.Struct({
    messaging_product: Schema.Literal("whatsapp"),
    status: Schema.Literal("read"),
    message_id: Schema.NonEmptyString,
    typing_indicator: Schema.optionalKey(Schema.Struct({ type: Schema.Literal("text") }))
  })
) {}

export class ReadReply extends Schema.Opaque<ReadReply>()(Schema.Struct({ success: maybe(Schema.Boolean) })) {}

/** `code` is what says what happened; the HTTP status is often another's. */
export class CloudError extends Schema.Opaque<CloudError>()(
  Schema.Struct({
    code: Schema.Number,
    message: text,
    type: text,
    error_subcode: maybe(Schema.Number),
    error_data: open,
    is_transient: maybe(Schema.Boolean),
    error_user_title: text,
    error_user_msg: text,
    fbtrace_id: text
  })
) {}

export class ErrorReply extends Schema.Opaque<ErrorReply>()(Schema.Struct({ error: CloudError })) {}
