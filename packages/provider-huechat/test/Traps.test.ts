/**
 * One test for each contradiction in the documentation that an operation can fall into, by its number in the provider's notes. Those of single
 * endpoints are in `HueChatApi.*.test.ts`, those of webhooks in `HueChatWebhook.contradictions.test.ts`.
 */
import type { ChannelId, ContactId, ConversationId, MessageId, PhoneNumber } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { begun, callsOf, onAccount, onServer, rowOf, told, written } from "./operations/Account.ts"

const hello = [Outbound.text("Hello")]
const first = "1" as ConversationId
const uuid = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"

/** Numbers from `from` on, as rows. */
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: from + index }))

/** A page of `all`. */
const pageOf = (all: ReadonlyArray<unknown>, size: number, query: URLSearchParams) => {
  const page = Number(query.get("page") ?? 1)
  return all.slice((page - 1) * size, page * size)
}

describe("webhooks", () => {
  onAccount("contradictions 1, 2, 6 and 50: those that are managed are the outbound ones of v2", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const { legacyWebhooks } = yield* HueChatSimulator
      const [, sent] = yield* Requests.during(webhooks.create({ url: "https://example.com/hook" }))
      assert.strictEqual(sent[0]?.call, "POST /api/v2/accounts/1/outbound-webhooks")
      assert.isEmpty(yield* legacyWebhooks)
    })
  )

  for (const [place, reply] of [
    ["secret", { id: uuid, secret: "whsec_1" }],
    ["data.secret", { data: { id: uuid, secret: "whsec_1" } }],
    ["payload.secret", { payload: { id: uuid, secret: "whsec_1" } }]
  ] as const) {
    onServer(`contradiction 8: the secret is read from ${place}`, { "POST /outbound-webhooks": () => reply }, () =>
      Effect.gen(function* () {
        const { webhooks } = yield* Provider
        const created = yield* webhooks.create({ url: "https://example.com/hook" })
        assert.deepStrictEqual<unknown>([created.id, created.secret], [uuid, "whsec_1"])
        assert.notInclude(JSON.stringify(created.raw), "whsec_1")
      })
    )
  }
})

describe("ids", () => {
  onServer(
    "contradiction 16: a conversation goes by its display_id, whatever id and uuid are",
    {
      "GET /conversations": () => ({ data: { payload: [{ id: 900, uuid, display_id: 42, inbox_id: 3 }] } }),
      "GET /conversations/42": () => ({ id: 900, uuid, display_id: 42, inbox_id: 3 }),
      "GET /conversations/42/messages": () => ({ payload: [{ id: 7, content: "Hi", message_type: "incoming" }] })
    },
    () =>
      Effect.gen(function* () {
        const { conversations, messages } = yield* Provider
        const [listed] = yield* Stream.runCollect(conversations.list())
        if (listed === undefined) return assert.fail("nothing was listed")
        assert.strictEqual<string>(listed.id, "42")
        assert.strictEqual<string>((yield* conversations.get(listed.id)).id, "42")
        const [message] = yield* Stream.runCollect(messages.listByConversation(listed.id))
        assert.strictEqual<string | undefined>(message?.conversationId, "42")
      })
  )

  onServer(
    "contradiction 17: ids are opaque, number or text, and no UUID has to be one",
    {
      "GET /templates": () => ({
        templates: [
          { id: "t1b2c3d4", inbox_id: "3", name: "a" },
          { id: 9, name: "b" }
        ]
      }),
      "GET /outbound-webhooks": () => [{ id: 10 }, { id: "w1b2" }],
      "GET /conversations/x42": () => ({ id: "x42", inbox_id: "i3", meta: { sender: { id: "c7" } } })
    },
    () =>
      Effect.gen(function* () {
        const { conversations, templates, webhooks } = yield* Provider
        const ids = <A extends { readonly id?: string }>(all: ReadonlyArray<A>) => all.map(({ id }) => id)
        assert.deepStrictEqual(ids(yield* Stream.runCollect(templates.list())), ["t1b2c3d4", "9"])
        assert.deepStrictEqual(ids(yield* Stream.runCollect(webhooks.list())), ["10", "w1b2"])
        const { channel, contactId, id } = yield* conversations.get("x42" as ConversationId)
        assert.deepStrictEqual<unknown>([id, channel.id, contactId], ["x42", "i3", "c7"])
      })
  )
})

describe("lists", () => {
  onServer(
    "contradiction 18: rows are found in each of the envelopes",
    {
      "GET /contacts": () => ({ payload: rows(1, 2) }),
      "GET /conversations": () => ({ data: { payload: rows(1, 2) } }),
      "GET /conversations/1": () => rows(1, 1)[0],
      "GET /conversations/1/messages": () => ({ payload: rows(1, 2) }),
      "GET /templates": () => ({ success: true, templates: [{ id: 1, name: "a" }] }),
      "GET /templates/inboxes": () => ({ success: true, inboxes: rows(1, 2) }),
      "GET /outbound-webhooks": () => ({ data: rows(1, 2), meta: { total: 2, page: 1, per_page: 25 } })
    },
    () =>
      Effect.gen(function* () {
        const { channels, contacts, conversations, messages, templates, webhooks } = yield* Provider
        const counts = yield* Effect.all([
          Stream.runCount(contacts.list()),
          Stream.runCount(conversations.list()),
          Stream.runCount(messages.listByConversation(first)),
          Stream.runCount(templates.list()),
          Stream.runCount(channels.list()),
          Stream.runCount(webhooks.list())
        ])
        assert.deepStrictEqual(counts, [2, 2, 2, 1, 2, 2])
      })
  )

  for (const [name, meta] of [
    ["no meta at all", undefined],
    ["a meta of other keys", { total_count: 7, has_more: false }],
    ["totals of null", { count: null, all_count: null }],
    ["totals that count something else", { count: 3, all_count: 3 }],
    ["totals that are too high", { count: 999, all_count: 999 }],
    ["totals that are right", { count: 60, all_count: 60 }]
  ] as const) {
    onServer(
      `contradiction 19: lists end and are complete with ${name}`,
      {
        "GET /contacts": (query) => ({ meta, payload: pageOf(rows(1, 60), 25, query) }),
        "GET /contacts/search": (query) => ({ meta, payload: pageOf(rows(1, 60), 15, query) }),
        "GET /conversations": (query) => ({ data: { meta, payload: pageOf(rows(1, 60), 25, query) } })
      },
      () =>
        Effect.gen(function* () {
          const { contacts, conversations } = yield* Provider
          assert.strictEqual(yield* Stream.runCount(contacts.list()), 60)
          assert.strictEqual(yield* Stream.runCount(contacts.search("ann")), 60)
          assert.strictEqual(yield* Stream.runCount(conversations.list()), 60)
        })
    )
  }

  onAccount(
    "contradiction 20: per_page goes to the list of contacts alone, whose server need not know it",
    () =>
      Effect.gen(function* () {
        const { contacts, conversations, messages } = yield* Provider
        const [, sent] = yield* Requests.during(
          Effect.all([
            Stream.runDrain(contacts.list()),
            Stream.runDrain(contacts.search("example")),
            Stream.runDrain(conversations.list()),
            Stream.runDrain(messages.listByConversation(first))
          ])
        )
        const sized = callsOf(sent.filter(({ query }) => query.per_page !== undefined || query.limit !== undefined))
        assert.deepStrictEqual([...new Set(sized)], ["GET contacts"])
      }),
    { simulator: { seed: { contacts: 30, conversations: 30 } } }
  )

  onServer(
    "contradiction 21: times are read in seconds, in milliseconds and in ISO 8601",
    {
      "GET /conversations/1": () => ({
        id: 1,
        created_at: 1_712_400_000,
        updated_at: 1_712_400_000_000,
        last_activity_at: "2024-04-06T10:40:00Z"
      })
    },
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { createdAt, lastActivityAt, updatedAt } = yield* conversations.get(first)
        const time = "2024-04-06T10:40:00.000Z"
        assert.deepStrictEqual<unknown>([createdAt, updatedAt, lastActivityAt], [time, time, time])
      })
  )
})

describe("conversations", () => {
  onAccount("contradiction 25: priorities are a conversation's own; critical is a ticket's", () =>
    Effect.gen(function* () {
      const { capabilities, conversations } = yield* Provider
      const { conversationId } = yield* begun()
      assert.deepStrictEqual(capabilities.values.priorities, ["low", "medium", "high", "urgent"])
      const [, sent] = yield* Requests.during(conversations.setPriority(conversationId, "urgent"))
      assert.deepStrictEqual(sent[0]?.json, { priority: "urgent" })
    })
  )

  onAccount("contradiction 26: a conversation begins open or pending, never snoozed", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { contactId } = yield* begun()
      const input = { contactId, channelId: "2" as ChannelId }
      for (const [status, asked] of [
        [undefined, "open"],
        ["open", "open"],
        ["pending", "pending"],
        ["closed", "open"]
      ] as const) {
        const [, sent] = yield* Requests.during(
          conversations.create(status === undefined ? input : { ...input, status })
        )
        const created = sent.find(({ call }) => call.endsWith("/conversations") && call.startsWith("POST"))
        assert.strictEqual(created?.json.status, asked)
        assert.notProperty(created?.json, "snoozed_until")
      }
      const error = yield* Requests.failing(conversations.create({ ...input, status: "snoozed" }))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
    })
  )

  onAccount("contradiction 27: a priority goes by PATCH, which takes null, and never by toggle_priority", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const [, sent] = yield* Requests.during(
        Effect.andThen(
          conversations.setPriority(conversationId, "high"),
          conversations.setPriority(conversationId, null)
        )
      )
      assert.deepStrictEqual(callsOf(sent), Array(2).fill(`PATCH conversations/${conversationId}`))
      assert.isNull((yield* rowOf(conversationId)).priority)
    })
  )

  const empty = () => HttpServerResponse.empty({ status: 204 })
  onServer(
    "contradiction 28: any 2xx is a success, with a body or without one",
    {
      "POST /conversations/1/update_last_seen": empty,
      "POST /conversations/1/toggle_typing_status": () => ({}),
      "POST /conversations/1/assignments": empty,
      "DELETE /conversations/1": () => HttpServerResponse.text("deleted", { status: 202 }),
      "DELETE /conversations/1/messages/7": empty
    },
    () =>
      Effect.gen(function* () {
        const { conversations, messages } = yield* Provider
        yield* conversations.markRead(first)
        yield* conversations.setTyping({ conversationId: first }, true)
        yield* conversations.assign(first, null)
        yield* messages.delete({ conversationId: first, messageId: "7" as MessageId })
        yield* conversations.delete(first)
      })
  )
})

describe("messages", () => {
  onAccount("contradiction 31: JSON without files, a form with them, and no content is no obstacle", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const file = Outbound.attachment(new File(["bytes"], "a.pdf", { type: "application/pdf" }))
      const [, sent] = yield* Requests.during(
        Effect.forEach([hello, [file]], (content) => messages.send({ to: { conversationId }, content }))
      )
      const [text, form] = sent.filter(({ method }) => method === "POST")
      assert.deepStrictEqual([text?.json.content, text?.form.length], ["Hello", 0])
      assert.include(
        (form?.form ?? []).map(([name]) => name),
        "attachments[]"
      )
      assert.deepStrictEqual(
        (yield* written).map(({ attachments }) => attachments.length),
        [0, 1]
      )
    })
  )

  onAccount("contradiction 32: a template cannot be sent in a message, and the error says how it can", () =>
    Effect.gen(function* () {
      const { capabilities, messages } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      const { conversationId } = yield* begun({ inboxId: inboxes.whatsapp })
      const content = [Outbound.template("order_update", "en")]
      const [error, sent] = yield* Requests.during(Requests.failing(messages.send({ to: { conversationId }, content })))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      assert.include(error.message, "broadcasts")
      assert.isEmpty(sent.filter(({ method }) => method === "POST"))
      for (const { parts } of Object.values(capabilities.channels)) assert.notInclude(parts, "template")
    })
  )

  onAccount("contradiction 33: choices become a numbered list, and say so; cards that come are kept whole", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* begun()
      const content = [Outbound.choices("Which one?", ["Red", "Blue"])]
      const { degraded, messages: made } = yield* messages.send({ to: { conversationId }, content })
      assert.deepStrictEqual(
        degraded.map(({ from, to }) => [from, to]),
        [["choices", "text"]]
      )
      assert.deepStrictEqual<unknown>(made[0]?.content, [{ type: "text", text: "Which one?\n1. Red\n2. Blue" }])
      const refused = messages.send({ to: { conversationId }, content, degrade: "refuse" })
      assert.strictEqual((yield* Requests.failing(refused)).reason._tag, "InvalidRequest")
    })
  )

  const cards = {
    id: 7,
    message_type: "outgoing",
    content: "Look",
    content_type: "cards",
    content_attributes: { items: [{ title: "A" }] }
  }
  onServer(
    "contradiction 33: a card says what it is, and raw has all of it",
    { "GET /conversations/1": () => ({ id: 1 }), "GET /conversations/1/messages": () => ({ payload: [cards] }) },
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const [message] = yield* Stream.runCollect(messages.listByConversation(first))
        assert.deepStrictEqual<unknown>(message?.content, [
          { type: "text", text: "Look" },
          { type: "unsupported", vendorType: "cards" }
        ])
        assert.deepStrictEqual(message?.raw, cards)
      })
  )

  onAccount("contradiction 35: every message carries an echo_id, so that a lost reply is no second message", () =>
    Effect.gen(function* () {
      const { capabilities, messages } = yield* Provider
      const { faults } = yield* HueChatSimulator
      const { conversationId } = yield* begun()
      yield* faults.next(Faults.dropAfter, { method: "POST", times: 2 })
      const writing = Effect.all([
        messages.send({ to: { conversationId }, content: hello }),
        messages.addNote({ conversationId }, hello)
      ])
      const [, sent] = yield* Requests.during(Requests.whileTimePasses(writing))
      const keys = sent.filter(({ method }) => method === "POST").map(({ json }) => json.echo_id)
      assert.deepStrictEqual([keys.length, new Set(keys).size], [4, 2])
      assert.lengthOf(yield* written, 2)
      assert.strictEqual(capabilities.idempotency, "honoured")
    })
  )

  onAccount(
    "contradiction 36: an externalId does not live in the echo_id, which samples answer as null",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { inboxes } = yield* HueChatSimulator
        for (const inboxId of [inboxes.api, inboxes.whatsapp]) {
          const { conversationId } = yield* begun({ inboxId })
          const externalId = `order-${inboxId}`
          const { messages: made } = yield* messages.send({ to: { conversationId }, content: hello, externalId })
          assert.strictEqual(made[0]?.externalId, externalId)
          assert.deepInclude(made[0]?.raw, { echo_id: null })
          assert.isTrue(Option.isSome(yield* messages.find({ externalId, conversationId })))
        }
      }),
    { simulator: { showsEchoIds: false } }
  )

  onServer(
    "contradictions 39, 40 and 41: why a message failed is not told, an incoming one has no status, a template is outbound",
    {
      "GET /conversations/1": () => ({ id: 1 }),
      "GET /conversations/1/messages": () => ({
        payload: [
          { id: 1, message_type: "incoming", status: "sent" },
          { id: 2, message_type: "outgoing", status: "failed" },
          { id: 3, message_type: "template", status: "read" },
          { id: 4, message_type: "activity", status: "sent", content: "Ann was assigned" }
        ]
      })
    },
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const listed = yield* Stream.runCollect(messages.listByConversation(first))
        assert.deepStrictEqual<unknown>(
          listed.map(({ direction, failure, status, visibility }) => [direction, visibility, status, failure]),
          [
            ["inbound", "public", undefined, undefined],
            ["outbound", "public", "failed", undefined],
            ["outbound", "public", "read", undefined],
            ["outbound", "system", "sent", undefined]
          ]
        )
      })
  )
})

describe("contacts, channels and keys", () => {
  onAccount("contradiction 37: a contact is found by phone in the search, by digits", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* begun()
      const [found, sent] = yield* Requests.during(contacts.find({ phone: "+15550100" as PhoneNumber }))
      assert.strictEqual(Option.getOrUndefined(found)?.id, contactId)
      assert.deepStrictEqual([callsOf(sent), sent[0]?.query.q], [["GET contacts/search"], "15550100"])
    })
  )

  onAccount("contradiction 38: channels are those of templates and those that conversations name", () =>
    Effect.gen(function* () {
      const { channels } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      yield* begun({ inboxId: inboxes.website })
      const listed = yield* Stream.runCollect(channels.list())
      assert.deepStrictEqual<unknown>(
        listed.map(({ id, type }) => [id, type]),
        [
          [String(inboxes.whatsapp), "whatsapp"],
          [String(inboxes.website), "webchat"]
        ]
      )
    })
  )

  onServer(
    "contradiction 43: a sender may come without a type or an id, an assignee without a name",
    {
      "GET /conversations/1": () => ({ id: 1, meta: { sender: { id: 7 }, assignee: { id: 5 } } }),
      "GET /conversations/1/messages": () => ({
        payload: [
          { id: 1, message_type: "incoming", sender: { id: 7 } },
          { id: 2, message_type: "outgoing", sender: { id: 5 } },
          { id: 3, message_type: "outgoing" },
          { id: 4, message_type: "outgoing", sender: { id: null, name: "A rule", type: "automation" } }
        ]
      })
    },
    () =>
      Effect.gen(function* () {
        const { conversations, messages } = yield* Provider
        const { assignee, contactId } = yield* conversations.get(first)
        assert.deepStrictEqual<unknown>([contactId, assignee], ["7", { id: "5" }])
        const listed = yield* Stream.runCollect(messages.listByConversation(first))
        assert.deepStrictEqual<unknown>(
          listed.map(({ author }) => author),
          [
            { type: "contact", id: "7" },
            { type: "agent", id: "5" },
            { type: "system" },
            { type: "system", name: "A rule" }
          ]
        )
      })
  )

  onServer(
    "contradiction 44: 401 is about the key, also where an address is not on its list",
    {
      "GET /contacts": () =>
        HttpServerResponse.jsonUnsafe({ error: "IP address is not on the allowlist" }, { status: 401 })
    },
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const error = yield* Requests.failing(contacts.get("7" as ContactId))
        assert.deepStrictEqual(
          [error.reason._tag, error.vendorMessage],
          ["Unauthorized", "IP address is not on the allowlist"]
        )
      })
  )

  onServer(
    "contradiction 47: the language of a template goes through as it is",
    {
      "GET /templates": () => ({
        templates: [
          { id: 1, name: "a", language: "en" },
          { id: 2, name: "b", language: "en_US" }
        ]
      })
    },
    () =>
      Effect.gen(function* () {
        const { templates } = yield* Provider
        const listed = yield* Stream.runCollect(templates.list())
        assert.deepStrictEqual(
          listed.map(({ language }) => language),
          ["en", "en_US"]
        )
      })
  )
})
