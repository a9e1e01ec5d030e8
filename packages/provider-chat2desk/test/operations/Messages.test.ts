/** Single messages: reading one, finding one by its external id, and what an external channel reports. */
import type { MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect, Option } from "effect"
import { arrival, callsOf, onAccount, told } from "./Account.ts"

describe("messages.get", () => {
  onAccount("a message with its files, place and the id that the external channel gave it", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const link = "https://files.example.com/a.jpg"
      const { channelId, contactId, conversationId, messageId } = yield* arrival({
        transport: "external",
        from: { id: "77" },
        text: "Here",
        attachments: [{ name: "a.jpg", link }],
        coordinates: "38.7 -9.1",
        externalId: "app-1"
      })
      const { raw, ...message } = yield* messages.get({ messageId })
      assert.deepStrictEqual<unknown>(message, {
        id: messageId,
        conversationId,
        contactId,
        channel: { id: channelId, type: "api", vendorType: "external" },
        direction: "inbound",
        visibility: "public",
        author: { type: "contact", id: contactId },
        content: [
          { type: "text", text: "Here" },
          { type: "image", url: link, fileName: "a.jpg" },
          { type: "location", latitude: 38.7, longitude: -9.1 }
        ],
        externalId: "app-1",
        createdAt: "2026-03-02T10:00:00.000Z"
      })
      assert.isDefined(raw)
      const error = yield* Requests.failing(messages.get({ messageId: "1" as MessageId }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: undefined })
    })
  )
})

describe("messages.find", () => {
  onAccount("reads from the newest on, of a dialog or a contact, and no further than needed", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, contactId } = yield* arrival()
      const [old] = (yield* messages.send({
        to: { conversationId },
        content: [Outbound.text("old")],
        externalId: "order-1"
      })).messages
      yield* Effect.forEach(Array.from({ length: 205 }), () => arrival())
      const [found, sent] = yield* Requests.during(messages.find({ externalId: "order-1", contactId }))
      assert.strictEqual(Option.getOrThrow(found).id, old?.id)
      assert.lengthOf(sent, 2)
      assert.include(callsOf(sent)[0], `client_id=${contactId}&direction_reverse=true`)
      const recent = yield* arrival({ externalId: "order-2" })
      const [, once] = yield* Requests.during(messages.find({ externalId: "order-2", conversationId }))
      assert.lengthOf(once, 1)
      const both = { externalId: "order-2", conversationId, contactId }
      assert.strictEqual(Option.getOrThrow(yield* messages.find(both)).id, recent.messageId)
      assert.isTrue(Option.isNone(yield* messages.find({ externalId: "order-3", conversationId })))
    })
  )

  onAccount("needs a place to look in", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [error, sent] = yield* Requests.during(Requests.failing(messages.find({ externalId: "order-1" })))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: undefined })
      assert.isEmpty(sent)
    })
  )

  onAccount("settles a send whose reply was lost", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults, messages: rows } = yield* Chat2DeskSimulator
      const { conversationId } = yield* arrival()
      yield* faults.next(Faults.dropAfter, { method: "POST" })
      const input = { to: { conversationId }, content: [Outbound.text("once")], externalId: "order-1" }
      const error = yield* Requests.failing(messages.send(input))
      assert.deepStrictEqual(told(error), { reason: "Transport", applied: "unknown" })
      const found = Option.getOrThrow(yield* messages.find({ externalId: "order-1", conversationId }))
      assert.deepStrictEqual(found.content, [{ type: "text", text: "once" }])
      assert.lengthOf(
        (yield* rows).filter(({ text }) => text === "once"),
        1
      )
    })
  )
})

describe("messages.setStatus", () => {
  onAccount("is a number in the path", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* arrival({ transport: "external", from: { id: "77" } })
      const [message] = (yield* messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] })).messages
      const messageId = message?.id ?? assert.fail("nothing was returned")
      for (const [status, number] of [
        ["pending", 1],
        ["sent", 2],
        ["failed", 3],
        ["canceled", 5],
        ["delivered", 6],
        ["read", 7]
      ] as const) {
        const [, sent] = yield* Requests.during(messages.setStatus({ messageId }, { status }))
        assert.deepStrictEqual(callsOf(sent), [`PUT /v1/messages/${messageId}/status/${number}`])
      }
      assert.strictEqual((yield* messages.get({ messageId })).status, "read")
      const error = yield* Requests.failing(messages.setStatus({ messageId }, { status: "scheduled" }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("of a messenger's message is refused", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* arrival()
      const [message] = (yield* messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] })).messages
      const ref = { messageId: message?.id ?? assert.fail("nothing was returned") }
      const error = yield* Requests.failing(messages.setStatus(ref, { status: "read" }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )
})
