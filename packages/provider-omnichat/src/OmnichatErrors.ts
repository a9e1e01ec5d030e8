/**
 * Omnichat's refusals, read for what they mean: by the code where there is one, by the text of `OCE::` messages, by Meta's code where
 * the headless API passes one on. The HTTP status says little: a wrong token comes as 400, an account's setting as 500.
 *
 * Source: the error tables of the vendor's documentation and of its newer guide (omnichat-wire A1.4).
 */
import {
  type DecodedError,
  type ErrorReply,
  Forbidden,
  InvalidRequest,
  NotFound,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  RecipientUnreachable,
  refusals,
  Unauthorized,
  Unavailable,
  Unsupported
} from "@dragoman/core/provider"
import { present, toText } from "@dragoman/core/wire"
import { Option, Schema } from "effect"
import { ErrorBody } from "./api/ErrorBody.ts"
import type { LimitName } from "./api/Limits.ts"
import { type CloudError, toCloudError, toReason, toVendorMessage } from "./whatsapp/index.ts"

/** The provider's name in errors, event ids and configuration. */
export const providerName = "omnichat"

/** What a refusal says; the status stands where the body tells nothing more. */
export const decodeError = (reply: ErrorReply): DecodedError => {
  const byMeta = toCloudError(reply.json)
  return byMeta === undefined ? decodeOwn(reply) : decodeMeta(reply, byMeta)
}

/** Refusals of our own, before anything is sent. */
export const { invalid, notFound, refuse, unsupported } = refusals(providerName)

/** Meta's code says what happened. Where nobody says how long to wait for a rate, it is a second, as Meta counts throughput. */
const decodeMeta = ({ status, retryAfter }: ErrorReply, error: CloudError): DecodedError => {
  const reason = toReason(error, { status, retryAfter })
  return present({
    reason: reason._tag === "RateLimited" ? withWait(reason) : reason,
    vendorCode: String(error.code),
    vendorMessage: toVendorMessage(error)
  })
}

const withWait = ({ scope, retryAfter = oneSecond }: RateLimited) => new RateLimited(present({ scope, retryAfter }))

const decodeOwn = (reply: ErrorReply): DecodedError => {
  const told = toldBy(reply)
  return present({ reason: reasonOf(reply, told), vendorCode: told.code, vendorMessage: told.message })
}

/** What a body says, whichever of Omnichat's shapes it has. */
interface Told {
  readonly code: string | undefined
  readonly message: string | undefined
}

const reasonOf = (reply: ErrorReply, { code, message = "" }: Told): ProviderErrorReason | undefined => {
  const byText = texts.find(([pattern]) => pattern.test(message))
  if (byText !== undefined) return byText[1](message)
  const byCode = code !== undefined && Object.hasOwn(codes, code) ? codes[code]?.(message) : undefined
  if (byCode !== undefined) return byCode
  return reply.status === 429 ? teamRateLimited(reply) : undefined
}

const oneSecond = 1000

/** Without `Retry-After` a whole window, wherever the vendor's begins. */
const teamRateLimited = ({ retryAfter = oneSecond }: ErrorReply) =>
  new RateLimited({ retryAfter, scope: "team" satisfies LimitName })

type Reading = (message: string) => ProviderErrorReason

const wrong =
  (field: string): Reading =>
  (message) =>
    new InvalidRequest({ issues: [{ field, message }] })
const missing: Reading = () => new NotFound()
const failed: Reading = () => new Unavailable()

/** The documented codes. */
const codes: Readonly<Record<string, Reading>> = {
  INVALID_REQUEST_PARAMETERS: wrong(""),
  INVALID_REQUEST_PARAMETER: wrong(""),
  INVALID_REQUEST_BODY: wrong(""),
  INVALID_FORMAT: wrong(""),
  MISMATCH_TYPE: wrong(""),
  MISSING_URL_PARAMETER: wrong(""),
  INVALID_PLATFORM: wrong("platform"),
  INVALID_CUSTOM_ATTRIBUTE: wrong("customAttributes"),
  NOT_ALLOWED_ASSIGN_TO_HUMAN: wrong("roomId"),
  USER_ID_NOT_FOUND: missing,
  CHANNEL_ID_NOT_FOUND: missing,
  WEBCHAT_USER_NOT_FOUND: missing,
  AGENT_NOT_FOUND: missing,
  ROOM_NOT_FOUND: missing,
  NOT_FOUND: missing,
  CONTACT_UNSUBSCRIBED: () => new RecipientUnreachable(),
  // Not what it sounds like: the plan's number of contacts is exceeded.
  CONTACT_NOT_REACHABLE: () => new QuotaExceeded(),
  // Comes as HTTP 500, but stays so until somebody changes the account's settings.
  MARKETING_MESSAGES_LITE_NOT_ENABLED: () =>
    new Unsupported({ hint: "enable Marketing Messages Lite for the WhatsApp Business Account" }),
  UNEXPECTED_ERROR: failed,
  INTERNAL_SERVER_ERROR: failed
}

/** What `OCE::` texts say, under whatever status and category. */
const texts: ReadonlyArray<readonly [pattern: RegExp, reading: Reading]> = [
  [/Unauthenticated access token/i, () => new Unauthorized()],
  [/Missing arkhamApiToken/i, () => new Forbidden({ missing: "the team's Open API to be set up by Omnichat" })],
  [/is not supported to use Open API/i, () => new Forbidden({ missing: "the Open API module in the team's plan" })],
  [/^(?:Channel|WhatsappAccUserDoc) not found/i, missing],
  [/^Platform not found|^platform \(.*\) is not supported/i, wrong("platform")],
  [/^No valid agent identifier|^At least one of agentEmail/i, wrong("agentEmail")],
  [/^(\w+) is required\b/, (message) => wrong(message.slice(0, message.indexOf(" ")))(message)]
]

const bodyOf = Schema.decodeUnknownOption(ErrorBody)

/** Longest text of a body that is no JSON which is passed on: proxies answer whole pages. */
const longestText = 200

const toldBy = ({ json, text }: ErrorReply): Told => {
  const body: ErrorBody = Option.getOrElse(bodyOf(json), () => ({}))
  const code = toText(body.errorCode) ?? toText(body.content?.code)
  const message = toText(body.message) ?? toText(body.content?.message)
  if (code !== undefined || message !== undefined) return code === undefined ? readCategory(message) : { code, message }
  const plain = text.trim()
  const isText = json === undefined && plain !== "" && !plain.startsWith("<")
  return { code: undefined, message: isText ? plain.slice(0, longestText) : undefined }
}

/** `OCE::BAD_REQUEST::userId is required`, apart. */
const readCategory = (message: string | undefined): Told => {
  const [, category, text] = /^OCE::(\w+)::(.*)$/s.exec(message ?? "") ?? []
  return category === undefined ? { code: undefined, message } : { code: category, message: toText(text) }
}
