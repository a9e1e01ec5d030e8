/** `conversations`: lists, and every switch on one, as the simulator's tables show it. */

import type { AgentId, ChannelId, ContactId, ConversationId, TeamId, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { callOf, callsOf, onAccount, start, told } from "./Account.ts"

const conversation = (id: number) => String(id) as ConversationId
const at = (millis: number) => new Date(millis).toISOString() as Timestamp
const seeded = (contacts: number, conversations: number) => ({
  simulator: { seed: { contacts, conversations, messagesPerConversation: 1 } }
})

/** A conversation that a customer began in the API inbox. */
const begun = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  const { conversationId } = yield* chatwoot.receive({ contact: { email: "ann@example.com" }, content: "Hello" })
  return conversation(conversationId)
})

const rowOf = (id: ConversationId) =>
  Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    const row = (yield* chatwoot.conversations).find((one) => String(one.id) === id)
    assert.isDefined(row)
    return row
  })

describe("conversations.list", () => {
  onAccount(
    "lists every status, oldest first, until a page is empty",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(conversations.list()))
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, 50)
        assert.deepStrictEqual([...new Set(all.map(({ status }) => status))].sort(), ["closed", "open"])
        assert.deepStrictEqual(
          sent.map(({ query }) => query),
          ["1", "2", "3"].map((page) => ({ status: "all", sort_by: "created_at_asc", page }))
        )
        const created = all.map(({ createdAt = "" }) => createdAt)
        assert.deepStrictEqual(created, [...created].sort())
      }),
    seeded(10, 50)
  )

  onAccount(
    "takes one call where the first page is all there is",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(conversations.list({ status: "open" })))
        assert.deepStrictEqual([all.length, sent.length, sent[0]?.query.status], [6, 1, "open"])
      }),
    seeded(8, 8)
  )

  onAccount(
    "newest first, and of one channel",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { inboxes } = yield* ChatwootSimulator
        const newest = yield* Stream.runCollect(conversations.list({ order: "newest-first" }))
        assert.deepStrictEqual(
          newest.map(({ id }) => id),
          ["3", "2", "1"]
        )
        const of = (id: number) => Stream.runCollect(conversations.list({ channelId: String(id) as ChannelId }))
        assert.deepStrictEqual([(yield* of(inboxes.api)).length, (yield* of(inboxes.email)).length], [3, 0])
      }),
    seeded(3, 3)
  )

  onAccount(
    "since a time: to the second, in one call, and with room for clocks that disagree",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const first = yield* begun
        yield* TestClock.setTime(start + 60_400)
        yield* conversations.setPriority(first, "high")
        yield* TestClock.setTime(start + 120_000)
        const since = (millis: number) =>
          Requests.during(
            Effect.map(Stream.runCollect(conversations.list({ updatedSince: at(millis) })), (rows) =>
              rows.map(({ id }) => id)
            )
          )
        const [ids, sent] = yield* since(start + 60_400)
        assert.deepStrictEqual(ids, [first])
        assert.deepStrictEqual(
          sent.map(({ query }) => query),
          [{ status: "all", sort_by: "created_at_asc", updated_within: "360" }]
        )
        assert.deepStrictEqual((yield* since(start + 60_900))[0], [first])
        assert.deepStrictEqual((yield* since(start + 61_000))[0], [])
        assert.deepStrictEqual((yield* since(start + 3_600_000))[0], [])
      }),
    seeded(3, 3)
  )

  onAccount(
    "since a time long ago: page by page, because that answer has no pages",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const first = yield* begun
        const listing = conversations.list({ updatedSince: at(start - 2 * 86_400_000) })
        const [all, sent] = yield* Requests.during(Stream.runCollect(listing))
        assert.deepStrictEqual([all.length, sent.length], [31, 3])
        assert.isTrue(all.some(({ id }) => id === first))
        assert.isTrue(sent.every(({ query }) => query.updated_within === undefined))
        const page = yield* listing.page()
        assert.strictEqual((yield* listing.page(page.cursor)).items.length, 6)
      }),
    seeded(30, 30)
  )
})

describe("conversations.listByContact", () => {
  onAccount(
    "goes on after the twentieth, where the contact's own endpoint stops",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(conversations.listByContact("1" as ContactId)))
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, 30)
        assert.isTrue(all.every(({ contactId }) => contactId === "1"))
        assert.deepStrictEqual(callsOf(sent), Array(3).fill("POST conversations/filter"))
      }),
    seeded(1, 30)
  )
})

describe("a conversation", () => {
  onAccount("is got by its display id, with the vendor's own object", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      const got = yield* conversations.get(id)
      assert.deepStrictEqual([got.id, got.status, got.contactId], [id, "open", "1" as ContactId])
      assert.deepInclude(got.raw as object, { id: 1, account_id: 1 })
      assert.strictEqual((yield* Requests.failing(conversations.get(conversation(99)))).reason._tag, "NotFound")
    })
  )

  onAccount("changes status: each word, until a time with snoozed and with nothing else", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      for (const [status, vendor] of [
        ["pending", "pending"],
        ["closed", "resolved"],
        ["open", "open"],
        ["snoozed", "snoozed"]
      ] as const) {
        yield* conversations.setStatus(id, { status })
        assert.strictEqual((yield* rowOf(id)).status, vendor)
      }
      yield* conversations.setStatus(id, { status: "snoozed", snoozedUntil: at(start + 3_600_000) })
      assert.strictEqual((yield* conversations.get(id)).snoozedUntil, at(start + 3_600_000))
      const error = yield* Requests.failing(conversations.setStatus(id, { status: "open", snoozedUntil: at(start) }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("is assigned to a team, an agent, a bot and nobody", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      yield* conversations.assign(id, { agent: "2" as AgentId, team: "1" as TeamId })
      assert.deepInclude(yield* rowOf(id), { assigneeId: 2, teamId: 1 })
      assert.deepStrictEqual((yield* conversations.get(id)).team, { id: "1" as TeamId, name: "support" })
      yield* conversations.assign(id, { agent: "AgentBot:1" as AgentId })
      assert.deepInclude(yield* rowOf(id), { assigneeId: null, assigneeBotId: 1, teamId: 1 })
      assert.strictEqual((yield* conversations.get(id)).assignee?.id, "AgentBot:1")
      yield* conversations.assign(id, { agent: null })
      assert.deepInclude(yield* rowOf(id), { assigneeId: null, assigneeBotId: null, teamId: 1 })
      yield* conversations.assign(id, { agent: "1" as AgentId })
      yield* conversations.assign(id, null)
      assert.deepInclude(yield* rowOf(id), { assigneeId: null, assigneeBotId: null, teamId: null })
      assert.strictEqual((yield* Requests.failing(conversations.assign(id, {}))).reason._tag, "InvalidRequest")
    })
  )

  onAccount("assigned to an agent whom nobody knows: Chatwoot answers null and takes the present one away", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      yield* conversations.assign(id, { agent: "2" as AgentId })
      const error = yield* Requests.failing(conversations.assign(id, { agent: "99" as AgentId }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "partly" })
      assert.include(error.message, "there is no agent 99")
      assert.isNull((yield* rowOf(id)).assigneeId)
    })
  )

  onAccount("is tagged; priority is set and taken away", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      assert.deepStrictEqual(yield* conversations.setTags(id, ["vip"]), ["vip"])
      assert.deepStrictEqual(yield* conversations.addTags(id, ["refund", "vip"]), ["vip", "refund"])
      assert.deepStrictEqual(yield* conversations.removeTags(id, ["vip"]), ["refund"])
      yield* conversations.setPriority(id, "urgent")
      assert.deepInclude(yield* rowOf(id), { labels: ["refund"], priority: "urgent" })
      yield* conversations.setPriority(id, null)
      assert.isNull((yield* rowOf(id)).priority)
    })
  )

  onAccount("has attributes set and removed by name, though Chatwoot replaces them all", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      yield* conversations.setAttributes(id, { set: { plan: "pro", seats: 3 } })
      yield* conversations.setAttributes(id, { set: { seats: 4 }, unset: ["plan"] })
      yield* conversations.setAttributes(id, { set: { secret: "blue" } })
      assert.deepStrictEqual((yield* rowOf(id)).customAttributes, { seats: 4, secret: "blue" })
      assert.deepStrictEqual((yield* conversations.get(id)).attributes, { seats: 4, secret: "blue" })
    })
  )

  onAccount("is marked as read, typed in and deleted", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const id = yield* begun
      assert.strictEqual((yield* conversations.get(id)).unreadCount, 1)
      yield* TestClock.adjust("1 second")
      yield* conversations.markRead(id)
      assert.strictEqual((yield* conversations.get(id)).unreadCount, 0)
      const [, sent] = yield* Requests.during(conversations.setTyping({ conversationId: id }, true))
      assert.deepStrictEqual(
        sent.map((it) => [callOf(it), it.json]),
        [[`POST conversations/${id}/toggle_typing_status`, { typing_status: "on" }]]
      )
      yield* conversations.delete(id)
      const chatwoot = yield* ChatwootSimulator
      assert.deepStrictEqual(yield* chatwoot.conversations, [])
    })
  )
})
