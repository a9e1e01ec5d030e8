/**
 * The body of a refusal, in any of Chat2Desk's shapes (chat2desk-wire B3).
 *
 * Usually `{ message, errors, status: "error" }`, where `errors` is a text, a fault, a list of them, or faults by field; faults by field
 * without an envelope from operators and templates; `{ errors, status: "failure" }` from an import; and `{ data: { message, status:
 * "error" } }` or the first of these under HTTP 200.
 */
import { Schema } from "effect"
import { maybe, open } from "./Wire.ts"

/** The envelope. `message` is a slug (`bad_request`), or the text itself where nothing else is said. */
export const ErrorEnvelope = Schema.Struct({
  message: maybe(Schema.String),
  errors: open,
  status: maybe(Schema.String)
})
export type ErrorEnvelope = typeof ErrorEnvelope.Type

/** The same one level down. */
export const NestedErrorEnvelope = Schema.Struct({
  data: Schema.Struct({ status: Schema.Literal("error"), message: Schema.String, errors: open })
})

/**
 * One fault: a text with a slug (`error`), of which either may be missing; operators have the text under `error`. An import's fault has
 * faults of its own, and the message's text for its name.
 */
export const Fault = Schema.Struct({ text: maybe(Schema.String), error: maybe(Schema.String), errors: open })
export type Fault = typeof Fault.Type
