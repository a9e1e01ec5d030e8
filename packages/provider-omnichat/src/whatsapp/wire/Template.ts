/** The components of a template message: what is put into the approved text. Their parameters are as open as Meta's list of them. */
import { Schema } from "effect"

const optional = Schema.optionalKey

/** `text`, `currency`, `date_time`, `image`, `video`, `document`, `payload`, `action`, `coupon_code`, `location`, `product`: its own key. */
export const Parameter = Schema.StructWithRest(
  Schema.Struct({
    type: Schema.NonEmptyString,
    text: optional(Schema.String),
    parameter_name: optional(Schema.String)
  }),
  [Schema.Record(Schema.String, Schema.Unknown)]
)

/** `sub_type` is written in either case; `index` as text or number. */
export const Component = Schema.StructWithRest(
  Schema.Struct({
    type: Schema.NonEmptyString,
    sub_type: optional(Schema.String),
    index: optional(Schema.Union([Schema.String, Schema.Int])),
    parameters: optional(Schema.Array(Parameter))
  }),
  [Schema.Record(Schema.String, Schema.Unknown)]
)
