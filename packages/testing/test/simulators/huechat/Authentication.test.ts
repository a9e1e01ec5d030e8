import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import { call, inProcess, refusal, simulator } from "./Support.ts"

describe("keys", () => {
  it.live("in the header api_access_token; a wrong one and none are a 401", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* call("GET", "contacts")).status, 200)
      for (const token of ["hc_live_wrong", ""]) {
        const { body, headers, status } = yield* call("GET", "contacts", { token })
        const expected = { error: "API key is missing, invalid, or expired", code: "unauthorized", status: 401 }
        assert.deepStrictEqual([status, body], [401, expected])
        assert.isUndefined(headers["x-ratelimit-limit"])
      }
    }).pipe(Effect.provide(simulator()))
  )

  it.effect("with a scope do what it names, and no more", () =>
    Effect.gen(function* () {
      const { token } = yield* (yield* HueChatSimulator).addKey({ scopes: ["contacts:read"] })
      assert.strictEqual((yield* call("GET", "contacts", { token })).status, 200)
      const answer = yield* call("GET", "conversations", { token })
      assert.deepStrictEqual(refusal(answer), [403, "insufficient_scope"])
      assert.strictEqual(answer.body.error, "API key lacks conversations:read scope")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("end at their time, and at once when they are revoked", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { token } = yield* huechat.addKey({ expiresAt: (yield* Clock.currentTimeMillis) + 1000 })
      assert.strictEqual((yield* call("GET", "contacts", { token })).status, 200)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(refusal(yield* call("GET", "contacts", { token })), [401, "unauthorized"])
      const other = yield* huechat.addKey()
      yield* huechat.revokeKey(other.token)
      assert.strictEqual((yield* call("GET", "contacts", { token: other.token })).status, 401)
    }).pipe(Effect.provide(inProcess()))
  )

  it.live("come from the addresses and ranges that they are limited to", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const statusFrom = (allowedIps: ReadonlyArray<string>) =>
        Effect.gen(function* () {
          const { token } = yield* huechat.addKey({ allowedIps })
          return (yield* call("GET", "contacts", { token })).status
        })
      assert.strictEqual(yield* statusFrom(["127.0.0.1"]), 200)
      assert.strictEqual(yield* statusFrom(["203.0.113.0/24", "127.0.0.0/8"]), 200)
      assert.strictEqual(yield* statusFrom(["203.0.113.0/24", "2001:db8::/32"]), 401)
    }).pipe(Effect.provide(simulator()))
  )

  it.effect("categories of templates are public", () =>
    Effect.gen(function* () {
      const { body, headers, status } = yield* call("GET", "/api/v2/templates/categories", { token: "" })
      assert.deepStrictEqual([status, body.categories], [200, ["MARKETING", "UTILITY", "AUTHENTICATION"]])
      assert.isUndefined(headers["x-ratelimit-limit"])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("limits", () => {
  it.effect("by endpoint and key, in windows of 60 s, told by three headers", () =>
    Effect.gen(function* () {
      const rates = (headers: Readonly<Record<string, string | undefined>>) =>
        ["limit", "remaining", "reset"].map((name) => headers[`x-ratelimit-${name}`])
      yield* TestClock.adjust("90 seconds")
      const path = "v2/templates/sync"
      for (const remaining of ["4", "3", "2", "1", "0"]) {
        const { headers, status } = yield* call("POST", path)
        assert.deepStrictEqual([status, ...rates(headers)], [400, "5", remaining, "120"])
      }
      const over = yield* call("POST", path)
      assert.deepStrictEqual(refusal(over), [429, "rate_limit_exceeded"])
      assert.deepStrictEqual(rates(over.headers), ["5", "0", "120"])
      assert.isUndefined(over.headers["retry-after"])
      assert.strictEqual((yield* call("GET", "v2/templates")).status, 200)
      const other = yield* (yield* HueChatSimulator).addKey()
      assert.strictEqual((yield* call("POST", path, { token: other.token })).status, 400)
      yield* TestClock.adjust("30 seconds")
      assert.deepStrictEqual(rates((yield* call("POST", path)).headers), ["5", "4", "180"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("a key's own limit comes before the option's, and that before the documented one", () =>
    Effect.gen(function* () {
      const { token } = yield* (yield* HueChatSimulator).addKey({ requestsPerMinute: 1 })
      assert.strictEqual((yield* call("GET", "contacts")).headers["x-ratelimit-limit"], "1000")
      assert.strictEqual((yield* call("GET", "contacts", { token })).headers["x-ratelimit-limit"], "1")
      assert.strictEqual((yield* call("GET", "contacts", { token })).status, 429)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* call("GET", "contacts", { token })).status, 200)
    }).pipe(Effect.provide(inProcess({ limits: { requestsPerMinute: 1000, windowSeconds: 10 } })))
  )
})

it.effect("a body that is no JSON object is malformed", () =>
  Effect.gen(function* () {
    for (const text of ["{", "[]", '"text"']) {
      assert.deepStrictEqual(refusal(yield* call("POST", "conversations", { text })), [400, "invalid_body"])
    }
  }).pipe(Effect.provide(inProcess()))
)
