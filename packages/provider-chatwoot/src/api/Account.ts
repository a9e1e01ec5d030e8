/**
 * The account that a token works in. Vendor's section "Account".
 *
 * Source: the vendor's OpenAPI files, of which the older calls the path's parameter `id` and the newer `account_id`.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, maybe, open, Timestamp } from "./Wire.ts"

/** An account. `latest_chatwoot_version` is null for tokens that are not an administrator's; `features` maps names to booleans. */
export class AccountDetail extends Schema.Opaque<AccountDetail>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    locale: maybe(Schema.String),
    domain: maybe(Schema.String),
    support_email: maybe(Schema.String),
    status: maybe(Schema.String),
    created_at: maybe(Timestamp),
    cache_keys: open,
    features: open,
    settings: open,
    custom_attributes: open,
    latest_chatwoot_version: maybe(Schema.String),
    subscribed_features: maybe(Schema.Array(Schema.String))
  })
) {}

const string = Schema.optionalKey(Schema.String)

/** The body of an account's update. `auto_resolve_after` is in minutes, from 10 to 1 439 856. */
export const AccountUpdate = Schema.Struct({
  name: string,
  locale: string,
  domain: string,
  support_email: string,
  auto_resolve_after: Schema.optionalKey(
    Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 10, maximum: 1_439_856 })))
  ),
  auto_resolve_message: Schema.optionalKey(Schema.NullOr(Schema.String)),
  auto_resolve_ignore_waiting: Schema.optionalKey(Schema.NullOr(Schema.Boolean)),
  industry: string,
  company_size: string,
  timezone: string
})

/** `client.account` */
export class Account extends HttpApiGroup.make("account")
  .add(
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id", { params: inAccount, success: ok(AccountDetail) }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id", {
      params: inAccount,
      payload: AccountUpdate,
      success: ok(AccountDetail)
    }).annotateMerge(repeatable)
  )
  .annotateMerge(perHost) {}
