/** How the pipeline keeps to the limits, and what a refusal for rate teaches it. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { RateLimited, type ToldRate } from "../../src/provider/index.ts"
import { type Answer, answering, client, clients, json, status } from "./FakeVendor.ts"

const thing = { id: 1, name: "a" }

/** The answers in turn, with the second at which each request came. */
const timed = (...answers: ReadonlyArray<Answer>) => {
  const at: Array<number> = []
  const noting = answers.map(
    (answer): Answer =>
      (request, url) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          at.push(now / 1000)
          return answer(request, url)
        })
  )
  return { at, ...answering(...noting) }
}

const afterAnHour = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("1 hour")
    return yield* Fiber.join(fiber)
  })

const get = { params: { id: "1" } }

describe("429", () => {
  it.effect("with Retry-After: everybody waits that long", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429, { "retry-after": "7" }), json(thing))
      const { things } = yield* client(layer)
      const first = yield* Effect.forkChild(things.get(get))
      yield* TestClock.adjust("1 second")
      const second = yield* Effect.forkChild(things.get(get))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(first)
      yield* Fiber.join(second)
      assert.deepStrictEqual(at, [0, 7, 7])
    })
  )

  it.effect("with a date in Retry-After", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429, { "retry-after": new Date(9000).toUTCString() }), json(thing))
      const { things } = yield* client(layer)
      yield* afterAnHour(things.get(get))
      assert.deepStrictEqual(at, [0, 9])
    })
  )

  it.effect("without: until the window ends", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(50_000)
      const { at, layer } = timed(status(429), json(thing))
      const { things } = yield* client(layer)
      yield* afterAnHour(things.create({ payload: { name: "a" } }))
      assert.deepStrictEqual(at, [50, 60])
    })
  )

  it.effect("rests the limit that the vendor names, and no other", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429), json(thing))
      const { things, notes } = yield* client(layer, {
        retries: 0,
        decodeError: ({ retryAfter }) => ({
          reason: new RateLimited({ scope: "perThread", retryAfter: retryAfter ?? 30_000 })
        })
      })
      yield* Effect.flip(notes.send({ params: { id: "7" }, payload: { name: "a" } }))
      yield* things.get(get)
      yield* notes.send({ params: { id: "8" }, payload: { name: "a" } })
      const blocked = yield* Effect.forkChild(notes.send({ params: { id: "7" }, payload: { name: "a" } }))
      yield* TestClock.adjust("1 hour")
      yield* Fiber.join(blocked)
      assert.deepStrictEqual(at, [0, 0, 0, 30])
    })
  )

  it.effect("again and again: gives up with RateLimited", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429, { "retry-after": "1" }))
      const { things } = yield* client(layer)
      const error = yield* afterAnHour(Effect.flip(things.get(get)))
      assert.deepStrictEqual(error.reason, new RateLimited({ retryAfter: 1000 }))
      assert.deepStrictEqual(at, [0, 1, 2, 3, 4])
    })
  )
})

describe("limits", () => {
  it.effect("are kept per scope: two messages a minute in one thread, others go on", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(json(thing))
      const { notes } = yield* client(layer)
      const send = (id: string) => notes.send({ params: { id }, payload: { name: "a" } })
      yield* afterAnHour(Effect.all([send("7"), send("7"), send("7"), send("8")], { concurrency: "unbounded" }))
      assert.deepStrictEqual(at, [0, 0, 0, 60])
    })
  )

  it.effect("of a host are shared by all clients of that host, and by no other's", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(json(thing))
      const limits = { calls: { max: 2, window: "1 minute", per: "host" } } as const
      const facts = { limits: { ...limits, perThread: limits.calls } }
      const [one, two, elsewhere] = yield* clients(layer, facts, facts, {
        ...facts,
        baseUrl: "https://other.example.com"
      })
      const calls = [one, two, one, elsewhere].map((each) =>
        each === undefined ? Effect.die("") : each.things.get(get)
      )
      yield* afterAnHour(Effect.all(calls, { concurrency: "unbounded" }))
      assert.deepStrictEqual(at, [0, 0, 0, 60])
    })
  )

  it.effect("count repetitions too", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(500), json(thing))
      const calls = { max: 1, window: "1 minute", per: "host" } as const
      const { things } = yield* client(layer, { limits: { calls, perThread: calls } })
      yield* afterAnHour(things.get(get))
      assert.deepStrictEqual(at, [0, 60])
    })
  )

  it.effect("time spent waiting for a limit is not time that the vendor took", () =>
    Effect.gen(function* () {
      const { layer } = timed(json(thing))
      const calls = { max: 1, window: "1 minute", per: "host" } as const
      const { things } = yield* client(layer, { limits: { calls, perThread: calls }, timeout: "1 second", retries: 0 })
      yield* things.get(get)
      assert.deepStrictEqual(yield* afterAnHour(things.get(get)), thing)
    })
  )
})

describe("headers that tell what the vendor counts", () => {
  const twoAMinute = { max: 2, window: "1 minute", per: "host" } as const
  const limits = { calls: twoAMinute, perThread: twoAMinute }
  /** `x-rate: <max>/<remaining>`, anew after half a minute. */
  const decodeRate = (headers: Readonly<Record<string, string | undefined>>): ToldRate => {
    const [max, remaining] = headers["x-rate"]?.split("/").map(Number) ?? []
    return { max, remaining, wait: 30_000 }
  }
  const told = (rate: string) => json(thing, { headers: { "x-rate": rate } })

  it.effect("change the figure that is counted to, until they change it back", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(told("3/2"), told("3/1"), told("3/0"), told("2/1"))
      const { things } = yield* client(layer, { limits, decodeRate: (headers) => ({ max: decodeRate(headers).max }) })
      yield* afterAnHour(Effect.forEach([1, 2, 3, 4, 5, 6], () => things.get(get)))
      assert.deepStrictEqual(at, [0, 0, 0, 60, 60, 120])
    })
  )

  it.effect("let a limit rest that is used up, before it refuses", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(told("2/0"), told("2/1"))
      const { things } = yield* client(layer, { limits, decodeRate })
      yield* afterAnHour(Effect.forEach([1, 2], () => things.get(get)))
      assert.deepStrictEqual(at, [0, 30])
    })
  )

  it.effect("say how long a refusal is waited for, unless Retry-After does", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429), status(429, { "retry-after": "7" }), json(thing))
      const { things } = yield* client(layer, { decodeRate })
      yield* afterAnHour(things.get(get))
      assert.deepStrictEqual(at, [0, 30, 37])
    })
  )
})

describe("a wait that is too long", () => {
  it.effect("ends the call with the vendor's own refusal", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429, { "retry-after": "86400" }), json(thing))
      const { things } = yield* client(layer)
      const error = yield* Effect.flip(things.create({ payload: { name: "a" } }))
      assert.deepStrictEqual(error.reason, new RateLimited({ retryAfter: 86_400_000 }))
      assert.deepStrictEqual([error.status, error.applied, error.vendorMessage], [429, "no", "no"])
      assert.deepStrictEqual(at, [0])
    })
  )

  it.effect("ends the calls after it before they leave, with the limit's name and the time", () =>
    Effect.gen(function* () {
      const { at, layer } = timed(status(429, { "retry-after": "90" }), json(thing))
      const { things } = yield* client(layer, { maxLimitWait: "1 minute", retries: 0 })
      yield* Effect.flip(things.get(get))
      yield* TestClock.adjust("10 seconds")
      const error = yield* Effect.flip(things.create({ payload: { name: "a" } }))
      assert.deepStrictEqual(error.reason, new RateLimited({ retryAfter: 80_000, scope: "calls" }))
      assert.strictEqual(error.applied, "no")
      yield* TestClock.adjust("20 seconds")
      assert.deepStrictEqual(yield* afterAnHour(things.get(get)), thing)
      assert.deepStrictEqual(at, [0, 90])
    })
  )
})
