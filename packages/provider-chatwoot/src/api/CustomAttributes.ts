/**
 * Definitions of custom attributes. Vendor's section "Custom Attributes".
 *
 * Source: the vendor's OpenAPI file. Requests name types and models by number, replies by word. Contacts and conversations may carry
 * attributes that nobody defined.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, inAccountById, maybe, open, Timestamp } from "./Wire.ts"

/** A definition. `attribute_values` are the choices of a list, documented as text and sent as an array. */
export class CustomAttribute extends Schema.Opaque<CustomAttribute>()(
  Schema.Struct({
    id: Schema.Int,
    attribute_display_name: maybe(Schema.String),
    attribute_display_type: maybe(Schema.Union([Schema.String, Schema.Int])),
    attribute_description: maybe(Schema.String),
    attribute_key: maybe(Schema.String),
    attribute_model: maybe(Schema.Union([Schema.String, Schema.Int])),
    attribute_values: open,
    regex_pattern: maybe(Schema.String),
    regex_cue: maybe(Schema.String),
    default_value: open,
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/**
 * The body of a definition. `attribute_display_type`: 0 text, 1 number, 2 currency, 3 percent, 4 link, 5 date, 6 list, 7 checkbox.
 * `attribute_model`: 0 of conversations, 1 of contacts. The regular expression is for text only.
 */
export const CustomAttributeInput = Schema.Struct({
  attribute_display_name: Schema.optionalKey(Schema.String),
  attribute_display_type: Schema.optionalKey(Schema.Literals([0, 1, 2, 3, 4, 5, 6, 7])),
  attribute_description: Schema.optionalKey(Schema.String),
  attribute_key: Schema.optionalKey(Schema.String),
  attribute_values: Schema.optionalKey(Schema.Array(Schema.String)),
  attribute_model: Schema.optionalKey(Schema.Literals([0, 1])),
  regex_pattern: Schema.optionalKey(Schema.String),
  regex_cue: Schema.optionalKey(Schema.String)
})

/** `client.customAttributes` */
export class CustomAttributes extends HttpApiGroup.make("customAttributes")
  .add(
    /** Documented with a required `attribute_model`; without it servers answer the definitions of both models. */
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/custom_attribute_definitions", {
      params: inAccount,
      query: { attribute_model: Schema.optionalKey(Schema.Literals(["0", "1"])) },
      success: ok(Schema.Array(CustomAttribute))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/custom_attribute_definitions", {
      params: inAccount,
      payload: CustomAttributeInput,
      success: ok(CustomAttribute)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/custom_attribute_definitions/:id", {
      params: inAccountById,
      success: ok(CustomAttribute)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/custom_attribute_definitions/:id", {
      params: inAccountById,
      payload: CustomAttributeInput,
      success: ok(CustomAttribute)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/custom_attribute_definitions/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
