/**
 * Chatwoot's rate limits as data, under the names that endpoints draw on.
 *
 * Source: `config/initializers/rack_attack.rb` and `Message#prevent_message_flooding` (chatwoot-wire 1.2). The figures are the server's
 * defaults, which an installation may change (`RACK_ATTACK_LIMIT`, `RATE_LIMIT_*`); windows start on multiples of their
 * length, but for messages, where the last minute counts. A refusal is 429 with the text "Retry later" and no `Retry-After`, except `conversationMessages`: 422 "Too many messages".
 */
import { callPolicy, type Limits } from "@dragoman/core/provider"

/** The limits of a server with default settings. `host` counts per client address, `token` per token and account. */
export const rateLimits = {
  /** Every request of one client address. Behind a proxy a whole fleet may share one address. */
  host: { max: 3000, window: "1 minute", per: "host" },
  /** GET `contacts/search`. */
  contactSearch: { max: 100, window: "1 minute", per: "account" },
  /** GET `conversations/meta`, from 4.11.2 on. */
  conversationsMeta: { max: 30, window: "1 minute", per: "token" },
  /** Messages written into one conversation, from 3.9.0 on (`CONVERSATION_MESSAGE_PER_MINUTE_LIMIT`). Histories run into this one. */
  conversationMessages: { max: 200, window: "1 minute", per: "conversation", sliding: true },
  /** POST `upload`. */
  uploads: { max: 60, window: "1 hour", per: "account" },
  /** POST `transcript`. */
  transcripts: { max: 1000, window: "1 hour", per: "account" },
  /** `/api/v2/.../reports...` by one token; `summary_reports` are not counted. */
  reports: { max: 100, window: "1 minute", per: "token" },
  /** `/api/v2/.../reports...` by everybody in the account. */
  reportsAccount: { max: 1000, window: "1 minute", per: "account" }
} as const satisfies Limits

/** The name of a limit. */
export type LimitName = keyof typeof rateLimits

/** The policy of a group: each of its requests draws on the limit per client address. */
export const perHost = callPolicy({ limits: ["host"] satisfies ReadonlyArray<LimitName> })

/**
 * The policy of an endpoint that has limits of its own. They replace its group's, so that `host` is said again.
 */
export const drawsOn = (...names: ReadonlyArray<LimitName>) => callPolicy({ limits: ["host", ...names] })

/**
 * The policy of a request that is no GET and may be sent again all the same: it only reads, or it sets a state that a second
 * request sets to the same value.
 */
export const repeatable = callPolicy({ repeat: "safe" })
