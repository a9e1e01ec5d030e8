/** `messages`: single ones deleted, retried and reported on; and what is known of a write when something breaks. */
import type { ConversationId, MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { onAccount, told } from "./Account.ts"

/** A message that was sent in a conversation of the API inbox or another. */
const sentIn = (inboxId?: number) =>
  Effect.gen(function* () {
    const { messages } = yield* Provider
    const chatwoot = yield* ChatwootSimulator
    const begun = yield* chatwoot.receive({
      contact: { email: "ann@example.com", phoneNumber: "+15550100" },
      content: "Hello",
      ...(inboxId === undefined ? {} : { inboxId })
    })
    const conversationId = String(begun.conversationId) as ConversationId
    const { messages: sent } = yield* messages.send({ to: { conversationId }, content: [Outbound.text("Answer")] })
    return { conversationId, messageId: sent[0]?.id ?? ("0" as MessageId) }
  })

describe("a message", () => {
  onAccount("that is deleted stays without its words", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const ref = yield* sentIn()
      yield* messages.delete(ref)
      const left = yield* messages.get(ref)
      assert.deepStrictEqual(left.content, [])
      assert.strictEqual(
        (yield* Requests.failing(messages.delete({ messageId: ref.messageId }))).reason._tag,
        "InvalidRequest"
      )
      assert.deepStrictEqual(told(yield* Requests.failing(messages.delete({ ...ref, messageId: "99" as MessageId }))), {
        reason: "NotFound",
        applied: "no"
      })
    })
  )

  onAccount("that failed has its reason, and is sent again", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const ref = yield* sentIn()
      yield* messages.setStatus(ref, { status: "failed", failure: "131047: Re-engagement message" })
      const failed = yield* messages.get(ref)
      assert.deepStrictEqual(
        [failed.status, failed.failure],
        ["failed", { code: "131047", reason: "131047: Re-engagement message" }]
      )
      const again = yield* messages.retry(ref)
      assert.deepStrictEqual([again.status, again.failure], ["sent", undefined])
    })
  )

  onAccount("is reported on with the words that Chatwoot has, in API inboxes", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const ref = yield* sentIn()
      for (const status of ["delivered", "read"] as const) {
        yield* messages.setStatus(ref, { status })
        assert.strictEqual((yield* messages.get(ref)).status, status)
      }
      assert.strictEqual(
        (yield* Requests.failing(messages.setStatus(ref, { status: "pending" }))).reason._tag,
        "InvalidRequest"
      )
      const elsewhere = yield* sentIn(inboxes.whatsapp)
      assert.deepStrictEqual(told(yield* Requests.failing(messages.setStatus(elsewhere, { status: "read" }))), {
        reason: "Unsupported",
        applied: "no"
      })
    })
  )

  onAccount("has an attachment that is downloaded through its redirect", () =>
    Effect.gen(function* () {
      const { attachments, messages } = yield* Provider
      const { conversationId } = yield* sentIn()
      const { messages: sent } = yield* messages.send({
        to: { conversationId },
        content: [Outbound.attachment(new File(["bytes"], "a.txt", { type: "text/plain" }))]
      })
      const [part] = sent[0]?.content ?? []
      assert.isTrue(part?.type === "file")
      if (part?.type !== "file") return
      const pieces = yield* Stream.runCollect(attachments.download(part))
      assert.strictEqual(pieces.map((piece) => new TextDecoder().decode(piece)).join(""), "bytes")
      const error = yield* Requests.failing(Stream.runCollect(attachments.download(part, { maxBytes: 3 })))
      assert.strictEqual(error.reason._tag, "PayloadTooLarge")
      assert.strictEqual(
        (yield* Requests.failing(Stream.runCollect(attachments.download({ type: "file" })))).reason._tag,
        "InvalidRequest"
      )
    })
  )
})

describe("a write whose call breaks", () => {
  for (const { applied, fault, name, reason, there } of [
    { name: "before it is applied", fault: Faults.dropBefore, reason: "Transport", applied: "unknown", there: 1 },
    { name: "after it was applied", fault: Faults.dropAfter, reason: "Transport", applied: "unknown", there: 2 },
    { name: "in its reply", fault: Faults.garble, reason: "MalformedResponse", applied: "yes", there: 2 },
    { name: "in the server", fault: Faults.serverError(), reason: "Unavailable", applied: "unknown", there: 1 },
    {
      name: "in a proxy",
      fault: Faults.serverError({ body: "html", status: 502 }),
      reason: "Unavailable",
      applied: "unknown",
      there: 1
    },
    { name: "by never ending", fault: Faults.hang, reason: "Timeout", applied: "unknown", there: 1 }
  ]) {
    onAccount(`${name} says what is known and is not made again`, () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const chatwoot = yield* ChatwootSimulator
        const { conversationId } = yield* sentIn()
        yield* chatwoot.faults.next(fault, { method: "POST", path: "/messages" })
        const send = messages.send({ to: { conversationId }, content: [Outbound.text("Once")], externalId: "once" })
        assert.deepStrictEqual(told(yield* Requests.whileTimePasses(Requests.failing(send))), {
          reason,
          applied
        } as never)
        assert.strictEqual((yield* chatwoot.messages).filter(({ type }) => type === 1).length, there)
        const found = yield* messages.find({ externalId: "once", conversationId })
        assert.strictEqual(found._tag, there === 2 ? "Some" : "None")
      })
    )
  }

  onAccount("which only sets a state is made again", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      const { conversationId } = yield* sentIn()
      for (const fault of [Faults.dropAfter, Faults.serverError(), Faults.hang, Faults.dropBefore]) {
        yield* faults.next(fault, { method: "POST", path: "/toggle_status" })
      }
      yield* Requests.whileTimePasses(conversations.setStatus(conversationId, { status: "closed" }))
      assert.strictEqual((yield* conversations.get(conversationId)).status, "closed")
    })
  )
})
