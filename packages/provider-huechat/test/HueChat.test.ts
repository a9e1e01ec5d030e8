/** Whose key opens what: which credentials leave, what a scoped key is told, and what is known of an account beforehand. */
import type { ContactId, ConversationId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import { HueChat } from "../src/index.ts"
import { begun, onAccount, told, writingContacts } from "./operations/Account.ts"

describe("credentials", () => {
  onAccount("leave as api_access_token, underscores and all, and nothing else goes along", () =>
    Effect.gen(function* () {
      const { contacts, messages, webhooks } = yield* Provider
      const { token } = yield* HueChatSimulator
      const { conversationId } = yield* begun()
      yield* Stream.runDrain(contacts.list())
      yield* messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] })
      yield* Stream.runDrain(webhooks.list())
      const { all } = yield* Requests.Requests
      assert.isAtLeast(all.length, 4)
      for (const { headers } of all) {
        assert.strictEqual(headers.api_access_token, token)
        assert.notProperty(headers, "authorization")
        assert.notProperty(headers, "traceparent")
      }
    })
  )

  onAccount("do not go along to the address of an attachment", () =>
    Effect.gen(function* () {
      const { attachments, messages } = yield* Provider
      const attachment = { fileName: "a.png", contentType: "image/png", bytes: new Uint8Array([1]) }
      const ref = yield* begun({ attachments: [attachment] })
      const part = (yield* messages.get(ref)).content.find(({ type }) => type === "image")
      if (part?.type !== "image") return assert.fail("the image is not among the parts")
      const [, sent] = yield* Requests.during(Stream.runDrain(attachments.download(part)))
      assert.lengthOf(sent, 1)
      assert.notProperty(sent[0]?.headers, "api_access_token")
    })
  )

  onAccount(
    "that are wrong are Unauthorized, in a read and in a write, and in no error",
    () =>
      Effect.gen(function* () {
        const { account, conversations } = yield* Provider
        assert.deepStrictEqual(told(yield* Requests.failing(account.get())), {
          reason: "Unauthorized",
          applied: undefined
        })
        const error = yield* Requests.failing(conversations.markRead("1" as ConversationId))
        assert.deepStrictEqual(told(error), { reason: "Unauthorized", applied: "no" })
        assert.notInclude(JSON.stringify(error), "hc_live_wrong")
      }),
    { token: "hc_live_wrong" }
  )

  it.effect("come from configuration too", () =>
    Effect.gen(function* () {
      const { accountName, capabilities, effectiveCapabilities, provider } = yield* Provider
      assert.deepStrictEqual([provider, accountName, capabilities.title], ["huechat", "acme", "HueChat"])
      assert.strictEqual((yield* effectiveCapabilities).operations["contacts.create"].level, "partial")
    }).pipe(
      Effect.provide(
        HueChat.layerConfig({
          accountId: Config.Int("HUECHAT_ACCOUNT_ID"),
          token: Config.Redacted("HUECHAT_TOKEN"),
          contactWrites: Config.Boolean("HUECHAT_CONTACT_WRITES"),
          accountName: Config.String("NAME")
        }).pipe(Layer.provide(InProcess.layerUnreachable))
      ),
      Effect.provide(
        ConfigProvider.layer(
          ConfigProvider.fromUnknown({
            HUECHAT_ACCOUNT_ID: "1",
            HUECHAT_TOKEN: "hc_live_secret",
            HUECHAT_CONTACT_WRITES: "true",
            NAME: "acme"
          })
        )
      )
    )
  )
})

describe("a scoped key", () => {
  onAccount("is Forbidden what it has no scope for, and told which one it lacks", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const http = yield* HttpClient.HttpClient
      const { conversationId } = yield* begun()
      const { token } = yield* huechat.addKey({ scopes: ["conversations:read", "messages:read"] })
      const reading = HueChat.layer({
        baseUrl: huechat.baseUrl,
        accountId: huechat.accountId,
        token: Redacted.make(token)
      }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, http)))
      yield* Effect.gen(function* () {
        const { contacts, messages } = yield* HueChat.HueChat
        assert.lengthOf(yield* Stream.runCollect(messages.listByConversation(conversationId)), 1)
        const send = messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] })
        const refused = yield* Requests.failing(send)
        assert.deepStrictEqual(told(refused), { reason: "Forbidden", applied: "no" })
        assert.include(refused.message, "messages:write")
        const unread = yield* Requests.failing(contacts.get("1" as ContactId))
        assert.include(unread.message, "contacts:read")
      }).pipe(Effect.provide(reading, { local: true }))
    })
  )
})

describe("effective capabilities", () => {
  onAccount(
    "are the provider's where contact writes are enabled",
    () =>
      Effect.gen(function* () {
        const { capabilities, effectiveCapabilities } = yield* Provider
        assert.deepStrictEqual(yield* effectiveCapabilities, capabilities)
      }),
    writingContacts
  )

  onAccount("lack the contact writes where they are not, and say which option enables them", () =>
    Effect.gen(function* () {
      const { capabilities, effectiveCapabilities } = yield* Provider
      const { operations } = yield* effectiveCapabilities
      const narrowed = Object.entries(operations).filter(
        ([name, level]) => level !== capabilities.operations[name as keyof typeof operations]
      )
      assert.deepStrictEqual(
        narrowed.map(([name]) => name),
        ["contacts.create", "contacts.update", "contacts.upsert", "contacts.delete", "contacts.setBlocked"]
      )
      for (const [, { level, note }] of narrowed) {
        assert.strictEqual(level, "none")
        assert.include(note, "contactWrites")
      }
    })
  )
})
