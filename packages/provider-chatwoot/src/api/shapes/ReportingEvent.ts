/**
 * The reporting event: one measured step of a conversation, which the sections "Conversations" and "Reports" both answer.
 *
 * Source: the vendor's OpenAPI file. Enterprise edition only.
 */
import { Schema } from "effect"
import { maybe, Timestamp } from "../Wire.ts"

/** One measurement, e.g. `first_response` or `resolution`; `value` is in seconds. */
export class ReportingEvent extends Schema.Opaque<ReportingEvent>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    value: maybe(Schema.Number),
    value_in_business_hours: maybe(Schema.Number),
    event_start_time: maybe(Timestamp),
    event_end_time: maybe(Timestamp),
    account_id: maybe(Schema.Int),
    conversation_id: maybe(Schema.Int),
    inbox_id: maybe(Schema.Int),
    user_id: maybe(Schema.Int),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}
