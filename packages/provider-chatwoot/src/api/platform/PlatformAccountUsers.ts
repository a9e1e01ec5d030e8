/**
 * Which users are in which account. Vendor's section "Account Users" of the platform API.
 *
 * Source: the vendor's OpenAPI file. Creating a pair that exists changes its role.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "../Limits.ts"
import { inAccount, maybe, openEnum } from "../Wire.ts"

/** A user's place in an account. */
export class AccountUser extends Schema.Opaque<AccountUser>()(
  Schema.Struct({
    id: maybe(Schema.Int),
    account_id: maybe(Schema.Int),
    user_id: Schema.Int,
    role: maybe(openEnum(["agent", "administrator"]))
  })
) {}

/** `client.platformAccountUsers` */
export class PlatformAccountUsers extends HttpApiGroup.make("platformAccountUsers")
  .add(
    HttpApiEndpoint.get("list", "/platform/api/v1/accounts/:account_id/account_users", {
      params: inAccount,
      success: ok(Schema.Array(AccountUser))
    }),
    HttpApiEndpoint.post("create", "/platform/api/v1/accounts/:account_id/account_users", {
      params: inAccount,
      payload: Schema.Struct({ user_id: Schema.Int, role: Schema.Literals(["agent", "administrator"]) }),
      success: ok(AccountUser)
    }),
    /** Documented without a body; the server reads `user_id`. */
    HttpApiEndpoint.delete("delete", "/platform/api/v1/accounts/:account_id/account_users", {
      params: inAccount,
      payload: Schema.Struct({ user_id: Schema.Int }),
      success: done
    })
  )
  .annotateMerge(perHost) {}
