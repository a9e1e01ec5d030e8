import { NodeRedis } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Layer, Option } from "effect"
import { RateLimiter } from "effect/persistence"
import { TestClock } from "effect/testing"
import {
  CallLimiter,
  type Limit,
  type LimitDraw,
  type LimiterService,
  layerMemory,
  layerShared,
  windowEnd
} from "../../src/provider/index.ts"

const perMinute = (max: number): Limit => ({ max, window: "1 minute", per: "host" })
const draw = (name: string, key: string, max: number): LimitDraw => ({ name, key, limit: perMinute(max) })

/** `count` calls at once; the seconds at which each was let through. */
const times = (limiter: LimiterService, draws: ReadonlyArray<LimitDraw>, count: number) =>
  Effect.gen(function* () {
    const at: Array<number> = []
    const call = Effect.andThen(
      limiter.take(draws),
      Effect.map(Clock.currentTimeMillis, (now) => at.push(now / 1000))
    )
    const fiber = yield* Effect.forkChild(
      Effect.all(
        Array.from({ length: count }, () => call),
        { concurrency: "unbounded", discard: true }
      )
    )
    yield* TestClock.adjust("1 hour")
    yield* Fiber.join(fiber)
    return at
  })

const sharedOverMemory = layerShared.pipe(
  Layer.provide(RateLimiter.layer.pipe(Layer.provide(RateLimiter.layerStoreMemory)))
)

describe.each([
  ["in memory", layerMemory],
  ["shared over a store", sharedOverMemory]
] as const)("CallLimiter %s", (_name, layer) => {
  it.effect("lets max calls through in each window of the clock, the rest when the next begins", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(50_000)
      const limiter = yield* CallLimiter
      assert.deepStrictEqual(yield* times(limiter, [draw("calls", "host", 2)], 5), [50, 50, 60, 60, 120])
    }).pipe(Effect.provide(layer))
  )

  it.effect("never lets more than max through in any stretch of a sliding window", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(50_000)
      const limiter = yield* CallLimiter
      const sliding = { name: "calls", key: "host", limit: { ...perMinute(4), sliding: true } }
      const first = yield* times(limiter, [sliding], 3)
      const then = yield* times(limiter, [sliding], 9)
      const all = [...first, ...then]
      for (const begin of all) assert.isAtMost(all.filter((at) => at >= begin && at < begin + 60).length, 4)
    }).pipe(Effect.provide(layer))
  )

  it.effect("counts each key by itself", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      yield* limiter.take([draw("calls", "one", 1)])
      yield* limiter.take([draw("calls", "two", 1)])
      yield* limiter.take([draw("other", "one", 1)])
      const blocked = yield* Effect.timeoutOption(limiter.take([draw("calls", "one", 1)]), "1 second").pipe(
        Effect.forkChild
      )
      yield* TestClock.adjust("1 second")
      assert.isTrue(Option.isNone(yield* Fiber.join(blocked)))
    }).pipe(Effect.provide(layer))
  )

  it.effect("keeps every limit of a call that draws on several, also when it waited for one of them", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      const both = [draw("calls", "host", 3), draw("perThread", "7", 2)]
      const fiber = yield* Effect.forkChild(times(limiter, both, 6))
      yield* TestClock.adjust("1 hour")
      const at = yield* Fiber.join(fiber)
      assert.deepStrictEqual(at, [0, 0, 60, 60, 120, 120])
      // What waited for the thread's limit into the second minute was counted there for the host too.
      const host = yield* times(limiter, [draw("calls", "host", 3)], 3)
      assert.lengthOf(new Set(host), 1)
    }).pipe(Effect.provide(layer))
  )

  it.effect("is not outrun by calls that waited for another limit", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      yield* limiter.take([draw("perThread", "7", 1)])
      const host = draw("calls", "host", 2)
      const waiting = yield* Effect.forkChild(times(limiter, [host, draw("perThread", "7", 1)], 1))
      yield* TestClock.adjust("60 seconds")
      const others = yield* Effect.forkChild(times(limiter, [host], 2))
      yield* TestClock.adjust("1 hour")
      const all = [...(yield* Fiber.join(waiting)), ...(yield* Fiber.join(others))].toSorted((a, b) => a - b)
      assert.deepStrictEqual(all, [60, 60, 120])
    }).pipe(Effect.provide(layer))
  )

  it.effect("rests until the time that the vendor named, and longest wins", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      const calls = draw("calls", "host", 10)
      yield* limiter.rest([calls], 90_000)
      yield* limiter.rest([calls], 30_000)
      assert.deepStrictEqual(yield* times(limiter, [calls], 2), [90, 90])
    }).pipe(Effect.provide(layer))
  )

  it.effect("gives nothing to a call that was interrupted while it waited", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      const calls = draw("calls", "host", 1)
      yield* limiter.take([calls])
      const given = yield* Effect.forkChild(limiter.take([calls]))
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.interrupt(given)
      assert.deepStrictEqual(yield* times(limiter, [calls], 2), [60, 120])
    }).pipe(Effect.provide(layer))
  )

  it.effect("lets a call without limits through", () =>
    Effect.gen(function* () {
      yield* (yield* CallLimiter).take([])
    }).pipe(Effect.provide(layer))
  )
})

describe("sliding windows in memory", () => {
  it.effect("give a unit back a whole window after it was taken", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(50_000)
      const limiter = yield* CallLimiter
      const sliding = { name: "calls", key: "host", limit: { ...perMinute(2), sliding: true } }
      assert.deepStrictEqual(yield* times(limiter, [sliding], 5), [50, 50, 110.001, 110.001, 170.002])
    }).pipe(Effect.provide(layerMemory))
  )
})

describe("windows", () => {
  it("end on the clock's multiples", () => {
    assert.strictEqual(windowEnd(perMinute(1), 0), 60_000)
    assert.strictEqual(windowEnd(perMinute(1), 59_999), 60_000)
    assert.strictEqual(windowEnd(perMinute(1), 60_000), 120_000)
    assert.strictEqual(windowEnd({ max: 1, window: Duration.hours(1), per: "host" }, 1), 3_600_000)
  })
})

describe("memory", () => {
  it.effect("stays bounded by what is alive, and calls stay cheap, with very many buckets", () =>
    Effect.gen(function* () {
      const limiter = yield* CallLimiter
      yield* Effect.promise(() => Promise.resolve(globalThis.gc?.()))
      const before = process.memoryUsage().heapUsed
      for (let minute = 0; minute < 20; minute++) {
        for (let thread = 0; thread < 10_000; thread++) {
          const one = [draw("perThread", `${minute}/${thread}`, 2)]
          yield* limiter.take(one)
          if (thread % 10 === 0) yield* limiter.rest(one, minute * 60_000 + 1000)
        }
        yield* TestClock.adjust("1 minute")
      }
      const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20
      assert.isBelow(grown, 200, "200 000 buckets would be more, and would stay")
    }).pipe(Effect.provide(layerMemory))
  )
})

const redisUrl = process.env.DRAGOMAN_TEST_REDIS_URL

describe.skipIf(redisUrl === undefined)("CallLimiter shared over Redis (DRAGOMAN_TEST_REDIS_URL)", () => {
  it.live("never lets more than max through in a window, whichever process asks", () =>
    Effect.gen(function* () {
      const draws = [
        { name: "calls", key: crypto.randomUUID(), limit: { max: 7, window: "1 day", per: "host" } }
      ] as const
      const process = layerShared.pipe(
        Layer.provide(RateLimiter.layer),
        Layer.provide(RateLimiter.layerStoreRedis({ prefix: "dragoman-test:" })),
        Layer.provide(NodeRedis.layer({ url: redisUrl ?? "" })),
        Layer.fresh
      )
      const worker = Effect.gen(function* () {
        const limiter = yield* CallLimiter
        return yield* Effect.forEach(
          Array.from({ length: 15 }),
          () => Effect.timeoutOption(limiter.take(draws), "3 seconds"),
          { concurrency: "unbounded" }
        )
      }).pipe(Effect.provide(process))
      const taken = (yield* Effect.all([worker, worker, worker], { concurrency: "unbounded" })).flat()
      assert.lengthOf(taken.filter(Option.isSome), 7)
    })
  )
})
