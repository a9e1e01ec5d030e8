import { assert, it } from "@effect/vitest"
import { Context, Effect, Fiber, Layer, Result, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import * as InProcess from "../src/InProcess.ts"

const routes = Layer.mergeAll(
  HttpRouter.add("GET", "/people/:id", (request) => HttpServerResponse.json({ url: request.url })),
  HttpRouter.add(
    "POST",
    "/people",
    Effect.flatMap(HttpServerRequest.schemaBodyJson(Schema.Struct({ name: Schema.String })), (body) =>
      HttpServerResponse.json({ id: 1, ...body }, { status: 201 })
    )
  ),
  HttpRouter.add("GET", "/slow", Effect.delay(HttpServerResponse.json({ slow: true }), "1 hour"))
)

const get = (url: string) => Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url))

it.effect("routes answer for any host", () =>
  Effect.gen(function* () {
    const response = yield* get("https://anything.example.com/people/7?x=%2B1")
    assert.strictEqual(response.status, 200)
    assert.deepStrictEqual(yield* response.json, { url: "/people/7?x=%2B1" })
  }).pipe(Effect.provide(InProcess.layer(routes)))
)

it.effect("bodies and statuses travel both ways", () =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const request = HttpClientRequest.post("http://x.test/people").pipe(
      HttpClientRequest.bodyJsonUnsafe({ name: "Alice" })
    )
    const response = yield* client.execute(request)
    assert.strictEqual(response.status, 201)
    assert.deepStrictEqual(yield* response.json, { id: 1, name: "Alice" })
  }).pipe(Effect.provide(InProcess.layer(routes)))
)

class Greeting extends Context.Service<Greeting, string>()("Greeting") {}

it.effect("what a handler needs, the layer needs", () =>
  Effect.gen(function* () {
    assert.strictEqual(yield* (yield* get("http://x.test/greet")).text, "hello")
  }).pipe(
    Effect.provide(
      InProcess.layer(
        HttpRouter.add(
          "GET",
          "/greet",
          Effect.map(Greeting, (greeting) => HttpServerResponse.text(greeting))
        )
      ).pipe(Layer.provide(Layer.succeed(Greeting, "hello")))
    )
  )
)

it.effect("an unknown route is a 404, not a failure", () =>
  Effect.gen(function* () {
    assert.strictEqual((yield* get("http://x.test/nothing")).status, 404)
  }).pipe(Effect.provide(InProcess.layer(routes)))
)

it.effect("TestClock governs the handlers", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(get("http://x.test/slow"))
    yield* TestClock.adjust("59 minutes")
    assert.strictEqual(fiber.pollUnsafe(), undefined)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(fiber)).status, 200)
  }).pipe(Effect.provide(InProcess.layer(routes)))
)

it.effect("a client that gives up interrupts the handler", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.timeoutOption(get("http://x.test/slow"), "5 seconds"))
    yield* TestClock.adjust("5 seconds")
    assert.strictEqual((yield* Fiber.join(fiber))._tag, "None")
  }).pipe(Effect.provide(InProcess.layer(routes)))
)

it.effect("nobody listens at an unreachable host", () =>
  Effect.gen(function* () {
    const result = yield* Effect.result(get("http://x.test/"))
    assert.isTrue(Result.isFailure(result) && result.failure.reason._tag === "TransportError")
  }).pipe(Effect.provide(InProcess.layerUnreachable))
)
