/** `conversations.create`: what is sent, and how an outcome that nobody knows is settled without a second conversation. */
import type { AgentId, ChannelId, ContactId, TeamId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { begun, callsOf, onAccount, told } from "./Account.ts"

/** A contact who has a conversation in another inbox already, and the one to write to. */
const newcomer = Effect.gen(function* () {
  const { inboxes } = yield* HueChatSimulator
  const { contactId } = yield* begun({ inboxId: inboxes.email })
  return { contactId, channelId: String(inboxes.api) as ChannelId }
})

const inInbox = ({ channelId }: { readonly channelId: string }) =>
  Effect.flatMap(HueChatSimulator, (huechat) =>
    Effect.map(huechat.conversations, (rows) => rows.filter(({ inboxId }) => String(inboxId) === channelId))
  )

describe("conversations.create", () => {
  onAccount("looks what there is, creates, and reads what came of it", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const target = yield* newcomer
      const [created, sent] = yield* Requests.during(
        conversations.create({
          ...target,
          status: "pending",
          assignee: "2" as AgentId,
          team: "1" as TeamId,
          attributes: { order: 7 }
        })
      )
      assert.deepStrictEqual(callsOf(sent), [
        "GET contacts",
        "GET conversations",
        "POST conversations",
        `GET conversations/${created.id}`
      ])
      assert.deepStrictEqual(sent[2]?.json, {
        inbox_id: 2,
        contact_id: 1,
        status: "pending",
        assignee_id: 2,
        team_id: 1,
        custom_attributes: { order: 7 }
      })
      assert.deepInclude(created, { contactId: target.contactId, status: "pending", attributes: { order: 7 } })
      assert.deepStrictEqual(created.channel, { id: target.channelId, type: "api", vendorType: "Channel::Api" })
    })
  )

  for (const [name, fault] of [
    ["its reply is lost", Faults.dropAfter],
    ["its reply cannot be read", Faults.garble]
  ] as const) {
    onAccount(`is settled by looking where ${name}, and not made again`, () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { faults } = yield* HueChatSimulator
        const target = yield* newcomer
        yield* faults.next(fault, { method: "POST" })
        const [created, sent] = yield* Requests.during(conversations.create(target))
        const rows = yield* inInbox(target)
        assert.deepStrictEqual(
          rows.map(({ id }) => String(id)),
          [created.id]
        )
        assert.lengthOf(
          sent.filter(({ method }) => method === "POST"),
          1
        )
      })
    )
  }

  onAccount("stays unknown where nothing is to be seen of it", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const target = yield* newcomer
      yield* faults.next(Faults.dropBefore, { method: "POST" })
      const error = yield* Requests.failing(conversations.create(target))
      assert.deepStrictEqual(told(error), { reason: "Transport", applied: "unknown" })
      assert.isEmpty(yield* inInbox(target))
    })
  )

  onAccount("takes none that was there before for its own", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const target = yield* newcomer
      yield* conversations.create(target)
      yield* faults.next(Faults.dropBefore, { method: "POST" })
      assert.strictEqual((yield* Requests.failing(conversations.create(target))).applied, "unknown")
      assert.lengthOf(yield* inInbox(target), 1)
    })
  )

  onAccount("closed is a second call, of which a failure is told as partly", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const target = yield* newcomer
      assert.strictEqual((yield* conversations.create({ ...target, status: "closed" })).status, "closed")
      yield* faults.next(Faults.serverError({ status: 403 }), { path: "toggle_status" })
      const error = yield* Requests.failing(conversations.create({ ...target, status: "closed" }))
      assert.deepStrictEqual(told(error), { reason: "Forbidden", applied: "partly" })
      assert.deepStrictEqual(error.progress, { conversationId: "3" })
    })
  )

  onAccount("refuses a subject and snoozing before anything leaves", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const target = { contactId: "1" as ContactId, channelId: "2" as ChannelId }
      for (const more of [{ subject: "Order 7" }, { status: "snoozed" as const }]) {
        const [error, sent] = yield* Requests.during(Requests.failing(conversations.create({ ...target, ...more })))
        assert.deepStrictEqual([error.reason._tag, sent], ["Unsupported", []])
      }
    })
  )
})
