/** The limits of one call: which it draws on, and what a refusal for its rate teaches about them. */
import { Clock, Effect } from "effect"
import type { CallPolicyShape } from "./Endpoint.ts"
import { type LimitDraw, type LimiterService, windowEnd } from "./Limits.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { VendorFacts, VendorRequest } from "./VendorCall.ts"

/** The draws of an endpoint's calls. A name that the provider does not declare is a mistake in the provider, found when it is built. */
export const drawing = (facts: VendorFacts, policy: CallPolicyShape, operation: string) => {
  const host = new URL(facts.baseUrl).host
  const named = (policy.limits ?? []).map((name) => {
    const limit = facts.limits[name]
    if (limit === undefined) throw new Error(`${operation} draws on the limit "${name}", which is not declared`)
    return { name: `${facts.provider}.${name}`, limit }
  })
  return (request: VendorRequest): ReadonlyArray<LimitDraw> =>
    named.flatMap(({ name, limit }) => {
      if (limit.per === "host") return [{ name, key: host, limit }]
      const key = facts.limitKey(limit.per, request)
      return key === undefined ? [] : [{ name, key: `${host}/${key}`, limit }]
    })
}

/** What the headers of a reply tell of the limit that its call drew on; what is not told is absent. */
export interface ToldRate {
  /** What the vendor counts to, whatever the limit's `max` is. */
  readonly max?: number | undefined
  /** Calls left until then. */
  readonly remaining?: number | undefined
  /** Milliseconds until it counts anew; of a refusal, how long to wait where no `Retry-After` says it. */
  readonly wait?: number | undefined
}

/** The vendor's own figure takes the place of ours, and a limit that is used up rests before it refuses. */
export const learnFromHeaders = Effect.fnUntraced(function* (
  limiter: LimiterService,
  draws: ReadonlyArray<LimitDraw>,
  { max, remaining, wait }: ToldRate
) {
  if (max !== undefined) yield* limiter.learn(draws, max)
  if (remaining === 0 && wait !== undefined) yield* limiter.rest(draws, (yield* Clock.currentTimeMillis) + wait)
})

/** A refusal for rate rests the limits of the call; says whether the limiter will do the waiting. */
export const learnFromRefusal = Effect.fnUntraced(function* (
  limiter: LimiterService,
  draws: ReadonlyArray<LimitDraw>,
  error: ProviderError
) {
  if (error.reason._tag !== "RateLimited") return "back-off" as const
  const { retryAfter, scope } = error.reason
  const named = draws.filter(({ name }) => scope !== undefined && name.endsWith(`.${scope}`))
  const hit = named.length > 0 ? named : draws
  if (hit.length === 0) return retryAfter ?? ("back-off" as const)
  const now = yield* Clock.currentTimeMillis
  // Which of the limits it was is not told: the shortest window is waited for, and if it was a longer one, the next refusal says so.
  const resumeAt =
    retryAfter === undefined ? Math.min(...hit.map(({ limit }) => windowEnd(limit, now))) : now + retryAfter
  yield* limiter.rest(hit, resumeAt)
  return 0
})
