/**
 * HueChat's refusals, read for what they mean: by the code where there is a documented one, else by the status. The body is `{ error, code,
 * status }`; the documentation's samples of it are a generator's noise (huechat-wire 29), so that any body is read leniently.
 *
 * 401 stands for a missing, wrong or expired key and for an address outside its allow-list alike, which only the text tells apart (44); 403 is a
 * missing scope, which the text names. 413, 426 and 504 are used and in no table of statuses (30).
 */
import {
  Conflict,
  type DecodedError,
  type ErrorReply,
  Forbidden,
  InvalidRequest,
  NotFound,
  PayloadTooLarge,
  type ProviderErrorReason,
  QuotaExceeded,
  refusals,
  Unauthorized
} from "@dragoman/core/provider"
import { asObject, present, textOf } from "@dragoman/core/wire"
import { maxAttachmentBytes } from "./api/Uploads.ts"

/** The provider's name in errors, event ids and configuration. */
export const providerName = "huechat"

/** What a refusal says; the status stands where the body tells nothing more. */
export const decodeError = (reply: ErrorReply): DecodedError => {
  const { code, message } = toldBy(reply)
  return present({ reason: reasonOf(reply, code, message ?? ""), vendorCode: code, vendorMessage: message })
}

/** Refusals of our own, before anything is sent. */
export const { invalid, notFound, refuse, unsupported } = refusals(providerName)

const reasonOf = (reply: ErrorReply, code: string | undefined, message: string): ProviderErrorReason | undefined => {
  const byCode = code !== undefined && Object.hasOwn(codes, code) ? codes[code]?.(message) : undefined
  if (byCode !== undefined) return byCode
  switch (reply.status) {
    case 403:
      return forbidden(message)
    case 422:
      return invalidFields(reply.json, message)
    case 426:
      return new InvalidRequest({ issues: [{ field: "baseUrl", message: "must begin with https" }] })
    default:
      return reply.status === 400 && message !== "" ? wrong("")(message) : undefined
  }
}

type Reading = (message: string) => ProviderErrorReason

const wrong =
  (field: string): Reading =>
  (message) =>
    new InvalidRequest({ issues: [{ field, message }] })
const missing: Reading = () => new NotFound()
const conflicting: Reading = () => new Conflict()

/** "API key lacks contacts:read scope" */
const forbidden: Reading = (message) => {
  const scope = /\b[a-z_]+:[a-z_]+\b/.exec(message)?.[0]
  return scope === undefined ? new Forbidden() : new Forbidden({ missing: `the scope ${scope}` })
}

/** The documented codes. */
const codes: Readonly<Record<string, Reading>> = {
  unauthorized: () => new Unauthorized(),
  insufficient_scope: forbidden,
  not_found: missing,
  contact_not_found: missing,
  conversation_not_found: missing,
  inbox_not_found: missing,
  invalid_parameter: wrong(""),
  invalid_page: wrong("page"),
  invalid_sort_field: wrong("sort"),
  query_required: wrong("q"),
  query_too_short: wrong("q"),
  invalid_status: wrong("status"),
  inbox_id_required: wrong("inbox_id"),
  contact_id_required: wrong("contact_id"),
  snoozed_until_required: wrong("snoozed_until"),
  payload_required: wrong("payload"),
  invalid_filter_operator: wrong("payload.filter_operator"),
  invalid_attribute_key: wrong("payload.attribute_key"),
  content_required: wrong("content"),
  invalid_message_type: wrong("message_type"),
  attachment_too_large: () => new PayloadTooLarge({ limit: maxAttachmentBytes }),
  url_required: wrong("url"),
  url_must_be_https: wrong("url"),
  url_unreachable: wrong("url"),
  invalid_event: wrong("subscriptions"),
  name_required: wrong("name"),
  name_too_long: wrong("name"),
  name_already_exists: () => new Conflict({ fields: ["name"] }),
  title_required: wrong("title"),
  invalid_priority: wrong("priority"),
  template_not_approved: wrong("template_id"),
  recipient_count_exceeds_limit: wrong("recipients"),
  already_sending: conflicting,
  already_completed: conflicting,
  cannot_send_cancelled: conflicting,
  description_too_short: wrong("description"),
  // Comes as 429 and is no rate: the month's generations are used up.
  monthly_limit_exceeded: () => new QuotaExceeded()
}

/**
 * A 422 whose code nobody documented. Which fields it is about is told, if at all, in `errors`, by field or as a list, or, at Chatwoot, in
 * `attributes`.
 */
const invalidFields = (json: unknown, message: string): InvalidRequest => {
  const { attributes, errors } = asObject(json)
  const named = Array.isArray(attributes) ? attributes.filter((name) => typeof name === "string") : []
  if (named.length > 0) return new InvalidRequest({ issues: named.map((field) => ({ field, message })) })
  const told = Array.isArray(errors) ? errors.map(toIssue) : Object.entries(asObject(errors)).map(toFieldIssue)
  const issues = told.filter((issue) => issue !== undefined)
  return new InvalidRequest({ issues: issues.length > 0 || message === "" ? issues : [{ field: "", message }] })
}

const toIssue = (error: unknown) => {
  const { field, message } = asObject(error)
  const text = textOf(error) ?? textOf(message)
  return text === undefined ? undefined : { field: textOf(field) ?? "", message: text }
}

const toFieldIssue = ([field, messages]: readonly [string, unknown]) => {
  const text = Array.isArray(messages) ? messages.filter((it) => typeof it === "string").join(", ") : textOf(messages)
  return text === undefined || text === "" ? undefined : { field, message: text }
}

/** Longest text of a body that is no JSON which is passed on: proxies answer whole pages. */
const longestText = 200

const toldBy = ({ json, text }: ErrorReply): { code: string | undefined; message: string | undefined } => {
  const body = asObject(json)
  const code = textOf(body.code)
  const message = textOf(body.error) ?? textOf(body.message)
  if (json !== undefined) return { code, message }
  const plain = text.trim()
  return { code, message: plain === "" || plain.startsWith("<") ? undefined : plain.slice(0, longestText) }
}
