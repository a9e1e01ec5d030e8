import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess, refusal, simulator } from "./Support.ts"

const send = (conversationId: number, json: object) =>
  call("POST", `conversations/${conversationId}/messages`, { json })

const formOf = (
  fields: Readonly<Record<string, string>>,
  files: ReadonlyArray<readonly [name: string, size: number]>
) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, size] of files)
    form.append("attachments[]", new Blob(["x".repeat(size)], { type: "text/plain" }), name)
  return form
}

describe("the list of messages", () => {
  const list = (query: Readonly<Record<string, string | number>> = {}) =>
    Effect.map(call("GET", "conversations/1/messages", { query }), ({ body }) => body.payload.map(({ id }: Wire) => id))

  it.effect("has the last 20, oldest first, and goes back and forth by cursor", () =>
    Effect.gen(function* () {
      const last = yield* list()
      assert.deepStrictEqual(last, range(31, 50))
      assert.deepStrictEqual(yield* list({ before: 31 }), range(11, 30))
      assert.deepStrictEqual(yield* list({ before: 11 }), range(1, 10))
      assert.deepStrictEqual(yield* list({ before: 1 }), [])
      assert.deepStrictEqual(yield* list({ after: 10 }), range(11, 30))
      assert.deepStrictEqual(yield* list({ after: 45 }), range(46, 50))
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 1, messagesPerConversation: 50 } })))
  )

  it.effect("names the contact, and leaves notes and activity out when asked", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { contactId, conversationId, messageId } = yield* greet
      yield* huechat.note({ conversationId, content: "Psst" })
      yield* huechat.assign(conversationId, 2)
      const { body } = yield* call("GET", "conversations/1/messages")
      assert.deepStrictEqual(body.meta, { contact: { id: contactId, name: "Alice" } })
      assert.deepStrictEqual(
        body.payload.map((row: Wire) => [row.message_type, row.private, row.sender?.type]),
        [
          ["incoming", false, "contact"],
          ["outgoing", true, "user"],
          ["activity", false, undefined]
        ]
      )
      assert.deepStrictEqual(yield* list({ filter_internal_messages: "true" }), [messageId])
      assert.deepStrictEqual(refusal(yield* call("GET", "conversations/9/messages")), [404, "conversation_not_found"])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("writing a message", () => {
  it.effect("as JSON, in the name of the key's agent", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId } = yield* greet
      const { token } = yield* huechat.addKey({ agentId: 2 })
      const { body, status } = yield* call("POST", `conversations/${conversationId}/messages`, {
        token,
        json: { content: "Hi!", private: true, content_type: "text", content_attributes: { a: 1 }, source_id: "s-1" }
      })
      assert.strictEqual(status, 200)
      assert.deepInclude(body, {
        content: "Hi!",
        account_id: 1,
        inbox_id: 2,
        conversation_id: conversationId,
        message_type: "outgoing",
        content_type: "text",
        content_attributes: { a: 1 },
        status: "sent",
        private: true,
        source_id: "s-1",
        echo_id: null,
        attachments: []
      })
      assert.deepInclude(body.sender, { id: 2, name: "Sam Support", type: "user" })
      assert.deepInclude(body.conversation, { assignee_id: null, unread_count: 1 })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("once per echo_id, whatever the repetition says; the channel's source_id likewise", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      const first = yield* send(id, { content: "One", echo_id: "echo-1" })
      const again = yield* send(id, { content: "Two", echo_id: "echo-1" })
      assert.deepStrictEqual([again.status, again.body], [200, first.body])
      assert.strictEqual(first.body.echo_id, "echo-1")
      const other = yield* send(id, { content: "Three", source_id: "wamid.1" })
      assert.strictEqual((yield* send(id, { content: "Four", source_id: "wamid.1" })).body.id, other.body.id)
      assert.lengthOf(yield* huechat.messages, 3)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("echo_id works also where it is not shown, as in the samples", () =>
    Effect.gen(function* () {
      const { conversationId: id } = yield* greet
      const first = yield* send(id, { content: "One", echo_id: "echo-1" })
      assert.strictEqual(first.body.echo_id, null)
      assert.strictEqual((yield* send(id, { content: "One", echo_id: "echo-1" })).body.id, first.body.id)
    }).pipe(Effect.provide(inProcess({ showsEchoIds: false })))
  )

  it.effect("in the contact's name, as a line of activity, and refused in any other", () =>
    Effect.gen(function* () {
      const { contactId, conversationId: id } = yield* greet
      assert.deepInclude((yield* send(id, { content: "Hi", message_type: "incoming" })).body.sender, {
        id: contactId,
        type: "contact"
      })
      assert.strictEqual((yield* send(id, { content: "Done", message_type: "activity" })).body.sender, null)
      assert.deepStrictEqual(refusal(yield* send(id, { content: "Hi", message_type: "carrier" })), [
        400,
        "invalid_message_type"
      ])
      assert.deepStrictEqual(refusal(yield* send(id, { content: " " })), [400, "content_required"])
      assert.deepStrictEqual(refusal(yield* send(9, { content: "Hi" })), [404, "conversation_not_found"])
    }).pipe(Effect.provide(inProcess()))
  )

  for (const [where, layer] of [
    ["on a port", simulator()],
    ["in process", inProcess()]
  ] as const) {
    it.live(`with files as a form, ${where}, and the files can be fetched`, () =>
      Effect.gen(function* () {
        const http = yield* HttpClient.HttpClient
        const { conversationId: id } = yield* greet
        const form = formOf({ content: "", private: "true", echo_id: "e" }, [["a b.txt", 3]])
        const { body, status } = yield* call("POST", `conversations/${id}/messages`, { form })
        assert.deepStrictEqual([status, body.content, body.private, body.echo_id], [200, null, true, "e"])
        const [attachment] = body.attachments
        assert.deepInclude(attachment, { message_id: body.id, file_type: "file", file_size: 3 })
        const file = yield* http.get(attachment.data_url)
        assert.deepStrictEqual([file.headers["content-type"], yield* file.text], ["text/plain", "xxx"])
        const listed = yield* call("GET", `conversations/${id}/attachments`)
        assert.deepStrictEqual(listed.body.payload, [attachment])
      }).pipe(Effect.provide(layer))
    )
  }

  it.effect("with at most ten files, of at most so many bytes", () =>
    Effect.gen(function* () {
      const { conversationId: id } = yield* greet
      const upload = (sizes: ReadonlyArray<number>) =>
        call("POST", `conversations/${id}/messages`, {
          form: formOf(
            {},
            sizes.map((size) => [`${size}.txt`, size])
          )
        })
      assert.deepStrictEqual(refusal(yield* upload([5, 11])), [413, "attachment_too_large"])
      assert.deepStrictEqual(refusal(yield* upload(range(1, 10).concat(1))), [400, "too_many_attachments"])
      assert.strictEqual((yield* upload(range(1, 10))).body.attachments.length, 10)
      assert.deepStrictEqual(refusal(yield* upload([])), [400, "content_required"])
    }).pipe(Effect.provide(inProcess({ maximumAttachmentBytes: 10 })))
  )
})

describe("a message later", () => {
  it.effect("deleted, it stays without its words and files", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const bytes = new TextEncoder().encode("x")
      const { messageId } = yield* huechat.receive({
        contact: { email: "alice@example.com" },
        content: "Hello",
        attachments: [{ fileName: "x.png", contentType: "image/png", bytes }]
      })
      const [attachment] = (yield* call("GET", "conversations/1/attachments")).body.payload
      assert.strictEqual(attachment.file_type, "image")
      const { body } = yield* call("DELETE", `conversations/1/messages/${messageId}`)
      assert.deepInclude(body, { id: messageId, content: "This message was deleted", attachments: [] })
      assert.isTrue((yield* huechat.messages)[0]?.deleted)
      assert.strictEqual((yield* call("GET", new URL(attachment.data_url).pathname)).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("retried when it failed, and only then", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId } = yield* greet
      const { messageId } = yield* huechat.reply({ conversationId, content: "Hi" })
      const retry = call("POST", `conversations/1/messages/${messageId}/retry`)
      assert.deepStrictEqual(refusal(yield* retry), [400, "message_not_failed"])
      yield* huechat.setMessageStatus(messageId, "failed")
      assert.deepInclude((yield* retry).body, { id: messageId, status: "sent" })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("translated, it stays as it is", () =>
    Effect.gen(function* () {
      const { messageId } = yield* greet
      const translate = (json: object) => call("POST", `conversations/1/messages/${messageId}/translate`, { json })
      assert.deepStrictEqual((yield* translate({ target_language: "ar" })).body, {
        translated_text: "[ar] Hello",
        source_language: "en",
        target_language: "ar"
      })
      assert.deepStrictEqual(refusal(yield* translate({})), [400, "target_language_required"])
      assert.strictEqual((yield* translate({ target_language: "Klingon" })).status, 422)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("is found in its own conversation only", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { messageId } = yield* greet
      yield* huechat.receive({ contact: { email: "bob@example.com" }, content: "Hi" })
      assert.strictEqual((yield* call("DELETE", `conversations/2/messages/${messageId}`)).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )
})

const range = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
