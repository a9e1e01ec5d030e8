import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Schema, Tracer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientResponse } from "effect/http"
import { HttpApi, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { TestClock } from "effect/testing"
import { callPolicy, InvalidRequest, ok, type ProviderError, Timeout, VendorCall } from "../../src/provider/index.ts"
import { type Answer, answering, broken, brokenBody, client, facts, hang, json, secret, status } from "./FakeVendor.ts"

const thing = { id: 1, name: "a" }

/** Runs to the end whatever waits in it. */
const settle = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("1 hour")
    return yield* Fiber.await(fiber)
  })

const failure = <A>(effect: Effect.Effect<A, ProviderError>) =>
  Effect.flatMap(settle(effect), (exit) => Effect.flip(Effect.suspend(() => exit)))

const get = Effect.fnUntraced(function* (...answers: ReadonlyArray<Answer>) {
  const { layer, sent } = answering(...answers)
  const { things } = yield* client(layer)
  return { call: things.get({ params: { id: "1" } }), sent }
})

const create = Effect.fnUntraced(function* (...answers: ReadonlyArray<Answer>) {
  const { layer, sent } = answering(...answers)
  const { things } = yield* client(layer)
  return { call: things.create({ payload: { name: "a" } }), sent }
})

describe("requests", () => {
  it.effect("go to the base URL, authenticated for the API that they belong to, without tracing headers", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(json([thing]), json(thing))
      const { things, notes } = yield* client(layer)
      yield* things.list({ query: { page: 2 } })
      yield* notes.send({ params: { id: "7" }, payload: { name: "a" } })
      assert.strictEqual(sent[0]?.url, "https://fake.example.com/things?page=2")
      assert.strictEqual(sent[0]?.headers["x-api-token"], secret)
      assert.strictEqual(sent[0]?.headers.accept, "application/json")
      assert.deepStrictEqual(
        sent.map(({ headers }) => headers["x-group"]),
        ["things", "notes"]
      )
      assert.notProperty(sent[0]?.headers, "traceparent")
      assert.notProperty(sent[0]?.headers, "b3")
    })
  )

  it.effect("carry tracing headers where the vendor is to have them", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(json([thing]))
      const { things } = yield* client(layer, { propagateTraces: true })
      yield* things.list({ query: {} })
      assert.property(sent[0]?.headers, "traceparent")
    })
  )

  it.effect("that do not fit the documentation are never sent", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering()
      const { things } = yield* client(layer)
      const error = yield* Effect.flip(things.create({ payload: { name: "" } }))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.strictEqual(error.applied, "no")
      assert.match(error.message, /name: /)
      assert.lengthOf(sent, 0)
    })
  )

  it.effect.each(["", ".", ".."])("with %j for an id are never sent: it would be another address", (id) =>
    Effect.gen(function* () {
      const { layer, sent } = answering()
      const { things } = yield* client(layer)
      const error = yield* Effect.flip(things.remove({ params: { id } }))
      assert.deepStrictEqual(error.reason, new InvalidRequest({ issues: [{ field: "id", message: "is not an id" }] }))
      assert.strictEqual(error.applied, "no")
      assert.lengthOf(sent, 0)
    })
  )

  it.effect("percent-encode what an id holds", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(status(200))
      const { things } = yield* client(layer)
      yield* things.remove({ params: { id: "a/../b?c#d" } })
      assert.strictEqual(sent[0]?.url, "https://fake.example.com/things/a%2F..%2Fb%3Fc%23d")
    })
  )

  it.effect("of an endpoint that is documented by mistake are a defect", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering()
      const { things } = yield* client(layer)
      const exit = yield* Effect.exit(things.wrong({}))
      assert.isTrue(Exit.hasDies(exit))
      assert.lengthOf(sent, 0)
    })
  )

  it.effect("of an endpoint with a limit that nobody declared cannot be made at all", () =>
    Effect.gen(function* () {
      const api = HttpApi.make("x").add(
        HttpApiGroup.make("x").add(
          HttpApiEndpoint.get("y", "/y", { success: ok(Schema.String) }).annotateMerge(
            callPolicy({ limits: ["clals"] })
          )
        )
      )
      const exit = yield* Effect.exit(VendorCall.make(api, facts).pipe(Effect.provide(answering().layer)))
      assert.isTrue(Exit.hasDies(exit))
    })
  )
})

describe("replies", () => {
  it.effect("are the vendor's own object, with what is not documented", () =>
    Effect.gen(function* () {
      const { call } = yield* get(json({ ...thing, extra: { deep: [1] } }))
      assert.deepStrictEqual<unknown>(yield* call, { ...thing, extra: { deep: [1] } })
    })
  )

  it.effect.each([200, 201, 202, 203, 206])("under %d are a success", (code) =>
    Effect.gen(function* () {
      const { call } = yield* create(json(thing, { status: code }))
      assert.deepStrictEqual(yield* call, thing)
    })
  )

  it.effect("are read whatever content type they claim", () =>
    Effect.gen(function* () {
      const { call } = yield* get(() => Effect.sync(() => new Response(JSON.stringify(thing))))
      assert.deepStrictEqual(yield* call, thing)
    })
  )

  it.effect.each([
    ["204", status(204)],
    ["an empty 200", status(200, {}, "")],
    ["a page", status(202, { "content-type": "text/html" }, "<html>")],
    ["JSON", json({ ok: true })]
  ] as const)("that say nothing may be %s", ([, answer]) =>
    Effect.gen(function* () {
      const { layer } = answering(answer)
      const { things } = yield* client(layer)
      yield* things.remove({ params: { id: "1" } })
    })
  )

  it.effect("that do not fit fail with the path of what is wrong; a write was done all the same", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(json([thing, { id: "2", name: "b" }]), json({ id: 1 }))
      const { things } = yield* client(layer)
      const read = yield* failure(things.list({ query: {} }))
      assert.strictEqual(read.reason._tag, "MalformedResponse")
      assert.match(read.message, /1\.id: /)
      assert.notProperty(read, "applied")
      const write = yield* failure(things.create({ payload: { name: "a" } }))
      assert.strictEqual(write.reason._tag, "MalformedResponse")
      assert.strictEqual(write.applied, "yes")
      assert.lengthOf(sent, 2, "neither is asked for again")
    })
  )

  it.effect("say at most five of a page's faults", () =>
    Effect.gen(function* () {
      const { layer } = answering(json(Array.from({ length: 100 }, () => ({}))))
      const { things } = yield* client(layer)
      const { reason } = yield* failure(things.list({ query: {} }))
      assert.lengthOf(reason._tag === "MalformedResponse" ? reason.issues : [], 6)
    })
  )

  it.effect.each([
    ["not JSON", "<html>"],
    ["cut off", '{"id":1,"na'],
    ["empty", ""]
  ] as const)("that are %s are malformed", ([, body]) =>
    Effect.gen(function* () {
      const { layer, sent } = answering(status(200, {}, body))
      const { things } = yield* client(layer)
      assert.strictEqual((yield* failure(things.get({ params: { id: "1" } }))).reason._tag, "MalformedResponse")
      const write = yield* failure(things.create({ payload: { name: "a" } }))
      assert.strictEqual(write.reason._tag, "MalformedResponse")
      assert.strictEqual(write.applied, "yes")
      assert.lengthOf(sent, 2)
    })
  )

  it.effect("that break off are asked for again by a read; a write was done", () =>
    Effect.gen(function* () {
      const read = yield* get(brokenBody, json(thing))
      assert.deepStrictEqual(yield* yield* settle(read.call), thing)
      assert.lengthOf(read.sent, 2)
      const write = yield* create(brokenBody, json(thing))
      const error = yield* failure(write.call)
      assert.strictEqual(error.reason._tag, "MalformedResponse")
      assert.strictEqual(error.applied, "yes")
      assert.lengthOf(write.sent, 1)
    })
  )

  it.effect("that redirect are not followed: the credentials would go along", () =>
    Effect.gen(function* () {
      const { call, sent } = yield* create(status(301, { location: "https://elsewhere.example.com/things" }))
      const error = yield* failure(call)
      assert.strictEqual(error.reason._tag, "MalformedResponse")
      assert.strictEqual(error.applied, "no")
      assert.match(error.message, /redirected to elsewhere\.example\.com: is the base URL right\?/)
      assert.lengthOf(sent, 1)
    })
  )

  it.effect("that redirect are not followed by fetch either", () =>
    Effect.gen(function* () {
      const modes: Array<string | undefined> = []
      const fake: typeof globalThis.fetch = (_url, init) => {
        modes.push(init?.redirect)
        return Promise.resolve(Response.json(thing))
      }
      const { things } = yield* client(FetchHttpClient.layer)
      yield* things.get({ params: { id: "1" } }).pipe(Effect.provideService(FetchHttpClient.Fetch, fake))
      assert.deepStrictEqual(modes, ["manual"])
    })
  )
})

describe("statuses", () => {
  const cases = [
    [400, "InvalidRequest", "no", false],
    [401, "Unauthorized", "no", false],
    [402, "QuotaExceeded", "no", false],
    [403, "Forbidden", "no", false],
    [404, "NotFound", "no", false],
    [405, "InvalidRequest", "no", false],
    [409, "Conflict", "no", false],
    [410, "NotFound", "no", false],
    [413, "PayloadTooLarge", "no", false],
    [418, "InvalidRequest", "no", false],
    [422, "InvalidRequest", "no", false],
    [500, "Unavailable", "unknown", true],
    [503, "Unavailable", "unknown", true],
    [599, "Unavailable", "unknown", true]
  ] as const
  it.effect.each(cases)("%d is %s; of a write, applied: %s", ([code, reason, applied, retryable]) =>
    Effect.gen(function* () {
      const { call, sent } = yield* create(status(code))
      const error = yield* failure(call)
      assert.deepStrictEqual(
        [error.reason._tag, error.applied, error.retryable, error.status, error.vendorMessage],
        [reason, applied, retryable, code, "no"]
      )
      assert.lengthOf(sent, 1, "a write is not made again")
      assert.strictEqual(error.operation, "things.create")
    })
  )

  it.effect("the vendor's own reading of a refusal goes before the status", () =>
    Effect.gen(function* () {
      const { layer } = answering(status(422))
      const { things } = yield* client(layer, {
        decodeError: ({ status, retryAfter }) => ({ vendorCode: `${status}/${retryAfter}` })
      })
      assert.strictEqual((yield* failure(things.get({ params: { id: "1" } }))).vendorCode, "422/undefined")
    })
  )
})

describe("repeating", () => {
  it.effect("a read is made again until it is answered, and gives up after four times", () =>
    Effect.gen(function* () {
      const good = yield* get(status(500), broken("ECONNRESET"), status(503), json(thing))
      assert.deepStrictEqual(yield* yield* settle(good.call), thing)
      const bad = yield* get(status(500))
      assert.strictEqual((yield* failure(bad.call)).reason._tag, "Unavailable")
      assert.lengthOf(bad.sent, 5)
    })
  )

  it.effect("waits longer each time, and not at all for what cannot get better", () =>
    Effect.gen(function* () {
      const { call, sent } = yield* get(status(500))
      const fiber = yield* Effect.forkChild(Effect.exit(call))
      const after: Array<number> = []
      for (const millis of [0, 99, 101, 400, 800, 1600]) {
        yield* TestClock.adjust(millis)
        after.push(sent.length)
      }
      assert.deepStrictEqual(after, [1, 1, 2, 3, 4, 5])
      yield* Fiber.join(fiber)
      const refused = yield* get(status(404))
      yield* Effect.flip(refused.call)
      assert.lengthOf(refused.sent, 1)
    })
  )

  it.effect("a write is made again only when it cannot have been applied", () =>
    Effect.gen(function* () {
      for (const answer of [broken("ECONNREFUSED"), broken("ENOTFOUND"), status(429)]) {
        const { call, sent } = yield* create(answer, json(thing))
        assert.deepStrictEqual(yield* yield* settle(call), thing)
        assert.lengthOf(sent, 2)
      }
      for (const answer of [broken("ECONNRESET"), broken(), status(500), hang]) {
        const { call, sent } = yield* create(answer, json(thing))
        const error = yield* failure(call)
        assert.strictEqual(error.applied, "unknown")
        assert.isTrue(error.retryable)
        assert.lengthOf(sent, 1)
      }
    })
  )

  it.effect("a host that the transport refuses as private is told once, in words", () =>
    Effect.gen(function* () {
      const { call, sent } = yield* create(broken("ERR_PRIVATE_ADDRESS"))
      const error = yield* failure(call)
      assert.deepStrictEqual([error.reason._tag, error.applied], ["InvalidRequest", "no"])
      assert.match(error.message, /leads to a private address/)
      assert.lengthOf(sent, 1)
    })
  )

  it.effect("a write with a key that the vendor honours is made again, the same endpoint without one is not", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(status(500), json(thing), status(500))
      const { things } = yield* client(layer)
      const withKey = yield* settle(things.createKeyed({ payload: { name: "a", key: "k" } }))
      assert.deepStrictEqual(yield* withKey, thing)
      assert.lengthOf(sent, 2)
      const error = yield* failure(things.createKeyed({ payload: { name: "a" } }))
      assert.strictEqual(error.applied, "unknown")
      assert.lengthOf(sent, 3)
    })
  )

  it.effect("a search that is a POST is made again, also when its reply broke off", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(status(500), brokenBody, json(thing))
      const { things } = yield* client(layer)
      assert.deepStrictEqual(yield* yield* settle(things.filter({ payload: { name: "a" } })), thing)
      assert.lengthOf(sent, 3)
    })
  )

  it.effect("retries: 0 makes every call once", () =>
    Effect.gen(function* () {
      for (const answer of [status(500), status(429), broken("ECONNREFUSED")]) {
        const { layer, sent } = answering(answer)
        const { things } = yield* client(layer, { retries: 0 })
        yield* failure(things.get({ params: { id: "1" } }))
        assert.lengthOf(sent, 1)
      }
    })
  )

  it.effect("no reply in time is a time-out, counted anew for each attempt", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering(hang)
      const { things } = yield* client(layer, { timeout: "2 seconds", retries: 1 })
      const error = yield* failure(things.get({ params: { id: "1" } }))
      assert.deepStrictEqual(error.reason, new Timeout({ after: 2000 }))
      assert.lengthOf(sent, 2)
      assert.notProperty(error, "applied")
    })
  )

  it.effect("a reply whose body never ends is a time-out, and the connection is given up", () =>
    Effect.gen(function* () {
      const aborted: Array<unknown> = []
      const layer = Layer.succeed(
        HttpClient.HttpClient,
        HttpClient.make((request, _url, signal) =>
          Effect.sync(() => {
            signal.addEventListener("abort", () => aborted.push(request.method))
            return HttpClientResponse.fromWeb(request, new Response(new ReadableStream({})))
          })
        )
      )
      const { things } = yield* client(layer, { timeout: "1 second", retries: 0 })
      const error = yield* failure(things.create({ payload: { name: "a" } }))
      assert.strictEqual(error.reason._tag, "Timeout")
      assert.strictEqual(error.applied, "unknown")
      assert.deepStrictEqual(aborted, ["POST"])
    })
  )

  it.effect("a refusal whose body never ends is told by its status", () =>
    Effect.gen(function* () {
      const { layer } = answering(() => Effect.sync(() => new Response(new ReadableStream({}), { status: 404 })))
      const { things } = yield* client(layer, { timeout: "1 second" })
      const error = yield* failure(things.remove({ params: { id: "1" } }))
      assert.strictEqual(error.reason._tag, "NotFound")
      assert.strictEqual(error.applied, "no")
    })
  )

  it.effect("interruption ends the call at once, wherever it waits", () =>
    Effect.gen(function* () {
      for (const answer of [hang, status(500)]) {
        const { call, sent } = yield* get(answer)
        const fiber = yield* Effect.forkChild(call)
        yield* TestClock.adjust(1)
        const before = sent.length
        yield* Fiber.interrupt(fiber)
        yield* TestClock.adjust("1 hour")
        assert.lengthOf(sent, before)
      }
    })
  )
})

describe("what is told", () => {
  const spansOf = <A, E, R>(effect: Effect.Effect<A, E, R>) => {
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    return Effect.as(Effect.provideService(Effect.exit(effect), Tracer.Tracer, tracer), spans)
  }

  it.effect("each call is one span with provider, operation and status, the repetitions counted", () =>
    Effect.gen(function* () {
      const { layer } = answering(status(500), json(thing))
      const { things } = yield* client(layer)
      const fiber = yield* Effect.forkChild(spansOf(things.get({ params: { id: "1" } })))
      yield* TestClock.adjust("1 minute")
      const [span, ...others] = yield* Fiber.join(fiber)
      assert.lengthOf(others, 0)
      assert.strictEqual(span?.name, "fake.things.get")
      assert.strictEqual(span?.kind, "client")
      assert.deepStrictEqual(Object.fromEntries(span?.attributes ?? []), {
        "dragoman.provider": "fake",
        "dragoman.operation": "things.get",
        "http.response.status_code": 200,
        "http.request.resend_count": 1
      })
    })
  )

  it.effect("no credential stands in an error, its JSON, or a span", () =>
    Effect.gen(function* () {
      for (const answer of [status(401), status(500), broken("ECONNRESET"), hang, status(301), status(200, {}, "{")]) {
        for (const propagateTraces of [false, true]) {
          const { layer } = answering(answer)
          const { things } = yield* client(layer, { propagateTraces, retries: 0 })
          const error = yield* failure(things.create({ payload: { name: "a" } }))
          const told = [
            String(error),
            error.message,
            error.stack,
            JSON.stringify(error),
            JSON.stringify(error.cause ?? "")
          ]
          const fiber = yield* Effect.forkChild(spansOf(things.create({ payload: { name: "a" } })))
          yield* TestClock.adjust("1 hour")
          const spans = yield* Fiber.join(fiber)
          told.push(
            ...spans.map((span) =>
              JSON.stringify(
                [span.name, [...span.attributes], span.status._tag === "Ended" ? span.status.exit : ""],
                bigints
              )
            )
          )
          for (const text of told) assert.notInclude(text, secret)
        }
      }
    })
  )
})

describe("an account that is described wrongly", () => {
  it.effect("ends the program at once, naming the base URL", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(client(answering().layer, { baseUrl: "chat.example.com" }))
      assert.include(String(exit), 'the base URL "chat.example.com" is not an address')
    })
  )
})

const bigints = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value)
