/** `messages` apart from writing: history both ways, single messages, deletion, retry, and finding one by its `externalId`. */
import type { ConversationId, MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { begun, callsOf, onAccount, onServer, told } from "./Account.ts"

const long = { simulator: { seed: { contacts: 1, conversations: 1, messagesPerConversation: 45 } } }
const first = "1" as ConversationId

describe("messages.listByConversation", () => {
  onAccount(
    "goes up by after and down by before, twenty at a time",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const read = (order: "oldest-first" | "newest-first") =>
          Requests.during(Stream.runCollect(messages.listByConversation(first, { order })))
        const cursors = (sent: ReadonlyArray<Requests.Sent>) =>
          sent.filter(({ path }) => path.endsWith("/messages")).map(({ query }) => query)
        const [up, upwards] = yield* read("oldest-first")
        const ids = up.map(({ id }) => String(id))
        assert.lengthOf(new Set(ids), 45)
        assert.deepStrictEqual<unknown>(cursors(upwards), [{ after: "0" }, { after: ids[19] }, { after: ids[39] }])
        const [down, downwards] = yield* read("newest-first")
        assert.deepStrictEqual(
          down.map(({ id }) => String(id)),
          ids.toReversed()
        )
        assert.deepStrictEqual<unknown>(cursors(downwards), [{}, { before: ids[25] }, { before: ids[5] }])
      }),
    long
  )

  onAccount("tells author, contact and channel of each", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const huechat = yield* HueChatSimulator
      const { contactId, conversationId } = yield* begun()
      yield* huechat.reply({ conversationId: Number(conversationId), content: "Hi", agentId: 2 })
      yield* huechat.note({ conversationId: Number(conversationId), content: "between us" })
      const listed = yield* Stream.runCollect(messages.listByConversation(conversationId))
      assert.deepStrictEqual(
        listed.map(({ author, contactId: of, direction, status, visibility }) => [
          author.type,
          author.id,
          of,
          direction,
          visibility,
          status
        ]),
        [
          ["contact", contactId, contactId, "inbound", "public", undefined],
          ["agent", "2", contactId, "outbound", "public", "sent"],
          ["agent", "1", contactId, "outbound", "private", "sent"]
        ]
      )
      assert.deepStrictEqual<unknown>(listed[0]?.channel, { id: "2", type: "api", vendorType: "Channel::Api" })
    })
  )

  const rows = Array.from({ length: 45 }, (_, index) => ({ id: index + 1, message_type: "incoming" }))
  const conversation = { "GET /conversations/1": () => ({ id: 1, inbox_id: 2 }) }
  const pages = {
    "whose pages begin with the cursor's own message": [
      (query: URLSearchParams) => rows.filter(({ id }) => id >= Number(query.get("after"))).slice(0, 20),
      45
    ],
    "that looks at no cursor": [() => rows.slice(0, 20), 20]
  } as const
  for (const [server, [payload, count]] of Object.entries(pages)) {
    onServer(
      `tells every message once and ends, on a server ${server}`,
      { ...conversation, "GET /conversations/1/messages": (query) => ({ payload: payload(query) }) },
      () =>
        Effect.gen(function* () {
          const { messages } = yield* Provider
          const told = yield* Stream.runCollect(Stream.take(messages.listByConversation(first), 100))
          assert.deepStrictEqual(
            told.map(({ id }) => Number(id)),
            rows.slice(0, count).map(({ id }) => id)
          )
        })
    )
  }
})

describe("messages.get", () => {
  onAccount(
    "reads the one before the next id",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const ids = (yield* Stream.runCollect(messages.listByConversation(first))).map(({ id }) => id)
        for (const messageId of [ids[0], ids[22], ids[44]]) {
          if (messageId === undefined) return assert.fail("the history is too short")
          const [message, sent] = yield* Requests.during(messages.get({ messageId, conversationId: first }))
          assert.strictEqual(message.id, messageId)
          assert.deepStrictEqual(sent[0]?.query, { before: String(Number(messageId) + 1) })
        }
      }),
    long
  )

  onAccount("needs the conversation, and is NotFound in another", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { messageId } = yield* begun()
      const other = yield* begun({ contact: { email: "bob@example.com" } })
      const lost = yield* Requests.failing(messages.get({ messageId, conversationId: other.conversationId }))
      assert.strictEqual(lost.reason._tag, "NotFound")
      for (const attempt of [
        messages.get({ messageId }),
        messages.delete({ messageId }),
        messages.retry({ messageId })
      ]) {
        const [error, sent] = yield* Requests.during(Requests.failing<unknown, never>(attempt))
        assert.deepStrictEqual([error.reason._tag, sent], ["InvalidRequest", []])
      }
    })
  )
})

describe("messages.delete and retry", () => {
  onAccount("a deleted message stays without what it said", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, messageId } = yield* begun()
      yield* messages.delete({ messageId, conversationId })
      assert.isEmpty((yield* messages.get({ messageId, conversationId })).content)
    })
  )

  onAccount("a failed message is sent again, and answered as it is then", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const huechat = yield* HueChatSimulator
      const { conversationId } = yield* begun()
      const { messageId: number } = yield* huechat.reply({ conversationId: Number(conversationId), content: "Hi" })
      const ref = { messageId: String(number) as MessageId, conversationId }
      yield* huechat.setMessageStatus(number, "failed")
      assert.strictEqual((yield* messages.get(ref)).status, "failed")
      const [again, sent] = yield* Requests.during(messages.retry(ref))
      const path = `conversations/${conversationId}/messages`
      assert.deepStrictEqual(callsOf(sent), [`POST ${path}/${number}/retry`, `GET ${path}`])
      assert.deepStrictEqual([again.id, again.status], [ref.messageId, "sent"])
      const refused = yield* Requests.failing(messages.retry(ref))
      assert.deepStrictEqual(told(refused), { reason: "InvalidRequest", applied: "no" })
    })
  )
})

describe("messages.find", () => {
  onAccount("looks in the conversation, or in all of the contact's", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      const { contactId } = yield* begun({ inboxId: inboxes.website })
      const { conversationId } = yield* begun({ inboxId: inboxes.email })
      const content = [Outbound.text("Hi")]
      const { messages: sent } = yield* messages.send({ to: { conversationId }, content, externalId: "order-7" })
      for (const where of [{ conversationId }, { contactId }]) {
        const found = yield* messages.find({ externalId: "order-7", ...where })
        assert.strictEqual(Option.getOrUndefined(found)?.id, sent[0]?.id)
      }
      assert.isTrue(Option.isNone(yield* messages.find({ externalId: "order-8", contactId })))
      assert.strictEqual(
        (yield* Requests.failing(messages.find({ externalId: "order-7" }))).reason._tag,
        "InvalidRequest"
      )
    })
  )
})
