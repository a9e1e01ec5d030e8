/**
 * The one error of every operation. `reason` says what happened, in words that mean the same at every vendor; `retryable` whether the
 * same call may succeed later; and for a write, `applied` says whether the vendor did it: what a caller must know before it calls again.
 *
 * No reason holds a request, a header or a credential: an error may be logged as it is.
 */
import { Schema } from "effect"
import { Message } from "../domain/Message.ts"
import { Timestamp } from "../domain/Scalars.ts"
import { present } from "../wire/Present.ts"

/** Credentials are missing, wrong or expired. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()("Unauthorized", {}) {}

/** The credentials are known but may not do this: a role, a scope, an address that is not on the allow-list. */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", {
  /** What would be needed, where the vendor says it. */
  missing: Schema.optionalKey(Schema.String)
}) {}

export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", {}) {}

/** It exists already, or changed meanwhile. */
export class Conflict extends Schema.TaggedError<Conflict>()("Conflict", {
  existingId: Schema.optionalKey(Schema.String),
  /** The fields that collide, under the vendor's names. */
  fields: Schema.optionalKey(Schema.Array(Schema.String))
}) {}

/** What is wrong with one field of a request. `field` is a path such as `message.content`; empty for the request as a whole. */
export class FieldIssue extends Schema.Opaque<FieldIssue>()(
  Schema.Struct({ field: Schema.String, message: Schema.String })
) {}

export class InvalidRequest extends Schema.TaggedError<InvalidRequest>()("InvalidRequest", {
  issues: Schema.Array(FieldIssue)
}) {}

/** This provider, account, channel or content cannot do it. `hint` names the option or way that would. */
export class Unsupported extends Schema.TaggedError<Unsupported>()("Unsupported", {
  hint: Schema.optionalKey(Schema.String)
}) {}

export class PayloadTooLarge extends Schema.TaggedError<PayloadTooLarge>()("PayloadTooLarge", {
  /** In bytes. */
  limit: Schema.optionalKey(Schema.Number)
}) {}

export class MediaRejected extends Schema.TaggedError<MediaRejected>()("MediaRejected", {}) {}

export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  /** Milliseconds to wait. */
  retryAfter: Schema.optionalKey(Schema.Number),
  /** The limit that was hit, as far as it is known. */
  scope: Schema.optionalKey(Schema.String)
}) {}

/** A plan's allowance is used up: waiting a minute does not help. */
export class QuotaExceeded extends Schema.TaggedError<QuotaExceeded>()("QuotaExceeded", {
  resetsAt: Schema.optionalKey(Timestamp)
}) {}

export class AccountBlocked extends Schema.TaggedError<AccountBlocked>()("AccountBlocked", {}) {}

/** The channel's reply window is over; a template would be accepted. */
export class WindowClosed extends Schema.TaggedError<WindowClosed>()("WindowClosed", {}) {}

export class RecipientUnreachable extends Schema.TaggedError<RecipientUnreachable>()("RecipientUnreachable", {}) {}

/** The vendor's server failed or is down (5xx). */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {}) {}

/** No reply in time. */
export class Timeout extends Schema.TaggedError<Timeout>()("Timeout", {
  /** Milliseconds waited. */
  after: Schema.Number
}) {}

/** The connection could not be made or broke. */
export class Transport extends Schema.TaggedError<Transport>()("Transport", {}) {}

/** A reply that is not what the vendor documents, in a way that cannot be read around. */
export class MalformedResponse extends Schema.TaggedError<MalformedResponse>()("MalformedResponse", {
  /** Where and what, such as `payload[3].id: expected a number`. */
  issues: Schema.Array(Schema.String)
}) {}

export const ProviderErrorReason = Schema.Union([
  Unauthorized,
  Forbidden,
  NotFound,
  Conflict,
  InvalidRequest,
  Unsupported,
  PayloadTooLarge,
  MediaRejected,
  RateLimited,
  QuotaExceeded,
  AccountBlocked,
  WindowClosed,
  RecipientUnreachable,
  Unavailable,
  Timeout,
  Transport,
  MalformedResponse
])
export type ProviderErrorReason = typeof ProviderErrorReason.Type

/** What of a write that took several steps exists already, so that the next call can go on from it. */
export const Progress = Schema.Struct({
  contactId: Schema.optionalKey(Schema.String),
  conversationId: Schema.optionalKey(Schema.String),
  messages: Schema.optionalKey(Schema.Array(Message))
})
export type Progress = typeof Progress.Type

/**
 * Whether a write that failed was done: `no`; `yes` (accepted, the reply was unusable); `partly` (see `progress`); `unknown` (the
 * request may have reached the vendor: settle it by looking, never by repeating).
 */
export const Applied = Schema.Literals(["no", "yes", "partly", "unknown"])
export type Applied = typeof Applied.Type

const retryableReasons: ReadonlySet<ProviderErrorReason["_tag"]> = new Set([
  "RateLimited",
  "Unavailable",
  "Timeout",
  "Transport"
])

export class ProviderError extends Schema.TaggedError<ProviderError>()("ProviderError", {
  provider: Schema.String,
  /** `contacts.create` for an operation; `contacts.filter` and the like for a call of the vendor's client. */
  operation: Schema.String,
  reason: ProviderErrorReason,
  /** HTTP status of the reply, if there was one. */
  status: Schema.optionalKey(Schema.Number),
  vendorCode: Schema.optionalKey(Schema.String),
  vendorMessage: Schema.optionalKey(Schema.String),
  /** Absent on reads. */
  applied: Schema.optionalKey(Applied),
  progress: Schema.optionalKey(Progress)
}) {
  /** Whether the same call may succeed later without a change by the caller. Says nothing of `applied`. */
  get retryable(): boolean {
    return retryableReasons.has(this.reason._tag)
  }

  override get message(): string {
    const told = describe(this.reason)
    const parts = [
      told,
      // Where a vendor's words are all that is known of a field, they are in the reason already.
      this.vendorMessage !== undefined && told.includes(this.vendorMessage) ? undefined : this.vendorMessage,
      this.applied === undefined ? undefined : appliedInWords[this.applied]
    ]
    const status = this.status === undefined ? "" : ` (HTTP ${this.status})`
    return `${this.provider} ${this.operation}${status}: ${parts.filter((part) => part !== undefined && part !== "").join("; ")}`
  }

  /** The same error under another operation's name, or with more or less known about it: `undefined` takes a field away. */
  with(
    change: Partial<Pick<ProviderError, "operation" | "reason">> & {
      readonly applied?: Applied | undefined
      readonly progress?: Progress | undefined
    }
  ): ProviderError {
    const { provider, operation, reason, status, vendorCode, vendorMessage, applied, progress } = this
    return new ProviderError(
      present({ provider, operation, reason, status, vendorCode, vendorMessage, applied, progress, ...change })
    )
  }
}

const appliedInWords: Record<Applied, string | undefined> = {
  no: undefined,
  yes: "it was done all the same",
  partly: "part of it was done",
  unknown: "whether it was done is unknown"
}

const describe = (reason: ProviderErrorReason): string => {
  switch (reason._tag) {
    case "Unauthorized":
      return "the credentials were not accepted"
    case "Forbidden":
      return reason.missing === undefined
        ? "not allowed with these credentials"
        : `not allowed: needs ${reason.missing}`
    case "NotFound":
      return "not found"
    case "Conflict":
      return `already exists${reason.existingId === undefined ? "" : ` as ${reason.existingId}`}${reason.fields === undefined ? "" : ` (${reason.fields.join(", ")})`}`
    case "InvalidRequest":
      return reason.issues.map(({ field, message }) => (field === "" ? message : `${field}: ${message}`)).join(", ")
    case "Unsupported":
      return `not supported${reason.hint === undefined ? "" : `: ${reason.hint}`}`
    case "PayloadTooLarge":
      return `too large${reason.limit === undefined ? "" : `: ${reason.limit} bytes are allowed`}`
    case "MediaRejected":
      return "the media was rejected"
    case "RateLimited":
      return `rate limited${reason.scope === undefined ? "" : ` (${reason.scope})`}${reason.retryAfter === undefined ? "" : `, again in ${Math.ceil(reason.retryAfter / 1000)} s`}`
    case "QuotaExceeded":
      return `the plan's quota is used up${reason.resetsAt === undefined ? "" : ` until ${reason.resetsAt}`}`
    case "AccountBlocked":
      return "the account is blocked"
    case "WindowClosed":
      return "the reply window is closed: a template is needed"
    case "RecipientUnreachable":
      return "the recipient cannot be reached"
    case "Unavailable":
      return "the server failed"
    case "Timeout":
      return `no reply within ${reason.after} ms`
    case "Transport":
      return "no connection"
    case "MalformedResponse":
      return `the reply could not be read: ${reason.issues.join(", ")}`
  }
}
