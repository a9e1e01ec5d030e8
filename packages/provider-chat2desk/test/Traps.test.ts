/**
 * One test for each trap of Chat2Desk's wire that the provider meets and no other test is named after, by its place on the page of wire facts.
 * Servers that are not as the simulator is are a few routes that answer what they would.
 */
import type { ContactId, ConversationId, MessageId, TeamId, Timestamp } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { layerMemory as freshLimiter, Provider } from "@dragoman/core/provider"
import { Faults, InProcess, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Stream } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Chat2Desk } from "../src/index.ts"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./operations/Account.ts"

type Answer = (query: URLSearchParams) => unknown

/** The provider on a server that answers only this. */
const serverWith = (routes: Readonly<Record<string, Answer>>) => {
  const added = Object.entries(routes).map(([route, answer]) => {
    const [method = "GET", path = "/"] = route.split(" ")
    return HttpRouter.add(
      method as "GET",
      `/v1${path}` as `/${string}`,
      Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) =>
        replyOf(answer(new URL(url, "https://chat.example.com").searchParams))
      )
    )
  })
  const [first = Layer.empty, ...others] = added
  return Chat2Desk.layer({ baseUrl: "https://chat.example.com", token: Redacted.make("token") }).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide([InProcess.layer(Layer.mergeAll(first, ...others)), freshLimiter])
  )
}

const replyOf = (answer: unknown) =>
  HttpServerResponse.isHttpServerResponse(answer) ? answer : HttpServerResponse.jsonUnsafe(answer)

const refusal = (body: unknown, status = 400) => HttpServerResponse.jsonUnsafe(body, { status })

const one = "1" as ContactId
const dialog = "5" as ConversationId

const rowOf = (id: number | string) => ({ id, type: "from_client", text: `m${id}`, client_id: 1, dialog_id: 5 })

describe("B3, the envelope", () => {
  it.effect("lists and single things come bare, as the documentation prints them, and ids as text", () =>
    Effect.gen(function* () {
      const { attributes, conversations, messages, tags } = yield* Provider
      const [conversation] = yield* Stream.runCollect(conversations.list())
      assert.deepInclude<object | undefined>(conversation, { id: "5", contactId: "1", status: "open" })
      assert.strictEqual((yield* messages.get({ messageId: "7" as MessageId })).id, "7")
      assert.deepStrictEqual(
        (yield* Stream.runCollect(attributes.list())).map(({ key }) => key),
        ["City"]
      )
      assert.deepStrictEqual(
        (yield* Stream.runCollect(tags.list())).map(({ name }) => name),
        ["Tag 01"]
      )
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /dialogs": (query) =>
            query.get("offset") === "0" ? [{ id: "5", state: "open", last_message: rowOf("7") }] : [],
          "GET /messages/7": () => rowOf("7"),
          "GET /custom_client_fields": () => [{ id: 1, name: "City", type: "input" }],
          "GET /tags": (query) => (query.get("offset") === "0" ? [{ id: 5931, label: "Tag 01" }] : [])
        })
      )
    )
  )

  it.effect("a list without a total is read until a page is empty, also where pages are shorter than asked for", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [all, sent] = yield* Requests.during(Stream.runCollect(contacts.list()))
      assert.lengthOf(all, 3)
      assert.deepStrictEqual(
        sent.flatMap(({ query }) => query.offset ?? []),
        ["0", "1", "2", "3"]
      )
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /clients": (query) => {
            const offset = Number(query.get("offset"))
            return { data: offset < 3 ? [{ id: offset + 1 }] : [], status: "success" }
          },
          "GET /custom_client_fields": () => []
        })
      )
    )
  )

  it.effect("an error inside HTTP 200 is a refusal, and nothing was applied", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const to = { contactId: one, channelId: "2:telegram" as never }
      const error = yield* Requests.failing(messages.send({ to, content: [Outbound.text("Hi")] }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, "Client is blocked")
    }).pipe(
      Effect.provide(
        serverWith({ "POST /messages": () => ({ data: { status: "error", message: "Client is blocked" } }) })
      )
    )
  )

  it.effect(
    "an import whose refused message says nothing, or whose refusal names nothing, is told of its messages",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const image = (externalId: string) => ({
          externalId,
          direction: "inbound" as const,
          content: [{ type: "image" as const, url: "https://files.example.com/a.png" }]
        })
        const place = { contactId: one, channelId: "2:telegram" as never }
        const [first, second] = yield* messages.import({ ...place, messages: [image("1"), image("2")] })
        assert.strictEqual(first?.type, "failed")
        if (first?.type === "failed") {
          assert.deepStrictEqual(told(first.reason), { reason: "InvalidRequest", applied: "no" })
          assert.include(first.reason.message, "attachment: must be a string")
        }
        assert.deepStrictEqual<unknown>(second, { type: "created", id: "9" })
      }).pipe(
        Effect.provide(
          (() => {
            let imported = false
            return serverWith({
              "GET /messages": () => ({
                data: imported ? [{ ...rowOf(9), extra_data: { external_id: "2" } }] : [],
                status: "success"
              }),
              "POST /messages/import": () => {
                imported = true
                return refusal({
                  errors: [{ text: null, errors: [{ attachment: ["must be a string"] }] }],
                  status: "failure"
                })
              }
            })
          })()
        )
      )
  )

  it.effect("an import that is refused as a whole is refused for each message, and the next call is made", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [outcomes, sent] = yield* Requests.during(
        messages.import({
          contactId: one,
          channelId: "2:telegram" as never,
          messages: Array.from({ length: 11 }, () => ({
            direction: "inbound" as const,
            content: [{ type: "text" as const, text: "Hi" }]
          }))
        })
      )
      assert.isTrue(
        outcomes.every((outcome) => outcome.type === "failed" && outcome.reason.reason._tag === "InvalidRequest")
      )
      assert.lengthOf(bodiesOf(sent), 2)
    }).pipe(
      Effect.provide(
        serverWith({
          "POST /messages/import": () =>
            refusal({
              message: "bad_request",
              errors: { transport: [{ text: "Unsupported.", error: "unsupported_value" }] },
              status: "error"
            })
        })
      )
    )
  )
})

describe("B4, endpoints", () => {
  it.effect("the id of a client that exists is in a text, which in the documentation is no JSON", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const error = yield* Requests.failing(contacts.create({ email: "ann@example.com" }))
      assert.deepInclude(error.reason, { _tag: "Conflict", existingId: "50485" })
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /custom_client_fields": () => [],
          "GET /channels": () => ({ data: [{ id: 2, transports: ["email"] }], meta: { total: 1 } }),
          "POST /clients": () =>
            refusal({
              message: "bad_request",
              errors: { client: ["Client already exists", '{"id":50485\\}'] },
              status: "error"
            })
        })
      )
    )
  )

  it.effect(
    "a server that takes `start_id` for the lowest id downwards too is found out, and nothing is left out silently",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const down = messages.listByConversation(dialog, { order: "newest-first" })
        const first = yield* down.page()
        const error = yield* Requests.failing(down.page(first.cursor))
        assert.strictEqual(error.reason._tag, "MalformedResponse")
      }).pipe(
        Effect.provide(
          serverWith({
            "GET /messages": () => ({ data: Array.from({ length: 200 }, (_, index) => rowOf(1000 - index)) })
          })
        )
      )
  )

  it.effect("one that leaves the message of `start_id` out, downwards, is read as well", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const all = yield* Stream.runCollect(messages.listByConversation(dialog, { order: "newest-first" }))
      assert.deepStrictEqual(
        all.map(({ id }) => Number(id)),
        Array.from({ length: 450 }, (_, index) => 450 - index)
      )
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /messages": (query) => {
            const below = Number(query.get("start_id") ?? 451)
            return { data: Array.from({ length: Math.min(200, below - 1) }, (_, index) => rowOf(below - 1 - index)) }
          }
        })
      )
    )
  )

  it.effect("tags that a row does not tell cannot be replaced, and nothing is written", () =>
    Effect.gen(function* () {
      const { contacts, conversations } = yield* Provider
      for (const change of [contacts.setTags(one, ["VIP"]), conversations.setTags(dialog, ["VIP"])]) {
        const [error, sent] = yield* Requests.during(Requests.failing(change))
        assert.deepStrictEqual(told(error), { reason: "MalformedResponse", applied: "no" })
        assert.isEmpty(bodiesOf(sent))
      }
      assert.strictEqual((yield* contacts.get(one)).id, one)
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /clients/1": () => ({ data: { id: 1 } }),
          "GET /custom_client_fields": () => [],
          "GET /dialogs/5": () => ({ id: 5, last_request_id: 8 }),
          "GET /requests/8": () => ({ id: 8, dialog_id: 5 })
        })
      )
    )
  )

  it.effect("tags that a row tells by number are named by the account's list", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      assert.deepStrictEqual((yield* contacts.get(one, { with: ["tags"] })).tags, ["VIP", "77"])
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /clients/1": () => ({ data: { id: 1, tags: [{ id: 5 }, 77] } }),
          "GET /custom_client_fields": () => [],
          "GET /tags": () => ({ data: [{ id: 5, label: "VIP" }], meta: { total: 1 } })
        })
      )
    )
  )

  it.effect(
    "a dialog that nobody wrote in has no channel to send on, no message to hand it on by, and no request to tag",
    () =>
      Effect.gen(function* () {
        const { conversations, messages } = yield* Provider
        const attempts = [
          [messages.send({ to: { conversationId: dialog }, content: [Outbound.text("Hi")] }), "InvalidRequest"],
          [conversations.assign(dialog, { team: "3" as TeamId }), "InvalidRequest"],
          [conversations.addTags(dialog, ["VIP"]), "NotFound"]
        ] as const
        for (const [attempt, reason] of attempts) {
          const [error, sent] = yield* Requests.during(Requests.failing<unknown, never>(attempt))
          assert.deepStrictEqual(told(error), { reason, applied: "no" })
          assert.deepStrictEqual(callsOf(sent), ["GET /v1/dialogs/5"])
        }
        const { channel, tags } = yield* conversations.get(dialog)
        assert.deepStrictEqual<unknown>([channel, tags], [{ type: "other" }, undefined])
      }).pipe(
        Effect.provide(serverWith({ "GET /dialogs/5": () => ({ data: { id: 5, state: "open", last_message: null } }) }))
      )
  )

  it.effect("the first tag of an account needs a group, which is made for it", () =>
    Effect.gen(function* () {
      const { tags } = yield* Provider
      const [tag, sent] = yield* Requests.during(tags.create({ name: "VIP" }))
      assert.deepStrictEqual<unknown>(bodiesOf(sent), [
        ["POST /v1/tag_groups", { tag_group_name: "Dragoman" }],
        ["POST /v1/tags", { tag_group_id: 67552, tag_label: "VIP" }]
      ])
      assert.deepInclude(tag, { id: "202569", name: "VIP" })
    }).pipe(
      Effect.provide(
        serverWith({
          "GET /tags": () => ({ data: [], meta: { total: 0 } }),
          "POST /tag_groups": () => ({ data: { id: 67552, group_name: "Dragoman" }, status: "success" }),
          "POST /tags": () => HttpServerResponse.jsonUnsafe({ data: [{ id: 202569, label: "VIP" }] }, { status: 201 })
        })
      )
    )
  )
})

describe("B6, limits and errors", () => {
  onAccount(
    "a month that is used up is QuotaExceeded, is not waited for, and ends an import",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { channelId, contactId } = yield* arrival()
        const history = Array.from({ length: 30 }, (_, index) => ({
          externalId: `m-${index}`,
          direction: "inbound" as const,
          content: [{ type: "text" as const, text: `Message ${index}` }]
        }))
        // One call looks what is there, one imports ten; then the month is over.
        const [outcomes, sent] = yield* Requests.during(messages.import({ channelId, contactId, messages: history }))
        assert.deepStrictEqual(
          outcomes.map((outcome) => (outcome.type === "failed" ? outcome.reason.reason._tag : outcome.type)),
          [...Array.from({ length: 10 }, () => "created"), ...Array.from({ length: 20 }, () => "QuotaExceeded")]
        )
        assert.lengthOf(bodiesOf(sent), 2)
        const error = yield* Requests.failing(
          messages.send({ to: { contactId, channelId }, content: [Outbound.text("Hi")] })
        )
        assert.deepStrictEqual(told(error), { reason: "QuotaExceeded", applied: "no" })
      }),
    { simulator: { requestsPerMonth: 2 } }
  )

  onAccount("429 comes without a time to wait: the second that was full is waited out, and the message goes once", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults, messages: rows } = yield* Chat2DeskSimulator
      const { channelId, contactId } = yield* arrival()
      yield* faults.next(Faults.rateLimited({ body: "429 Too many requests" }), { method: "POST" })
      const send = messages.send({ to: { contactId, channelId }, content: [Outbound.text("once")] })
      yield* Requests.whileTimePasses(send)
      assert.lengthOf(
        (yield* rows).filter(({ text }) => text === "once"),
        1
      )
    })
  )

  it.effect("a page where JSON belongs is the server's failure, whatever its status", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const error = yield* Requests.whileTimePasses(
        Requests.failing(
          Stream.runCollect(conversations.list({ updatedSince: "2026-01-01T00:00:00.000Z" as Timestamp }))
        )
      )
      assert.strictEqual(error.reason._tag, "Unavailable")
    }).pipe(Effect.provide(serverWith({ "GET /dialogs": () => HttpServerResponse.html("<html>Maintenance</html>") })))
  )
})
