import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import type { OutboundMediaPart } from "../../src/domain/Outbound.ts"
import {
  AttachmentHost,
  AttachmentHostError,
  fetchSource,
  hostMedia,
  hostSource,
  type ProviderError
} from "../../src/provider/index.ts"
import { type Answer, answering } from "./FakeVendor.ts"

const options = { provider: "fake" }
const file = new File(["hello"], "a.txt", { type: "text/plain" })
const answer =
  (headers: Record<string, string>): Answer =>
  () =>
    Effect.sync(() => new Response("hello", { headers }))

const textOf = (stream: ReadableStream<Uint8Array>) => Effect.promise(() => new Response(stream as never).text())

const fetched = (url: string, headers: Record<string, string>, more: Record<string, string> = {}) =>
  fetchSource({ url }, { ...options, ...more }).pipe(Effect.provide(answering(answer(headers)).layer))

describe("fetchSource", () => {
  it.effect("is the file itself where there is one, under another name if asked", () =>
    Effect.gen(function* () {
      const { layer, sent } = answering()
      const same = yield* fetchSource({ file }, options).pipe(Effect.provide(layer))
      assert.strictEqual(same, file)
      const renamed = yield* fetchSource({ file }, { ...options, fileName: "b.txt" }).pipe(Effect.provide(layer))
      assert.deepStrictEqual([renamed.name, renamed.type, renamed.size], ["b.txt", "text/plain", 5])
      assert.strictEqual(yield* textOf(renamed.stream()), "hello")
      assert.lengthOf(sent, 0)
    })
  )

  it.effect("downloads an address into a file that can be read again", () =>
    Effect.gen(function* () {
      const got = yield* fetched("https://cdn.example.com/x/photo.png?sig=1", { "content-type": "image/png; a=b" })
      assert.deepStrictEqual([got.name, got.type, got.size], ["photo.png", "image/png", 5])
      assert.strictEqual(yield* textOf(got.stream()), "hello")
      assert.strictEqual(yield* textOf(got.stream()), "hello")
    })
  )

  it.effect.each([
    ["https://e.example.com/a%20b.pdf", {}, "a b.pdf"],
    ["https://e.example.com/", { "content-type": "application/pdf" }, "file.pdf"],
    ["https://e.example.com/blob/12345", { "content-type": "image/jpeg" }, "12345.jpg"],
    ["https://e.example.com/x", { "content-disposition": 'attachment; filename="r.xlsx"' }, "r.xlsx"],
    ["https://e.example.com/x", { "content-disposition": "attachment; filename*=UTF-8''r%C3%A9.txt" }, "ré.txt"],
    ["https://e.example.com/x", { "content-disposition": 'attachment; filename="../../etc/pass.wd"' }, "pass.wd"],
    ["https://e.example.com/%E0%A4%A", { "content-type": "x/y" }, "%E0%A4%A.bin"]
  ] as const)("names it: %s", ([url, headers, name]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* fetched(url, headers)).name, name)
      assert.strictEqual((yield* fetched(url, headers, { fileName: "mine.txt" })).name, "mine.txt")
    })
  )

  it.effect("keeps the download rules", () =>
    Effect.gen(function* () {
      const refused: Effect.Effect<unknown, ProviderError> = fetched("http://127.0.0.1/", {})
      assert.strictEqual((yield* Effect.flip(refused)).reason._tag, "InvalidRequest")
      const large = fetchSource({ url: "https://example.com/a" }, { ...options, maxBytes: 4 })
      const error = yield* Effect.flip(Effect.provide(large, answering(answer({})).layer))
      assert.deepStrictEqual([error.reason._tag, error.operation], ["PayloadTooLarge", "messages.send"])
    })
  )

  it.effect("cannot make bytes of a mediaId", () =>
    Effect.gen(function* () {
      const got: Effect.Effect<unknown, ProviderError, HttpClient.HttpClient> = fetchSource({ mediaId: "1" }, options)
      assert.strictEqual((yield* Effect.flip(Effect.provide(got, answering().layer))).reason._tag, "Unsupported")
    })
  )
})

describe("hostSource", () => {
  it.effect("is the address itself where there is one", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* hostSource({ url: "https://example.com/a" }, options), "https://example.com/a")
    })
  )

  it.effect("puts bytes on the application's host", () =>
    Effect.gen(function* () {
      const put = (given: { readonly name: string }) => Effect.succeed(`https://files.example.com/${given.name}`)
      const url = yield* Effect.provideService(
        hostSource({ file }, { ...options, fileName: "b.txt" }),
        AttachmentHost,
        { put }
      )
      assert.strictEqual(url, "https://files.example.com/b.txt")
    })
  )

  it.effect("says what is missing where there is none, and why it failed where it did", () =>
    Effect.gen(function* () {
      const without = yield* Effect.flip(hostSource({ file }, options))
      assert.match(without.message, /not supported: bytes need an AttachmentHost/)
      const put = () => Effect.fail(new AttachmentHostError({ message: "the disk is full" }))
      const failed = yield* Effect.flip(Effect.provideService(hostSource({ file }, options), AttachmentHost, { put }))
      assert.match(failed.message, /the attachment host failed: the disk is full/)
      assert.isTrue(failed.retryable)
    })
  )
})

describe("hostMedia", () => {
  const put = (given: { readonly name: string }) => Effect.succeed(`https://files.example.com/${given.name}`)
  const hosted = (part: OutboundMediaPart, more: { readonly takesMediaIds?: boolean } = {}) =>
    hostMedia({ text: "Look", media: [part] }, { ...options, ...more }).pipe(
      Effect.provideService(AttachmentHost, { put }),
      Effect.map(({ media, text }) => [text, ...media])
    )

  it.effect("puts an address in the place of bytes, which leave their name and type behind", () =>
    Effect.gen(function* () {
      const [text, part] = yield* hosted({ type: "file", source: { file }, caption: "It" })
      const source = { url: "https://files.example.com/a.txt" }
      assert.strictEqual(text, "Look")
      assert.deepStrictEqual<unknown>(part, {
        type: "file",
        source,
        caption: "It",
        fileName: "a.txt",
        mimeType: "text/plain"
      })
    })
  )

  it.effect("keeps the name and type that the part says", () =>
    Effect.gen(function* () {
      const [, part] = yield* hosted({ type: "file", source: { file }, fileName: "b.csv", mimeType: "text/csv" })
      const source = { url: "https://files.example.com/b.csv" }
      assert.deepStrictEqual<unknown>(part, { type: "file", source, fileName: "b.csv", mimeType: "text/csv" })
    })
  )

  it.effect("leaves an address as it is, and a handle where the vendor knows it", () =>
    Effect.gen(function* () {
      const address: OutboundMediaPart = { type: "image", source: { url: "https://example.com/a.png" } }
      assert.deepStrictEqual<unknown>(yield* hosted(address), ["Look", address])
      const handle: OutboundMediaPart = { type: "image", source: { mediaId: "m1" } }
      assert.deepStrictEqual<unknown>(yield* hosted(handle, { takesMediaIds: true }), ["Look", handle])
      assert.strictEqual((yield* Effect.flip(hosted(handle))).reason._tag, "Unsupported")
    })
  )
})
