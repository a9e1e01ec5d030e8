/**
 * The user whom a token belongs to. Vendor's section "Profile".
 *
 * Source: the vendor's OpenAPI file. The path names no account: `accounts` lists those the user is in, with the role in each. The reply
 * carries the token itself and a `pubsub_token`: keep it out of logs.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "./Limits.ts"
import { User } from "./shapes/User.ts"
import { Attributes, File, multipart } from "./Wire.ts"

const string = Schema.optionalKey(Schema.String)

/** The body of a profile's update. Changing email or password needs `current_password`. */
export const ProfileUpdate = Schema.Struct({
  profile: Schema.Struct({
    name: string,
    email: string,
    display_name: string,
    message_signature: string,
    phone_number: string,
    current_password: string,
    password: string,
    password_confirmation: string,
    ui_settings: Schema.optionalKey(Attributes)
  })
})

/** A profile's update with a picture: fields as `profile[name]`, the file as `profile[avatar]`. */
export const ProfileUpdateForm = multipart(
  Schema.Struct({
    profile: Schema.Struct({ ...ProfileUpdate.fields.profile.fields, avatar: Schema.optionalKey(File) })
  })
)

/** `client.profile` */
export class Profile extends HttpApiGroup.make("profile")
  .add(
    HttpApiEndpoint.get("get", "/api/v1/profile", { success: ok(User) }),
    HttpApiEndpoint.put("update", "/api/v1/profile", { payload: ProfileUpdate, success: ok(User) }),
    HttpApiEndpoint.put("updateMultipart", "/api/v1/profile", { payload: ProfileUpdateForm, success: ok(User) })
  )
  .annotateMerge(perHost) {}
