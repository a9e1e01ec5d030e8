/**
 * rack-attack's throttles: fixed windows aligned to the epoch, answered with plain text and no headers. The flooding limit of one
 * conversation is a validation of the message and lives with it.
 */
import { Clock, Effect } from "effect"
import { makeFixedWindows } from "../FixedWindows.ts"

export interface Limits {
  readonly requestsPerMinute: number
  readonly contactSearchPerMinute: number
  readonly conversationsMetaPerMinute: number
  readonly uploadsPerHour: number
  readonly transcriptsPerHour: number
  readonly reportsPerMinute: number
  readonly messagesPerMinutePerConversation: number
}

/** What a server has when its administrator configured nothing. */
export const defaultLimits: Limits = {
  requestsPerMinute: 3000,
  contactSearchPerMinute: 100,
  conversationsMetaPerMinute: 30,
  uploadsPerHour: 60,
  transcriptsPerHour: 1000,
  reportsPerMinute: 100,
  messagesPerMinutePerConversation: 200
}

export interface Throttled {
  readonly method: string
  readonly path: string
  readonly address: string
  readonly token: string
}

/** Counts the call and says whether it goes over a limit. */
export const makeThrottle = (limits: Limits): ((call: Throttled) => Effect.Effect<boolean>) => {
  const rules = rulesOf(limits)
  const count = makeFixedWindows()
  const exceeds = (rule: Rule, call: Throttled, seconds: number): boolean =>
    count(`${rule.name}:${rule.key(call)}`, rule.seconds, seconds) > rule.max
  return (call) =>
    Effect.map(Clock.currentTimeMillis, (now) =>
      rules.reduce((over, rule) => (rule.counts(call) && exceeds(rule, call, now / 1000)) || over, false)
    )
}

interface Rule {
  readonly name: string
  readonly max: number
  readonly seconds: number
  readonly counts: (call: Throttled) => boolean
  readonly key: (call: Throttled) => string
}

const account = (call: Throttled) => /\/accounts\/([^/]+)/.exec(call.path)?.[1] ?? ""

const rulesOf = (limits: Limits): ReadonlyArray<Rule> => [
  { name: "ip", max: limits.requestsPerMinute, seconds: 60, counts: () => true, key: (call) => call.address },
  {
    name: "contacts/search",
    max: limits.contactSearchPerMinute,
    seconds: 60,
    counts: (call) => call.path.endsWith("/contacts/search"),
    key: account
  },
  {
    name: "conversations/meta",
    max: limits.conversationsMetaPerMinute,
    seconds: 60,
    counts: (call) => call.method === "GET" && call.path.endsWith("/conversations/meta"),
    key: (call) => `${call.token}:${account(call)}`
  },
  {
    name: "upload",
    max: limits.uploadsPerHour,
    seconds: 3600,
    counts: (call) => call.method === "POST" && call.path.endsWith("/upload"),
    key: account
  },
  {
    name: "transcript",
    max: limits.transcriptsPerHour,
    seconds: 3600,
    counts: (call) => call.path.endsWith("/transcript"),
    key: account
  },
  {
    name: "reports",
    max: limits.reportsPerMinute,
    seconds: 60,
    counts: (call) => call.path.startsWith("/api/v2/") && call.path.includes("reports"),
    key: (call) => `${call.token}:${account(call)}`
  }
]
