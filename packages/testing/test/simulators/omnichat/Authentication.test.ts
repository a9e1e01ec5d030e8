import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { call, greet, inProcess, sendWhatsApp, simulator } from "./Support.ts"

it.live("the token is accepted as Bearer and, bare, as Basic", () =>
  Effect.gen(function* () {
    const { token } = yield* OmnichatSimulator
    const statuses = yield* Effect.forEach(
      [`Bearer ${token}`, `Basic ${token}`, token, "Bearer other", ""],
      (authorization) => Effect.map(call("GET", "channels", { authorization }), ({ status }) => status)
    )
    assert.deepStrictEqual(statuses, [200, 200, 401, 401, 401])
  }).pipe(Effect.provide(simulator()))
)

it.live("one scheme alone, where the team is set up so", () =>
  Effect.gen(function* () {
    const { token } = yield* OmnichatSimulator
    assert.strictEqual((yield* call("GET", "channels", { authorization: `Basic ${token}` })).status, 401)
  }).pipe(Effect.provide(simulator({ authenticationSchemes: ["Bearer"] })))
)

it.live("a wrong token is a 400 on rooms, and Meta's code 190 on headless sends", () =>
  Effect.gen(function* () {
    const { channels } = yield* OmnichatSimulator
    const authorization = "Bearer wrong"
    const room = yield* call("POST", "rooms/assign-agent", { authorization, json: {} })
    assert.deepStrictEqual(
      [room.status, room.body],
      [400, { message: "OCE::BAD_REQUEST::Unauthenticated access token" }]
    )
    const headless = yield* call("POST", `whatsapp/headless-api/${channels.whatsapp}/messages`, {
      authorization,
      json: {}
    })
    assert.deepStrictEqual([headless.status, headless.body.error.code], [401, 190])
  }).pipe(Effect.provide(simulator()))
)

it.effect("40 requests a second over all endpoints, then 429 with Retry-After", () =>
  Effect.gen(function* () {
    yield* greet
    for (let number = 0; number < 20; number++) {
      assert.strictEqual((yield* call("GET", "channels")).status, 200)
      assert.strictEqual((yield* sendWhatsApp({ type: "text", text: { body: "Hi" } })).status, 200)
    }
    const over = yield* call("GET", "system-users")
    assert.deepStrictEqual([over.status, over.headers["retry-after"]], [429, "1"])
    yield* TestClock.adjust("1 second")
    assert.strictEqual((yield* call("GET", "system-users")).status, 200)
  }).pipe(Effect.provide(inProcess()))
)

it.effect("requests that are not the team's do not count", () =>
  Effect.gen(function* () {
    yield* call("GET", "channels", { authorization: "Bearer wrong" })
    assert.strictEqual((yield* call("GET", "channels")).status, 200)
    assert.strictEqual((yield* call("GET", "channels")).status, 429)
  }).pipe(Effect.provide(inProcess({ requestsPerSecond: 1 })))
)

it.live("a body that is no JSON, and a path that is none", () =>
  Effect.gen(function* () {
    const { channels } = yield* OmnichatSimulator
    const general = yield* call("PUT", "customers?memberId=1", { text: "{" })
    assert.deepStrictEqual([general.status, general.body.errorCode], [400, "INVALID_REQUEST_BODY"])
    const headless = yield* call("POST", `whatsapp/headless-api/${channels.whatsapp}/messages`, { text: "[]" })
    assert.deepStrictEqual([headless.status, headless.body.error.code], [400, 100])
    assert.deepStrictEqual((yield* call("GET", "nothing")).body, { errorCode: "NOT_FOUND", message: "Not found" })
  }).pipe(Effect.provide(simulator()))
)
