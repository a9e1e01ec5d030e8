/** `messages.send` and `addNote`: what arrives, in what form it left, and what is known when something fails. */
import type { AgentId, ChannelId, ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Option } from "effect"
import { callsOf, onAccount, told } from "./Account.ts"

/** A conversation that a customer began, in the API inbox or in another. */
const begun = (inboxId?: number) =>
  Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    const { contactId, conversationId } = yield* chatwoot.receive({
      contact: { email: "ann@example.com", phoneNumber: "+15550100" },
      content: "Hello",
      ...(inboxId === undefined ? {} : { inboxId })
    })
    return { contactId: String(contactId) as ContactId, conversationId: String(conversationId) as ConversationId }
  })

/** The messages in the simulator's table, but for those that came from the contact. */
const written = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  return (yield* chatwoot.messages).filter(({ type }) => type !== 0)
})

const hello = [Outbound.text("Hello")]
const file = (name: string, type = "text/plain") => new File([`the bytes of ${name}`], name, { type })

describe("messages.send", () => {
  onAccount("writes an outgoing message with a word as its type, and the next one in a single call", () =>
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
      assert.deepStrictEqual(result.degraded, [])
      assert.deepStrictEqual(sent[1]?.json, {
        content: "Hello",
        message_type: "outgoing",
        source_id: "order-1",
        content_attributes: { dragoman: "send" }
      })
      const [, again] = yield* Requests.during(messages.send({ to: { conversationId }, content: hello }))
      assert.deepStrictEqual(callsOf(again), [`POST conversations/${conversationId}/messages`])
      assert.deepStrictEqual(
        (yield* written).map(({ content, sourceId, type }) => [content, sourceId, type]),
        [
          ["Hello", "order-1", 1],
          ["Hello", null, 1]
        ]
      )
    })
  )

  onAccount("to a channel that keeps its own source_id, ours goes into the free attributes and comes back", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      for (const inbox of [inboxes.website, inboxes.whatsapp, inboxes.email, inboxes.telegram]) {
        const { conversationId } = yield* begun(inbox)
        const { messages: sent } = yield* messages.send({
          to: { conversationId },
          content: hello,
          externalId: `order-${inbox}`
        })
        const last = (yield* written).at(-1)
        assert.isNull(last?.sourceId)
        assert.deepInclude(last?.contentAttributes, { dragoman_external_id: `order-${inbox}` })
        assert.strictEqual(sent[0]?.externalId, `order-${inbox}`)
        const found = yield* messages.find({ externalId: `order-${inbox}`, conversationId })
        assert.strictEqual(Option.getOrThrow(found).id, sent[0]?.id)
      }
    })
  )

  onAccount("sends files by multipart: attachments[], attributes as JSON text, the text with them", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const [result, sent] = yield* Requests.during(
        messages.send({
          to: { conversationId },
          content: [
            Outbound.text("Two files"),
            Outbound.attachment(file("a.txt")),
            Outbound.attachment(file("b.png", "image/png"))
          ],
          externalId: "files"
        })
      )
      assert.deepStrictEqual(
        sent[1]?.form.map(([name, value]) => [name, value instanceof File ? value.name : value]),
        [
          ["content", "Two files"],
          ["message_type", "outgoing"],
          ["content_attributes", '{"dragoman":"send"}'],
          ["source_id", "files"],
          ["attachments[]", "a.txt"],
          ["attachments[]", "b.png"]
        ]
      )
      const [row] = yield* written
      assert.deepStrictEqual(
        row?.attachments.map(({ blob, fileType }) => [fileType, new TextDecoder().decode(blob?.bytes)]),
        [
          ["file", "the bytes of a.txt"],
          ["image", "the bytes of b.png"]
        ]
      )
      assert.deepInclude(row?.contentAttributes, { dragoman: "send" })
      assert.deepStrictEqual(
        result.messages[0]?.content.map(({ type }) => type),
        ["text", "file", "image"]
      )
    })
  )

  onAccount(
    "opens a file again when the call is made again",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { conversationId } = yield* begun()
        let opened = 0
        const counted = {
          name: "a.txt",
          type: "text/plain",
          size: 5,
          stream: () => {
            opened++
            return new Blob(["bytes"]).stream() as ReadableStream<Uint8Array>
          }
        }
        // The customer's message leaves no room in this minute: the server reads the file, and refuses.
        yield* Requests.whileTimePasses(
          messages.send({ to: { conversationId }, content: [Outbound.attachment(counted)] })
        )
        const [row, ...more] = yield* written
        assert.deepStrictEqual(more, [])
        assert.strictEqual(new TextDecoder().decode(row?.attachments[0]?.blob?.bytes), "bytes")
        assert.isAtLeast(opened, 2)
      }),
    { simulator: { limits: { messagesPerMinutePerConversation: 1 } } }
  )

  onAccount("sends what was uploaded before by its handle, as JSON", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const first = yield* messages.send({ to: { conversationId }, content: [Outbound.attachment(file("a.txt"))] })
      const [row] = yield* written
      assert.strictEqual(first.messages.length, 1)
      const mediaId = row?.attachments[0]?.blob?.signedId ?? ""
      const [, sent] = yield* Requests.during(
        messages.send({ to: { conversationId }, content: [Outbound.file({ mediaId }, "Once more")] })
      )
      assert.deepInclude(sent[0]?.json, { content: "Once more", attachments: [mediaId] })
      assert.strictEqual((yield* written).at(-1)?.attachments[0]?.blob?.fileName, "a.txt")
    })
  )

  onAccount("buttons and links are native where the channel has them, else written out, and said so", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const replies = Outbound.choices("Which?", ["Red", "Blue"])
      const link = {
        type: "choices",
        body: "Read on",
        options: [{ kind: "url", title: "Here", url: "https://example.com/" }]
      } as const
      const send = (inbox: number, part: typeof replies | typeof link) =>
        Effect.gen(function* () {
          const { conversationId } = yield* begun(inbox)
          const { degraded } = yield* messages.send({ to: { conversationId }, content: [part] })
          const row = (yield* written).at(-1)
          return [row?.contentType, row?.contentAttributes.items, degraded.length]
        })
      const items = [
        { title: "Red", value: "Red" },
        { title: "Blue", value: "Blue" }
      ]
      for (const inbox of [inboxes.api, inboxes.website, inboxes.whatsapp, inboxes.telegram]) {
        assert.deepStrictEqual(yield* send(inbox, replies), ["input_select", items, 0])
      }
      assert.deepStrictEqual(yield* send(inboxes.email, replies), ["text", undefined, 1])
      const actions = [{ type: "link", text: "Here", uri: "https://example.com/" }]
      const card = { title: "Read on", description: "", actions }
      assert.deepStrictEqual(yield* send(inboxes.website, link), ["cards", [card], 0])
      // A card would reach WhatsApp without its link.
      assert.deepStrictEqual(yield* send(inboxes.whatsapp, link), ["text", undefined, 1])
      assert.include((yield* written).at(-1)?.content ?? "", "https://example.com/")
    })
  )

  onAccount("a template goes to WhatsApp as an object", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const { conversationId } = yield* begun(inboxes.whatsapp)
      const parameters = [
        { type: "text", text: "Ann" },
        { type: "text", text: "42" }
      ]
      yield* messages.send({
        to: { conversationId },
        content: [Outbound.template("order_update", "en", [{ type: "body", parameters }])]
      })
      assert.deepStrictEqual((yield* written)[0]?.additionalAttributes, {
        template_params: { name: "order_update", language: "en", processed_params: { "1": "Ann", "2": "42" } }
      })
    })
  )

  onAccount("refuses before anything is written what does not fit, and with `refuse` what would be changed", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const { id: contactId } = yield* contacts.create({ email: "bob@example.com" })
      const to = { contactId, channelId: String(chatwoot.inboxes.email) as ChannelId }
      const refused = [
        { to, content: [] },
        { to, content: [Outbound.template("x", "en")] },
        { to, content: [Outbound.choices("Which?", ["Red"])], degrade: "refuse" as const },
        { to, content: hello, replyTo: { messageId: "abc" as MessageId } }
      ]
      for (const input of refused) {
        assert.deepStrictEqual(told(yield* Requests.failing(messages.send(input))), {
          reason: "InvalidRequest",
          applied: "no"
        })
      }
      assert.deepStrictEqual(yield* chatwoot.conversations, [])
      const [error, sent] = yield* Requests.during(
        Requests.failing(messages.send({ to, content: hello, as: "2" as AgentId }))
      )
      assert.deepStrictEqual([told(error), sent], [{ reason: "Unsupported", applied: "no" }, []])
    })
  )

  onAccount("answers a message, and writes as a bot", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const { messages: sent } = yield* messages.send({
        to: { conversationId },
        content: hello,
        replyTo: { messageId: "1" as MessageId },
        as: "AgentBot:1" as AgentId
      })
      assert.deepStrictEqual(
        sent.map(({ author, replyTo }) => [author.id, replyTo]),
        [["AgentBot:1", { messageId: "1" as MessageId }]]
      )
    })
  )
})

describe("messages.send to a contact", () => {
  onAccount("goes into the newest conversation there that is not closed, else into a new one", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const channelId = String(inboxes.api) as ChannelId
      const { contactId, conversationId } = yield* begun()
      const newer = yield* conversations.create({ contactId, channelId, status: "pending" })
      const send = Effect.map(
        Requests.during(messages.send({ to: { contactId, channelId }, content: hello })),
        ([{ messages: sent }, requests]) => [sent[0]?.conversationId, requests.length]
      )
      assert.deepStrictEqual(yield* send, [newer.id, 2])
      yield* conversations.setStatus(newer.id, { status: "closed" })
      assert.strictEqual((yield* send)[0], conversationId)
      yield* conversations.setStatus(conversationId, { status: "closed" })
      assert.strictEqual((yield* send)[0], "3" as ConversationId)
    })
  )

  onAccount("finds the one channel that it can be, and names the choices where there are several or none", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const { contactId, conversationId } = yield* begun()
      const { messages: sent } = yield* messages.send({ to: { contactId }, content: hello })
      assert.strictEqual(sent[0]?.conversationId, conversationId)
      yield* begun(inboxes.whatsapp)
      const several = yield* Requests.failing(messages.send({ to: { contactId }, content: hello }))
      assert.include(several.message, `${inboxes.api} (API), ${inboxes.whatsapp} (WhatsApp)`)
      const { id } = yield* contacts.create({ name: "Nowhere" })
      const none = yield* Requests.failing(messages.send({ to: { contactId: id }, content: hello }))
      assert.deepStrictEqual(told(none), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount(
    "when the message fails after its conversation was made, the error has the conversation",
    () =>
      Effect.gen(function* () {
        const { contacts, messages } = yield* Provider
        const chatwoot = yield* ChatwootSimulator
        const { id: contactId } = yield* contacts.create({ email: "bob@example.com" })
        const channelId = String(chatwoot.inboxes.api) as ChannelId
        yield* chatwoot.faults.next(Faults.rateLimited(), { method: "POST", path: "/messages" })
        const error = yield* Requests.failing(messages.send({ to: { contactId, channelId }, content: hello }))
        assert.deepStrictEqual(
          [told(error), error.progress],
          [
            { reason: "RateLimited", applied: "partly" },
            { conversationId: "1", messages: [] }
          ]
        )
      }),
    { chatwoot: { retries: 0 } }
  )
})

describe("messages.send of several vendor messages", () => {
  const several = [Outbound.text("One"), Outbound.choices("Two?", ["Yes"]), Outbound.text("Three")]

  onAccount("arrives in order", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const result = yield* messages.send({ to: { conversationId }, content: several })
      assert.strictEqual(result.messages.length, 3)
      assert.deepStrictEqual(
        (yield* written).map(({ content }) => content),
        ["One", "Two?", "Three"]
      )
    })
  )

  onAccount("a later one that fails leaves the others, and the error names them", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      const { conversationId } = yield* begun()
      yield* faults.next(Faults.latency(0), { method: "POST", path: "/messages" })
      yield* faults.next(Faults.serverError(), { method: "POST", path: "/messages" })
      const error = yield* Requests.failing(messages.send({ to: { conversationId }, content: several }))
      assert.deepStrictEqual(told(error), { reason: "Unavailable", applied: "partly" })
      assert.strictEqual(error.progress?.conversationId, conversationId)
      assert.deepStrictEqual(
        error.progress?.messages?.map(({ content }) => content),
        [[{ type: "text", text: "One" }]]
      )
      assert.strictEqual((yield* written).length, 1)
    })
  )
})

describe("messages.addNote", () => {
  onAccount("writes a private message, with files, in a conversation or in the contact's latest one", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const { conversationId } = yield* begun()
      const { contactId, conversationId: latest } = yield* begun(inboxes.whatsapp)
      const note = yield* messages.addNote({ conversationId }, [
        Outbound.text("Careful"),
        Outbound.attachment(file("proof.txt"))
      ])
      assert.deepStrictEqual([note.visibility, note.direction, note.content.length], ["private", "outbound", 2])
      const other = yield* messages.addNote({ contactId }, [Outbound.text("Here too")])
      assert.strictEqual(other.conversationId, latest)
      assert.isTrue((yield* written).every((row) => row.private && row.type === 1))
    })
  )

  onAccount("has no limits of the channel, which it never reaches, and is one message", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const { conversationId } = yield* begun(inboxes.whatsapp)
      const long = yield* messages.addNote({ conversationId }, [Outbound.text("x".repeat(20_000))])
      assert.strictEqual(long.content.length, 1)
      const two = yield* Requests.failing(
        messages.addNote({ conversationId }, [Outbound.text("One"), Outbound.text("Two")])
      )
      assert.deepStrictEqual(told(two), { reason: "InvalidRequest", applied: "no" })
      const asWords = yield* Requests.failing(
        messages.addNote({ conversationId }, [Outbound.choices("Which?", ["A", "B"])])
      )
      assert.deepStrictEqual(told(asWords), { reason: "InvalidRequest", applied: "no" })
      const { id: contactId } = yield* contacts.create({ name: "Silent" })
      assert.strictEqual((yield* Requests.failing(messages.addNote({ contactId }, hello))).reason._tag, "NotFound")
    })
  )
})

describe("a text with marks of Liquid", () => {
  const texts = [
    "Dear {{ contact.name }}",
    "{% if a %}b{% endif %}",
    "{{{ three }}} and {{ unclosed",
    "code `{{ kept }}` and {{ not }}",
    "brace before code: {`x`}",
    "```\n{% raw %}\n``` {%",
    "no marks } at { all"
  ]
  onAccount("is stored as it was sent, in messages that go out and in notes", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      for (const text of texts) {
        yield* messages.send({ to: { conversationId }, content: [Outbound.text(text)] })
        yield* messages.addNote({ conversationId }, [Outbound.text(text)])
      }
      assert.deepStrictEqual(
        (yield* written).map(({ content }) => content),
        texts.flatMap((text) => [text, text])
      )
    })
  )
})
