/**
 * Meta's error codes, read for what they mean. The same numbers stand in a refusal, in a failed status and in a webhook's errors; the HTTP
 * status says little (a missing permission comes as 500, a transient fault as 400), so that it only counts for codes nobody lists.
 *
 * Source: omnichat-wire A3, "Error envelope".
 */
import {
  AccountBlocked,
  Forbidden,
  InvalidRequest,
  MediaRejected,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  RecipientUnreachable,
  reasonOfStatus,
  Unauthorized,
  Unavailable,
  WindowClosed
} from "@dragoman/core/provider"
import { fitOf, present, toText } from "@dragoman/core/wire"
import { Predicate } from "effect"
import { type CloudError, ErrorReply } from "./wire/SendReply.ts"

/** The error in a refusal's body; `undefined` for a body of another form. */
export const toCloudError = (json: unknown): CloudError | undefined => (replyFit.is(json) ? json.error : undefined)

/** What an error means. `http`: what the refusal's status and headers told. */
export const toReason = (
  error: Pick<CloudError, "code"> & Partial<CloudError>,
  http: { readonly status?: number; readonly retryAfter?: number | undefined } = {}
): ProviderErrorReason => {
  const { retryAfter, status } = http
  const known = reasons.get(error.code)
  if (known !== undefined) return known(error, retryAfter)
  if (error.code >= 200 && error.code <= 299) return new Forbidden()
  if (status === 429) return new RateLimited(present({ retryAfter }))
  if (error.is_transient === true) return new Unavailable()
  return status === undefined || status === 400
    ? invalid("")(error, retryAfter)
    : reasonOfStatus(status, { retryAfter })
}

/** Meta's words: the details where there are some, because the message often only repeats the code. */
export const toVendorMessage = (error: Partial<CloudError>): string | undefined => {
  const details = Predicate.isObject(error.error_data) ? error.error_data.details : undefined
  return (typeof details === "string" ? toText(details) : undefined) ?? toText(error.message)
}

type ToReason = (error: Partial<CloudError>, retryAfter: number | undefined) => ProviderErrorReason

const second = 1000
const hour = 3_600_000

/** `usual`: milliseconds to wait where the refusal does not tell. */
const limited =
  (scope: "app" | "account" | "number" | "recipient" | "registration", usual?: number): ToReason =>
  (_, retryAfter) =>
    new RateLimited(present({ scope, retryAfter: retryAfter ?? usual }))

const invalid =
  (field: string): ToReason =>
  (error) =>
    new InvalidRequest({
      issues: [{ field, message: toVendorMessage(error) ?? `error ${error.code ?? ""}`.trimEnd() }]
    })

const unauthorized: ToReason = () => new Unauthorized()
const forbidden: ToReason = () => new Forbidden()
const blocked: ToReason = () => new AccountBlocked()
const unreachable: ToReason = () => new RecipientUnreachable()
const windowClosed: ToReason = () => new WindowClosed()
const mediaRejected: ToReason = () => new MediaRejected()
const unavailable: ToReason = () => new Unavailable()
const quota: ToReason = () => new QuotaExceeded()

const table: ReadonlyArray<readonly [ToReason, ReadonlyArray<number>]> = [
  [limited("app"), [4, 17, 613]],
  [limited("account"), [80007]],
  [limited("number"), [130429, 131064, 132069]],
  // Too many to the same person: only this one has to wait.
  [limited("recipient", 6 * second), [131056]],
  // Registering a number: counted over 72 hours.
  [limited("registration", hour), [133008, 133009, 133016]],
  // The number's quality is too low for more: waiting a minute does not help, and repeating makes it worse.
  [quota, [131048]],
  [unauthorized, [0, 104, 190]],
  [forbidden, [3, 10, 131005]],
  // Policy, country, lock, payment, display name, certificate, registration: somebody has to act.
  [blocked, [368, 130497, 131031, 131037, 131042, 131044, 131045, 131063, 133010]],
  // No WhatsApp, an old app, an experiment, Meta's own pacing (131049), an opt-out (131050); 1013 and 1026 are from before the Cloud API.
  [unreachable, [1013, 1026, 130472, 131021, 131026, 131030, 131049, 131050, 131062]],
  [windowClosed, [470, 131047]],
  [invalid(""), [33, 100, 131008, 131009, 133005, 133006, 133015, 135000, 137000]],
  [invalid("type"), [131051]],
  [invalid("to"), [131020, 131041]],
  [invalid("template"), [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132068]],
  // 131014 is the older code for an address that could not be fetched.
  [mediaRejected, [131014, 131052, 131053]],
  [unavailable, [1, 2, 131000, 131016, 131057, 133000, 133004]]
]

const reasons: ReadonlyMap<number, ToReason> = new Map(
  table.flatMap(([toReason, codes]) => codes.map((code) => [code, toReason] as const))
)

const replyFit = fitOf(ErrorReply)
