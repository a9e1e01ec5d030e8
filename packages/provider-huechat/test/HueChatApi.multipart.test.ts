/** What only a real socket shows: files under the vendor's field names, a DELETE with a body, a header with underscores. */
import { createServer } from "node:http"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "effect/http"
import { fileForm, messageForm } from "../src/api/Uploads.ts"
import * as HueChatClient from "../src/HueChatClient.ts"

/** Answers what it was sent, in keys of the reply that a message has. */
const echo = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const content = yield* request.text
  const { "content-type": source_id = null, api_access_token: echo_id = null } = request.headers
  return yield* HttpServerResponse.json({ id: 1, content, source_id, echo_id })
})

const routes = Layer.mergeAll(
  HttpRouter.add("POST", "/api/v1/accounts/1/conversations/42/messages", echo),
  HttpRouter.add("POST", "/api/v2/accounts/1/broadcasts/b1/upload-csv", echo),
  HttpRouter.add("POST", "/api/v2/accounts/1/templates/upload-media", echo),
  HttpRouter.add("DELETE", "/api/v2/accounts/1/contact-lists/l1/members", echo)
)

const server = HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
  Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 })),
  Layer.merge(NodeHttpClient.layerUndici)
)

const client = Effect.gen(function* () {
  const server = yield* HttpServer.HttpServer
  const baseUrl = HttpServer.formatAddress(server.address)
  return yield* HueChatClient.make({ baseUrl, accountId: 1, token: Redacted.make("hc_live_1") })
})

const params = { account_id: 1, conversation_id: 42 }

/** The lines of a form, without its boundaries. */
const partsOf = (form: string | null | undefined) =>
  (form ?? "").split(/\r\n/).filter((line) => line !== "" && !line.startsWith("--"))

const isForm = /^multipart\/form-data; boundary=/

layer(server)("over a socket", (it) => {
  it.effect("contradiction 31: a message with files is a form, whose boundary the runtime sets", () =>
    Effect.gen(function* () {
      const form = messageForm({ content: "Olá", message_type: "outgoing", content_attributes: { a: [1] } }, [
        new File(["first"], "a.txt", { type: "text/plain" }),
        new File(["second"], "b.png", { type: "image/png" })
      ])
      const reply = yield* (yield* client).messages.createMultipart({ params, payload: form })
      assert.match(reply.source_id ?? "", isForm)
      assert.deepStrictEqual(partsOf(reply.content), [
        'Content-Disposition: form-data; name="content"',
        "Olá",
        'Content-Disposition: form-data; name="message_type"',
        "outgoing",
        'Content-Disposition: form-data; name="content_attributes"',
        '{"a":[1]}',
        'Content-Disposition: form-data; name="attachments[]"; filename="a.txt"',
        "Content-Type: text/plain",
        "first",
        'Content-Disposition: form-data; name="attachments[]"; filename="b.png"',
        "Content-Type: image/png",
        "second"
      ])
    })
  )

  it.effect("contradiction 31: a message without files is JSON, on the same path", () =>
    Effect.gen(function* () {
      const reply = yield* (yield* client).messages.create({ params, payload: { content: "Hello" } })
      assert.strictEqual(reply.source_id, "application/json")
      assert.strictEqual(reply.content, '{"content":"Hello"}')
    })
  )

  it.effect("recipients and media are one file each, in the field `file`", () =>
    Effect.gen(function* () {
      const { broadcasts, templates } = yield* client
      const csv = new File(["phone_number\n+15550100"], "people.csv", { type: "text/csv" })
      const png = new File(["picture"], "a.png", { type: "image/png" })
      const replies = [
        yield* broadcasts.uploadCsv({ params: { accountId: 1, broadcastId: "b1" }, payload: fileForm(csv) }),
        yield* templates.uploadMedia({ params: { accountId: 1 }, payload: fileForm(png) })
      ].map((reply) => reply as { readonly content: string; readonly source_id: string })
      for (const { source_id } of replies) assert.match(source_id, isForm)
      assert.deepStrictEqual(
        replies.map(({ content }) => partsOf(content)),
        [
          [
            'Content-Disposition: form-data; name="file"; filename="people.csv"',
            "Content-Type: text/csv",
            "phone_number\n+15550100"
          ],
          ['Content-Disposition: form-data; name="file"; filename="a.png"', "Content-Type: image/png", "picture"]
        ]
      )
    })
  )

  it.effect("contradiction 23: the body of a DELETE arrives", () =>
    Effect.gen(function* () {
      const { contactLists } = yield* client
      const reply = yield* contactLists.removeMembers({
        params: { account_id: 1, list_id: "l1" },
        payload: { contact_ids: [1024, 1025] }
      })
      assert.include(String(reply), String.raw`{\"contact_ids\":[1024,1025]}`)
      assert.include(String(reply), "application/json")
    })
  )

  it.effect("contradiction 44: the key's header arrives with its underscores", () =>
    Effect.gen(function* () {
      const reply = yield* (yield* client).messages.create({ params, payload: { content: "Hello" } })
      assert.strictEqual(reply.echo_id, "hc_live_1")
    })
  )
})
