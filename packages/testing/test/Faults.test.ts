import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Fiber, Layer, Ref } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpRouter, HttpServer, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import * as Faults from "../src/Faults.ts"
import * as InProcess from "../src/InProcess.ts"
import { localServer } from "./LocalServer.ts"

/** How often the server applied a write. */
class Applied extends Context.Service<Applied, Ref.Ref<number>>()("Applied") {}
class BaseUrl extends Context.Service<BaseUrl, string>()("BaseUrl") {}

const applied = Layer.effect(Applied, Ref.make(0))
const routes = Layer.mergeAll(
  Faults.layerRoutes,
  HttpRouter.use((router) =>
    Effect.gen(function* () {
      const counter = yield* Applied
      yield* router.add(
        "POST",
        "/writes",
        Effect.andThen(
          Ref.update(counter, (n) => n + 1),
          HttpServerResponse.json({ written: "something long enough to be cut" })
        )
      )
      yield* router.add("GET", "/reads", HttpServerResponse.json({ read: true }))
    })
  )
)

const shared = Layer.mergeAll(Faults.layer, applied)

const inProcess = Layer.mergeAll(InProcess.layer(routes), Layer.succeed(BaseUrl, "http://server.test")).pipe(
  Layer.provideMerge(shared)
)

const served = HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true })
const address = Layer.effect(
  BaseUrl,
  Effect.map(HttpServer.HttpServer, (server) => HttpServer.formatAddress(server.address))
)
const realServer = Layer.mergeAll(served, address, FetchHttpClient.layer).pipe(
  Layer.provide(localServer),
  Layer.provideMerge(shared)
)

const call = (method: "GET" | "POST", path: string) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const response = yield* client.execute(HttpClientRequest.make(method)((yield* BaseUrl) + path))
    return { status: response.status, headers: response.headers, text: yield* response.text }
  })

const count = Effect.flatMap(Applied, Ref.get)

for (const [name, transport] of [
  ["in process", inProcess],
  ["on a real server", realServer]
] as const) {
  describe(name, () => {
    it.live("429 without a header", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.rateLimited())
        const answer = yield* call("POST", "/writes")
        assert.deepStrictEqual([answer.status, answer.text], [429, "Retry later\n"])
        assert.strictEqual(answer.headers["retry-after"], undefined)
        assert.strictEqual(yield* count, 0)
      }).pipe(Effect.provide(transport))
    )

    it.live("429 with Retry-After", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.rateLimited({ retryAfterSeconds: 7 }))
        assert.strictEqual((yield* call("GET", "/reads")).headers["retry-after"], "7")
      }).pipe(Effect.provide(transport))
    )

    it.live("500 as JSON and as a proxy's page", () =>
      Effect.gen(function* () {
        const faults = yield* Faults.Faults
        yield* faults.next(Faults.serverError())
        yield* faults.next(Faults.serverError({ body: "html", status: 502 }))
        const first = yield* call("POST", "/writes")
        assert.deepStrictEqual(JSON.parse(first.text), { status: 500, error: "Internal Server Error" })
        const second = yield* call("POST", "/writes")
        assert.strictEqual(second.status, 502)
        assert.include(second.text, "<html>")
        assert.strictEqual(yield* count, 0)
      }).pipe(Effect.provide(transport))
    )

    it.live("garble applies the write and cuts its reply", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.garble)
        const answer = yield* call("POST", "/writes")
        assert.strictEqual(answer.status, 200)
        assert.throws(() => JSON.parse(answer.text))
        assert.include(answer.headers["content-type"] ?? "", "json")
        assert.strictEqual(yield* count, 1)
      }).pipe(Effect.provide(transport))
    )

    it.live("drop before: a transport error, nothing applied", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.dropBefore)
        const error = yield* Effect.flip(call("POST", "/writes"))
        assert.strictEqual(error.reason._tag, "TransportError")
        assert.strictEqual(yield* count, 0)
        assert.strictEqual((yield* call("POST", "/writes")).status, 200)
      }).pipe(Effect.provide(transport))
    )

    it.live("drop after: a transport error, and the write is there", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.dropAfter)
        const error = yield* Effect.flip(call("POST", "/writes"))
        assert.strictEqual(error.reason._tag, "TransportError")
        assert.strictEqual(yield* count, 1)
      }).pipe(Effect.provide(transport))
    )

    it.live("hang: the client gives up, nothing applied, the next call is answered", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.hang)
        assert.strictEqual((yield* Effect.timeoutOption(call("POST", "/writes"), "50 millis"))._tag, "None")
        assert.strictEqual(yield* count, 0)
        assert.strictEqual((yield* call("POST", "/writes")).status, 200)
      }).pipe(Effect.provide(transport))
    )

    it.live("latency delays, then handles as usual", () =>
      Effect.gen(function* () {
        yield* (yield* Faults.Faults).next(Faults.latency("60 millis"))
        assert.strictEqual((yield* Effect.timeoutOption(call("POST", "/writes"), "20 millis"))._tag, "None")
        yield* (yield* Faults.Faults).next(Faults.latency("5 millis"))
        assert.strictEqual((yield* call("POST", "/writes")).status, 200)
      }).pipe(Effect.provide(transport))
    )

    it.live("only calls that match are hit, as often as asked", () =>
      Effect.gen(function* () {
        const faults = yield* Faults.Faults
        yield* faults.next(Faults.serverError(), { method: "POST", path: /^\/writes$/, times: 2 })
        assert.strictEqual((yield* call("GET", "/reads")).status, 200)
        const statuses = yield* Effect.all([1, 2, 3].map(() => call("POST", "/writes")))
        assert.deepStrictEqual(
          statuses.map((answer) => answer.status),
          [500, 500, 200]
        )
        yield* faults.next(Faults.hang, { times: 3 })
        assert.strictEqual(yield* faults.pending, 3)
        yield* faults.clear
        assert.strictEqual((yield* call("GET", "/reads")).status, 200)
      }).pipe(Effect.provide(transport))
    )
  })
}

it.effect("in process, TestClock governs latency", () =>
  Effect.gen(function* () {
    yield* (yield* Faults.Faults).next(Faults.latency("10 seconds"))
    const fiber = yield* Effect.forkChild(call("GET", "/reads"))
    yield* TestClock.adjust("9 seconds")
    assert.strictEqual(fiber.pollUnsafe(), undefined)
    yield* TestClock.adjust("1 second")
    assert.strictEqual((yield* Fiber.join(fiber)).status, 200)
  }).pipe(Effect.provide(inProcess))
)
