/** The few notations that the WhatsApp wire schemas share. Nothing here transforms a value: what is checked is used as it came. */
import { Schema } from "effect"

/** A key of a report that may be absent or `null`. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** Present or not, of any content: read with a check of its own, so that it never costs the whole. */
export const open = Schema.optionalKey(Schema.Unknown)

/** Numbers that forwarders write as text: coordinates, prices, quantities. */
export const numeric = Schema.Union([Schema.Number, Schema.String])

/** At most `max` characters, counted as code points: who counts in UTF-16 units would refuse what Meta takes. */
export const atMost = (max: number) =>
  Schema.String.check(
    Schema.makeFilter((text: string) => text.length <= max || Array.from(text).length <= max, {
      expected: `at most ${max} characters`
    })
  )

/** As {@link atMost}, and not empty. */
export const textUpTo = (max: number) => atMost(max).check(Schema.isNonEmpty({ expected: "a text that is not empty" }))
