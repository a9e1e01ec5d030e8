/** `messages.import`: history into an API inbox, once, whatever fails and however often it is repeated. */
import type { ChannelId, ConversationId, Timestamp } from "@dragoman/core/domain"
import { type ImportMessage, Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { begun, onAccount, told } from "./Account.ts"

const createdAt = "2025-05-01T10:00:00.000Z" as Timestamp
const said = (externalId: string, text: string, more: Partial<ImportMessage> = {}): ImportMessage => ({
  externalId,
  direction: "outbound",
  content: [{ type: "text", text }],
  createdAt,
  ...more
})

const history = [
  said("a", "Hello?", { direction: "inbound" }),
  said("b", "Good morning"),
  said("c", "a difficult one", { visibility: "private" }),
  said("d", "Ann joined", { visibility: "system" })
]

/** Ann with a conversation in the API inbox, into which everything goes. */
const place = Effect.gen(function* () {
  const { inboxes } = yield* HueChatSimulator
  return { ...(yield* begun()), channelId: String(inboxes.api) as ChannelId }
})

const imported = Effect.flatMap(HueChatSimulator, ({ messages }) =>
  Effect.map(messages, (rows) => rows.filter(({ contentAttributes }) => contentAttributes.dragoman === "import"))
)
const typesOf = (outcomes: ReadonlyArray<{ readonly type: string }>) => outcomes.map(({ type }) => type)

describe("messages.import", () => {
  onAccount("writes each side, notes and the system's lines as what they are", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const target = yield* place
      const outcomes = yield* messages.import({ ...target, messages: history })
      assert.deepStrictEqual(typesOf(outcomes), ["created", "created", "created", "created"])
      assert.deepStrictEqual(
        (yield* imported).map((row) => [row.messageType, row.private, row.sourceId, row.content]),
        [
          ["incoming", false, "a", "Hello?"],
          ["outgoing", false, "b", "Good morning"],
          ["outgoing", true, "c", "a difficult one"],
          ["activity", false, "d", "Ann joined"]
        ]
      )
      const read = yield* Stream.runCollect(messages.listByConversation(target.conversationId))
      assert.deepStrictEqual(
        read.slice(1).map((message) => [message.externalId, message.createdAt, message.visibility]),
        [
          ["a", createdAt, "public"],
          ["b", createdAt, "public"],
          ["c", createdAt, "private"],
          ["d", createdAt, "system"]
        ]
      )
    })
  )

  onAccount("a second time everything is there already, also without naming the conversation", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, contactId, ...target } = yield* place
      const input = { channelId, contactId, messages: history }
      const first = yield* messages.import({ ...input, ...target })
      const [second, sent] = yield* Requests.during(messages.import(input))
      assert.deepStrictEqual(
        second,
        first.map((outcome) => ({ ...outcome, type: "exists" }))
      )
      assert.isEmpty(sent.filter(({ method }) => method === "POST"))
    })
  )

  onAccount("what was written in between is seen: each batch reads what came since the one before", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const target = yield* place
      yield* messages.import({ ...target, messages: history.slice(0, 1) })
      const to = { conversationId: target.conversationId }
      yield* messages.send({ to, externalId: "b", content: [{ type: "text", text: "Good morning" }] })
      const [outcomes, sent] = yield* Requests.during(messages.import({ ...target, messages: history }))
      assert.deepStrictEqual(typesOf(outcomes), ["exists", "exists", "created", "created"])
      assert.lengthOf(
        sent.filter(({ method, path }) => method === "GET" && path.endsWith("/messages")),
        1
      )
    })
  )

  onAccount("a write whose reply is lost is made again under its key, and is there once", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const target = yield* place
      yield* faults.next(Faults.dropAfter, { method: "POST" })
      const outcomes = yield* Requests.whileTimePasses(messages.import({ ...target, messages: history }))
      assert.deepStrictEqual(typesOf(outcomes), ["created", "created", "created", "created"])
      assert.lengthOf(yield* imported, 4)
    })
  )

  onAccount("a message that fails costs no other, and is not called done", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const target = yield* place
      yield* faults.next(Faults.serverError({ status: 422 }), { method: "POST" })
      const [failed, ...others] = yield* messages.import({ ...target, messages: history })
      assert.deepStrictEqual(typesOf(others), ["created", "created", "created"])
      if (failed?.type !== "failed") return assert.fail("the first one must fail")
      assert.deepStrictEqual(told(failed.reason), { reason: "InvalidRequest", applied: "no" })
      const again = yield* messages.import({ ...target, messages: history })
      assert.deepStrictEqual(typesOf(again), ["created", "exists", "exists", "exists"])
    })
  )

  onAccount("what cannot be sent on is told in words, nothing is left out", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const target = yield* place
      const content = [
        { type: "template", name: "order_update", language: "en", components: [] },
        { type: "reaction", emoji: "👍" },
        { type: "sticker" },
        { type: "unsupported", vendorType: "poll" }
      ] as const
      const outcomes = yield* messages.import({
        ...target,
        messages: content.map((part, index) => said(`x${index}`, "", { content: [part] }))
      })
      assert.deepStrictEqual(typesOf(outcomes), ["created", "created", "created", "created"])
      assert.deepStrictEqual(
        (yield* imported).map((row) => row.content),
        ["order_update", "👍", "[sticker]", "[poll]"]
      )
    })
  )

  onAccount("goes into API inboxes only, and only into the contact's own conversation there", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      const target = yield* place
      const whatsapp = yield* begun({ inboxId: inboxes.whatsapp })
      const elsewhere = { ...whatsapp, channelId: String(inboxes.whatsapp) as ChannelId, messages: history }
      assert.strictEqual((yield* Requests.failing(messages.import(elsewhere))).reason._tag, "Unsupported")
      const other = yield* begun({ contact: { email: "bob@example.com" } })
      const wrong = { ...target, conversationId: other.conversationId as ConversationId, messages: history }
      assert.strictEqual((yield* Requests.failing(messages.import(wrong))).reason._tag, "InvalidRequest")
      assert.isEmpty(yield* imported)
    })
  )
})
