/** Whose token opens what: which credentials leave, what an agent and a bot can do, and what is told of it beforehand. */
import { ContactId, type ConversationId, Outbound } from "@dragoman/core/domain"
import { type OperationName, Provider, type ProviderError } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient } from "effect/http"
import { ChatwootClient } from "../src/ChatwootClient.ts"
import { Chatwoot } from "../src/index.ts"
import { onAccount, told } from "./operations/Account.ts"

const begun = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  const { conversationId } = yield* chatwoot.receive({ contact: { email: "ann@example.com" }, content: "Hello" })
  return String(conversationId) as ConversationId
})

describe("credentials", () => {
  onAccount("leave as Api-Access-Token, never with underscores, which proxies drop", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const { tokens } = yield* ChatwootSimulator
      yield* Stream.runCollect(contacts.list())
      yield* messages.send({ to: { conversationId: yield* begun }, content: [Outbound.text("Hi")] })
      const { all } = yield* Requests.Requests
      assert.isAtLeast(all.length, 3)
      for (const { headers } of all) {
        assert.strictEqual(headers["api-access-token"], tokens.administrator)
        assert.notProperty(headers, "api_access_token")
        assert.notProperty(headers, "authorization")
        assert.notProperty(headers, "traceparent")
      }
    })
  )

  onAccount("the platform API gets the platform app's token, the client API none", () =>
    Effect.gen(function* () {
      const client = yield* ChatwootClient
      const chatwoot = yield* ChatwootSimulator
      const [, platform] = yield* Requests.during(client.platformAccounts.create({ payload: { name: "Another" } }))
      assert.strictEqual(platform[0]?.headers["api-access-token"], chatwoot.tokens.platformApp)
      const inbox = yield* client.inboxes.get({ params: { account_id: 1, id: chatwoot.inboxes.api } })
      const [, open] = yield* Requests.during(
        client.publicContacts.create({
          params: { inbox_identifier: inbox.inbox_identifier ?? "" },
          payload: { name: "Visitor" }
        })
      )
      assert.notProperty(open[0]?.headers, "api-access-token")
    })
  )

  onAccount(
    "that are wrong are Unauthorized, in a read and in a write",
    () =>
      Effect.gen(function* () {
        const { account, contacts } = yield* Provider
        assert.deepStrictEqual(told(yield* Requests.failing(account.get())), {
          reason: "Unauthorized",
          applied: undefined
        })
        const error = yield* Requests.failing(contacts.create({ name: "Ann" }))
        assert.deepStrictEqual(told(error), { reason: "Unauthorized", applied: "no" })
        assert.notInclude(JSON.stringify(error), "not-a-token")
      }),
    { token: "wrong" }
  )

  it.effect("come from configuration too", () =>
    Effect.gen(function* () {
      const { accountName, capabilities, provider } = yield* Provider
      assert.deepStrictEqual([provider, accountName, capabilities.title], ["chatwoot", "acme", "Chatwoot"])
    }).pipe(
      Effect.provide(
        Chatwoot.layerConfig({
          accountId: Config.Int("CHATWOOT_ACCOUNT_ID"),
          token: Config.Redacted("CHATWOOT_TOKEN"),
          accountName: Config.String("NAME")
        }).pipe(Layer.provide(InProcess.layerUnreachable))
      ),
      Effect.provide(
        ConfigProvider.layer(
          ConfigProvider.fromUnknown({ CHATWOOT_ACCOUNT_ID: "1", CHATWOOT_TOKEN: "secret", NAME: "acme" })
        )
      )
    )
  )
})

describe("an agent's token", () => {
  onAccount(
    "is Forbidden what is an administrator's, and is told so beforehand",
    () =>
      Effect.gen(function* () {
        const { contacts, conversations, effectiveCapabilities, tags, webhooks } = yield* Provider
        const id = yield* begun
        const { operations } = yield* effectiveCapabilities
        const forbidden: ReadonlyArray<readonly [OperationName, Effect.Effect<ProviderError>]> = [
          ["contacts.delete", Requests.failing(contacts.delete("1" as never))],
          ["conversations.delete", Requests.failing(conversations.delete(id))],
          ["tags.create", Requests.failing(tags.create({ name: "new-tag" }))],
          ["webhooks.list", Requests.failing(Stream.runCollect(webhooks.list()))],
          ["webhooks.create", Requests.failing(webhooks.create({ url: "https://example.com/hook" }))],
          ["webhooks.update", Requests.failing(webhooks.update("1" as never, {}))],
          ["webhooks.delete", Requests.failing(webhooks.delete("1" as never))]
        ]
        for (const [name, attempt] of forbidden) {
          const error = yield* attempt
          assert.deepStrictEqual([name, error.reason._tag], [name, "Forbidden"])
          assert.deepStrictEqual(operations[name], { level: "none", note: "administrators only" })
        }
        const none = Object.values(operations).filter(({ level }) => level === "none").length
        assert.strictEqual(none, forbidden.length + 2)
        yield* conversations.setStatus(id, { status: "closed" })
        assert.strictEqual((yield* Stream.runCollect(contacts.list())).length, 1)
      }),
    { token: "agent" }
  )

  onAccount(
    "does not see the inboxes it is no member of",
    () =>
      Effect.gen(function* () {
        const { channels, conversations, messages } = yield* Provider
        const chatwoot = yield* ChatwootSimulator
        const contact = { email: "ann@example.com", phoneNumber: "+15550100" }
        const begun = yield* chatwoot.receive({ inboxId: chatwoot.inboxes.whatsapp, contact, content: "Hi" })
        const conversationId = String(begun.conversationId) as ConversationId
        assert.strictEqual((yield* Stream.runCollect(channels.list())).length, 1)
        assert.deepStrictEqual(yield* Stream.runCollect(conversations.list()), [])
        assert.strictEqual((yield* Requests.failing(conversations.get(conversationId))).reason._tag, "Forbidden")
        const error = yield* Requests.failing(messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] }))
        assert.deepStrictEqual(told(error), { reason: "Forbidden", applied: "no" })
      }),
    { token: "agent" }
  )

  onAccount("an administrator's leaves everything as it is", () =>
    Effect.gen(function* () {
      const { capabilities, effectiveCapabilities } = yield* Provider
      assert.deepStrictEqual(yield* effectiveCapabilities, { ...capabilities })
    })
  )
})

describe("an agent bot's token", () => {
  onAccount(
    "does what its ten endpoints allow",
    () =>
      Effect.gen(function* () {
        const { conversations, messages } = yield* Provider
        const chatwoot = yield* ChatwootSimulator
        const id = yield* begun
        const { messages: sent } = yield* messages.send({
          to: { conversationId: id },
          content: [Outbound.choices("Which?", ["Red", "Blue"])],
          externalId: "own-1"
        })
        assert.deepStrictEqual([sent[0]?.author.type, sent[0]?.externalId], ["bot", "own-1"])
        yield* messages.addNote({ conversationId: id }, [Outbound.text("Careful")])
        yield* conversations.assign(id, { agent: "2" as never })
        yield* conversations.addTags(id, ["vip"])
        yield* conversations.setPriority(id, "high")
        yield* conversations.setAttributes(id, { set: { plan: "pro" } })
        yield* conversations.setTyping({ conversationId: id }, true)
        yield* conversations.setStatus(id, { status: "pending" })
        const [row] = yield* chatwoot.conversations
        assert.deepStrictEqual(
          [row?.assigneeId, row?.labels, row?.priority, row?.customAttributes, row?.status],
          [2, ["vip"], "high", { plan: "pro" }, "pending"]
        )
        const made = yield* conversations.create({
          contactId: "1" as never,
          channelId: String(chatwoot.inboxes.api) as never
        })
        assert.strictEqual(made.contactId as string, "1")
      }),
    { token: "agentBot" }
  )

  onAccount(
    "is Forbidden everything else, and is told so beforehand without a call",
    () =>
      Effect.gen(function* () {
        const { channels, contacts, conversations, effectiveCapabilities, messages } = yield* Provider
        const id = yield* begun
        const [{ operations }, sent] = yield* Requests.during(effectiveCapabilities)
        assert.deepStrictEqual(sent, [])
        for (const [name, attempt] of [
          ["contacts.get", Requests.failing(contacts.get("1" as never))],
          ["contacts.list", Requests.failing(Stream.runCollect(contacts.list()))],
          ["conversations.list", Requests.failing(Stream.runCollect(conversations.list()))],
          ["messages.listByConversation", Requests.failing(Stream.runCollect(messages.listByConversation(id)))],
          ["messages.delete", Requests.failing(messages.delete({ conversationId: id, messageId: "1" as never }))],
          ["conversations.markRead", Requests.failing(conversations.markRead(id))],
          ["channels.list", Requests.failing(Stream.runCollect(channels.list()))]
        ] as const) {
          assert.deepStrictEqual([name, (yield* attempt).reason._tag], [name, "Forbidden"])
          assert.strictEqual(operations[name].level, "none")
        }
        assert.strictEqual(operations["messages.send"].level, "partial")
        const to = { contactId: ContactId.make("1") }
        const byContact = Requests.failing(messages.send({ to, content: [Outbound.text("Hi")] }))
        assert.deepStrictEqual(told(yield* byContact), { reason: "Forbidden", applied: "no" })
      }),
    { token: "agentBot" }
  )
})

describe("the base URL", () => {
  for (const baseUrl of ["https://chat.example.com", "https://chat.example.com/", "https://example.com/chat/"]) {
    it.effect(`${baseUrl} is what every address begins with`, () =>
      Effect.gen(function* () {
        const urls: Array<string> = []
        const keeping = HttpClient.make((request, url) => {
          urls.push(url.href)
          return Effect.die(request)
        })
        yield* Effect.flatMap(Provider, ({ account }) => account.get()).pipe(
          Effect.provide(Chatwoot.layer({ baseUrl, accountId: 7, token: Redacted.make("token") })),
          Effect.provideService(HttpClient.HttpClient, keeping),
          Effect.exit
        )
        assert.strictEqual(urls[0], `${baseUrl.replace(/\/$/, "")}/api/v1/accounts/7`)
      })
    )
  }
})
