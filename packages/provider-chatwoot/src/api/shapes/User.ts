/**
 * The user: a person who can sign in, as the profile and the platform API answer it.
 *
 * Source: the vendor's OpenAPI file, schema `user`.
 */
import { Schema } from "effect"
import { maybe, open, openEnum, Timestamp } from "../Wire.ts"

/** An account that a user is in. `permissions`, `custom_role_id` and `custom_role` belong to the Enterprise edition's roles. */
export class UserAccount extends Schema.Opaque<UserAccount>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    status: maybe(Schema.String),
    active_at: maybe(Timestamp),
    role: maybe(openEnum(["administrator", "agent"])),
    permissions: maybe(Schema.Array(Schema.String)),
    availability: maybe(Schema.String),
    availability_status: maybe(openEnum(["online", "busy", "offline"])),
    auto_offline: maybe(Schema.Boolean),
    custom_role_id: maybe(Schema.Int),
    custom_role: open
  })
) {}

/** A user. */
export class User extends Schema.Opaque<User>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    available_name: maybe(Schema.String),
    display_name: maybe(Schema.String),
    email: maybe(Schema.String),
    account_id: maybe(Schema.Int),
    role: maybe(openEnum(["agent", "administrator"])),
    type: maybe(Schema.String),
    uid: maybe(Schema.String),
    provider: maybe(Schema.String),
    confirmed: maybe(Schema.Boolean),
    avatar_url: maybe(Schema.String),
    message_signature: maybe(Schema.String),
    access_token: maybe(Schema.String),
    pubsub_token: maybe(Schema.String),
    hmac_identifier: maybe(Schema.String),
    inviter_id: maybe(Schema.Int),
    ui_settings: open,
    custom_attributes: open,
    accounts: maybe(Schema.Array(UserAccount))
  })
) {}
