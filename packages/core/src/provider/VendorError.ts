/**
 * From what went wrong with one attempt to a `ProviderError`: which reason, and, for a write, whether it was applied. What a vendor's
 * status and body mean is the vendor's `decodeError`; what HTTP and the connection mean is here.
 */
import { Clock, Duration, Effect, Predicate, Schema, SchemaIssue } from "effect"
import { type Headers, HttpClientError, type HttpClientResponse } from "effect/http"
import {
  type Applied,
  Conflict,
  type FieldIssue,
  Forbidden,
  InvalidRequest,
  MalformedResponse,
  NotFound,
  PayloadTooLarge,
  ProviderError,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  Timeout,
  Transport,
  Unauthorized,
  Unavailable
} from "./ProviderError.ts"

/** How far an attempt got. */
export interface CallOutcome {
  sent: boolean
  response: HttpClientResponse.HttpClientResponse | undefined
}

/** A reply that refuses the call. */
export interface ErrorReply {
  readonly status: number
  readonly headers: Headers.Headers
  readonly text: string
  /** The body, if it is JSON. */
  readonly json: unknown
  /** Milliseconds that `Retry-After` asks for. */
  readonly retryAfter: number | undefined
}

/** What a vendor reads in a refusal. A reason that is absent is taken from the status. */
export interface DecodedError {
  readonly reason?: ProviderErrorReason
  readonly vendorCode?: string
  readonly vendorMessage?: string
}

export type DecodeError = (reply: ErrorReply) => DecodedError

interface Failure {
  readonly provider: string
  readonly operation: string
  readonly isRead: boolean
  readonly timeout: Duration.Duration
  readonly cause: unknown
  readonly outcome: CallOutcome
  readonly decodeError: DecodeError
}

/** The reason that a status stands for at any vendor. */
export const reasonOfStatus = (
  status: number,
  more: {
    readonly retryAfter?: number | undefined
    readonly issues?: ReadonlyArray<FieldIssue>
    readonly fields?: ReadonlyArray<string>
  } = {}
): ProviderErrorReason => {
  switch (status) {
    case 401:
      return new Unauthorized()
    case 402:
      return new QuotaExceeded()
    case 403:
      return new Forbidden()
    case 404:
    case 410:
      return new NotFound()
    case 409:
      return new Conflict(more.fields === undefined ? {} : { fields: more.fields })
    case 408:
      return new Unavailable()
    case 413:
      return new PayloadTooLarge()
    case 429:
      return new RateLimited(more.retryAfter === undefined ? {} : { retryAfter: more.retryAfter })
  }
  if (status >= 500) return new Unavailable()
  if (status >= 400) return new InvalidRequest({ issues: more.issues ?? [] })
  return new MalformedResponse({ issues: [`unexpected HTTP status ${status}`] })
}

/** Understands a failed attempt. Never fails itself: a body that cannot be read is an empty one. */
export const toProviderError = Effect.fnUntraced(function* (failure: Failure) {
  const { cause, outcome, isRead, timeout } = failure
  const response = outcome.response
  if (cause === "timeout") {
    const applied: Applied = outcome.sent ? "unknown" : "no"
    return error(failure, new Timeout({ after: Duration.toMillis(timeout) }), { applied })
  }
  if (response === undefined) return beforeReply(failure)
  if (response.status >= 300) return yield* refused(failure, response)
  if (isRead && !Schema.isSchemaError(cause)) {
    return error(failure, new Transport(), { status: response.status, vendorMessage: "the reply broke off" })
  }
  return error(failure, new MalformedResponse({ issues: replyIssues(cause) }), {
    status: response.status,
    applied: "yes"
  })
})

const beforeReply = (failure: Failure): ProviderError => {
  const { cause, outcome } = failure
  if (Schema.isSchemaError(cause))
    return error(failure, new InvalidRequest({ issues: fieldIssues(cause) }), { applied: "no" })
  if (HttpClientError.isHttpClientError(cause) && cause.reason._tag !== "TransportError") {
    return error(
      failure,
      new InvalidRequest({ issues: [{ field: "", message: `the request could not be made: ${cause.reason._tag}` }] }),
      { applied: "no" }
    )
  }
  const code = connectionCode(cause)
  const neverSent = !outcome.sent || (code !== undefined && neverConnected.has(code))
  return error(failure, new Transport(), {
    applied: neverSent ? "no" : "unknown",
    ...(code === undefined ? {} : { vendorMessage: code })
  })
}

const refused = Effect.fnUntraced(function* (failure: Failure, response: HttpClientResponse.HttpClientResponse) {
  const { status, headers } = response
  const text = yield* Effect.catch(response.text, () => Effect.succeed(""))
  const retryAfter = readRetryAfter(headers["retry-after"], yield* Clock.currentTimeMillis)
  const applied: Applied = status >= 500 ? "unknown" : "no"
  if (status < 400) {
    const issue = `redirected to ${redirectHost(headers.location)}: is the base URL right?`
    return error(failure, new MalformedResponse({ issues: [issue] }), { status, applied: "no" })
  }
  const { reason, vendorCode, vendorMessage } = failure.decodeError({
    status,
    headers,
    text,
    json: parse(text),
    retryAfter
  })
  return error(failure, reason ?? reasonOfStatus(status, { retryAfter }), {
    status,
    applied,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(vendorMessage === undefined ? {} : { vendorMessage })
  })
})

const error = (
  { provider, operation, isRead }: Failure,
  reason: ProviderErrorReason,
  { applied, ...more }: { status?: number; vendorCode?: string; vendorMessage?: string; applied?: Applied }
): ProviderError =>
  new ProviderError({ provider, operation, reason, ...more, ...(isRead || applied === undefined ? {} : { applied }) })

/** The field issues of a value that does not fit a schema, for requests that are wrong before they are sent. */
export const fieldIssues = (cause: Schema.SchemaError): ReadonlyArray<FieldIssue> =>
  SchemaIssue.makeFormatterStandardSchemaV1()(cause.issue).issues.map(({ path, message }) => ({
    field: (path ?? []).map((segment) => (typeof segment === "object" ? segment.key : segment)).join("."),
    message
  }))

/** How many of a reply's faults are told: a page of broken rows would say the same a hundred times. */
const issuesTold = 5

const replyIssues = (cause: unknown): ReadonlyArray<string> => {
  if (!Schema.isSchemaError(cause)) return ["the reply broke off or is not of the documented content type"]
  const issues = fieldIssues(cause)
  const told = issues
    .slice(0, issuesTold)
    .map(({ field, message }) => (field === "" ? message : `${field}: ${message}`))
  return issues.length > issuesTold ? [...told, `and ${issues.length - issuesTold} more`] : told
}

const neverConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID"
])

/** The system's code for a broken connection, somewhere down the chain of causes. */
const connectionCode = (cause: unknown, depth = 0): string | undefined => {
  if (depth > 6 || typeof cause !== "object" || cause === null) return undefined
  if (Predicate.hasProperty(cause, "code") && typeof cause.code === "string") return cause.code
  if (Predicate.hasProperty(cause, "reason")) {
    const code = connectionCode(cause.reason, depth + 1)
    if (code !== undefined) return code
  }
  return Predicate.hasProperty(cause, "cause") ? connectionCode(cause.cause, depth + 1) : undefined
}

/** Milliseconds that a `Retry-After` header asks for, given as seconds or as a date. */
export const readRetryAfter = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

const redirectHost = (location: string | undefined): string => {
  try {
    return location === undefined ? "nowhere" : new URL(location).host
  } catch {
    return "another path"
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
