/**
 * The contact, as lists, searches and webhooks tell it, and the few of its fields that other objects carry.
 *
 * Source: "List contacts", "Search contacts". A search tells less than a list; `contact_inboxes` is promised and in no sample
 * (huechat-wire 37).
 */
import { Schema } from "effect"
import { Id, maybe, open, openEnum, Timestamp } from "../Wire.ts"

/** An inbox that a contact is known in. No sample shows one: this is its shape at Chatwoot, whose heir v1 is. */
export class ContactInbox extends Schema.Opaque<ContactInbox>()(
  Schema.Struct({
    source_id: maybe(Schema.String),
    inbox: maybe(Schema.Struct({ id: Id, name: maybe(Schema.String), channel_type: maybe(Schema.String) }))
  })
) {}

/** A contact. `thumbnail` is `""` where there is no picture. */
export class Contact extends Schema.Opaque<Contact>()(
  Schema.Struct({
    id: Id,
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    identifier: maybe(Schema.String),
    blocked: maybe(Schema.Boolean),
    thumbnail: maybe(Schema.String),
    availability_status: maybe(openEnum(["online", "offline", "busy"])),
    additional_attributes: open,
    custom_attributes: open,
    contact_inboxes: maybe(Schema.Array(ContactInbox)),
    last_activity_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** A contact as tickets and deals name it. */
export class ContactName extends Schema.Opaque<ContactName>()(
  Schema.Struct({ id: Id, name: maybe(Schema.String), email: maybe(Schema.String) })
) {}
