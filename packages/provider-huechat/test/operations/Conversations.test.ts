/** `conversations`: lists, and every switch on one, as the simulator's tables show it. */
import type { AgentId, ChannelId, ContactId, ConversationId, TeamId, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { begun, callsOf, onAccount, onServer, rowOf, start, told } from "./Account.ts"

const seeded = (contacts: number, conversations: number) => ({
  simulator: { seed: { contacts, conversations, messagesPerConversation: 1 } }
})
const at = (millis: number) => new Date(millis).toISOString() as Timestamp

describe("conversations.list", () => {
  onAccount(
    "asks for every status, where the vendor would answer open ones alone",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const huechat = yield* HueChatSimulator
        yield* huechat.resolve(1)
        const [all, sent] = yield* Requests.during(Stream.runCollect(conversations.list()))
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, 60)
        assert.deepStrictEqual(
          sent.map(({ query }) => query),
          ["1", "2", "3"].map((page) => ({ status: "all", page }))
        )
        const closed = yield* Stream.runCollect(conversations.list({ status: "closed" }))
        assert.isTrue(closed.some(({ id }) => id === "1"))
        assert.isTrue(closed.every(({ status }) => status === "closed"))
      }),
    seeded(60, 60)
  )

  onAccount(
    "puts each page in the order asked for",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const ids = (order: "oldest-first" | "newest-first") =>
          Effect.map(conversations.list({ order }).page(), ({ items }) => items.map(({ id }) => Number(id)))
        const oldest = yield* ids("oldest-first")
        assert.deepStrictEqual(
          oldest,
          oldest.toSorted((one, other) => one - other)
        )
        assert.deepStrictEqual(yield* ids("newest-first"), oldest.toReversed())
      }),
    seeded(60, 60)
  )

  onAccount("of one channel, and only those with something new", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      yield* begun()
      yield* TestClock.adjust("1 hour")
      const { conversationId } = yield* begun({ inboxId: inboxes.email })
      const ids = (query: { readonly channelId?: ChannelId; readonly updatedSince?: Timestamp }) =>
        Effect.map(Stream.runCollect(conversations.list(query)), (all) => all.map(({ id }) => id))
      assert.deepStrictEqual(yield* ids({ channelId: String(inboxes.email) as ChannelId }), [conversationId])
      assert.deepStrictEqual(yield* ids({ updatedSince: at(start + 60_000) }), [conversationId])
    })
  )
})

describe("conversations.listByContact", () => {
  onAccount("searches by the contact's number, and leaves out who merely speaks of it", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { contactId, conversationId } = yield* begun()
      yield* begun({ contact: { name: "Bob", email: "bob@example.com" }, content: "call 15550100" })
      const [listed, sent] = yield* Requests.during(Stream.runCollect(conversations.listByContact(contactId)))
      assert.deepStrictEqual(
        listed.map(({ id }) => id),
        [conversationId]
      )
      assert.deepStrictEqual(callsOf(sent), ["GET contacts", "GET conversations"])
      assert.deepStrictEqual(sent[1]?.query, { status: "all", q: "15550100", page: "1" })
      const [, again] = yield* Requests.during(Stream.runCollect(conversations.listByContact(contactId)))
      assert.deepStrictEqual(callsOf(again), ["GET conversations"])
    })
  )

  onServer(
    "reads all conversations where there is nothing to search by",
    {
      "GET /contacts": () => ({ payload: [{ id: 7, name: null, email: "", phone_number: null }] }),
      "GET /conversations": (query) => ({
        data: { payload: query.has("q") ? [] : [7, 8].map((id) => ({ id, meta: { sender: { id } } })) }
      })
    },
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const listed = yield* Stream.runCollect(conversations.listByContact("7" as ContactId))
        assert.deepStrictEqual(
          listed.map(({ id }) => id),
          ["7"]
        )
      })
  )
})

describe("the switches", () => {
  onAccount("setStatus snoozes until its time, and only with one", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const until = at(start + 3_600_000)
      const [, sent] = yield* Requests.during(
        conversations.setStatus(conversationId, { status: "snoozed", snoozedUntil: until })
      )
      assert.deepStrictEqual(sent[0]?.json, { status: "snoozed", snoozed_until: until })
      assert.deepInclude(yield* rowOf(conversationId), { status: "snoozed", snoozedUntil: Date.parse(until) })
      for (const change of [{ status: "snoozed" }, { status: "open", snoozedUntil: until }] as const) {
        const [error, none] = yield* Requests.during(Requests.failing(conversations.setStatus(conversationId, change)))
        assert.deepStrictEqual([error.reason._tag, none], ["InvalidRequest", []])
      }
      yield* conversations.setStatus(conversationId, { status: "closed" })
      assert.strictEqual((yield* rowOf(conversationId)).status, "resolved")
    })
  )

  onAccount("assign sends agent and team in one call, null for what is taken away", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const [agent, team] = ["2" as AgentId, "1" as TeamId]
      const changes = [{ agent, team }, { agent: null }, { team: null }, { agent }, null]
      const [, sent] = yield* Requests.during(Effect.forEach(changes, (to) => conversations.assign(conversationId, to)))
      assert.deepStrictEqual(
        sent.map(({ json }) => json),
        [
          { assignee_id: 2, team_id: 1 },
          { assignee_id: null },
          { team_id: null },
          { assignee_id: 2 },
          { assignee_id: null, team_id: null }
        ]
      )
      assert.deepInclude(yield* rowOf(conversationId), { assigneeId: null, teamId: null })
      const error = yield* Requests.failing(conversations.assign(conversationId, {}))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      const unknown = yield* Requests.failing(conversations.assign(conversationId, { agent: "99" as AgentId }))
      assert.deepStrictEqual(told(unknown), { reason: "NotFound", applied: "no" })
    })
  )

  onServer(
    "assign: nobody in the reply where somebody was wanted is NotFound, and took the former one away",
    { "POST /conversations/42/assignments": () => null },
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const id = "42" as ConversationId
        const error = yield* Requests.failing(conversations.assign(id, { agent: "9" as AgentId }))
        assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "partly" })
        yield* conversations.assign(id, null)
      })
  )

  onAccount(
    "priority goes by PATCH, attributes are merged with null for what goes, reading and typing are a call",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { conversationId, messageId } = yield* begun()
        const [, sent] = yield* Requests.during(
          Effect.gen(function* () {
            yield* conversations.setPriority(conversationId, "urgent")
            yield* conversations.setPriority(conversationId, null)
            yield* conversations.setAttributes(conversationId, { set: { order: 7 }, unset: ["gone"] })
            yield* conversations.markRead(conversationId, { messageId })
            yield* conversations.setTyping({ conversationId }, true)
            yield* conversations.setTyping({ conversationId }, false)
            yield* conversations.delete(conversationId)
          })
        )
        const on = `conversations/${conversationId}`
        assert.deepStrictEqual(
          callsOf(sent).map((call, index) => [call, sent[index]?.json]),
          [
            [`PATCH ${on}`, { priority: "urgent" }],
            [`PATCH ${on}`, { priority: null }],
            [`POST ${on}/custom_attributes`, { custom_attributes: { gone: null, order: 7 } }],
            [`POST ${on}/update_last_seen`, {}],
            [`POST ${on}/toggle_typing_status`, { typing_status: "on", is_private: false }],
            [`POST ${on}/toggle_typing_status`, { typing_status: "off", is_private: false }],
            [`DELETE ${on}`, {}]
          ]
        )
        assert.isEmpty(yield* Effect.flatMap(HueChatSimulator, (huechat) => huechat.conversations))
      })
  )
})

describe("tags", () => {
  onAccount("are read and written back; nothing is written where nothing changes", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const labels = `conversations/${conversationId}/labels`
      const [tags, sent] = yield* Requests.during(conversations.addTags(conversationId, ["vip", "billing"]))
      assert.deepStrictEqual([...tags], ["vip", "billing"])
      assert.deepStrictEqual(callsOf(sent), [`GET ${labels}`, `POST ${labels}`])
      const [, again] = yield* Requests.during(conversations.addTags(conversationId, ["vip"]))
      assert.deepStrictEqual(callsOf(again), [`GET ${labels}`])
      assert.deepStrictEqual([...(yield* conversations.removeTags(conversationId, ["vip", "other"]))], ["billing"])
      const [, set] = yield* Requests.during(conversations.setTags(conversationId, ["new", "new"]))
      assert.deepStrictEqual(
        set.map(({ json }) => json),
        [{ labels: ["new"] }]
      )
    })
  )

  onAccount("added at once in this process are all kept", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const { faults } = yield* HueChatSimulator
      // Without taking turns all would have read before the first has written.
      yield* faults.next(Faults.latency("1 second"), { method: "POST", path: "/labels", times: 4 })
      const names = ["one", "two", "three", "four"]
      yield* Requests.whileTimePasses(
        Effect.forEach(names, (name) => conversations.addTags(conversationId, [name]), { concurrency: "unbounded" })
      )
      assert.sameMembers([...(yield* rowOf(conversationId)).labels], names)
    })
  )
})
