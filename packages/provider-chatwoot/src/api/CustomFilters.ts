/**
 * Filters that a user saved. Vendor's section "Custom Filters".
 *
 * Source: the vendor's OpenAPI file. They belong to the token's user, not to the account.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Attributes, inAccount, maybe, open, openEnum, Timestamp } from "./Wire.ts"

const filterTypes = ["conversation", "contact", "report"] as const

/** A saved filter. The kind is documented as `type` and sent as `filter_type`. */
export class CustomFilter extends Schema.Opaque<CustomFilter>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    type: maybe(openEnum(filterTypes)),
    filter_type: maybe(openEnum(filterTypes)),
    query: open,
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** The body of a new or changed filter; `query` is a filter's body as `contacts/filter` and `conversations/filter` take it. */
export const CustomFilterInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  type: Schema.optionalKey(Schema.Literals(filterTypes)),
  query: Schema.optionalKey(Attributes)
})

const ofKind = { filter_type: Schema.optionalKey(Schema.Literals(filterTypes)) }
const ofFilter = { ...inAccount, custom_filter_id: Schema.Int }

/** `client.customFilters` */
export class CustomFilters extends HttpApiGroup.make("customFilters")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/custom_filters", {
      params: inAccount,
      query: ofKind,
      success: ok(Schema.Array(CustomFilter))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/custom_filters", {
      params: inAccount,
      query: ofKind,
      payload: CustomFilterInput,
      success: ok(CustomFilter)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id", {
      params: ofFilter,
      success: ok(CustomFilter)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id", {
      params: ofFilter,
      payload: CustomFilterInput,
      success: ok(CustomFilter)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id", {
      params: ofFilter,
      success: done
    })
  )
  .annotateMerge(perHost) {}
