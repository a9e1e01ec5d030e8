/**
 * The few notations that Chat2Desk's wire schemas share: keys that may be absent or null, ids of two types, times, open enums, paging.
 *
 * Replies are read tolerantly: what identifies a thing is required of them, nothing else, because the examples of the vendor's
 * documentation disagree on the rest. Requests are strict. Nothing here transforms a value.
 */
import { Schema } from "effect"

/** A key of a reply that is left out or sent as `null`. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** A value of a reply that may be anything: an open object, which comes as `[]` too when it is empty, and what nobody documents. */
export const open = Schema.optionalKey(Schema.Unknown)

/** An enum of a reply: the known words complete in an editor, words of later releases pass. */
export const openEnum = <const Words extends ReadonlyArray<string>>(words: Words) =>
  Schema.Union([Schema.Literals(words), Schema.StringForLiteralAutocomplete])

/** An id of a reply: a number nearly everywhere; tickets have `"TICK-1"`, and `"Public API"` for an operator. */
export const WireId = Schema.Union([Schema.Number, Schema.String])

/** An id of a request: a number, or the same as text, as the vendor's own examples have it. */
export const Id = Schema.Union([Schema.Int, Schema.NonEmptyString])

/** A number that some replies send as text, `""` standing for none, and a phone that some send as a number. */
export const Amount = Schema.Union([Schema.Number, Schema.String])

/**
 * A time of a reply: `2019-11-13T09:52:17 UTC` nearly everywhere, ISO 8601 in tickets, Unix seconds in the messages of a request
 * (chat2desk-wire B5).
 */
export const Timestamp = Schema.Union([Schema.String, Schema.Number])

/** A flag of a reply: `true` or `1`. */
export const Flag = Schema.Union([Schema.Boolean, Schema.Number])

/** A flag of a request body that the documentation writes as text. */
export const TextFlag = Schema.Union([Schema.Boolean, Schema.Literals(["true", "false"])])

/** A day of a query, `31-12-2021`. */
export const Day = Schema.String.check(Schema.isPattern(/^\d{2}-\d{2}-\d{4}$/))

/** A day of a report, `2021-12-31`. */
export const IsoDay = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/))

/** A path parameter that is one thing's id. */
export const byId = { id: Id }

/** Which way a list is sorted; ascending, when left out. */
export const order = Schema.optionalKey(Schema.Literals(["asc", "desc"]))

/** How many rows a list answers: at most 200, 20 when left out. */
export const limit = Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 200 })))

/** From which row on; the first is 0. */
export const offset = Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))

/** Both. */
export const paging = { limit, offset }

/** Refuses a request that has not exactly one of two keys. */
export const eitherOf = (first: string, second: string) =>
  Schema.makeFilter(
    (body: { readonly [Key in string]?: unknown }) =>
      (body[first] === undefined) === (body[second] === undefined)
        ? { path: [first], issue: `give this or ${second}: one of them, not both` }
        : undefined,
    { expected: `${first} or ${second}` }
  )
