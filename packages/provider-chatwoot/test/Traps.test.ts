/**
 * One test for each trap of Chatwoot's wire that a client of its REST API can fall into, by number. Those of webhooks are in
 * `ChatwootWebhook.traps.test.ts`. Older servers, which the simulator is not, are a few routes that answer what they did.
 */
import type {
  AgentId,
  ChannelId,
  ContactId,
  ConversationId,
  Identity,
  PhoneNumber,
  Timestamp
} from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { layerMemory as freshLimiter, Provider } from "@dragoman/core/provider"
import { Faults, InProcess, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option, Redacted, Stream } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Chatwoot } from "../src/index.ts"
import { callsOf, onAccount, told } from "./operations/Account.ts"

const api = "/api/v1/accounts/:account"
const emptyAccount = { simulator: { seed: { contacts: 30, conversations: 30 } } }

/** The provider on a server that answers only this. */
const serverWith = (routes: Readonly<Record<string, (query: URLSearchParams) => unknown>>) => {
  const added = Object.entries(routes).map(([route, answer]) => {
    const [method = "GET", path = "/"] = route.split(" ")
    return HttpRouter.add(
      method as "GET",
      `${api}${path}`,
      Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) =>
        replyOf(answer(new URL(url, "https://chat.example.com").searchParams))
      )
    )
  })
  const [first = Layer.empty, ...others] = added
  return Chatwoot.layer({ baseUrl: "https://chat.example.com", accountId: 1, token: Redacted.make("token") }).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide([InProcess.layer(Layer.mergeAll(first, ...others)), freshLimiter])
  )
}

const replyOf = (answer: unknown) =>
  HttpServerResponse.isHttpServerResponse(answer) ? answer : HttpServerResponse.jsonUnsafe(answer)

/** A conversation that a customer began. */
const begun = (inboxId?: number) =>
  Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    const { contactId, conversationId } = yield* chatwoot.receive({
      contact: { email: "ann@example.com", phoneNumber: "+15550100" },
      content: "Hello",
      ...(inboxId === undefined ? {} : { inboxId })
    })
    return { contactId: String(contactId) as ContactId, conversationId: String(conversationId) as ConversationId }
  })

describe("traps of the REST API", () => {
  onAccount("trap 1: a message's type is a word on its way out and a number on its way back", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = yield* begun()
      const channelId = "1" as ChannelId
      yield* messages.send({ to, content: [Outbound.text("Hi")] })
      yield* messages.addNote(to, [Outbound.text("Note")])
      const [, sent] = yield* Requests.during(
        messages.import({
          contactId: to.contactId,
          channelId,
          messages: [{ direction: "inbound", content: [{ type: "text", text: "Then" }] }]
        })
      )
      assert.strictEqual(sent.at(-1)?.json.message_type, "incoming")
      const { all } = yield* Requests.Requests
      for (const { call, json } of all.filter(({ call }) => call.startsWith("POST") && call.endsWith("/messages"))) {
        assert.include(["incoming", "outgoing"], json.message_type, call)
      }
      const read = yield* Stream.runCollect(messages.listByConversation(to.conversationId))
      assert.deepStrictEqual(
        read.map(({ direction }) => direction),
        ["inbound", "outbound", "outbound", "inbound"]
      )
      assert.isTrue(read.every(({ createdAt = "" }) => /^20\d\d-.*Z$/.test(createdAt)))
    })
  )

  onAccount("trap 2 and 3: times are seconds, fractions or text, and 0 is no time", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const until = "2026-04-01T10:00:00.000Z" as Timestamp
      yield* conversations.setStatus(conversationId, { status: "snoozed", snoozedUntil: until })
      const got = yield* conversations.get(conversationId)
      assert.strictEqual(got.snoozedUntil, until)
      assert.match(got.updatedAt ?? "", /^2026-03-02T10:00:00\.\d{3}Z$/)
      assert.strictEqual((got.raw as { first_reply_created_at: number }).first_reply_created_at, 0)
      assert.notInclude(JSON.stringify({ ...got, raw: undefined }), "1970")
    })
  )

  onAccount("trap 4: who is assigned to nobody has no such key, nor has a conversation without a team", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { conversationId } = yield* begun()
      const got = yield* conversations.get(conversationId)
      for (const key of ["assignee", "team", "priority", "snoozedUntil"]) assert.notProperty(got, key)
    })
  )

  onAccount("trap 8: what we write is marked as ours, by send and by import", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const to = yield* begun()
      yield* messages.send({ to, content: [Outbound.text("Hi")] })
      const message = { direction: "inbound", content: [{ type: "text", text: "Then" }] } as const
      yield* messages.import({ contactId: to.contactId, channelId: "1" as ChannelId, messages: [message] })
      assert.deepStrictEqual(
        (yield* chatwoot.messages).map(({ contentAttributes }) => contentAttributes.dragoman),
        [undefined, "send", "import"]
      )
    })
  )

  onAccount("trap 9: a key that is taken answers 422 with its name, and upsert ends with the one contact", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const phone = "+15550100" as PhoneNumber
      const upsert = contacts.upsert({ phone }, { name: "Ann" })
      yield* chatwoot.faults.next(Faults.latency("1 second"), { method: "POST", path: /\/contacts$/, times: 2 })
      const both = yield* Requests.whileTimePasses(Effect.all([upsert, upsert], { concurrency: 2 }))
      assert.strictEqual(both[0].contact.id, both[1].contact.id)
      assert.strictEqual((yield* chatwoot.contacts).length, 1)
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.create({ name: "x".repeat(256) })))
      assert.deepStrictEqual([told(error), sent], [{ reason: "InvalidRequest", applied: "no" }, []])
    })
  )

  onAccount("trap 10: plus signs in a search are encoded", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.create({ phone: "+15550100" as PhoneNumber })
      const [found, sent] = yield* Requests.during(Stream.runCollect(contacts.search("+15550100")))
      assert.deepStrictEqual(
        found.map(({ id }) => id),
        [ann.id]
      )
      assert.include(sent[0]?.url ?? "", "q=%2B15550100")
    })
  )

  onAccount("trap 11: a filter's last condition has no operator, and a phone number goes without its plus", () =>
    Effect.gen(function* () {
      const { contacts, conversations, messages } = yield* Provider
      const { contactId } = yield* begun()
      const phone = "+15550100" as PhoneNumber
      const [found, byPhone] = yield* Requests.during(contacts.find({ phone }))
      assert.strictEqual(Option.getOrThrow(found).id, contactId)
      assert.deepStrictEqual(byPhone[0]?.json, {
        payload: [{ attribute_key: "phone_number", filter_operator: "equal_to", values: ["15550100"] }]
      })
      const to = { contactId, channelId: "1" as ChannelId }
      const [, sending] = yield* Requests.during(messages.send({ to, content: [Outbound.text("Hi")] }))
      const filter = sending.find(({ call }) => call.endsWith("/filter"))?.json.payload
      const conditions = (filter ?? []) as ReadonlyArray<{ readonly query_operator?: string }>
      assert.deepStrictEqual(
        conditions.map(({ query_operator }) => query_operator),
        ["AND", "AND", undefined]
      )
      assert.strictEqual((yield* Stream.runCollect(conversations.listByContact(contactId))).length, 1)
    })
  )

  onAccount("trap 12: what answers 500 instead of 4xx is refused for what it is", () =>
    Effect.gen(function* () {
      const { contacts, conversations, messages } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const identities: ReadonlyArray<Identity> = [
        { channelType: "api", channelId: String(inboxes.api) as ChannelId, address: "ann-1" }
      ]
      const ann = yield* contacts.create({ name: "Ann", identities })
      const theirs = yield* Requests.failing(contacts.create({ name: "Bob", identities }))
      assert.strictEqual(theirs.reason._tag, "Conflict")
      const channelId = String(inboxes.telegram) as ChannelId
      for (const attempt of [
        Requests.failing(conversations.create({ contactId: ann.id, channelId })),
        Requests.failing(messages.send({ to: { contactId: ann.id, channelId }, content: [Outbound.text("Hi")] }))
      ]) {
        assert.deepStrictEqual(told(yield* attempt), { reason: "Unsupported", applied: "no" })
      }
    })
  )

  onAccount("trap 13: a contact who is online is not deleted; an agent may not delete one", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const { contactId } = yield* begun()
      yield* chatwoot.setOnline(Number(contactId), true)
      assert.deepStrictEqual(told(yield* Requests.failing(contacts.delete(contactId))), {
        reason: "InvalidRequest",
        applied: "no"
      })
    })
  )

  onAccount("trap 14: conversations go by their display id, messages by an id of the whole server", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const first = yield* begun()
      const second = yield* begun(chatwoot.inboxes.website)
      assert.deepStrictEqual([first.conversationId, second.conversationId] as ReadonlyArray<string>, ["1", "2"])
      const [message] = yield* Stream.runCollect(messages.listByConversation(second.conversationId))
      assert.isDefined(message)
      const elsewhere = Requests.failing(messages.get({ messageId: message.id, conversationId: first.conversationId }))
      assert.strictEqual((yield* elsewhere).reason._tag, "NotFound")
    })
  )

  onAccount(
    "trap 15: the counts, which are limited to thirty a minute, are never asked for",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        yield* Stream.runCollect(conversations.list())
        yield* Stream.runCollect(conversations.list({ status: "open" }))
        const { all } = yield* Requests.Requests
        assert.isFalse(all.some(({ path }) => path.endsWith("/conversations/meta")))
      }),
    emptyAccount
  )

  onAccount(
    "trap 16: replies are nested as servers nest them, each in its own way",
    () =>
      Effect.gen(function* () {
        const { contacts, conversations, webhooks } = yield* Provider
        assert.strictEqual((yield* contacts.create({ name: "Ann" })).name, "Ann")
        assert.strictEqual((yield* contacts.get("1" as ContactId)).id, "1" as ContactId)
        assert.strictEqual((yield* Stream.runCollect(conversations.listByContact("1" as ContactId))).length, 1)
        assert.strictEqual((yield* Stream.runCollect(conversations.list())).length, 30)
        const made = yield* webhooks.create({ url: "https://example.com/hook" })
        assert.strictEqual((yield* Stream.runCollect(webhooks.list()))[0]?.id, made.id)
      }),
    emptyAccount
  )

  onAccount("trap 18: a tag need not exist to be put on a conversation", () =>
    Effect.gen(function* () {
      const { conversations, tags } = yield* Provider
      const { conversationId } = yield* begun()
      assert.deepStrictEqual(yield* conversations.addTags(conversationId, ["never-declared"]), ["never-declared"])
      assert.isFalse((yield* Stream.runCollect(tags.list())).some(({ name }) => name === "never-declared"))
    })
  )

  it.effect("trap 19: tokens of sessions and inboxes stay out of raw, the account's own attributes stay in", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.get("7" as ContactId)
      const raw = JSON.stringify(ann.raw)
      for (const secret of ["hmac-1", "token-2", "smtp-3"]) assert.notInclude(raw, secret)
      assert.deepStrictEqual(ann.attributes, { secret: "blue", access_token: "theirs" })
      assert.deepStrictEqual(ann.identities, [{ channelType: "api", channelId: "1" as ChannelId, address: "ann-1" }])
    }).pipe(
      Effect.provide(
        serverWith({
          // Before 4.0.2 a session came with its whole inbox.
          "GET /contacts/7": () => ({
            payload: {
              id: 7,
              name: "Ann",
              custom_attributes: { secret: "blue", access_token: "theirs" },
              contact_inboxes: [
                {
                  source_id: "ann-1",
                  pubsub_token: "token-2",
                  inbox: { id: 1, channel_type: "Channel::Api", hmac_token: "hmac-1", smtp_password: "smtp-3" }
                }
              ]
            }
          })
        })
      )
    )
  )

  it.effect("trap 21: rows of old servers and of coming ones are read", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [old, coming] = yield* Stream.runCollect(messages.listByConversation("5" as ConversationId))
      assert.deepStrictEqual(old?.content, [{ type: "text", text: "Old" }])
      assert.strictEqual(coming?.direction, "outbound")
      assert.strictEqual(coming?.content[0]?.type, "unsupported")
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /conversations/5/messages": () => ({
            payload: [
              { id: 1, content: "Old", message_type: 0, content_type: null, created_at: 1_767_600_000 },
              { id: 2, content: null, message_type: 9, content_type: "hologram", status: "vanished", sender: null }
            ]
          })
        })
      )
    )
  )

  onAccount("trap 22: who wrote through the API is the token's owner", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = yield* begun()
      const note = yield* messages.addNote(to, [Outbound.text("Note")])
      assert.deepStrictEqual(note.author, { type: "agent", id: "1" as AgentId, name: "Ada Admin" })
    })
  )
})

describe("paging", () => {
  it.effect("current_page is a string once it was sent, and has_more is absent before 4.11: a short page ends it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [found, sent] = yield* Requests.during(Stream.runCollect(contacts.search("a")))
      assert.deepStrictEqual([found.length, sent.length], [20, 2])
      const [all, listed] = yield* Requests.during(Stream.runCollect(contacts.list()))
      assert.deepStrictEqual([all.length, listed.length], [20, 2])
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /contacts/search": (query) => contactPage(query, {}),
          "GET /contacts": (query) => contactPage(query, { count: 20 })
        })
      )
    )
  )

  it.effect("a list without a count ends with an empty page", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [all, sent] = yield* Requests.during(Stream.runCollect(contacts.list()))
      assert.deepStrictEqual([all.length, sent.length], [20, 3])
    }).pipe(Effect.provide(serverWith({ "GET /contacts": (query) => contactPage(query, {}) })))
  )

  it.effect("pages of conversations may have any size: only an empty one is the end", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const [all, sent] = yield* Requests.during(Stream.runCollect(conversations.list()))
      assert.deepStrictEqual([all.length, sent.length], [12, 4])
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /conversations": (query) => {
            const page = Number(query.get("page"))
            const row = (index: number) => ({ id: (page - 1) * 5 + index + 1, status: "open" })
            const size = [5, 5, 2][page - 1] ?? 0
            const payload = Array.from({ length: size }, (_, index) => row(index))
            return { data: { meta: { all_count: 12 }, payload } }
          }
        })
      )
    )
  )

  it.effect("a row that cannot be read fails by its place; a field that is missing does not", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const error = yield* Requests.failing(Stream.runCollect(contacts.list()))
      assert.strictEqual(error.reason._tag, "MalformedResponse")
      assert.include(error.message, "payload.1.id")
    }).pipe(Effect.provide(serverWith({ "GET /contacts": () => ({ payload: [{ id: 1 }, { name: "No id" }] }) })))
  )
})

describe("servers that are older", () => {
  it.effect("do not tell when a conversation changed: then what they chose is kept", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const updatedSince = "1970-01-01T00:00:00.000Z" as Timestamp
      const rows = yield* Stream.runCollect(conversations.list({ updatedSince }))
      assert.deepStrictEqual(
        rows.map(({ id }) => id as string),
        ["1"]
      )
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /conversations": () => ({ data: { payload: [{ id: 1, status: "open", last_activity_at: 1 }] } })
        })
      )
    )
  )

  it.effect("ignore a parameter that they do not know: whom they answer is looked at", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [found, sent] = yield* Requests.during(contacts.find({ channelType: "telegram", address: "77" }))
      assert.isTrue(Option.isNone(found))
      assert.deepStrictEqual(callsOf(sent), ["GET conversations", "GET contacts/7"])
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /conversations": () => ({
            data: { payload: [{ id: 1, meta: { channel: "Channel::Telegram", sender: { id: 7 } } }] }
          }),
          "GET /contacts/7": () => ({
            payload: {
              id: 7,
              contact_inboxes: [{ source_id: "88", inbox: { id: 3, channel_type: "Channel::Telegram" } }]
            }
          })
        })
      )
    )
  )

  it.effect("do not block contacts and say nothing of it: that is Unsupported", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      assert.deepStrictEqual(told(yield* Requests.failing(contacts.setBlocked("7" as ContactId, true))), {
        reason: "Unsupported",
        applied: "no"
      })
    }).pipe(Effect.provide(serverWith({ "PUT /contacts/7": () => ({ payload: { id: 7 } }) })))
  )

  it.effect("answer refusals in the account's language: upsert looks again all the same", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contact, created } = yield* contacts.upsert({ email: "ann@example.com" }, {})
      assert.deepStrictEqual([contact.id as string, created], ["7", false])
    }).pipe(
      Effect.provide(
        Layer.suspend(() => {
          let asked = 0
          return serverWith({
            "POST /contacts/filter": () => ({ payload: asked++ === 0 ? [] : [{ id: 7, email: "ann@example.com" }] }),
            "POST /contacts": () =>
              HttpServerResponse.jsonUnsafe(
                { message: "E-mail já está em uso", attributes: ["email"] },
                { status: 422 }
              )
          })
        })
      )
    )
  )
})

const contactPage = (query: URLSearchParams, meta: Readonly<Record<string, unknown>>) => {
  const page = Number(query.get("page"))
  const size = [15, 5][page - 1] ?? 0
  const payload = Array.from({ length: size }, (_, index) => ({ id: (page - 1) * 15 + index + 1, name: "Ann" }))
  return { meta: { ...meta, current_page: query.get("page") }, payload }
}
