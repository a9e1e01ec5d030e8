/** `conversations`: dialogs, whose they are told by their last message, and the tags of their last request. */
import type { AgentId, ConversationId, TeamId, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const operatorOf = (dialogId: number) =>
  Effect.flatMap(Chat2DeskSimulator, ({ dialogs }) =>
    Effect.map(dialogs, (rows) => rows.find(({ id }) => id === dialogId)?.operatorId)
  )

const idsOf = (rows: ReadonlyArray<{ readonly id: string }>) => rows.map(({ id }) => id)

describe("reading conversations", () => {
  onAccount("get has the channel of the last message, and the tags of the last request", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { channelId, contactId, conversationId, dialogId, requestId } = yield* arrival()
      yield* chat2desk.transfer(dialogId, 40_819)
      yield* chat2desk.tagRequest(requestId, 22_113)
      const [{ raw, ...conversation }, sent] = yield* Requests.during(conversations.get(conversationId))
      assert.deepStrictEqual<unknown>(conversation, {
        id: conversationId,
        contactId,
        channel: { id: channelId, type: "telegram", vendorType: "telegram" },
        status: "open",
        assignee: { id: "40819" },
        tags: ["VIP"],
        createdAt: "2026-03-02T10:00:00.000Z",
        lastActivityAt: "2026-03-02T10:00:00.000Z"
      })
      assert.deepInclude(raw, { last_request_id: requestId })
      assert.deepStrictEqual(callsOf(sent), [`GET /v1/dialogs/${conversationId}`, `GET /v1/requests/${requestId}`])
    })
  )

  onAccount("a client's dialogs are told whole: the list of them has no channels", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const first = yield* arrival({ transport: "whatsapp", from: { id: "15550100101" } })
      const second = yield* arrival({ transport: "viber", from: { id: "15550100101" } })
      const [listed, sent] = yield* Requests.during(Stream.runCollect(conversations.listByContact(first.contactId)))
      assert.deepStrictEqual(
        listed.map(({ channel, contactId, id }) => [id, contactId, channel.id]),
        [first, second].map((one) => [one.conversationId, first.contactId, one.channelId])
      )
      assert.lengthOf(sent, 3)
    })
  )

  onAccount(
    "lists page by offset; what a new dialog moves to the next page is not told twice",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { dialogs } = yield* Chat2DeskSimulator
        const before = (yield* dialogs).map(({ id }) => String(id)).toReversed()
        const list = conversations.list({ order: "newest-first" })
        const [first, sent] = yield* Requests.during(list.page())
        assert.deepStrictEqual(callsOf(sent), ["GET /v1/dialogs?order=desc&limit=200&offset=0"])
        yield* arrival()
        const second = yield* list.page(first.cursor)
        assert.deepStrictEqual([...idsOf(first.items), ...idsOf(second.items)], before)
        assert.isUndefined(second.cursor)
        const [oldest, asked] = yield* Requests.during(conversations.list({ status: "closed" }).page())
        assert.deepStrictEqual(callsOf(asked), ["GET /v1/dialogs?state=closed&order=asc&limit=200&offset=0"])
        assert.isTrue(oldest.items.every(({ status }) => status === "closed"))
      }),
    { simulator: { seed: { contacts: 230, messagesPerConversation: 1 } } }
  )

  onAccount("lists are narrowed by channel and change; of a status that there is not, nothing is asked", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const telegram = yield* arrival()
      yield* arrival({ transport: "vk", from: { id: "9" } })
      const collect = (query: Parameters<typeof conversations.list>[0]) =>
        Effect.map(Stream.runCollect(conversations.list(query)), idsOf)
      assert.deepStrictEqual(yield* collect({ channelId: telegram.channelId }), [telegram.conversationId])
      assert.lengthOf(yield* collect({ updatedSince: "2026-03-02T10:00:00.999Z" as Timestamp }), 2)
      assert.lengthOf(yield* collect({ updatedSince: "2026-03-02T10:01:00.000Z" as Timestamp }), 0)
      const [none, sent] = yield* Requests.during(collect({ status: "snoozed" }))
      assert.deepStrictEqual([none, sent], [[], []])
      const error = yield* Requests.failing(conversations.list().page("200"))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
    })
  )
})

describe("conversations.setStatus", () => {
  onAccount("opens and closes by one word", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* arrival()
      for (const status of ["closed", "open"] as const) {
        const [, sent] = yield* Requests.during(conversations.setStatus(conversationId, { status }))
        assert.deepStrictEqual(bodiesOf(sent), [[`PUT /v1/dialogs/${conversationId}`, { state: status }]])
        const { closedAt, status: now } = yield* conversations.get(conversationId)
        assert.deepStrictEqual([now, closedAt !== undefined], [status, status === "closed"])
      }
    })
  )

  onAccount("there are no other states", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* arrival()
      const snoozedUntil = "2026-03-03T10:00:00.000Z" as Timestamp
      for (const change of [
        { status: "pending" },
        { status: "snoozed", snoozedUntil },
        { status: "open", snoozedUntil }
      ] as const) {
        const [error, sent] = yield* Requests.during(Requests.failing(conversations.setStatus(conversationId, change)))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.isEmpty(sent)
      }
    })
  )
})

describe("conversations.assign", () => {
  onAccount("to an operator, whatever the rules say", () =>
    Effect.gen(function* () {
      const { agents, conversations } = yield* Provider
      const { conversationId, dialogId } = yield* arrival()
      const offline = (yield* Stream.runCollect(agents.list())).find(({ availability }) => availability === "offline")
      assert.isDefined(offline)
      const [, sent] = yield* Requests.during(conversations.assign(conversationId, { agent: offline.id }))
      assert.deepStrictEqual(bodiesOf(sent), [
        [`PUT /v1/dialogs/${conversationId}`, { operator_id: Number(offline.id) }]
      ])
      assert.strictEqual(yield* operatorOf(dialogId), Number(offline.id))
      assert.strictEqual((yield* conversations.get(conversationId)).assignee?.id, offline.id)
    })
  )

  onAccount(
    "by the rules where the account wants them: `force_assign` as the text that the documentation has",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { conversationId, dialogId } = yield* arrival()
        const [error, sent] = yield* Requests.during(
          Requests.failing(conversations.assign(conversationId, { agent: "40820" as AgentId }))
        )
        assert.deepStrictEqual(bodiesOf(sent)[0]?.[1], { operator_id: 40_820, force_assign: "false" })
        assert.strictEqual(error.applied, "no")
        assert.include(error.message, "Could not transfer to operator 40820")
        assert.isNull(yield* operatorOf(dialogId))
        yield* conversations.assign(conversationId, { agent: "40819" as AgentId })
        const [, toGroup] = yield* Requests.during(conversations.assign(conversationId, { team: "3373" as TeamId }))
        assert.include(callsOf(toGroup)[1], "transfer_to_group?group_id=3373&force_assign=false")
      }),
    { chat2desk: { forceAssign: false } }
  )

  onAccount("to a group, through the dialog's last message, of which the server chooses one", () =>
    Effect.gen(function* () {
      const { conversations, teams } = yield* Provider
      const { conversationId, dialogId, messageId } = yield* arrival()
      const [team, empty] = yield* Stream.runCollect(teams.list())
      assert.isDefined(team)
      const [, sent] = yield* Requests.during(conversations.assign(conversationId, { team: team.id }))
      assert.deepStrictEqual(callsOf(sent), [
        `GET /v1/dialogs/${conversationId}`,
        `GET /v1/messages/${messageId}/transfer_to_group?group_id=${team.id}`
      ])
      assert.strictEqual(yield* operatorOf(dialogId), 40_819)
      assert.notProperty(yield* conversations.get(conversationId), "team")
      const error = yield* Requests.failing(conversations.assign(conversationId, { team: empty?.id ?? team.id }))
      assert.strictEqual(error.applied, "no")
    })
  )

  onAccount("nobody is taken away: what nobody has stays so, what somebody has is Unsupported", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { conversationId, dialogId } = yield* arrival()
      const [, sent] = yield* Requests.during(conversations.assign(conversationId, null))
      assert.isEmpty(bodiesOf(sent))
      yield* conversations.assign(conversationId, { team: null })
      yield* chat2desk.transfer(dialogId, 40_819)
      const error = yield* Requests.failing(conversations.assign(conversationId, { agent: null }))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      for (const to of [{}, { agent: "40819" as AgentId, team: "3373" as TeamId }]) {
        const refused = yield* Requests.failing(conversations.assign(conversationId, to))
        assert.deepStrictEqual(told(refused), { reason: "InvalidRequest", applied: "no" })
      }
    })
  )
})

describe("GETs that change something", () => {
  onAccount("a transfer is sent once, and unknown when its reply is lost", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { conversationId, dialogId } = yield* arrival()
      for (const [fault, reason, applied] of [
        [Faults.dropAfter, "Transport", "unknown"],
        [Faults.serverError(), "Unavailable", "unknown"],
        [Faults.garble, "MalformedResponse", "yes"]
      ] as const) {
        yield* faults.next(fault, { path: /transfer_to_group/ })
        const [error, sent] = yield* Requests.during(
          Requests.failing(conversations.assign(conversationId, { team: "3373" as TeamId }))
        )
        assert.deepStrictEqual(told(error), { reason, applied })
        assert.lengthOf(sent, 2)
      }
      assert.strictEqual(yield* operatorOf(dialogId), 40_819)
    })
  )

  onAccount("a dialog is marked as read message by message, oldest first, up to the one named", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const first = yield* arrival()
      const second = yield* arrival({ text: "And" })
      const third = yield* arrival({ text: "then" })
      const read = (id: string) => `GET /v1/messages/${id}/read`
      const [, upTo] = yield* Requests.during(
        conversations.markRead(first.conversationId, { messageId: second.messageId })
      )
      assert.deepStrictEqual(callsOf(upTo), [
        `GET /v1/messages?dialog_id=${first.conversationId}&direction_reverse=true&order=desc&limit=200`,
        read(first.messageId),
        read(second.messageId)
      ])
      yield* chat2desk.faults.next(Faults.serverError(), { path: /\/read$/ })
      const [error, sent] = yield* Requests.during(Requests.failing(conversations.markRead(first.conversationId)))
      assert.deepStrictEqual(told(error), { reason: "Unavailable", applied: "unknown" })
      assert.lengthOf(sent, 2)
      const [, rest] = yield* Requests.during(conversations.markRead(first.conversationId))
      assert.deepStrictEqual(callsOf(rest).slice(1), [read(third.messageId)])
      assert.isTrue((yield* chat2desk.messages).every((message) => message.read))
    })
  )
})

describe("a conversation's tags", () => {
  onAccount("go to its last request", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const first = yield* arrival()
      yield* conversations.addTags(first.conversationId, ["VIP"])
      yield* chat2desk.close(first.dialogId)
      const second = yield* arrival({ text: "Again" })
      assert.notStrictEqual(second.requestId, first.requestId)
      const [names, sent] = yield* Requests.during(conversations.addTags(first.conversationId, ["billing"]))
      assert.deepStrictEqual(names, ["billing"])
      assert.deepStrictEqual(bodiesOf(sent), [
        [
          "POST /v1/tags/assign_to",
          { tag_ids: [22_114], assignee_type: "request", assignee_id: String(second.requestId) }
        ]
      ])
      const [, removed] = yield* Requests.during(conversations.removeTags(first.conversationId, ["billing", "VIP"]))
      assert.deepStrictEqual(bodiesOf(removed), [
        ["DELETE /v1/tags/22114/delete_from", { request_id: second.requestId }]
      ])
    })
  )

  onAccount("of a dialog that is not there are not found", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const error = yield* Requests.failing(conversations.addTags("999" as ConversationId, ["VIP"]))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "no" })
    })
  )
})
