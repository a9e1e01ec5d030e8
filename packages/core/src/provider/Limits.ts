/**
 * A vendor's rate limits as data, and the limiter that keeps to them. Limits are named; an endpoint lists the names that it draws on
 * and a call takes one unit of each before it is sent. Windows are fixed and aligned to the clock, as vendors count; a 429 teaches: the
 * limits of that call rest until the vendor's reset, else until their window ends.
 */
import { Clock, Context, Duration, Effect, Layer } from "effect"
import { RateLimiter } from "effect/persistence"

/** Who shares the allowance. */
export type LimitScope = "host" | "account" | "conversation" | "recipient" | "token"

export interface Limit {
  readonly max: number
  readonly window: Duration.Input
  readonly per: LimitScope
}

export type Limits = Readonly<Record<string, Limit>>

/** One limit as a call meets it: `key` names the bucket, such as the host or the conversation. */
export interface LimitDraw {
  readonly name: string
  readonly key: string
  readonly limit: Limit
}

export interface LimiterService {
  /** Waits until every limit has a unit left, and takes them. */
  readonly take: (draws: ReadonlyArray<LimitDraw>) => Effect.Effect<void>
  /** The vendor refused a call for its rate: nobody draws on these limits again before `resumeAt` (milliseconds since 1970). */
  readonly rest: (draws: ReadonlyArray<LimitDraw>, resumeAt: number) => Effect.Effect<void>
}

/**
 * The limiter that provider layers draw on. By default it is one for the whole process, in memory, so that two accounts on one host
 * share that host's allowance. Provide {@link layerShared} over a Redis store to share it between processes.
 */
export const CallLimiter = Context.Reference<LimiterService>("@dragoman/core/provider/CallLimiter", {
  defaultValue: () => make(memoryCounter())
})

/** A limiter of its own, for tests and for programs that must not share one. */
export const layerMemory: Layer.Layer<never> = Layer.sync(CallLimiter, () => make(memoryCounter()))

/** The limiter over an Effect `RateLimiter`: give that a Redis store and the allowance holds across processes. */
export const layerShared: Layer.Layer<never, never, RateLimiter.RateLimiter> = Layer.effect(
  CallLimiter,
  Effect.map(RateLimiter.RateLimiter, (limiter) => make(sharedCounter(limiter)))
)

/** The end of the window that `now` is in; both in milliseconds since 1970. */
export const windowEnd = (limit: Limit, now: number): number => {
  const window = Duration.toMillis(limit.window)
  return (Math.floor(now / window) + 1) * window
}

/** Takes one unit of a bucket's window, or says that none is left. */
type Counter = (bucket: string, max: number, now: number, end: number) => Effect.Effect<boolean>

const make = (count: Counter): LimiterService => {
  const restingUntil = new Map<string, number>()

  const takeOne = Effect.fnUntraced(function* ({ name, key, limit }: LimitDraw) {
    const bucket = `${name}:${key}`
    while (true) {
      const now = yield* Clock.currentTimeMillis
      const resumeAt = restingUntil.get(bucket)
      if (resumeAt !== undefined && resumeAt > now) {
        yield* Effect.sleep(resumeAt - now)
        continue
      }
      restingUntil.delete(bucket)
      const end = windowEnd(limit, now)
      if (yield* count(bucket, limit.max, now, end)) return
      yield* Effect.sleep(end - now)
    }
  })

  return {
    take: (draws) => Effect.forEach(draws, takeOne, { discard: true }),
    rest: (draws, resumeAt) =>
      Effect.sync(() => {
        for (const { name, key } of draws) {
          const bucket = `${name}:${key}`
          restingUntil.set(bucket, Math.max(resumeAt, restingUntil.get(bucket) ?? 0))
        }
      })
  }
}

/** Buckets are per conversation too: those whose window is over are dropped before the map grows past this. */
const bucketsKept = 10_000

const memoryCounter = (): Counter => {
  const windows = new Map<string, { readonly end: number; taken: number }>()
  return (bucket, max, now, end) =>
    Effect.sync(() => {
      let window = windows.get(bucket)
      if (window === undefined || window.end <= now) {
        if (windows.size >= bucketsKept) for (const [key, { end }] of windows) if (end <= now) windows.delete(key)
        window = { end, taken: 0 }
        windows.set(bucket, window)
      }
      if (window.taken >= max) return false
      window.taken++
      return true
    })
}

/**
 * The window's end is part of the key, which aligns the store's windows with the vendor's. Effect's counter lives a refill interval
 * (`window / limit`) per unit taken; asking for `max` windows makes that interval a whole window, so that it outlives ours. While the
 * store cannot be reached, the limits hold within this process.
 */
const sharedCounter = (limiter: RateLimiter.RateLimiter): Counter => {
  const whileStoreIsAway = memoryCounter()
  return (bucket, max, now, end) =>
    limiter.consume({ key: `${bucket}:${end}`, limit: max, window: (end - now) * max }).pipe(
      Effect.as(true),
      Effect.catchReason("RateLimiterError", "RateLimitExceeded", () => Effect.succeed(false)),
      Effect.catch(() => whileStoreIsAway(bucket, max, now, end))
    )
}
