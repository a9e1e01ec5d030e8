/** `messages.import`: one outcome per message, nothing doubled whatever happens, and no faster than the server allows. */
import type { ChannelId, ContactId, ConversationId, Identity, Timestamp } from "@dragoman/core/domain"
import { type ImportMessage, type ImportOutcome, Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { callOf, callsOf, onAccount, told } from "./Account.ts"

/** A contact of the API inbox, without a conversation. */
const target = Effect.gen(function* () {
  const { contacts } = yield* Provider
  const { inboxes } = yield* ChatwootSimulator
  const channelId = String(inboxes.api) as ChannelId
  const identities: ReadonlyArray<Identity> = [{ channelType: "api", channelId, address: "ann-1" }]
  const { id: contactId } = yield* contacts.create({ name: "Ann", identities })
  return { contactId, channelId }
})

const text = (externalId: string, words = externalId, more: Partial<ImportMessage> = {}): ImportMessage => ({
  externalId,
  direction: "inbound",
  content: [{ type: "text", text: words }],
  createdAt: "2024-05-01T10:00:00.000Z" as Timestamp,
  ...more
})

const contents = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  return (yield* chatwoot.messages).filter(({ type }) => type !== 2).map(({ content }) => content)
})

const types = (outcomes: ReadonlyArray<ImportOutcome>) => outcomes.map(({ type }) => type)

describe("messages.import", () => {
  onAccount("writes each side, notes and files in order, with the real time beside them", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const upload = yield* chatwoot.receive({
        contact: { email: "other@example.com" },
        attachments: [{ fileName: "a.txt", contentType: "text/plain", bytes: new TextEncoder().encode("bytes") }]
      })
      const [part] = (yield* messages.get({
        messageId: String(upload.messageId) as never,
        conversationId: String(upload.conversationId) as ConversationId
      })).content
      assert.isDefined(part)
      const outcomes = yield* messages.import({
        ...(yield* target),
        messages: [
          text("1", "Hello {{ not rendered }}"),
          text("2", "Hi {{ escaped }}", { direction: "outbound" }),
          text("3", "Careful", { direction: "outbound", visibility: "private" }),
          text("4", "Closed by Bob", { direction: "outbound", visibility: "system" }),
          text("5", "", { content: [part] }),
          text("6", "", { content: [{ type: "template", name: "order_update", language: "en", components: [] }] }),
          text("7", "", { content: [{ type: "sticker", mediaId: "9" }] }),
          text("8", "", { content: [{ type: "unsupported", vendorType: "poll" }] })
        ]
      })
      assert.deepStrictEqual(types(outcomes), Array(8).fill("created"))
      const rows = (yield* chatwoot.messages).slice(1)
      assert.deepStrictEqual(
        rows.map(({ content, private: isNote, sourceId, type }) => [sourceId, type, isNote, content]),
        [
          ["1", 0, false, "Hello {{ not rendered }}"],
          ["2", 1, false, "Hi {{ escaped }}"],
          ["3", 1, true, "Careful"],
          ["4", 1, true, "Closed by Bob"],
          ["5", 0, false, null],
          ["6", 0, false, "order_update"],
          ["7", 0, false, "[sticker]"],
          ["8", 0, false, "[poll]"]
        ]
      )
      assert.deepStrictEqual(rows[0]?.contentAttributes, {
        dragoman: "import",
        external_created_at: "2024-05-01T10:00:00.000Z"
      })
      assert.strictEqual(new TextDecoder().decode(rows[4]?.attachments[0]?.blob?.bytes), "bytes")
    })
  )

  onAccount("a second import finds everything, also when the conversation was closed in between", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const to = yield* target
      const history = [text("1"), text("2"), text("2", "the same id again")]
      const first = yield* messages.import({ ...to, messages: history })
      assert.deepStrictEqual(types(first), ["created", "created", "exists"])
      yield* conversations.setStatus("1" as ConversationId, { status: "closed" })
      const second = yield* messages.import({ ...to, messages: [...history, text("3")] })
      assert.deepStrictEqual(types(second), ["exists", "exists", "exists", "created"])
      assert.deepStrictEqual(yield* contents, ["1", "2", "3"])
    })
  )

  onAccount("reads a conversation once, then only what came after: batches cost what they write", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = { ...(yield* target), conversationId: "1" as ConversationId }
      yield* messages.import({ contactId: to.contactId, channelId: to.channelId, messages: [text("1")] })
      const [, sent] = yield* Requests.during(messages.import({ ...to, messages: [text("2"), text("3")] }))
      assert.deepStrictEqual(
        sent.map((it) => [callOf(it), it.query.after]),
        [
          ["GET conversations/1", undefined],
          ["GET conversations/1/messages", "0"],
          ["POST conversations/1/messages", undefined],
          ["POST conversations/1/messages", undefined]
        ]
      )
      const [, next] = yield* Requests.during(messages.import({ ...to, messages: [text("4")] }))
      assert.strictEqual(next[1]?.query.after, "2")
      const anonymous: ImportMessage = { direction: "inbound", content: [{ type: "text", text: "no id" }] }
      const [, without] = yield* Requests.during(messages.import({ ...to, messages: [anonymous] }))
      assert.deepStrictEqual(callsOf(without), ["GET conversations/1", "POST conversations/1/messages"])
    })
  )

  onAccount("what somebody else wrote in between is seen", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const to = yield* target
      yield* messages.import({ ...to, messages: [text("1")] })
      yield* chatwoot.receive({ contact: { id: Number(to.contactId) }, content: "2", sourceId: "2" })
      assert.deepStrictEqual(types(yield* messages.import({ ...to, messages: [text("2"), text("3")] })), [
        "exists",
        "created"
      ])
    })
  )

  onAccount("two imports into one conversation at once take turns", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      const to = yield* target
      yield* messages.import({ ...to, messages: [text("1")] })
      const batch = messages.import({ ...to, messages: [text("2"), text("3")] })
      yield* faults.next(Faults.latency("1 second"), { method: "POST", path: "/messages", times: 4 })
      const both = yield* Requests.whileTimePasses(Effect.all([batch, batch], { concurrency: 2 }))
      assert.deepStrictEqual(both.map(types).sort(), [
        ["created", "created"],
        ["exists", "exists"]
      ])
      assert.deepStrictEqual(yield* contents, ["1", "2", "3"])
    })
  )

  onAccount("a failure is the outcome of its message alone", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const outcomes = yield* messages.import({
        ...(yield* target),
        messages: [text("1"), { ...text("2"), content: [] }, text("3", "x".repeat(10)), text("4")]
      })
      assert.deepStrictEqual(types(outcomes), ["created", "failed", "created", "created"])
      const [, failed] = outcomes
      assert.isTrue(failed?.type === "failed")
      if (failed?.type === "failed") {
        assert.deepStrictEqual(told(failed.reason), { reason: "InvalidRequest", applied: "no" })
        assert.strictEqual(failed.reason.operation, "messages.import")
      }
    })
  )

  for (const { fault, name, outcome } of [
    { name: "a reply that is lost after the write", fault: Faults.dropAfter, outcome: "created" },
    { name: "a reply that is garbled", fault: Faults.garble, outcome: "created" },
    { name: "a connection that breaks before the write", fault: Faults.dropBefore, outcome: "failed" },
    { name: "a server that fails", fault: Faults.serverError(), outcome: "failed" },
    { name: "a server that hangs", fault: Faults.hang, outcome: "failed" }
  ]) {
    onAccount(`${name} is settled by the message's own id, never by writing again`, () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { faults } = yield* ChatwootSimulator
        const to = yield* target
        yield* faults.next(fault, { method: "POST", path: "/messages" })
        const outcomes = yield* Requests.whileTimePasses(messages.import({ ...to, messages: [text("1"), text("2")] }))
        assert.deepStrictEqual(types(outcomes), [outcome, "created"])
        const [first] = outcomes
        if (first?.type === "failed") assert.strictEqual(first.reason.applied, "unknown")
        else assert.strictEqual(first?.id as string, "1")
        const again = yield* Requests.whileTimePasses(messages.import({ ...to, messages: [text("1"), text("2")] }))
        assert.deepStrictEqual(types(again), [outcome === "failed" ? "created" : "exists", "exists"])
        assert.deepStrictEqual([...(yield* contents)].sort(), ["1", "2"])
      })
    )
  }

  onAccount("a message that becomes several goes on where it broke off", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      const to = yield* target
      const three = text("1", "", {
        content: [
          { type: "text", text: "One" },
          { type: "text", text: "Two" },
          { type: "text", text: "Three" }
        ]
      })
      yield* faults.next(Faults.latency(0), { method: "POST", path: "/messages" })
      yield* faults.next(Faults.serverError(), { method: "POST", path: "/messages" })
      const [broken] = yield* messages.import({ ...to, messages: [three] })
      assert.strictEqual(broken?.type, "failed")
      if (broken?.type === "failed") assert.strictEqual(broken.reason.applied, "partly")
      assert.deepStrictEqual(types(yield* messages.import({ ...to, messages: [three] })), ["created"])
      assert.deepStrictEqual(types(yield* messages.import({ ...to, messages: [three] })), ["exists"])
      assert.deepStrictEqual(yield* contents, ["One", "Two", "Three"])
    })
  )

  onAccount("is refused for any other inbox, where what goes out would really be sent", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const { contactId } = yield* target
      const channelId = String(chatwoot.inboxes.whatsapp) as ChannelId
      const error = yield* Requests.failing(messages.import({ contactId, channelId, messages: [text("1")] }))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      assert.deepStrictEqual([yield* chatwoot.messages, yield* chatwoot.conversations], [[], []])
    })
  )

  onAccount("is refused for a conversation that is another contact's", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const to = yield* target
      const { conversationId } = yield* chatwoot.receive({ contact: { email: "bob@example.com" }, content: "Hi" })
      const error = yield* Requests.failing(
        messages.import({ ...to, conversationId: String(conversationId) as ConversationId, messages: [text("1")] })
      )
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("keeps to two hundred messages a minute in one conversation, and meets no refusal", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = yield* target
      const history = Array.from({ length: 450 }, (_, index) => text(`m-${index}`))
      const begin = yield* Clock.currentTimeMillis
      const [outcomes, sent] = yield* Requests.during(
        Requests.whileTimePasses(messages.import({ ...to, messages: history }))
      )
      const minutes = ((yield* Clock.currentTimeMillis) - begin) / 60_000
      assert.isTrue(outcomes.every(({ type }) => type === "created"))
      assert.strictEqual(sent.filter((it) => callOf(it) === "POST conversations/1/messages").length, history.length)
      assert.isAtLeast(minutes, 2)
      assert.isAtMost(minutes, 3)
      assert.deepStrictEqual(
        yield* contents,
        history.map(({ externalId = null }) => externalId)
      )
    })
  )
})

describe("messages.find", () => {
  onAccount("settles what a send left unknown, in a conversation or among those of a contact", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = yield* target
      yield* messages.import({ ...to, messages: [text("1"), text("2")] })
      const conversationId = "1" as ConversationId
      const [found, sent] = yield* Requests.during(messages.find({ externalId: "1", conversationId }))
      assert.strictEqual(found._tag, "Some")
      assert.strictEqual(sent.length, 1)
      assert.strictEqual((yield* messages.find({ externalId: "2", contactId: to.contactId }))._tag, "Some")
      assert.strictEqual((yield* messages.find({ externalId: "3", contactId: to.contactId }))._tag, "None")
      assert.strictEqual((yield* messages.find({ externalId: "1", contactId: "99" as ContactId }))._tag, "None")
      assert.strictEqual((yield* Requests.failing(messages.find({ externalId: "1" }))).reason._tag, "InvalidRequest")
    })
  )
})
