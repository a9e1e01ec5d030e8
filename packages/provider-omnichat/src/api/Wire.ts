/**
 * The few notations that Omnichat's wire schemas share: keys that may be absent or null, times in two encodings, open enums, paging.
 *
 * Replies are read tolerantly: what identifies a thing is required of them, nothing else, because tables and samples of the vendor's
 * documentation disagree on the rest. Requests are strict. Nothing here transforms a value.
 */
import { Schema } from "effect"

/** A key of a reply that is left out or sent as `null`. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** A value of a reply that may be anything. */
export const open = Schema.optionalKey(Schema.Unknown)

/** An enum of a reply: the known words complete in an editor, words of later releases pass. */
export const openEnum = <const Words extends ReadonlyArray<string>>(words: Words) =>
  Schema.Union([Schema.Literals(words), Schema.StringForLiteralAutocomplete])

/** A key of a request that may be left out, or sent as `null` as the vendor's own samples do. */
export const optional = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/**
 * A time of a reply: milliseconds since 1970, or ISO 8601 text. The documentation says the one and shows the other for the same field
 * (`agentBindTime`); text without an offset is not said to be in any zone.
 */
export const Timestamp = Schema.Union([Schema.Number, Schema.String])

/** A number that some replies send as text (`pointBalance`, a count). */
export const Amount = Schema.Union([Schema.Number, Schema.String])

/** A messaging platform of a reply. Web chat goes by three names: `webchat`, `website` and `web`. */
export const PlatformName = openEnum([
  "line",
  "facebook",
  "whatsapp",
  "instagram",
  "wechat",
  "webchat",
  "website",
  "web"
])

/** A messaging platform of a request. */
export const Platform = Schema.Literals(["line", "facebook", "whatsapp", "instagram", "wechat", "webchat"])

/** An id of a request. */
export const Id = Schema.NonEmptyString

/** Milliseconds since 1970, of a request. */
export const Milliseconds = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Number of a page, the first being 1, and how many rows it has, at most 100. */
export const paging = {
  page: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))),
  pageSize: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
}

/** The longest range of time that a request may ask for, in milliseconds. */
export const longestRange = 7 * 24 * 60 * 60 * 1000

/** A range of time: from `after` on (inclusive) to `before` (exclusive), at most seven days apart. */
export const dateRange = Schema.makeFilter(
  ({ after, before }: { readonly after: number; readonly before: number }) =>
    before <= after || before - after > longestRange
      ? { path: ["before"], issue: "must be after `after`, by seven days at most" }
      : undefined,
  { expected: "a range of at most seven days" }
)

/** At most `max` characters. */
export const maxCharacters = (max: number) =>
  Schema.String.check(
    Schema.makeFilter((text: string) => text.length <= max || Array.from(text).length <= max, {
      expected: `at most ${max} characters`
    })
  )

/** The page of a list: its rows, and how many there are on all pages. Samples misspell the count as `totalElement`. */
export const pageOf = <S extends Schema.Constraint>(row: S) =>
  Schema.Struct({
    content: Schema.Array(row),
    totalElements: maybe(Amount),
    totalElement: maybe(Amount)
  })
