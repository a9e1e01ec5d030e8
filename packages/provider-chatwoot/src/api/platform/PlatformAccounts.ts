/**
 * Accounts of an installation. Vendor's section "Accounts" of the platform API.
 *
 * Source: the vendor's OpenAPI file. The platform API takes the token of a platform app, made by the super admin of a self-hosted
 * installation, and reaches only what that app made or was given: the rest answers 401 "Non permissible resource".
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { AccountDetail } from "../Account.ts"
import { perHost, repeatable } from "../Limits.ts"
import { Attributes, inAccount } from "../Wire.ts"

/** The body of a new or changed account. `limits` maps names (`agents`, `inboxes`) to numbers. */
export const PlatformAccountInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  locale: Schema.optionalKey(Schema.String),
  domain: Schema.optionalKey(Schema.String),
  support_email: Schema.optionalKey(Schema.String),
  status: Schema.optionalKey(Schema.Literals(["active", "suspended"])),
  limits: Schema.optionalKey(Attributes),
  custom_attributes: Schema.optionalKey(Attributes)
})

/** `client.platformAccounts` */
export class PlatformAccounts extends HttpApiGroup.make("platformAccounts")
  .add(
    HttpApiEndpoint.post("create", "/platform/api/v1/accounts", {
      payload: PlatformAccountInput,
      success: ok(AccountDetail)
    }),
    HttpApiEndpoint.get("get", "/platform/api/v1/accounts/:account_id", {
      params: inAccount,
      success: ok(AccountDetail)
    }),
    HttpApiEndpoint.patch("update", "/platform/api/v1/accounts/:account_id", {
      params: inAccount,
      payload: PlatformAccountInput,
      success: ok(AccountDetail)
    }).annotateMerge(repeatable),
    /** A job deletes the account, later. */
    HttpApiEndpoint.delete("delete", "/platform/api/v1/accounts/:account_id", { params: inAccount, success: done })
  )
  .annotateMerge(perHost) {}
