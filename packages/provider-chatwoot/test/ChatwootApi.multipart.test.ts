/** Files leave as `multipart/form-data` with the vendor's field names, over a real socket. */
import { createServer } from "node:http"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { ChatwootApi } from "../src/ChatwootApi.ts"

/** Answers what it was sent, in keys of the reply that a message has. */
const echo = HttpRouter.add(
  "POST",
  "/api/v1/accounts/1/conversations/12/messages",
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const content = yield* request.text
    return yield* HttpServerResponse.json({ id: 1, content, source_id: request.headers["content-type"] ?? null })
  })
)

const server = HttpRouter.serve(echo, { disableLogger: true, disableListenLog: true }).pipe(
  Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 })),
  Layer.merge(NodeHttpClient.layerUndici)
)

const client = Effect.gen(function* () {
  const server = yield* HttpServer.HttpServer
  return yield* HttpApiClient.make(ChatwootApi, { baseUrl: HttpServer.formatAddress(server.address) })
})

const params = { account_id: 1, conversation_id: 12 }

layer(server)("multipart", (it) => {
  it.effect("a form goes as it is, fields and files under the vendor's names", () =>
    Effect.gen(function* () {
      const form = new FormData()
      form.append("content", "Olá")
      form.append("content_attributes", JSON.stringify({ in_reply_to: 3745 }))
      form.append("attachments[]", new File(["first"], "a.txt", { type: "text/plain" }))
      form.append("attachments[]", new File(["second"], "b.png", { type: "image/png" }))
      const reply = yield* (yield* client).messages.createMultipart({ params, payload: form })
      assert.match(reply.source_id ?? "", /^multipart\/form-data; boundary=/)
      const parts = (reply.content ?? "").split(/\r\n/).filter((line) => line !== "" && !line.startsWith("--"))
      assert.deepStrictEqual(parts, [
        'Content-Disposition: form-data; name="content"',
        "Olá",
        'Content-Disposition: form-data; name="content_attributes"',
        '{"in_reply_to":3745}',
        'Content-Disposition: form-data; name="attachments[]"; filename="a.txt"',
        "Content-Type: text/plain",
        "first",
        'Content-Disposition: form-data; name="attachments[]"; filename="b.png"',
        "Content-Type: image/png",
        "second"
      ])
    })
  )

  it.effect("the same path takes JSON under its other name", () =>
    Effect.gen(function* () {
      const reply = yield* (yield* client).messages.create({ params, payload: { content: "Hello" } })
      assert.strictEqual(reply.source_id, "application/json")
      assert.strictEqual(reply.content, '{"content":"Hello"}')
    })
  )
})
