/**
 * Chat2Desk's refusals, read for what they mean: by their words first, because one status (400) stands for nearly everything, then by
 * slug and status.
 *
 * Source: the error examples of the vendor's documentation, and what clients in production match on (chat2desk-wire B3, B6).
 */
import {
  Conflict,
  type DecodedError,
  type ErrorReply,
  MalformedResponse,
  NotFound,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  reasonOfStatus,
  refusals,
  Unauthorized,
  Unavailable
} from "@dragoman/core/provider"
import { present, toText } from "@dragoman/core/wire"
import { Schema } from "effect"
import { ErrorEnvelope, Fault, NestedErrorEnvelope } from "./api/ErrorBody.ts"

/** The provider's name in errors, event ids and configuration. */
export const providerName = "chat2desk"

/** What a refusal says. */
export const decodeError = (reply: ErrorReply): DecodedError => {
  const told = toldBy(reply)
  const [first] = told.problems
  return present({
    reason: reasonOf(reply, told),
    vendorCode: first?.slug ?? told.slug,
    vendorMessage: first?.text ?? told.text
  })
}

/** Refusals of our own, before anything is sent. */
export const { invalid, notFound, refuse, unsupported } = refusals(providerName)

/** A body that refuses, whatever status it came under: an error in an envelope, or in one inside `data`. */
export const isRefusal = (json: unknown): boolean => isNested(json) || (isEnvelope(json) && json.status === "error")

/** One thing that is wrong. `field` is empty where none is named. */
interface Problem {
  readonly field: string
  readonly text: string | undefined
  readonly slug: string | undefined
}

/** What a body says, whichever of the shapes it has. */
interface Told {
  readonly slug: string | undefined
  readonly text: string | undefined
  readonly problems: ReadonlyArray<Problem>
}

const reasonOf = (reply: ErrorReply, told: Told): ProviderErrorReason => {
  const texts = [told.text, ...told.problems.map(({ text }) => text)].filter((text) => text !== undefined)
  const byText = readings.find(([pattern]) => texts.some((text) => pattern.test(text)))
  if (byText !== undefined) return byText[1](reply, texts)
  if (isPage(reply)) return new Unavailable()
  if (told.problems.length > 0 && told.problems.every(({ text = "" }) => isTaken.test(text))) {
    return new Conflict({ fields: told.problems.map(({ field }) => field) })
  }
  if (reply.status < 500 && isMissing(told)) return new NotFound()
  return reasonOfStatus(reply.status, { retryAfter: reply.retryAfter, issues: issuesOf(told) })
}

const isTaken = /^(must be uniqueness|has already been taken)$/i

/** What was addressed is not there. A field that names something missing is a wrong field. */
const isMissing = ({ slug, problems }: Told): boolean =>
  slug === "not_found" || problems.some((problem) => problem.field === "" && problem.slug === "not_found")

const issuesOf = ({ text, problems }: Told) =>
  problems.length === 0 && text !== undefined
    ? [{ field: "", message: text }]
    : problems.map((problem) => ({ field: problem.field, message: problem.text ?? problem.slug ?? "is refused" }))

type Reading = (reply: ErrorReply, texts: ReadonlyArray<string>) => ProviderErrorReason

/** When the month of the quota begins is not documented: neither is told when it ends. */
const usedUp: Reading = () => new QuotaExceeded()

/** What the words say, under whatever status; a rate before a quota. */
const readings: ReadonlyArray<readonly [pattern: RegExp, reading: Reading]> = [
  [/Client already exists/i, (_, texts) => new Conflict(present({ existingId: existingIdOf(texts) }))],
  [/too many requests/i, ({ retryAfter }) => new RateLimited(present({ retryAfter }))],
  [/(requests|API limit).*exceeded|exceeded.*(requests|API limit)/is, usedUp],
  [/^operators limit$/i, usedUp],
  [/need to auth|specify your token/i, () => new Unauthorized()],
  [/^Page not found/i, () => new MalformedResponse({ issues: ["there is no such path: is the base URL right?"] })]
]

/** `{"id":50485}` as a text. In the documentation's sample a backslash in it makes the whole body no JSON: then that is the text. */
const existingIdOf = (texts: ReadonlyArray<string>): string | undefined => /"id\W+(\d+)/.exec(texts.join("\n"))?.[1]

const isEnvelope = Schema.is(ErrorEnvelope)
const isNested = Schema.is(NestedErrorEnvelope)
const isFault = Schema.is(Fault)

const toldBy = ({ json, text }: ErrorReply): Told => {
  if (isNested(json)) return toldByEnvelope(json.data)
  if (typeof json !== "object" || json === null) return { slug: undefined, text: plainText(text), problems: [] }
  const hasEnvelope = ["message", "errors", "status"].some((key) => key in json)
  if (hasEnvelope && isEnvelope(json)) return toldByEnvelope(json)
  return { slug: undefined, text: undefined, problems: problemsOf(json) }
}

const toldByEnvelope = ({ message, errors }: ErrorEnvelope): Told => ({
  ...apart(toText(message)),
  problems: problemsOf(errors)
})

/** A text, a fault, a list of them, or any of these by field. */
const problemsOf = (errors: unknown, field = ""): ReadonlyArray<Problem> => {
  if (typeof errors === "string") return errors === "" ? [] : [{ field, ...apart(errors) }]
  if (Array.isArray(errors)) return errors.flatMap((fault) => problemsOf(fault, field))
  if (typeof errors !== "object" || errors === null) return []
  if (isFault(errors) && ("text" in errors || "error" in errors)) return problemsOfFault(errors, field)
  return Object.entries(errors).flatMap(([name, faults]) =>
    problemsOf(faults, field === "" ? name : `${field}.${name}`)
  )
}

/** The text of an import's fault is what the message says: somebody's words, and no part of an error. */
const problemsOfFault = ({ text, error, errors }: Fault, field: string): ReadonlyArray<Problem> => {
  if (errors !== undefined && errors !== null) return problemsOf(errors, "messages")
  const byError = apart(toText(error))
  return [{ field, text: toText(text) ?? byError.text, slug: byError.slug }]
}

/** A slug, `bad_request`, or a text. */
const apart = (words: string | undefined): Pick<Told, "slug" | "text"> =>
  words !== undefined && /^[a-z]+(_[a-z]+)+$/.test(words)
    ? { slug: words, text: undefined }
    : { slug: undefined, text: words }

/** Longest text of a body that is no JSON which is passed on: proxies answer whole pages. */
const longestText = 200

const plainText = (text: string): string | undefined =>
  startsPage(text) ? undefined : toText(text.trim().slice(0, longestText))

/** A page of a proxy's, or of a server that is being worked on. These statuses say more than that. */
const isPage = ({ status, json, text }: ErrorReply): boolean =>
  json === undefined && startsPage(text) && ![401, 403, 429].includes(status)

/** Whether a body is HTML. */
export const startsPage = (text: string): boolean => text.trimStart().startsWith("<")
