/**
 * What `X-RateLimit-*` teaches. Every reply tells the limit of its endpoint, what is left of it and when its window of 60 seconds ends: a key's
 * own limit takes the place of the documented one, an endpoint that is used up rests before it refuses, and a refusal is waited for until its
 * window ends (huechat-wire 34).
 *
 * The limiter itself is core's; this decorates it. Source: "Rate Limits".
 */
import type { LimitDraw, LimiterService } from "@dragoman/core/provider"
import { Clock, Context, Effect } from "effect"
import { type Headers, HttpClient, HttpClientResponse } from "effect/http"

/** The limiter and the client of one account, of which the one learns what the other hears. */
export interface Learning {
  readonly limiter: LimiterService
  readonly httpClient: HttpClient.HttpClient
}

/** Decorates both. Calls must be {@link attributed} for their replies to teach. */
export const learning = (limiter: LimiterService, httpClient: HttpClient.HttpClient): Learning => {
  const learned = new Map<string, number>()
  const asLearned = (draw: LimitDraw): LimitDraw => {
    const max = learned.get(bucketOf(draw))
    return max === undefined ? draw : { ...draw, limit: { ...draw.limit, max } }
  }
  const learn = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse) {
    const told = toRate(response.headers)
    const { draws } = yield* CurrentCall
    if (told.limit !== undefined) for (const draw of draws) learned.set(bucketOf(draw), told.limit)
    const now = yield* Clock.currentTimeMillis
    const wait = waitUntil(told.reset, now)
    if (response.status === 429) return yield* withRetryAfter(response, wait)
    if (told.remaining === 0 && told.reset !== undefined) yield* limiter.rest(draws, now + wait)
    return response
  })
  return {
    limiter: {
      take: (draws) =>
        Effect.flatMap(CurrentCall, (call) => {
          call.draws = draws
          return limiter.take(draws.map(asLearned))
        }),
      rest: limiter.rest
    },
    httpClient: HttpClient.transformResponse(httpClient, Effect.flatMap(learn))
  }
}

/** A call whose replies are booked on the limits that it drew on. */
export const attributed = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => Effect.provideService(call, CurrentCall, { draws: [] }))

/** What the call that a request belongs to drew on. */
const CurrentCall = Context.Reference<{ draws: ReadonlyArray<LimitDraw> }>(
  "@dragoman/provider-huechat/HueChatRates/CurrentCall",
  { defaultValue: () => ({ draws: [] }) }
)

const bucketOf = ({ name, key }: LimitDraw): string => `${name}:${key}`

interface Rate {
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** In seconds since 1970. */
  readonly reset: number | undefined
}

const toRate = (headers: Headers.Headers): Rate => ({
  limit: toCount(headers["x-ratelimit-limit"], 1),
  remaining: toCount(headers["x-ratelimit-remaining"], 0),
  reset: toCount(headers["x-ratelimit-reset"], 0)
})

const toCount = (text: string | undefined, min: number): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) && Number(text) >= min ? Number(text) : undefined

const oneSecond = 1000
const window = 60 * oneSecond

/** At least the second that the documentation asks for, at most a window: clocks differ. */
const waitUntil = (reset: number | undefined, now: number): number =>
  reset === undefined ? oneSecond : Math.min(Math.max(reset * 1000 - now, oneSecond), window)

/**
 * The refusal with the standard's header, which the pipeline understands; one that is there already stays. A body that breaks off is an
 * empty one: the status says enough.
 */
const withRetryAfter = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse, wait: number) {
  if (response.headers["retry-after"] !== undefined) return response
  const text = yield* Effect.orElseSucceed(response.text, () => "")
  const headers = { ...response.headers, "retry-after": String(wait / 1000) }
  return HttpClientResponse.fromWeb(response.request, new Response(text, { status: response.status, headers }))
})
