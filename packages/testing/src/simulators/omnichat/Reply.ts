/**
 * Answers, and the four shapes in which the vendor says no: which one depends on the part of the vendor that noticed. What is not
 * documented is marked so here.
 */
import { HttpServerResponse } from "effect/http"
import { Refusal } from "../Refusal.ts"

export { orRefuse, Refusal, refused } from "../Refusal.ts"

export const json = (body: unknown, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(JSON.stringify(body), { status, contentType: "application/json" })

export const noContent: HttpServerResponse.HttpServerResponse = HttpServerResponse.empty({ status: 204 })

/** The first shape, of most endpoints. */
export const coded = (status: number, errorCode: string, message: string): Refusal =>
  new Refusal({ status, body: { errorCode, message } })

/** The second, of direct messages. */
export const wrapped = (status: number, code: string, message: string): Refusal =>
  new Refusal({ status, body: { content: { code, message, status } } })

/** The third, of rooms: `OCE::<category>::<text>`. */
const categorised = (status: number, category: string, text: string): Refusal =>
  new Refusal({ status, body: { message: `OCE::${category}::${text}` } })

export const badRoomRequest = (text: string): Refusal => categorised(400, "BAD_REQUEST", text)
export const invalidBody = (message: string): Refusal => coded(400, "INVALID_REQUEST_BODY", message)
export const invalidParameters = (message: string): Refusal => coded(400, "INVALID_REQUEST_PARAMETERS", message)
export const missingParameter: Refusal = coded(400, "MISSING_URL_PARAMETER", "Missing URL parameters")
export const invalidPlatform = (platform: string): Refusal =>
  coded(400, "INVALID_PLATFORM", `Platform ${platform} is not supported`)
export const channelNotFound: Refusal = coded(
  404,
  "CHANNEL_ID_NOT_FOUND",
  "Channel not found for the given platform and team"
)
export const userNotFound: Refusal = coded(404, "USER_ID_NOT_FOUND", "User not found for the given user ID")
export const notFound: Refusal = coded(404, "NOT_FOUND", "Not found")

/** The status is documented, the body is not. */
export const tooManyRequests = (retryAfterSeconds: number): Refusal =>
  new Refusal({
    status: 429,
    body: { errorCode: "TOO_MANY_REQUESTS", message: "Too Many Requests" },
    headers: { "retry-after": String(retryAfterSeconds) }
  })

export const fromRefusal = (refusal: Refusal): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.setHeaders(json(refusal.body, refusal.status), refusal.headers ?? {})
