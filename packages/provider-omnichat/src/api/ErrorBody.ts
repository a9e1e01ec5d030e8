/**
 * The body of a refusal, in any of the three shapes that Omnichat itself sends (omnichat-wire A1.4).
 *
 * Sections of the documentation have each their own: a code with a message; the same inside `content`; one text with a category. The
 * fourth, Meta's envelope, comes through the headless API and is described in `src/whatsapp`.
 */
import { Schema } from "effect"
import { maybe, open } from "./Wire.ts"

export const ErrorBody = Schema.Struct({
  /** `{ "errorCode": "INVALID_REQUEST_BODY", "message": "..." }`. Without a code, `message` may read `OCE::<category>::<text>`. */
  errorCode: maybe(Schema.String),
  message: maybe(Schema.String),
  /** `{ "content": { "code": "...", "message": "...", "status": 500 } }` */
  content: maybe(Schema.Struct({ code: maybe(Schema.String), message: maybe(Schema.String), status: open }))
})
export type ErrorBody = typeof ErrorBody.Type
