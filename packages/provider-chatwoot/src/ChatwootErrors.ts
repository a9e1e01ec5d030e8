/**
 * Chatwoot's refusals, read for what they mean. Bodies come as `error` (text), `errors` (list), `message` with `attributes`, or plain
 * text; a missing permission comes as 401, never as 403. Source: chatwoot-wire 1.3 (`request_exception_handler.rb`), 1.2.
 */

import {
  AccountBlocked,
  Conflict,
  type DecodedError,
  type ErrorReply,
  Forbidden,
  InvalidRequest,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  refusals,
  Unsupported
} from "@dragoman/core/provider"
import { asObject, textOf } from "@dragoman/core/wire"
import type { LimitName } from "./api/Limits.ts"

/** The provider's name in errors, event ids and configuration. */
export const providerName = "chatwoot"

/** What a refusal says; the status stands where the text tells nothing more. */
export const decodeError = (reply: ErrorReply): DecodedError => {
  const vendorMessage = messageOf(reply)
  const reason = reasonOf(reply, vendorMessage ?? "")
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(vendorMessage === undefined ? {} : { vendorMessage })
  }
}

/** Refusals of our own, before anything is sent. */
export const { invalid, notFound, refuse, unsupported } = refusals(providerName)

const reasonOf = (reply: ErrorReply, message: string): ProviderErrorReason | undefined => {
  switch (reply.status) {
    case 401:
      return unauthorizedReason(message)
    case 402:
      return new QuotaExceeded()
    case 403:
      return message.includes("API inboxes") ? new Unsupported({ hint: "only in API inboxes" }) : undefined
    case 422:
      return unprocessableReason(reply, message)
    default:
      return undefined
  }
}

/** 401 stands for a wrong token and for a missing permission; only the text tells them apart. */
const unauthorizedReason = (message: string): ProviderErrorReason | undefined => {
  if (/is suspended/i.test(message)) return new AccountBlocked()
  if (/for bots/i.test(message)) return new Forbidden({ missing: "a user's token" })
  if (/not authorized to do this/i.test(message))
    return new Forbidden({ missing: "an administrator's token, or a member of the inbox" })
  if (/not authorized to access|Non permissible/i.test(message)) return new Forbidden()
  return undefined
}

const unprocessableReason = (reply: ErrorReply, message: string): ProviderErrorReason => {
  const fields = attributesOf(reply.json)
  if (/too many messages/i.test(message)) return flooded
  if (/has already been taken/i.test(message)) return new Conflict(fields.length > 0 ? { fields } : {})
  if (/source_id should be unique/i.test(message)) return new Conflict({ fields: ["source_id"] })
  const absent = /is missing or the value is empty: (\w+)/.exec(message)?.[1]
  const names = fields.length > 0 ? fields : [absent ?? ""]
  return new InvalidRequest({ issues: names.map((field) => ({ field, message })) })
}

/** The server counts the last sixty seconds, whenever they began: room comes back bit by bit. Four waits outlast it. */
const flooded = new RateLimited({ scope: "conversationMessages" satisfies LimitName, retryAfter: 16_000 })

const attributesOf = (json: unknown): ReadonlyArray<string> => {
  const { attributes } = asObject(json)
  return Array.isArray(attributes) ? attributes.filter((name) => typeof name === "string") : []
}

/** Longest text of a body that is no JSON which is passed on: proxies answer whole pages. */
const longestText = 200

const messageOf = ({ json, text }: ErrorReply): string | undefined => {
  const { error, errors, message } = asObject(json)
  if (Array.isArray(errors)) return textOf(errors.filter((item) => typeof item === "string").join(", "))
  const told = textOf(error) ?? textOf(message)
  if (told !== undefined) return told
  const plain = text.trim()
  return plain === "" || plain.startsWith("<") || plain.startsWith("{") ? undefined : plain.slice(0, longestText)
}
