/**
 * The few notations that Chatwoot's wire schemas share: keys that may be absent or null, times in two encodings, open enums.
 *
 * Replies are read tolerantly: only an id is required of them, because which of the other keys are there depends on the server's
 * version, edition and feature flags. Requests are strict. Nothing here transforms a value.
 */
import { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"

/** A key of a reply that servers leave out or send as `null`. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** An open object of a reply (`custom_attributes`, `additional_attributes`, configurations): present or not, of any content. */
export const open = Schema.optionalKey(Schema.Unknown)

/** An enum of a reply: the known words complete in an editor, words of later releases pass. */
export const openEnum = <const Words extends ReadonlyArray<string>>(words: Words) =>
  Schema.Union([Schema.Literals(words), Schema.StringForLiteralAutocomplete])

/**
 * A time as Chatwoot sends it: Unix seconds (with a fraction in a conversation's `updated_at`) or ISO 8601 text, by endpoint and
 * version. In `*_seen_at`, `first_reply_created_at` and `waiting_since`, `0` stands for null.
 */
export const Timestamp = Schema.Union([Schema.Number, Schema.String])

/** `current_page` is an integer without a `page` parameter and the very string that was sent with one. */
export const PageNumber = Schema.Union([Schema.Int, Schema.String])

/** An open object of a request. */
export const Attributes = Schema.Record(Schema.String, Schema.Unknown)

/** A file of a multipart request. The request itself is a `FormData`: its schema names the fields, it does not check them. */
export const File = Schema.File

/** Declares a payload as `multipart/form-data`. */
export const multipart = HttpApiSchema.asMultipart()

/** At most `max` characters as the server counts them: code points, not UTF-16 units. */
export const maxCharacters = (max: number) =>
  Schema.String.check(
    Schema.makeFilter((text: string) => text.length <= max || Array.from(text).length <= max, {
      expected: `at most ${max} characters`
    })
  )

/** E.164 with its plus sign, e.g. `+15550100`: anything else answers 422 "Phone number should be in e164 format". */
export const PhoneNumber = Schema.String.check(Schema.isPattern(/^\+[1-9]\d{1,14}$/))

/** Path parameters of everything that lives in an account. */
export const inAccount = { account_id: Schema.Int }

/** Path parameters of one thing of an account. */
export const inAccountById = { account_id: Schema.Int, id: Schema.Int }
