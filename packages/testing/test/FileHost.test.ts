/** Files that are put somewhere are fetched from there, by whoever has the client, and all else goes on as before. */
import { AttachmentHost } from "@dragoman/core/provider"
import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { FileHost, Replies } from "../src/index.ts"

const elsewhere = Layer.succeed(HttpClient.HttpClient, Replies.inTurn([Replies.empty(404)]))

it.effect("what is put is fetched as often as one likes", () =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    const bytes = new Uint8Array([1, 2, 3])
    const urls = [
      yield* (yield* FileHost).put({ fileName: "a b.png", contentType: "image/png", bytes }),
      yield* (yield* AttachmentHost).put(new File([bytes], "a b.png", { type: "image/png" }))
    ]
    assert.lengthOf(new Set(urls), 2)
    for (const url of [...urls, ...urls]) {
      const response = yield* http.get(url)
      assert.strictEqual(response.headers["content-type"], "image/png")
      assert.deepStrictEqual([...new Uint8Array(yield* response.arrayBuffer)], [...bytes])
    }
    assert.strictEqual((yield* http.get("https://example.com/other.png")).status, 404)
  }).pipe(Effect.provide(FileHost.layer.pipe(Layer.provide(elsewhere))))
)
