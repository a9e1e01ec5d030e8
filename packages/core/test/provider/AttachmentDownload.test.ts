import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Layer, Stream } from "effect"
import { FetchHttpClient, HttpClient, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { AttachmentDownload, type DownloadOptions, type ProviderError } from "../../src/provider/index.ts"
import { type Answer, answering, broken, brokenBody, hang, status } from "./FakeVendor.ts"

const url = "https://cdn.example.com/a.png"
const bytes =
  (size: number, headers: Record<string, string> = {}): Answer =>
  () =>
    Effect.sync(() => new Response(new Uint8Array(size).fill(7), { headers }))
const redirect = (location: string, code = 302): Answer => status(code, { location })

const read = (options: Partial<DownloadOptions> = {}) =>
  AttachmentDownload.download({ url, provider: "fake", ...options }).pipe(
    Stream.runFold(
      () => 0,
      (size, piece) => size + piece.length
    )
  )

const afterAnHour = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("1 hour")
    return yield* Fiber.await(fiber)
  })

const failureOf = Effect.fnUntraced(function* <A>(effect: Effect.Effect<A, ProviderError, HttpClient.HttpClient>) {
  const exit = yield* afterAnHour(effect)
  if (Exit.isSuccess(exit)) return assert.fail("it succeeded")
  return Cause.squash(exit.cause) as ProviderError
})

describe("download", () => {
  it.effect("answers the bytes, sending no credential and no trace", () => {
    const { layer, sent } = answering(bytes(1000))
    return Effect.gen(function* () {
      assert.strictEqual(yield* read(), 1000)
      assert.deepStrictEqual(Object.keys(sent[0]?.headers ?? { none: "" }), [])
    }).pipe(Effect.provide(layer))
  })

  it.effect("follows redirects, relative ones too, up to the limit", () => {
    const { layer, sent } = answering(redirect("/b.png"), redirect("https://other.example.com/c.png", 307), bytes(3))
    return Effect.gen(function* () {
      assert.strictEqual(yield* read(), 3)
      assert.deepStrictEqual(
        sent.map((request) => request.url),
        [url, "https://cdn.example.com/b.png", "https://other.example.com/c.png"]
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives up a circle of redirects", () => {
    const { layer, sent } = answering(redirect(url))
    return Effect.gen(function* () {
      const error = yield* failureOf(read({ maxRedirects: 2 }))
      assert.strictEqual(error.reason._tag, "MalformedResponse")
      assert.lengthOf(sent, 3)
    }).pipe(Effect.provide(layer))
  })

  it.effect.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost:6379/",
    "http://[::ffff:127.0.0.1]/",
    "ftp://example.com/a",
    "file:///etc/passwd",
    "https://user:hunter2@example.com/a",
    "not an address"
  ])("refuses %s before any call", (address) => {
    const { layer, sent } = answering(bytes(1))
    return Effect.gen(function* () {
      const error = yield* failureOf(read({ url: address }))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.notInclude(error.message, "hunter2")
      assert.lengthOf(sent, 0)
    }).pipe(Effect.provide(layer))
  })

  it.effect.each(["http://10.0.0.1/a", "//127.0.0.1/a", "http://2130706433/a", "file:///etc/passwd"])(
    "refuses a redirect to %s",
    (location) => {
      const { layer, sent } = answering(redirect(location), bytes(1))
      return Effect.gen(function* () {
        assert.strictEqual((yield* failureOf(read())).reason._tag, "InvalidRequest")
        assert.lengthOf(sent, 1)
      }).pipe(Effect.provide(layer))
    }
  )

  it.effect("reaches a private host that is allowed, by name or with its port, and no other", () => {
    const { layer } = answering(bytes(1))
    return Effect.gen(function* () {
      const local = { url: "http://127.0.0.1:3000/a" }
      assert.strictEqual(yield* read({ ...local, allowPrivateHosts: ["127.0.0.1:3000"] }), 1)
      assert.strictEqual(yield* read({ ...local, allowPrivateHosts: ["127.0.0.1"] }), 1)
      assert.strictEqual(
        (yield* failureOf(read({ ...local, allowPrivateHosts: ["127.0.0.1:3001"] })))._tag,
        "ProviderError"
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("does not let fetch follow redirects unseen", () => {
    const modes: Array<string | undefined> = []
    const fake: typeof globalThis.fetch = (_url, init) => {
      modes.push(init?.redirect)
      return Promise.resolve(new Response("x"))
    }
    return Effect.gen(function* () {
      yield* read()
      assert.deepStrictEqual(modes, ["manual"])
    }).pipe(Effect.provideService(FetchHttpClient.Fetch, fake), Effect.provide(FetchHttpClient.layer))
  })

  it.effect("is too large: by what is announced, before anything is read", () => {
    const { layer } = answering(bytes(11, { "content-length": "11" }))
    return Effect.gen(function* () {
      const error = yield* failureOf(read({ maxBytes: 10 }))
      assert.strictEqual(error.reason._tag, "PayloadTooLarge")
      assert.match(error.message, /10 bytes are allowed/)
    }).pipe(Effect.provide(layer))
  })

  it.effect("is too large: by what comes, when less was announced; reading ends there", () => {
    let pulled = 0
    const endless: Answer = () =>
      Effect.sync(
        () =>
          new Response(
            new ReadableStream<Uint8Array>({
              pull: (controller) => {
                pulled++
                controller.enqueue(new Uint8Array(100))
              }
            }),
            { headers: { "content-length": "5" } }
          )
      )
    const { layer } = answering(endless)
    return Effect.gen(function* () {
      assert.strictEqual((yield* failureOf(read({ maxBytes: 1000 }))).reason._tag, "PayloadTooLarge")
      assert.isBelow(pulled, 20)
    }).pipe(Effect.provide(layer))
  })

  it.effect("of exactly the size allowed is not too large", () => {
    const { layer } = answering(bytes(10))
    return Effect.gen(function* () {
      assert.strictEqual(yield* read({ maxBytes: 10 }), 10)
    }).pipe(Effect.provide(layer))
  })

  it.effect.each([status(404), status(503), status(429), broken("ECONNRESET")])(
    "waits for a file that is not there yet (%#)",
    (answer) => {
      const { layer, sent } = answering(answer, answer, bytes(5))
      return Effect.gen(function* () {
        assert.deepStrictEqual(yield* afterAnHour(read()), Exit.succeed(5))
        assert.lengthOf(sent, 3)
      }).pipe(Effect.provide(layer))
    }
  )

  it.effect.each([
    [status(404), "NotFound", 4],
    [status(403), "Forbidden", 1],
    [hang, "Timeout", 4],
    [brokenBody, "Transport", 1],
    [broken("ERR_PRIVATE_ADDRESS"), "InvalidRequest", 1]
  ] as const)("gives up in the end (%#)", ([answer, reason, calls]) => {
    const { layer, sent } = answering(answer)
    return Effect.gen(function* () {
      const error = yield* failureOf(read())
      assert.strictEqual(error.reason._tag, reason)
      assert.strictEqual(error.operation, "attachments.download")
      assert.notProperty(error, "applied")
      assert.lengthOf(sent, calls)
    }).pipe(Effect.provide(layer))
  })

  it.effect("times out when nothing more comes, and closes the connection; also when the reader stops", () => {
    const closed: Array<string> = []
    const layer = Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request, address, signal) =>
        Effect.sync(() => {
          signal.addEventListener("abort", () => closed.push(address.pathname))
          const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(3)) })
          return HttpClientResponse.fromWeb(request, new Response(body))
        })
      )
    )
    return Effect.gen(function* () {
      const error = yield* failureOf(read({ url: "https://example.com/stalled" }))
      assert.strictEqual(error.reason._tag, "Timeout")
      const stopped = AttachmentDownload.download({ url: "https://example.com/stopped", provider: "fake" })
      yield* Stream.runDrain(Stream.take(stopped, 1))
      assert.deepStrictEqual(closed, ["/stalled", "/stopped"])
    }).pipe(Effect.provide(layer))
  })
})

describe("operation", () => {
  const failing = (part: { readonly url?: string; readonly mediaId?: string }, mediaIdHint?: string) =>
    Effect.gen(function* () {
      const http = yield* HttpClient.HttpClient
      const facts = { http, provider: "fake", ...(mediaIdHint === undefined ? {} : { mediaIdHint }) }
      const download = AttachmentDownload.operation(facts)
      return yield* Effect.flip(Stream.runDrain(download({ type: "image", ...part }, { maxBytes: 2 })))
    }).pipe(Effect.provide(answering(bytes(3)).layer))

  it.effect("downloads a part by its address, up to the limit", () =>
    Effect.map(failing({ url }), ({ operation, reason }) =>
      assert.deepStrictEqual([operation, reason._tag], ["attachments.download", "PayloadTooLarge"])
    )
  )

  it.effect("says of a part without one what it lacks, or what else to do", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* failing({})).message, "fake attachments.download: url: the part has no address")
      assert.strictEqual((yield* failing({ mediaId: "7" })).reason._tag, "InvalidRequest")
      const hinted = yield* failing({ mediaId: "7" }, "ask Meta")
      assert.strictEqual(hinted.message, "fake attachments.download: not supported: ask Meta")
    })
  )
})
