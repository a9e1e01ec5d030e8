/**
 * The few notations that HueChat's wire schemas share: keys that may be absent or null, times in two encodings, open enums, path parameters.
 *
 * Replies are read tolerantly: what identifies a thing is required of them, nothing else, because a third of the vendor's endpoints have no
 * sample and the others' samples are cut short. Requests are strict. Nothing here transforms a value.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"

/** A key of a reply that is left out or sent as `null`. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** A value of a reply that may be anything (`custom_attributes` and other open objects too). */
export const open = Schema.optionalKey(Schema.Unknown)

/** An enum of a reply: the known words complete in an editor, words of later releases pass. */
export const openEnum = <const Words extends ReadonlyArray<string>>(words: Words) =>
  Schema.Union([Schema.Literals(words), Schema.StringForLiteralAutocomplete])

/**
 * A time of a reply: Unix seconds or ISO 8601 text. Which one depends on the resource, and for tickets, deals and contact lists on whether
 * REST or a webhook tells it (huechat-wire 21).
 */
export const Timestamp = Schema.Union([Schema.Number, Schema.String])

/**
 * An id of a reply or of a path. The documentation promises integers for v1 and UUIDs for v2 and breaks both promises in its samples
 * (huechat-wire 17), so that an id is a number or a text, to be compared as text.
 */
export const Id = Schema.Union([Schema.String, Schema.Int])

/** An id in a request's body that the documentation calls an integer. */
export const IntegerId = Schema.Int

/** An open object of a request. */
export const Attributes = Schema.Record(Schema.String, Schema.Unknown)

/** An ISO 8601 date and time of a request. */
export const DateTimeText = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/)
)

/** A date of a request, `YYYY-MM-DD`. */
export const DateText = Schema.String.check(Schema.isPattern(/^\d{4}-\d\d-\d\d$/))

/** The address of a webhook: the vendor refuses plain HTTP (`url_must_be_https`). */
export const HttpsUrl = Schema.String.check(Schema.isPattern(/^https:\/\/\S+$/))

/** What is searched for: the vendor refuses less than two characters (`query_too_short`). */
export const SearchText = Schema.String.check(Schema.isMinLength(2))

/** At most `max` characters. */
export const maxCharacters = (max: number) =>
  Schema.String.check(
    Schema.makeFilter((text: string) => text.length <= max || Array.from(text).length <= max, {
      expected: `at most ${max} characters`
    })
  )

/** Neither empty nor longer than `max` characters. */
export const nameOfAtMost = (max: number) => maxCharacters(max).check(Schema.isMinLength(1))

/** A whole number from 1 on, at most `max` where there is one. */
export const countUpTo = (max?: number) =>
  max === undefined
    ? Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
    : Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: max }))

/** The number of a page, the first being 1. */
export const page = { page: Schema.optionalKey(countUpTo()) }

/** The paging of broadcasts and their recipients. */
export const limitAndOffset = {
  limit: Schema.optionalKey(countUpTo()),
  offset: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))
}

/** A file of a multipart request. The request itself is a `FormData`: its schema names the fields, `Uploads` checks the files. */
export const File = Schema.File

/** Declares a payload as `multipart/form-data`. */
export const multipart = HttpApiSchema.asMultipart()

/** Path parameters of everything that lives in an account. */
export const inAccount = { account_id: Id }

/** The same as broadcasts and templates spell it. */
export const inAccountOfV2 = { accountId: Id }

/** The success of a write whose reply may be empty: samples and table of status codes disagree on who answers 204 (huechat-wire 28). */
export const okOrEmpty = <S extends Schema.Constraint & { readonly DecodingServices: never }>(wire: S) =>
  [...ok(wire), HttpApiSchema.NoContent] as const
