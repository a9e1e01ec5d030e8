/**
 * The scalars of the domain. Ids are the vendor's own, as strings; where a vendor addresses a thing by several values, those are
 * joined by `:` (see `wire/CompositeId`). Brands exist in types only: a contact's id cannot be passed where a message's is meant.
 */
import { Schema } from "effect"

export const ContactId = Schema.NonEmptyString.pipe(Schema.brand("ContactId"))
export type ContactId = typeof ContactId.Type

export const ConversationId = Schema.NonEmptyString.pipe(Schema.brand("ConversationId"))
export type ConversationId = typeof ConversationId.Type

export const MessageId = Schema.NonEmptyString.pipe(Schema.brand("MessageId"))
export type MessageId = typeof MessageId.Type

export const ChannelId = Schema.NonEmptyString.pipe(Schema.brand("ChannelId"))
export type ChannelId = typeof ChannelId.Type

export const AgentId = Schema.NonEmptyString.pipe(Schema.brand("AgentId"))
export type AgentId = typeof AgentId.Type

export const TeamId = Schema.NonEmptyString.pipe(Schema.brand("TeamId"))
export type TeamId = typeof TeamId.Type

export const WebhookId = Schema.NonEmptyString.pipe(Schema.brand("WebhookId"))
export type WebhookId = typeof WebhookId.Type

/** A point in time as ISO 8601 in UTC with milliseconds, `2026-02-13T01:27:33.365Z`: it sorts as text and is its own JSON. */
export const Timestamp = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u, {
    expected: "an ISO 8601 time in UTC with milliseconds"
  })
).pipe(Schema.brand("Timestamp"))
export type Timestamp = typeof Timestamp.Type

/** A phone number in E.164, `+15550100`. A number that is not in this form is left out of the domain, never completed by a guess. */
export const PhoneNumber = Schema.String.check(
  Schema.isPattern(/^\+[1-9]\d{1,14}$/u, { expected: "a phone number in E.164, such as +15550100" })
)
export type PhoneNumber = typeof PhoneNumber.Type

/** Free attributes by name. Values keep the vendor's JSON types. */
export const Attributes = Schema.Record(Schema.String, Schema.Unknown)
export type Attributes = typeof Attributes.Type

/** The vendor's own object behind an entity. Only what operations return has it; keys that are secrets read `<redacted>`. */
export const Raw = Schema.optionalKey(Schema.Unknown)
