/** Single messages, their files, and that a message has one id wherever it is met: in a send, in the history, in a webhook. */

import type { ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { Omnichat } from "../../src/index.ts"
import { toFacts } from "../../src/whatsapp/index.ts"
import { onAccount, start, told } from "./Account.ts"

describe("messages.get", () => {
  onAccount("reads one by its id; one that is not there is NotFound", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { receive } = yield* OmnichatSimulator
      const { contactKey, messageId } = yield* receive({
        from: { userId: "15550100100", name: "Ann" },
        content: { type: "image", caption: "look", url: "https://media.example.com/1.png" }
      })
      const { raw, ...message } = yield* messages.get({ messageId: messageId as MessageId })
      assert.deepEqual<unknown>(message, {
        id: messageId,
        conversationId: contactKey,
        contactId: contactKey,
        channel: { id: "18005550100", type: "whatsapp", vendorType: "whatsapp" },
        direction: "inbound",
        visibility: "public",
        author: { type: "contact", id: contactKey, name: "Ann" },
        content: [{ type: "image", url: "https://media.example.com/1.png", caption: "look" }],
        channelMessageId: messageId,
        createdAt: new Date(start).toISOString()
      })
      assert.isDefined(raw)
      const absent = yield* Requests.failing(messages.get({ messageId: "wamid.none" as MessageId }))
      assert.deepStrictEqual(told(absent), { reason: "NotFound", applied: undefined })
    })
  )
})

describe("one id", () => {
  const posts: Array<string> = []
  const receiver = HttpClient.make((request) => {
    if (request.body._tag === "Uint8Array") posts.push(new TextDecoder().decode(request.body.body))
    const challenge = new URL(String(request.url)).searchParams.get("hub.challenge")
    return Effect.succeed(HttpClientResponse.fromWeb(request, new Response(challenge ?? "ok")))
  })

  it.effect("a contact, a conversation and a message are called alike by send, history and webhook", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const simulator = yield* OmnichatSimulator
      const { contacts, messages } = yield* Provider
      yield* simulator.addWhatsAppWebhook({ url: "https://receiver.example.com/whatsapp" })
      const { contactKey, messageId } = yield* simulator.receive({ from: { userId: "15550100100" }, content: "Hi" })
      const conversationId = contactKey as ConversationId
      const { messages: sent } = yield* messages.send({
        to: { contactId: contactKey as ContactId },
        content: [Outbound.text("Hello")],
        externalId: "order-1"
      })
      yield* simulator.webhooks.settled
      const facts = posts.flatMap((post) => {
        const json: unknown = JSON.parse(post)
        return Array.isArray(json) ? [] : toFacts(json as Parameters<typeof toFacts>[0])
      })
      const seen = facts.flatMap(({ data }) => ("message" in data && data.message !== undefined ? [data.message] : []))
      const statuses = seen.filter(({ id }) => id === sent[0]?.id)
      assert.isAbove(statuses.length, 0)
      for (const message of statuses) assert.deepInclude(message, { conversationId, externalId: "order-1" })
      const inbound = seen.find(({ id }) => id === messageId)
      const read = yield* messages.get({ messageId: messageId as MessageId })
      for (const field of ["conversationId", "contactId", "direction", "visibility", "content"] as const) {
        assert.deepStrictEqual(inbound?.[field], read[field], field)
      }
      assert.strictEqual((yield* contacts.get(contactKey as ContactId)).id, inbound?.contactId)
    }).pipe(
      Effect.provide(
        Layer.unwrap(
          Effect.map(OmnichatSimulator, ({ baseUrl, token }) =>
            Omnichat.layer({ baseUrl, token: Redacted.make(token) })
          )
        ).pipe(
          Layer.provideMerge(OmnichatSimulator.layerInProcess()),
          Layer.provide(Layer.succeed(HttpClient.HttpClient, receiver))
        )
      )
    )
  )
})

describe("attachments.download", () => {
  onAccount("needs an address: of WhatsApp's own handle nothing can be had", () =>
    Effect.gen(function* () {
      const { attachments } = yield* Provider
      const reasonOf = (part: { readonly mediaId?: string; readonly url?: string }) =>
        Effect.map(
          Requests.failing(Stream.runDrain(attachments.download({ type: "image", ...part }))),
          ({ reason }) => reason._tag
        )
      assert.strictEqual(yield* reasonOf({}), "InvalidRequest")
      assert.strictEqual(yield* reasonOf({ mediaId: "123" }), "Unsupported")
      assert.strictEqual(yield* reasonOf({ url: "http://127.0.0.1/secret" }), "InvalidRequest")
    })
  )
})
