/** Answers: the envelope of what worked, and the shapes of errors, see chat2desk-wire B3. What is not documented is marked so here. */
import { HttpServerResponse } from "effect/http"
import { Refusal } from "../Refusal.ts"

export { orRefuse, Refusal, refused } from "../Refusal.ts"

export const json = (body: unknown, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(JSON.stringify(body), { status, contentType: "application/json" })

export const data = (value: unknown, status = 200): HttpServerResponse.HttpServerResponse =>
  json({ data: value, status: "success" }, status)

/** What changed something and has nothing to tell. */
export const success: HttpServerResponse.HttpServerResponse = json({ status: "success" })

/** The same, as transfers answer it. */
export const done: HttpServerResponse.HttpServerResponse = data([])

export interface Problem {
  readonly text: string
  readonly error: string
}

export const problem = (text: string, error = "unsupported_value"): Problem => ({ text, error })

/** The `errors` of a bad request: by field, a list, or one. */
export const badRequest = (errors: unknown): Refusal =>
  new Refusal({ status: 400, body: { message: "bad_request", errors, status: "error" } })

export const invalid = (field: string, text: string, error?: string): Refusal =>
  badRequest({ [field]: [problem(text, error)] })

export const missing = (field: string): Refusal => invalid(field, "Parameter is required.", "missing_parameter")

export const notNumeric = (field: string, error?: string): Refusal =>
  invalid(field, "Parameter must be a numeric value.", error)

/** `what` as in `Message #1`. */
export const notFound = (what: string): Refusal =>
  new Refusal({ status: 404, body: { message: "not_found", errors: `${what} not found`, status: "error" } })

/** Without an envelope, as operators and templates refuse. */
export const bare = (errors: Readonly<Record<string, ReadonlyArray<unknown>>>): Refusal =>
  new Refusal({ status: 400, body: errors })

/** One of the vendor's own sentences. The texts are those that public clients look for; that they come as `message` is inferred. */
const sentence = (status: number, message: string): Refusal =>
  new Refusal({ status, body: { message, errors: [], status: "error" } })

export const noToken = sentence(401, "You have to specify your token. See API manual on info@chat2desk.com")
export const wrongToken = sentence(401, "You need to auth")
export const pageNotFound = sentence(404, "Page not found")
export const tooManyRequests = sentence(429, "Too many requests")
/** No document tells the status. */
export const quotaExceeded = sentence(403, "API calls exceeded API limit per month")

export const fromRefusal = ({ body, status }: Refusal): HttpServerResponse.HttpServerResponse => json(body, status)
