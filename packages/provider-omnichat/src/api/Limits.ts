/**
 * Omnichat's rate limit as data, and what may be sent again.
 *
 * Source: "Rate Limits" of the vendor's documentation: 40 requests a second for a team, over all endpoints together; from July 2026 on
 * the rest are refused with 429 and `Retry-After` in seconds. Omnichat has no idempotency key, and no GET of it changes anything.
 */
import { callPolicy, type Limits } from "@dragoman/core/provider"

/**
 * The limits. A team is an account; whoever uses its token elsewhere draws on the same allowance. `recipient` is Meta's: one message
 * every six seconds between a business number and a user, of which 45 may be sent ahead at once; it refuses with code 131056.
 */
export const rateLimits = {
  team: { max: 40, window: "1 second", per: "account" },
  recipient: { max: 45, window: "270 seconds", per: "recipient" }
} as const satisfies Limits

/** The name of a limit. */
export type LimitName = keyof typeof rateLimits

/** The policy of a group: each of its requests draws on the team's allowance. */
export const perTeam = callPolicy({ limits: ["team"] satisfies ReadonlyArray<LimitName> })

/** The policy of the pass-through to WhatsApp, on which Meta's own limit lies too. */
export const perRecipient = callPolicy({ limits: ["team", "recipient"] satisfies ReadonlyArray<LimitName> })

/**
 * The policy of a request that is no GET and may be sent again all the same: it only reads, or it sets a state that a second
 * request sets to the same value.
 */
export const repeatable = callPolicy({ repeat: "safe" })
