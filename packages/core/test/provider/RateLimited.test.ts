/** How the pipeline keeps to the limits, and what a refusal for rate teaches it. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { RateLimited } from "../../src/provider/index.ts"
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
