/**
 * The filter language of `contacts/filter` and `conversations/filter`.
 *
 * Source: `lib/filters/filter_keys.yml` (chatwoot-wire 6.11). A body without `payload` answers 500; an attribute, operator or value
 * that the server does not know answers 422.
 */
import { Schema } from "effect"

/**
 * One condition. `attribute_key` is a standard key or the key of a custom attribute; `query_operator` joins it to the next one, so
 * that the last condition has none.
 */
export const FilterCondition = Schema.Struct({
  attribute_key: Schema.String,
  filter_operator: Schema.Literals([
    "equal_to",
    "not_equal_to",
    "contains",
    "does_not_contain",
    "is_present",
    "is_not_present",
    "is_greater_than",
    "is_less_than",
    "days_before",
    "starts_with"
  ]),
  values: Schema.Array(Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])),
  query_operator: Schema.optionalKey(Schema.NullOr(Schema.Literals(["AND", "OR"])))
})

/** The body of a filter request. */
export const Filter = Schema.Struct({ payload: Schema.Array(FilterCondition) })
