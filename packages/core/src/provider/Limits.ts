/**
 * A vendor's rate limits as data, and the limiter that keeps to them. Limits are named; an endpoint lists the names that it draws on
 * and a call takes one unit of each before it is sent. Windows are fixed and aligned to the clock, as most vendors count, or sliding; a 429
 * teaches: the limits of that call rest until the vendor's reset, else until the shortest of their windows ends. Headers teach too, where a vendor
 * tells what it counts.
 */
import { Clock, Context, Data, Duration, Effect, Layer } from "effect"
import { RateLimiter } from "effect/persistence"

/** Who shares the allowance. */
export type LimitScope = "host" | "account" | "channel" | "conversation" | "recipient" | "token"

export interface Limit {
  readonly max: number
  readonly window: Duration.Input
  readonly per: LimitScope
  /** The vendor counts what came within the last `window`, whenever that is asked. Default: windows that begin on multiples of their length. */
  readonly sliding?: boolean
}

export type Limits = Readonly<Record<string, Limit>>

/** One limit as a call meets it: `key` names the bucket, such as the host or the conversation. */
export interface LimitDraw {
  readonly name: string
  readonly key: string
  readonly limit: Limit
}

/** A limit that has nothing left for longer than the caller waits. */
export class LimitWait extends Data.TaggedError("LimitWait")<{
  /** The limit's name. */
  readonly limit: string
  /** How long it would be. */
  readonly millis: number
}> {}

export interface LimiterService {
  /** Waits until every limit has a unit left, and takes them. Fails where that takes more than `maxWait` milliseconds at a stretch. */
  readonly take: (draws: ReadonlyArray<LimitDraw>, maxWait?: number) => Effect.Effect<void, LimitWait>
  /** The vendor counts to another `max` than these limits say. */
  readonly learn: (draws: ReadonlyArray<LimitDraw>, max: number) => Effect.Effect<void>
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

/**
 * The end of the window that `now` is in, or that begins with it where windows slide; both in milliseconds since 1970. A sliding one is a
 * millisecond longer: servers count what is exactly a window old.
 */
export const windowEnd = (limit: Limit, now: number): number => {
  const window = Duration.toMillis(limit.window)
  return limit.sliding === true ? now + window + 1 : (Math.floor(now / window) + 1) * window
}

/** Asks for one unit of a bucket. `until` is how long a unit that was taken counts, or when to ask again for one that was not. */
type Counter = (bucket: string, limit: Limit, now: number) => Effect.Effect<Unit>

interface Unit {
  readonly taken: boolean
  /** In milliseconds since 1970. */
  readonly until: number
}

const make = (count: Counter): LimiterService => {
  const rests = restingBuckets()
  const learned = new Map<string, number>()
  const asLearned = (bucket: string, limit: Limit): Limit => {
    const max = learned.get(bucket)
    return max === undefined ? limit : { ...limit, max }
  }

  /** The end of the window that the unit was taken from. */
  const takeOne = Effect.fnUntraced(function* ({ name, key, limit }: LimitDraw, maxWait: number) {
    const bucket = bucketOf({ name, key })
    const wait = (millis: number): Effect.Effect<void, LimitWait> =>
      millis > maxWait ? Effect.fail(new LimitWait({ limit: name, millis })) : waitFor(name, millis)
    while (true) {
      const now = yield* Clock.currentTimeMillis
      const resumeAt = rests.until(bucket)
      if (resumeAt > now) {
        yield* wait(resumeAt - now)
        continue
      }
      const unit = yield* count(bucket, asLearned(bucket, limit), now)
      if (unit.taken) return unit.until
      yield* wait(unit.until - now)
    }
  })

  /**
   * The scarcest first, so that who waits for it holds nothing else. A unit whose window ended while the call waited for another is
   * worth nothing any more: the call would be counted in the next window, so it takes one of that.
   */
  const takeAll = Effect.fnUntraced(function* (draws: ReadonlyArray<LimitDraw>, maxWait: number) {
    const scarcestFirst = draws.toSorted((one, other) => one.limit.max - other.limit.max)
    const ends = scarcestFirst.map(() => 0)
    let complete = false
    while (!complete) {
      for (const [index, draw] of scarcestFirst.entries()) {
        const now = yield* Clock.currentTimeMillis
        if ((ends[index] ?? 0) <= now) ends[index] = yield* takeOne(draw, maxWait)
      }
      const now = yield* Clock.currentTimeMillis
      complete = ends.every((end) => end > now)
    }
  })

  return {
    take: (draws, maxWait = Number.POSITIVE_INFINITY) => {
      const [only] = draws
      if (only === undefined) return Effect.void
      return draws.length === 1 ? Effect.asVoid(takeOne(only, maxWait)) : takeAll(draws, maxWait)
    },
    learn: (draws, max) =>
      Effect.sync(() => {
        for (const draw of draws) {
          if (max === draw.limit.max) learned.delete(bucketOf(draw))
          else learned.set(bucketOf(draw), max)
        }
      }),
    rest: (draws, resumeAt) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        for (const draw of draws) rests.set(bucketOf(draw), resumeAt, now)
      })
  }
}

const bucketOf = ({ name, key }: Pick<LimitDraw, "name" | "key">): string => `${name}:${key}`

/** Waits of this many milliseconds are told: a program that seems to hang is waiting for a vendor. */
const longWait = 5000

const waitFor = (limit: string, millis: number): Effect.Effect<void> =>
  millis < longWait
    ? Effect.sleep(millis)
    : Effect.andThen(
        Effect.logInfo(`waiting ${Math.ceil(millis / 1000)} s for the limit ${limit}`),
        Effect.sleep(millis)
      )

/** Buckets are per conversation too: those that are over are dropped before a map grows past this, or past twice what is still alive. */
const bucketsKept = 10_000

/** Drops what is over, from time to time: every call costs the same on average, however many buckets there are. */
const sweeper = <Value>(buckets: Map<string, Value>, isOver: (value: Value, now: number) => boolean) => {
  let sweepAt = bucketsKept
  return (now: number): void => {
    if (buckets.size < sweepAt) return
    for (const [bucket, value] of buckets) if (isOver(value, now)) buckets.delete(bucket)
    sweepAt = Math.max(bucketsKept, buckets.size * 2)
  }
}

const restingBuckets = () => {
  const until = new Map<string, number>()
  const sweep = sweeper(until, (resumeAt, now) => resumeAt <= now)
  return {
    until: (bucket: string): number => until.get(bucket) ?? 0,
    set: (bucket: string, resumeAt: number, now: number): void => {
      sweep(now)
      until.set(bucket, Math.max(resumeAt, until.get(bucket) ?? 0))
    }
  }
}

const memoryCounter = (): Counter => {
  const fixed = fixedWindows()
  const sliding = slidingWindows()
  return (bucket, limit, now) =>
    Effect.sync(() => (limit.sliding === true ? sliding(bucket, limit, now) : fixed(bucket, limit, now)))
}

const fixedWindows = () => {
  const windows = new Map<string, { readonly end: number; taken: number }>()
  const sweep = sweeper(windows, ({ end }, now) => end <= now)
  return (bucket: string, limit: Limit, now: number): Unit => {
    let window = windows.get(bucket)
    if (window === undefined || window.end <= now) {
      sweep(now)
      window = { end: windowEnd(limit, now), taken: 0 }
      windows.set(bucket, window)
    }
    if (window.taken >= limit.max) return { taken: false, until: window.end }
    window.taken++
    return { taken: true, until: window.end }
  }
}

/** Remembers when each unit that still counts will stop to. */
const slidingWindows = () => {
  const logs = new Map<string, Array<number>>()
  const sweep = sweeper(logs, (ends, now) => (ends.at(-1) ?? 0) <= now)
  return (bucket: string, limit: Limit, now: number): Unit => {
    sweep(now)
    const ends = (logs.get(bucket) ?? []).filter((end) => end > now)
    logs.set(bucket, ends)
    const [first = now] = ends
    if (ends.length >= limit.max) return { taken: false, until: first }
    const until = windowEnd(limit, now)
    ends.push(until)
    return { taken: true, until }
  }
}

/**
 * The window's end is part of the key, which aligns the store's windows with the vendor's. Effect's counter lives a refill interval
 * (`window / limit`) per unit taken; asking for `max` windows makes that interval a whole window, so that it outlives ours. A sliding
 * window overlaps two fixed ones, so that each of those gets half of it. While the store cannot be reached, the limits hold within this
 * process.
 */
const sharedCounter = (limiter: RateLimiter.RateLimiter): Counter => {
  const whileStoreIsAway = memoryCounter()
  return (bucket, limit, now) => {
    const { sliding = false, ...fixed } = limit
    const max = sliding ? Math.max(1, Math.floor(limit.max / 2)) : limit.max
    const until = windowEnd(fixed, now)
    return limiter.consume({ key: `${bucket}:${until}`, limit: max, window: (until - now) * max }).pipe(
      Effect.as({ taken: true, until }),
      Effect.catchReason("RateLimiterError", "RateLimitExceeded", () => Effect.succeed({ taken: false, until })),
      Effect.catch(() => whileStoreIsAway(bucket, limit, now))
    )
  }
}
