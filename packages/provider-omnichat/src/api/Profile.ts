/**
 * What contacts and customers share in requests: the fields of a profile, tags, custom attributes. Vendor's sections "Contacts" and
 * "Customers", tables "Request Body" and "Custom Attribute Objects".
 */
import { Schema } from "effect"
import { maxCharacters, optional } from "./Wire.ts"

/**
 * A custom attribute to set, of the type that is configured for it in the portal: text, number, boolean, date (`YYYY-MM-DD`) or date
 * and time (ISO 8601 without offset). There is no null: empty text clears text and dates, where a number is set to 0 and a boolean to
 * false. A key that the portal does not know answers `INVALID_CUSTOM_ATTRIBUTE`.
 */
export const CustomAttributeInput = Schema.Struct({
  key: maxCharacters(100).check(Schema.isNonEmpty()),
  value: Schema.Union([maxCharacters(1000), Schema.Finite, Schema.Boolean])
})

/** The fields that a contact and a customer have in common. */
export const profile = {
  name: optional(Schema.String),
  email: optional(Schema.String),
  phone: optional(Schema.String),
  /** Replaces all tags. */
  tags: Schema.optionalKey(Schema.Array(Schema.String)),
  tagsToAdd: Schema.optionalKey(Schema.Array(Schema.String)),
  tagsToRemove: Schema.optionalKey(Schema.Array(Schema.String)),
  customAttributes: Schema.optionalKey(Schema.Array(CustomAttributeInput))
}

/** Tags are either replaced or added and removed, never both. */
export const oneWayOfTagging = Schema.makeFilter(
  (body: { readonly tags?: unknown; readonly tagsToAdd?: unknown; readonly tagsToRemove?: unknown }) =>
    body.tags !== undefined && (body.tagsToAdd !== undefined || body.tagsToRemove !== undefined)
      ? { path: ["tags"], issue: "cannot be used together with tagsToAdd or tagsToRemove" }
      : undefined,
  { expected: "tags, or tagsToAdd and tagsToRemove" }
)
