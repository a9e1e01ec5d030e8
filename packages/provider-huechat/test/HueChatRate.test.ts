/** What the headers of replies teach the limiter, and how refusals for the rate are waited for. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { answer, answered, listContacts, message, page, send } from "./Answered.ts"

/** The three headers; `reset` in seconds since 1970, which is when the test's clock begins. */
const rate = (limit: number, remaining: number, reset: number) => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(reset)
})

describe("headers", () => {
  it.effect.each<readonly [limit: number, within: number]>([
    [3, 3],
    [1000, 300]
  ])("a key's own limit of %i takes the place of the documented 240", ([limit, within]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([answer(200, { payload: [] }, rate(limit, limit - 1, 60))])
      yield* listContacts(client)
      const calls = Array.from({ length: 299 }, () => listContacts(client))
      const running = yield* Effect.forkChild(Effect.all(calls, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.strictEqual(sent.length, within)
      yield* Fiber.interrupt(running)
    })
  )

  it.effect("an endpoint that is used up rests until its window ends, and no other does", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([answer(200, { payload: [] }, rate(240, 0, 30)), page])
      yield* listContacts(client)
      const running = yield* Effect.forkChild(listContacts(client))
      yield* TestClock.adjust("29 seconds")
      assert.strictEqual(sent.length, 1)
      yield* client.webhooks.list({ params: { account_id: 1 } })
      assert.strictEqual(sent.length, 2)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(running)
      assert.strictEqual(sent.length, 3)
    })
  )

  it.effect("headers that are none teach nothing", () =>
    Effect.gen(function* () {
      const junk = { "x-ratelimit-limit": "many", "x-ratelimit-remaining": "", "x-ratelimit-reset": "soon" }
      const { client, sent } = yield* answered([answer(200, { payload: [] }, junk)])
      yield* Effect.all(Array.from({ length: 240 }, () => listContacts(client)))
      assert.strictEqual(sent.length, 240)
    })
  )
})

describe("contradiction 34: refusals for the rate", () => {
  const tooMany = { error: "Rate limit exceeded", code: "rate_limited", status: 429 }

  it.effect.each<readonly [why: string, headers: Record<string, string>, seconds: number]>([
    ["until the window ends", rate(120, 0, 100 + 17), 17],
    ["a second where it has ended", rate(120, 0, 99), 1],
    ["a minute at most", rate(120, 0, 100 + 4000), 60],
    ["a second where nobody says", {}, 1],
    ["as long as Retry-After says, where it is there", { ...rate(120, 0, 100 + 17), "retry-after": "5" }, 5]
  ])("are waited for %s, by a write too", ([, headers, seconds]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(100_000)
      const { client, sent } = yield* answered([answer(429, tooMany, headers), message])
      const running = yield* Effect.forkChild(send(client))
      yield* TestClock.adjust(seconds * 1000 - 1)
      assert.strictEqual(sent.length, 1)
      yield* TestClock.adjust(1)
      assert.strictEqual((yield* Fiber.join(running)).id, 502)
      assert.strictEqual(sent.length, 2)
    })
  )

  it.effect("say how long when there are no more attempts, and keep their words", () =>
    Effect.gen(function* () {
      const { client } = yield* answered([answer(429, tooMany, rate(240, 0, 17))], { retries: 0 })
      const error = yield* Effect.flip(listContacts(client))
      assert.strictEqual(error.reason._tag === "RateLimited" ? error.reason.retryAfter : 0, 17_000)
      assert.strictEqual(error.vendorMessage, "Rate limit exceeded")
    })
  )

  it.effect("count when their body breaks off", () =>
    Effect.gen(function* () {
      const broken = () =>
        new Response(new ReadableStream({ start: (controller) => controller.error(new Error("reset")) }), {
          status: 429
        })
      const { client } = yield* answered([broken], { retries: 0 })
      const error = yield* Effect.flip(listContacts(client))
      assert.strictEqual(error.reason._tag === "RateLimited" ? error.reason.retryAfter : 0, 1000)
    })
  )

  it.effect("are the only 4xx that is made again", () =>
    Effect.gen(function* () {
      for (const status of [400, 401, 403, 404, 409, 413, 422, 426]) {
        const { client, sent } = yield* answered([answer(status, {})])
        yield* Effect.flip(listContacts(client))
        assert.strictEqual(sent.length, 1, String(status))
      }
    })
  )

  it.effect("a month's generations that are used up are a quota, and not asked for again", () =>
    Effect.gen(function* () {
      const body = { error: "You've used all your AI generations for this month", code: "monthly_limit_exceeded" }
      const { client, sent } = yield* answered([answer(429, body, rate(10, 4, 60))])
      const payload = { description: "A friendly greeting", category: "UTILITY", language: "en" } as const
      const error = yield* Effect.flip(client.templates.generate({ params: { accountId: 1 }, payload }))
      assert.strictEqual(error.reason._tag, "QuotaExceeded")
      assert.strictEqual(error.retryable, false)
      assert.strictEqual(sent.length, 1)
    })
  )
})
