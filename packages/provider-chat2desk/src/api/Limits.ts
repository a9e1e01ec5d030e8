/**
 * Chat2Desk's rate limit as data, and which calls may be sent again.
 *
 * Source: "messages (POST)": "around 15-20 messages per second (may vary)", then `429 Too many requests`, without `Retry-After`; the
 * lower number is kept to. The monthly quota is no rate: it is an error (`QuotaExceeded`). Chat2Desk has no idempotency key.
 */
import { callPolicy, type Limits } from "@dragoman/core/provider"

/** The one limit. How the vendor counts is not told: no second, wherever it begins, gets more than the documented minimum. */
export const rateLimits = {
  messages: { max: 15, window: "1 second", per: "account", sliding: true }
} as const satisfies Limits

/** The name of a limit. */
export type LimitName = keyof typeof rateLimits

/** The policy of sending a message. */
export const perMessage = callPolicy({ limits: ["messages"] satisfies ReadonlyArray<LimitName> })

/** How many messages one call of `messages/import` takes. */
export const longestImport = 10

/**
 * The policy of a request that is no GET and may be sent again all the same: it only reads, or it sets a state that a second
 * request sets to the same value.
 */
export const repeatable = callPolicy({ repeat: "safe" })

/** The policy of a GET that changes something (`transfer`, `read`, `delete_outbox`, ...): it is a write, and is never sent again. */
export const changing = callPolicy({ repeat: "unsafe" })
