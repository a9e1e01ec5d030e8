import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import * as Faults from "../../../src/Faults.ts"
import * as InProcess from "../../../src/InProcess.ts"
import { ChatwootSimulator, type Limits } from "../../../src/simulators/chatwoot/index.ts"
import { call, simulator } from "./Support.ts"

const inProcess = (limits: Partial<Limits>) => ChatwootSimulator.layerInProcess({ limits, seed: { contacts: 1 } })

const status = (path: string, method: "GET" | "POST" = "GET") =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const { baseUrl, tokens } = yield* ChatwootSimulator
    const request = HttpClientRequest.make(method)(`${baseUrl}/api/v1/accounts/1/${path}`)
    return (yield* client.execute(HttpClientRequest.setHeader(request, "api-access-token", tokens.administrator)))
      .status
  })

it.live("429 is plain text without headers", () =>
  Effect.gen(function* () {
    yield* call("GET", "contacts/search?q=a")
    const answer = yield* call("GET", "contacts/search?q=a")
    assert.deepStrictEqual([answer.status, answer.text], [429, "Retry later\n"])
    assert.match(answer.headers["content-type"] ?? "", /^text\/plain/)
    assert.isUndefined(answer.headers["retry-after"])
    assert.strictEqual((yield* call("GET", "contacts")).status, 200)
  }).pipe(Effect.provide(simulator({ limits: { contactSearchPerMinute: 1 } })))
)

it.effect("windows are aligned to the epoch, not to the first call", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(59_000)
    assert.deepStrictEqual([yield* status("labels"), yield* status("labels"), yield* status("labels")], [200, 200, 429])
    yield* TestClock.setTime(60_000)
    assert.strictEqual(yield* status("labels"), 200)
  }).pipe(Effect.provide(inProcess({ requestsPerMinute: 2 })), Effect.provide(InProcess.layerUnreachable))
)

it.effect("conversations/meta by the minute, uploads by the hour", () =>
  Effect.gen(function* () {
    assert.deepStrictEqual([yield* status("conversations/meta"), yield* status("conversations/meta")], [200, 429])
    assert.deepStrictEqual([yield* status("upload", "POST"), yield* status("upload", "POST")], [422, 429])
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(yield* status("conversations/meta"), 200)
    assert.strictEqual(yield* status("upload", "POST"), 429)
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(yield* status("upload", "POST"), 422)
  }).pipe(
    Effect.provide(inProcess({ conversationsMetaPerMinute: 1, uploadsPerHour: 1 })),
    Effect.provide(InProcess.layerUnreachable)
  )
)

it.live("the simulator's faults: a reply lost after the write was applied", () =>
  Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    yield* chatwoot.faults.next(Faults.dropAfter, { method: "POST", path: "/contacts" })
    const lost = yield* Effect.exit(
      Effect.tryPromise(() =>
        fetch(`${chatwoot.baseUrl}/api/v1/accounts/1/contacts`, {
          method: "POST",
          headers: { "api-access-token": chatwoot.tokens.administrator, "content-type": "application/json" },
          body: JSON.stringify({ name: "Ann", email: "ann@example.com" })
        })
      )
    )
    assert.strictEqual(lost._tag, "Failure")
    assert.strictEqual((yield* chatwoot.contacts).length, 1)
  }).pipe(Effect.provide(simulator()))
)
