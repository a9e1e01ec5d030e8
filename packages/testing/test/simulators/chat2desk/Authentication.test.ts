import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import { call, greet, inProcess, simulator } from "./Support.ts"

describe("the token", () => {
  it.live("is bare, over real HTTP", () =>
    Effect.gen(function* () {
      const { token } = yield* Chat2DeskSimulator
      assert.strictEqual((yield* call("GET", "channels")).status, 200)
      const bearer = yield* call("GET", "channels", { authorization: `Bearer ${token}` })
      assert.deepStrictEqual([bearer.status, bearer.body.message], [401, "You need to auth"])
      const none = yield* call("GET", "channels", { authorization: "" })
      assert.deepStrictEqual(
        [none.status, none.body.message],
        [401, "You have to specify your token. See API manual on info@chat2desk.com"]
      )
    }).pipe(Effect.provide(simulator()))
  )
})

describe("the rate of sending", () => {
  it.effect("is counted by the second, for messages alone, and no header tells when to come back", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      const send = call("POST", "messages", { json: { client_id, text: "Hi" } })
      for (let count = 0; count < 3; count++) assert.strictEqual((yield* send).status, 200)
      const refused = yield* send
      assert.deepStrictEqual([refused.status, refused.body.message], [429, "Too many requests"])
      assert.isUndefined(refused.headers["retry-after"])
      assert.strictEqual((yield* call("GET", "messages")).status, 200)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* send).status, 200)
    }).pipe(Effect.provide(inProcess({ messagesPerSecond: 3 })))
  )
})

describe("the monthly quota", () => {
  it.effect("refuses everything once it is used up, until the next month", () =>
    Effect.gen(function* () {
      const { body } = yield* call("GET", "companies/api_info")
      assert.deepStrictEqual(body.data.api_calls, { used_this_month: 1, left_free_requests: 1, left_paid_requests: 0 })
      assert.strictEqual((yield* call("GET", "clients")).status, 200)
      const refused = yield* call("GET", "clients")
      assert.isAtLeast(refused.status, 400)
      assert.strictEqual(refused.body.message, "API calls exceeded API limit per month")
      yield* TestClock.adjust("27 days")
      assert.strictEqual((yield* call("GET", "clients")).status, 200)
    }).pipe(Effect.provide(inProcess({ requestsPerMonth: 2 })))
  )

  it.effect("goes by the API mode, and by what was bought besides", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      assert.strictEqual((yield* call("GET", "companies/api_info")).body.data.api_calls.left_free_requests, 9_999)
      yield* chat2desk.changeSettings({ apiMode: "locked" })
      assert.notStrictEqual((yield* call("GET", "clients")).status, 200)
      yield* chat2desk.changeSettings({ paidRequests: 10 })
      assert.strictEqual((yield* call("GET", "clients")).status, 200)
    }).pipe(Effect.provide(inProcess({ settings: { apiMode: "demo" } })))
  )

  it.effect("is not used up by calls without the right token", () =>
    Effect.gen(function* () {
      yield* call("GET", "clients", { authorization: "wrong" })
      assert.strictEqual((yield* call("GET", "companies/api_info")).body.data.api_calls.used_this_month, 1)
    }).pipe(Effect.provide(inProcess()))
  )
})
