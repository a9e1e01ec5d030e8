/** A contact is a person (or a group's number) outside the business that it talks to. */
import { Schema } from "effect"
import { ChannelType } from "./Channel.ts"
import { Attributes, ChannelId, ContactId, PhoneNumber, Raw, Timestamp } from "./Scalars.ts"

/** An address under which a contact is known on one kind of channel, or on one channel. */
export class Identity extends Schema.Opaque<Identity>()(
  Schema.Struct({
    channelType: ChannelType,
    channelId: Schema.optionalKey(ChannelId),
    /** The address as that channel writes it: digits, a user id, an e-mail address, a session id. */
    address: Schema.String
  })
) {}

/**
 * A contact. A key that is absent was not told or does not exist; for the lists, absent is *not told* and `[]` (or `{}`) is *none*.
 */
export class Contact extends Schema.Opaque<Contact>()(
  Schema.Struct({
    id: ContactId,
    name: Schema.optionalKey(Schema.String),
    email: Schema.optionalKey(Schema.String),
    phone: Schema.optionalKey(PhoneNumber),
    avatarUrl: Schema.optionalKey(Schema.String),
    /** The id that the business itself gave: `identifier`, `memberId`, `external_id` at the vendors. */
    externalId: Schema.optionalKey(Schema.String),
    identities: Schema.optionalKey(Schema.Array(Identity)),
    blocked: Schema.optionalKey(Schema.Boolean),
    /** Names of tags. */
    tags: Schema.optionalKey(Schema.Array(Schema.String)),
    attributes: Schema.optionalKey(Attributes),
    note: Schema.optionalKey(Schema.String),
    createdAt: Schema.optionalKey(Timestamp),
    updatedAt: Schema.optionalKey(Timestamp),
    lastActivityAt: Schema.optionalKey(Timestamp),
    raw: Raw
  })
) {}
