/**
 * Users of an installation. Vendor's section "Users" of the platform API.
 *
 * Source: the vendor's OpenAPI file. A user made here is confirmed at once; creating one whose email exists answers the existing user.
 * `login` answers a link that signs its bearer in: treat it as a secret.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "../Limits.ts"
import { User } from "../shapes/User.ts"
import { Attributes } from "../Wire.ts"

/** The body of a new or changed user. The password needs upper and lower case, a digit and a special character. */
export const PlatformUserInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  display_name: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  password: Schema.optionalKey(Schema.String),
  custom_attributes: Schema.optionalKey(Attributes)
})

const byId = { id: Schema.Int }

/** `client.platformUsers` */
export class PlatformUsers extends HttpApiGroup.make("platformUsers")
  .add(
    HttpApiEndpoint.post("create", "/platform/api/v1/users", { payload: PlatformUserInput, success: ok(User) }),
    HttpApiEndpoint.get("get", "/platform/api/v1/users/:id", { params: byId, success: ok(User) }),
    HttpApiEndpoint.patch("update", "/platform/api/v1/users/:id", {
      params: byId,
      payload: PlatformUserInput,
      success: ok(User)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/platform/api/v1/users/:id", { params: byId, success: done }),
    HttpApiEndpoint.get("login", "/platform/api/v1/users/:id/login", {
      params: byId,
      success: ok(Schema.Struct({ url: Schema.String }))
    })
  )
  .annotateMerge(perHost) {}
