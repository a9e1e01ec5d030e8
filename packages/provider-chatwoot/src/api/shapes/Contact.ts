/**
 * The contact as REST answers it, and the inbox sessions it owns.
 *
 * Source: `models/_contact.json.jbuilder`, `_contact_inbox`, `_inbox_slim` (chatwoot-wire 3.1). The vendor's OpenAPI file gets the
 * nesting of its replies wrong; sections follow the server. Labels are not part of a contact: they have endpoints of their own.
 */
import { Schema } from "effect"
import { maybe, open, openEnum, Timestamp } from "../Wire.ts"

/** The inbox inside a contact's sessions. Before 4.0.2 it was the whole inbox, `hmac_token` included. */
export class InboxSlim extends Schema.Opaque<InboxSlim>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    avatar_url: maybe(Schema.String),
    channel_id: maybe(Schema.Int),
    channel_type: maybe(Schema.String),
    provider: maybe(Schema.String)
  })
) {}

/** One address of a contact: `source_id` identifies the contact within the inbox. */
export class ContactInbox extends Schema.Opaque<ContactInbox>()(
  Schema.Struct({
    source_id: maybe(Schema.String),
    inbox: maybe(InboxSlim)
  })
) {}

/**
 * A contact.
 *
 * Gotchas: `last_activity_at` and `created_at` are absent when null; `name` may be `""`; `phone_number` is `""` in old rows;
 * `thumbnail` is `""` when there is none; `blocked` exists from 4.0.2 on; `contact_inboxes` is absent in a conversation's
 * `meta.sender`.
 */
export class Contact extends Schema.Opaque<Contact>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    identifier: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    blocked: maybe(Schema.Boolean),
    availability_status: maybe(openEnum(["online", "offline"])),
    company_id: maybe(Schema.Int),
    additional_attributes: open,
    custom_attributes: open,
    last_activity_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    contact_inboxes: maybe(Schema.Array(ContactInbox))
  })
) {}
