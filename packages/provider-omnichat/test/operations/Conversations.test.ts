/** `conversations`: agents by e-mail, phone or employee code, and what WhatsApp shows the contact. */

import type { AgentId, ConversationId, MessageId, TeamId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { onAccount, told } from "./Account.ts"

const begun = (from: { readonly userId?: string; readonly bsuid?: string } = { userId: "15550100100" }) =>
  Effect.gen(function* () {
    const { receive } = yield* OmnichatSimulator
    const { contactKey, messageId, roomId } = yield* receive({ from, content: "Hello" })
    return { id: contactKey as ConversationId, messageId: messageId as MessageId, roomId }
  })

const agentOf = (roomId: string) =>
  Effect.gen(function* () {
    const simulator = yield* OmnichatSimulator
    const username = (yield* simulator.rooms).find((room) => room.roomId === roomId)?.agent
    return (yield* simulator.agents).find((agent) => agent.username === username)?.name
  })

describe("conversations.assign", () => {
  onAccount("every agent that is listed can be assigned by the listed id", () =>
    Effect.gen(function* () {
      const { agents, conversations } = yield* Provider
      const { id, roomId } = yield* begun()
      const listed = yield* Stream.runCollect(agents.list())
      assert.deepStrictEqual(
        listed.map((agent) => agent.id as string),
        ["amira.agent@example.com", "sam.sales@example.com", "+18005550151"]
      )
      for (const agent of listed) {
        yield* conversations.assign(id, { agent: agent.id })
        assert.strictEqual(yield* agentOf(roomId), agent.name)
      }
      yield* conversations.assign(id, null)
      assert.isUndefined(yield* agentOf(roomId))
    })
  )

  onAccount("an employee is named by code and shop, a conversation without a number by BSUID", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { id, roomId } = yield* begun({ bsuid: "US.13491208655302741918" })
      const [, requests] = yield* Requests.during(conversations.assign(id, { agent: "S0001:S-001" as AgentId }))
      assert.deepStrictEqual(requests.map(Requests.toCall), [
        {
          call: "POST /v1/rooms/assign-agent",
          query: {},
          json: {
            platform: "whatsapp",
            channelId: channels.whatsapp,
            bsuid: "US.13491208655302741918",
            agentEmployeeCode: "S0001",
            agentShopLocationCode: "S-001"
          }
        }
      ])
      assert.strictEqual(yield* agentOf(roomId), "Sam Sales")
    })
  )

  onAccount("what cannot be assigned is refused before anything is sent", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { id } = yield* begun()
      const cases = [
        [conversations.assign(id, { team: "1" as TeamId }), "Unsupported"],
        [conversations.assign(id, {}), "InvalidRequest"],
        [conversations.assign(id, { agent: "somebody" as AgentId }), "InvalidRequest"],
        [conversations.assign("webchat:webchat:1" as ConversationId, null), "Unsupported"]
      ] as const
      for (const [effect, reason] of cases) {
        const [error, requests] = yield* Requests.during(Requests.failing(effect))
        assert.deepStrictEqual(told(error), { reason, applied: "no" })
        assert.deepStrictEqual(requests, [])
      }
    })
  )
})

describe("conversations.markRead and setTyping", () => {
  onAccount("mark a message, with or without the sign that an answer is being written", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { channels, messages } = yield* OmnichatSimulator
      const { id, messageId } = yield* begun()
      const [, requests] = yield* Requests.during(
        Effect.all([
          conversations.markRead(id, { messageId }),
          conversations.setTyping({ conversationId: id, messageId }, true),
          conversations.setTyping({ conversationId: id, messageId }, false)
        ])
      )
      const read = { messaging_product: "whatsapp", status: "read", message_id: messageId }
      assert.deepStrictEqual(
        requests.map(({ call, json }) => [call, json]),
        [read, { ...read, typing_indicator: { type: "text" } }].map((json) => [
          `POST /v1/whatsapp/headless-api/${channels.whatsapp}/messages`,
          json
        ])
      )
      assert.strictEqual((yield* messages)[0]?.messageStatus, "read")
    })
  )

  onAccount("need a message, and WhatsApp", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { id } = yield* begun()
      assert.strictEqual((yield* Requests.failing(conversations.markRead(id))).reason._tag, "InvalidRequest")
      const line = { conversationId: "line:1:U1" as ConversationId }
      assert.strictEqual((yield* Requests.failing(conversations.setTyping(line, true))).reason._tag, "Unsupported")
    })
  )
})
