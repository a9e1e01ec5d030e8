/**
 * From what went wrong with one attempt to a `ProviderError`: which reason, and, for a write, whether it was applied. What a vendor's
 * status and body mean is the vendor's `decodeError`; what HTTP and the connection mean is here.
 */
import { Clock, Duration, Effect, Predicate, Schema, SchemaIssue } from "effect"
import { type Headers, HttpClientError, type HttpClientResponse } from "effect/http"
import type { ToldRate } from "./CallLimits.ts"
import type { LimitWait } from "./Limits.ts"
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
import { privateAddressCode } from "./PublicAddress.ts"

/** How far an attempt got. */
export interface CallOutcome {
  response: HttpClientResponse.HttpClientResponse | undefined
}

/** What holds for every attempt of an endpoint's calls. */
export interface CallFacts {
  readonly provider: string
  readonly operation: string
  /** The server's, for errors about reaching it. */
  readonly host: string
  /** It changes nothing: its errors say nothing of `applied`. */
  readonly isRead: boolean
  /** It may be made again after any outcome. */
  readonly isSafe: boolean
  readonly timeout: Duration.Duration
  readonly decodeError: DecodeError
  readonly decodeRate: DecodeRate | undefined
}

/** A reply that refuses the call. */
export interface ErrorReply {
  readonly status: number
  readonly headers: Headers.Headers
  readonly text: string
  /** The body, if it is JSON. */
  readonly json: unknown
  /** Milliseconds that `Retry-After` asks for, or another header of the vendor's. */
  readonly retryAfter: number | undefined
}

/** What a vendor reads in a refusal. A reason that is absent is taken from the status. */
export interface DecodedError {
  readonly reason?: ProviderErrorReason
  readonly vendorCode?: string
  readonly vendorMessage?: string
}

export type DecodeError = (reply: ErrorReply) => DecodedError

/** Reads a reply's headers; `now` is in milliseconds since 1970. */
export type DecodeRate = (headers: Headers.Headers, now: number) => ToldRate

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
export const toProviderError = (
  call: CallFacts,
  cause: unknown,
  { response }: CallOutcome
): Effect.Effect<ProviderError> => {
  if (cause === "timeout") {
    return Effect.succeed(error(call, new Timeout({ after: Duration.toMillis(call.timeout) }), { applied: "unknown" }))
  }
  if (response === undefined) return Effect.succeed(beforeReply(call, cause))
  return response.status >= 300 ? refused(call, response) : Effect.succeed(unreadable(call, cause, response.status))
}

/** The error of a call that would wait too long for a limit. */
export const limitedTooLong = (call: CallFacts, { limit, millis }: LimitWait): ProviderError =>
  error(call, new RateLimited({ retryAfter: millis, scope: limit.slice(call.provider.length + 1) }), { applied: "no" })

/** The error of a request that is wrong before it is sent. */
export const invalidRequest = (call: CallFacts, issues: ReadonlyArray<FieldIssue>): ProviderError =>
  error(call, new InvalidRequest({ issues }), { applied: "no" })

const beforeReply = (call: CallFacts, cause: unknown): ProviderError => {
  if (Schema.isSchemaError(cause)) return invalidRequest(call, fieldIssues(cause))
  if (HttpClientError.isHttpClientError(cause) && cause.reason._tag !== "TransportError") {
    return invalidRequest(call, [{ field: "", message: `the request could not be made: ${cause.reason._tag}` }])
  }
  const code = connectionCode(cause)
  if (code === privateAddressCode) return invalidRequest(call, [{ field: "", message: notPublic }])
  return error(call, new Transport(), {
    applied: code !== undefined && neverConnected.has(code) ? "no" : "unknown",
    vendorMessage: code === undefined ? call.host : `${call.host}: ${code}`
  })
}

/** What a transport means that refuses a host with {@link privateAddressCode}. */
export const notPublic = "the host leads to a private address, which the transport was not told to allow"

/** Accepted, but the reply is of no use. One that broke off is asked for again where that is safe; one that does not fit stays so. */
const unreadable = (call: CallFacts, cause: unknown, status: number): ProviderError => {
  const brokeOff = !Schema.isSchemaError(cause)
  return brokeOff && call.isSafe
    ? error(call, new Transport(), { status, applied: "yes", vendorMessage: "the reply broke off" })
    : error(call, new MalformedResponse({ issues: replyIssues(cause) }), { status, applied: "yes" })
}

const refused = Effect.fnUntraced(function* (call: CallFacts, response: HttpClientResponse.HttpClientResponse) {
  const { status, headers } = response
  const text = yield* bodyOf(call, response)
  const now = yield* Clock.currentTimeMillis
  const retryAfter = readRetryAfter(headers["retry-after"], now) ?? call.decodeRate?.(headers, now).wait
  if (status < 400) {
    const issue = `redirected to ${redirectHost(headers.location)}: is the base URL right?`
    return error(call, new MalformedResponse({ issues: [issue] }), { status, applied: "no" })
  }
  const { reason, vendorCode, vendorMessage } = call.decodeError({
    status,
    headers,
    text,
    json: parse(text),
    retryAfter
  })
  const refusal = error(call, reason ?? reasonOfStatus(status, { retryAfter }), {
    status,
    applied: "no",
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(vendorMessage === undefined ? {} : { vendorMessage })
  })
  // A 5xx may come after the write was done, unless the vendor says in its body what it refused.
  return status >= 500 && refusal.retryable && !call.isRead ? refusal.with({ applied: "unknown" }) : refusal
})

/** The status says enough to go on with: a body that breaks off, or does not arrive in time, is an empty one. */
const bodyOf = ({ timeout }: CallFacts, response: HttpClientResponse.HttpClientResponse): Effect.Effect<string> =>
  response.text.pipe(
    Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.succeed("") }),
    Effect.catch(() => Effect.succeed(""))
  )

const error = (
  { provider, operation, isRead }: CallFacts,
  reason: ProviderErrorReason,
  { applied, ...more }: { status?: number; vendorCode?: string; vendorMessage?: string; applied?: Applied }
): ProviderError =>
  new ProviderError({ provider, operation, reason, ...more, ...(isRead || applied === undefined ? {} : { applied }) })

/** The field issues of a value that does not fit a schema, for requests that are wrong before they are sent. */
const fieldIssues = (cause: Schema.SchemaError): ReadonlyArray<FieldIssue> =>
  SchemaIssue.makeFormatterStandardSchemaV1()(cause.issue).issues.map(({ path, message }) => ({
    field: (path ?? []).map((segment) => (typeof segment === "object" ? segment.key : segment)).join("."),
    message
  }))

/** How many of a reply's faults are told: a page of broken rows would say the same a hundred times. */
const issuesTold = 5

const replyIssues = (cause: unknown): ReadonlyArray<string> => {
  if (!Schema.isSchemaError(cause)) return ["the reply broke off"]
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
  "ERR_TLS_CERT_ALTNAME_INVALID",
  // The transport of the command line refuses private addresses under this code, before it connects.
  "ERR_PRIVATE_ADDRESS"
])

/** The system's code for a broken connection, somewhere down the chain of causes. */
export const connectionCode = (cause: unknown, depth = 0): string | undefined => {
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
