/** `messages.send` and `addNote`: what arrives, in what form it left, and what is known when something fails. */
import type { AgentId, ChannelId, MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Option } from "effect"
import { begun, callsOf, onAccount, told, written } from "./Account.ts"

const hello = [Outbound.text("Hello")]
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const file = (name: string, type = "text/plain") => new File([`the bytes of ${name}`], name, { type })
const echoIdsOf = (sent: ReadonlyArray<Requests.Sent>) =>
  sent.filter(({ method }) => method === "POST").map(({ json }) => json.echo_id)

describe("messages.send", () => {
  onAccount("writes JSON with an idempotency key, and the next message in a single call", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const [result, sent] = yield* Requests.during(
        messages.send({ to: { conversationId }, content: hello, externalId: "order-1" })
      )
      assert.deepStrictEqual(
        result.messages.map(({ author, direction, externalId, status }) => [
          author.type,
          direction,
          externalId,
          status
        ]),
        [["agent", "outbound", "order-1", "sent"]]
      )
      const { echo_id, ...body } = sent[1]?.json ?? {}
      assert.match(String(echo_id), uuid)
      assert.deepStrictEqual(body, {
        content: "Hello",
        message_type: "outgoing",
        private: false,
        content_type: "text",
        content_attributes: { dragoman: "send", dragoman_external_id: "order-1" },
        source_id: "order-1"
      })
      const [, again] = yield* Requests.during(messages.send({ to: { conversationId }, content: hello }))
      assert.deepStrictEqual(callsOf(again), [`POST conversations/${conversationId}/messages`])
    })
  )

  onAccount("anywhere but in API inboxes source_id is the channel's: ours goes into the free attributes alone", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      for (const inboxId of [inboxes.website, inboxes.whatsapp, inboxes.email]) {
        const { conversationId } = yield* begun({ inboxId })
        const externalId = `order-${inboxId}`
        const { messages: sent } = yield* messages.send({ to: { conversationId }, content: hello, externalId })
        assert.isNull((yield* written).at(-1)?.sourceId)
        assert.strictEqual(sent[0]?.externalId, externalId)
        const found = yield* messages.find({ externalId, conversationId })
        assert.strictEqual(Option.getOrUndefined(found)?.id, sent[0]?.id)
      }
    })
  )

  onAccount("sends files by multipart: attachments[], attributes as JSON text, the text with them", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const content = [
        Outbound.text("look"),
        Outbound.attachment(file("a.txt")),
        Outbound.attachment(file("b.png", "image/png"))
      ]
      const [{ messages: made }, sent] = yield* Requests.during(messages.send({ to: { conversationId }, content }))
      const form = sent.at(-1)?.form ?? []
      const fields = Object.fromEntries(form.filter(([, value]) => typeof value === "string"))
      assert.deepInclude(fields, { content: "look", message_type: "outgoing", private: "false", content_type: "text" })
      assert.strictEqual(fields.content_attributes, JSON.stringify({ dragoman: "send" }))
      assert.match(String(fields.echo_id), uuid)
      assert.deepStrictEqual(
        form.flatMap(([name, value]) => (value instanceof File ? [[name, value.name]] : [])),
        [
          ["attachments[]", "a.txt"],
          ["attachments[]", "b.png"]
        ]
      )
      assert.deepStrictEqual(
        made[0]?.content.map((part) => part.type),
        ["text", "file", "image"]
      )
    })
  )

  onAccount("fetches an address under the download rules, and refuses a private one", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const attachment = { fileName: "photo.png", contentType: "image/png", bytes: new Uint8Array([1, 2, 3]) }
      const { conversationId, messageId } = yield* begun({ attachments: [attachment] })
      const received = yield* messages.get({ messageId, conversationId })
      const image = received.content.find((part) => part.type === "image")
      const url = image?.type === "image" ? (image.url ?? "") : ""
      yield* messages.send({ to: { conversationId }, content: [Outbound.image({ url })] })
      assert.deepStrictEqual([...((yield* written)[0]?.attachments[0]?.bytes ?? [])], [1, 2, 3])
      const inside = [Outbound.image({ url: "http://10.0.0.7/secret.png" })]
      const error = yield* Requests.failing(messages.send({ to: { conversationId }, content: inside }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("files beyond ten go into a second message; one beyond 40 MB is refused before it travels", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const files = Array.from({ length: 12 }, (_, index) => Outbound.attachment(file(`${index}.txt`)))
      const { messages: made } = yield* messages.send({ to: { conversationId }, content: files })
      assert.deepStrictEqual(
        made.map(({ content }) => content.length),
        [10, 2]
      )
      const large = { name: "large.bin", type: "application/octet-stream", size: 40 * 1024 * 1024 + 1 }
      const content = [Outbound.file({ file: { ...large, stream: () => new ReadableStream() } })]
      const [error, sent] = yield* Requests.during(Requests.failing(messages.send({ to: { conversationId }, content })))
      assert.deepStrictEqual([error.reason._tag, sent], ["InvalidRequest", []])
    })
  )

  onAccount("to a contact goes into the newest conversation that is not closed, else into a new one", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const { conversationId, contactId } = yield* begun()
      const send = Effect.map(messages.send({ to: { contactId }, content: hello }), ({ messages: [made] }) => made)
      assert.strictEqual((yield* send)?.conversationId, conversationId)
      yield* conversations.setStatus(conversationId, { status: "closed" })
      const anew = yield* send
      assert.notStrictEqual(anew?.conversationId, conversationId)
      assert.strictEqual(anew?.channel?.type, "api")
    })
  )

  onAccount("to a contact known in none or several inboxes needs a channel, and says which there are", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      const { contactId } = yield* begun()
      yield* begun({ inboxId: inboxes.email })
      const error = yield* Requests.failing(messages.send({ to: { contactId }, content: hello }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, "in 2, 4")
      const to = { contactId, channelId: String(inboxes.website) as ChannelId }
      const { messages: made } = yield* messages.send({ to, content: hello })
      assert.strictEqual(made[0]?.channel?.type, "webchat")
    })
  )

  onAccount("refuses to write as somebody and to quote, before anything leaves", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, messageId } = yield* begun()
      for (const more of [{ as: "1" as AgentId }, { replyTo: { messageId: messageId as MessageId } }]) {
        const [error, sent] = yield* Requests.during(
          Requests.failing(messages.send({ to: { conversationId }, content: hello, ...more }))
        )
        assert.deepStrictEqual([error.reason._tag, sent], ["Unsupported", []])
      }
    })
  )
})

describe("the idempotency key", () => {
  for (const [name, fault] of [
    ["the reply is lost", Faults.dropAfter],
    ["the server fails", Faults.serverError()],
    ["there is no reply in time", Faults.hang]
  ] as const) {
    onAccount(`a send is made again after ${name}, and is there once`, () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { faults } = yield* HueChatSimulator
        const { conversationId } = yield* begun()
        yield* faults.next(fault, { method: "POST" })
        const [{ messages: made }, sent] = yield* Requests.during(
          Requests.whileTimePasses(messages.send({ to: { conversationId }, content: hello }))
        )
        const [one, other, ...more] = echoIdsOf(sent)
        assert.deepStrictEqual([one === other, more], [true, []])
        assert.deepStrictEqual(
          (yield* written).map(({ id }) => String(id)),
          made.map(({ id }) => String(id))
        )
      })
    )
  }

  onAccount(
    "is the caller's own, numbered where the content becomes several messages: a repeated call writes nothing",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { conversationId } = yield* begun()
        const content = [Outbound.text("one"), Outbound.text("two")]
        const send = messages.send({ to: { conversationId }, content, idempotencyKey: "key-7", externalId: "order-7" })
        const [first, sent] = yield* Requests.during(send)
        assert.deepStrictEqual(echoIdsOf(sent), ["key-7", "key-7#2"])
        const second = yield* send
        assert.deepStrictEqual(
          second.messages.map(({ id }) => id),
          first.messages.map(({ id }) => id)
        )
        assert.deepStrictEqual(
          (yield* written).map((row) => [row.content, row.sourceId]),
          [
            ["one", "order-7"],
            ["two", "order-7#2"]
          ]
        )
      })
  )

  onAccount("the second of two messages fails: partly, with the first one and the conversation", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const { conversationId } = yield* begun()
      yield* faults.next(Faults.latency("0 seconds"), { method: "POST" })
      yield* faults.next(Faults.serverError({ status: 403 }), { method: "POST" })
      const content = [Outbound.text("one"), Outbound.text("two")]
      const error = yield* Requests.failing(messages.send({ to: { conversationId }, content }))
      assert.deepStrictEqual(told(error), { reason: "Forbidden", applied: "partly" })
      assert.deepStrictEqual(error.progress?.conversationId, conversationId)
      assert.lengthOf(error.progress?.messages ?? [], 1)
    })
  )
})

describe("messages.addNote", () => {
  onAccount("is private, in the conversation named or the contact's newest", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { contactId, conversationId } = yield* begun()
      const [note, sent] = yield* Requests.during(messages.addNote({ contactId }, [Outbound.text("between us")]))
      assert.deepInclude(note, { conversationId, visibility: "private" })
      assert.deepInclude(sent.at(-1)?.json, { private: true, message_type: "outgoing" })
      const two = [Outbound.text("one"), Outbound.text("two")]
      assert.strictEqual(
        (yield* Requests.failing(messages.addNote({ conversationId }, two))).reason._tag,
        "InvalidRequest"
      )
    })
  )
})
