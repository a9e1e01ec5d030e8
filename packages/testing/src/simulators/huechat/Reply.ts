/** Answers, and the one documented form of a refusal: `{ "error": "...", "code": "...", "status": 400 }`. */
import { HttpServerResponse } from "effect/http"
import { Refusal } from "../Refusal.ts"

export { orRefuse, Refusal, refused } from "../Refusal.ts"

export const json = (body: unknown, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(JSON.stringify(body), { status, contentType: "application/json; charset=utf-8" })

/** A 200 without a body, where the documentation shows none. */
export const empty: HttpServerResponse.HttpServerResponse = HttpServerResponse.empty({ status: 200 })

export const noContent: HttpServerResponse.HttpServerResponse = HttpServerResponse.empty({ status: 204 })

export const refuse = (status: number, code: string, message: string): Refusal =>
  new Refusal({ status, body: { error: message, code, status } })

export const fromRefusal = ({ body, status }: Refusal): HttpServerResponse.HttpServerResponse => json(body, status)

export const unauthorized = refuse(401, "unauthorized", "API key is missing, invalid, or expired")
/** The status is documented with the same words as above; the code of its own is not. */
export const addressNotAllowed = refuse(401, "unauthorized", "API key may not be used from this IP address")
export const insufficientScope = (scope: string): Refusal =>
  refuse(403, "insufficient_scope", `API key lacks ${scope} scope`)
export const tooManyRequests = refuse(429, "rate_limit_exceeded", "Rate limit exceeded, retry after X-RateLimit-Reset")
export const malformedBody = refuse(400, "invalid_body", "The request body is malformed")

/** `conversation_not_found` and its like; plain `not_found` where no name is given. */
export const notFound = (what?: string): Refusal =>
  what === undefined
    ? refuse(404, "not_found", "The requested resource does not exist")
    : refuse(404, `${what}_not_found`, `The specified ${what} does not exist`)

export const required = (field: string): Refusal => refuse(400, `${field}_required`, `The ${field} field is required`)

export const invalid = (field: string, rule: string): Refusal => refuse(400, `invalid_${field}`, rule)
