import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { listen, received, told, toldNames } from "./Receiving.ts"
import { call, greet, inProcess } from "./Support.ts"

const list = (query: Readonly<Record<string, string | number | boolean>> = {}) => call("GET", "messages", { query })

const ids = (body: Wire): ReadonlyArray<number> => body.data.map(({ id }: Wire) => id)

describe("the list of messages", () => {
  it.effect("is paged by start_id, forwards", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const all = (yield* chat2desk.messages).map(({ id }) => id)
      const first = (yield* list({ limit: 200 })).body
      assert.deepStrictEqual([ids(first).length, first.meta.total], [200, all.length])
      const next = (yield* list({ limit: 200, start_id: Number(ids(first).at(-1)) + 1 })).body
      assert.deepStrictEqual([...ids(first), ...ids(next)], all)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 60 } })))
  )

  it.effect("and backwards", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const all = (yield* chat2desk.messages).map(({ id }) => id)
      const newest = ids((yield* list({ direction_reverse: true, limit: 3 })).body)
      assert.deepStrictEqual(newest, all.slice(-3).toReversed())
      const older = ids((yield* list({ direction_reverse: true, limit: 3, start_id: Number(newest.at(-1)) - 1 })).body)
      assert.deepStrictEqual(older, all.slice(-6, -3).toReversed())
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 5 } })))
  )

  it.effect("start_id and days exclude each other", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* list({ start_id: 1, start_date: "01-01-2026" })).status, 400)
      assert.strictEqual((yield* list({ start_date: "2026-01-01" })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("is filtered by day, both days included", () =>
    Effect.gen(function* () {
      const total = Effect.fnUntraced(function* (start_date: string, finish_date: string) {
        return (yield* list({ start_date, finish_date })).body.meta.total
      })
      // One at eight in the morning and one at eight in the evening, the last in the morning of the fifth of January.
      assert.strictEqual(yield* total("01-01-2026", "05-01-2026"), 9)
      assert.strictEqual(yield* total("04-01-2026", "04-01-2026"), 2)
      assert.strictEqual(yield* total("06-01-2026", "07-01-2026"), 0)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 1, messagesPerConversation: 20, days: 10, closedEvery: 0 } })))
  )

  it.effect("is filtered by client, dialog, channel, transport, type and operator", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const [first, second] = yield* chat2desk.dialogs
      const total = Effect.fnUntraced(function* (query: Readonly<Record<string, string | number>>) {
        return (yield* list(query)).body.meta.total
      })
      assert.strictEqual(yield* total({ client_id: first?.clientId ?? 0 }), 4)
      assert.strictEqual(yield* total({ dialog_id: second?.id ?? 0 }), 4)
      assert.strictEqual(yield* total({ transport: "telegram" }), 4)
      assert.strictEqual(yield* total({ channel_id: chat2desk.channelIds.main }), 8)
      assert.strictEqual(yield* total({ type: "from_client" }), 4)
      assert.strictEqual(yield* total({ type: "to_client", operator_id: second?.operatorId ?? 0 }), 4)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 2, transports: ["whatsapp", "telegram"] } })))
  )

  it.effect("tells in lists alone whether a message is new", () =>
    Effect.gen(function* () {
      const { messageId } = yield* greet
      assert.strictEqual((yield* list()).body.data[0].is_new, 1)
      const { data } = (yield* call("GET", `messages/${messageId}`)).body
      assert.notProperty(data, "is_new")
      assert.deepInclude(data, { ai_tips: null, remote_id: null, recipient_status: null, text: "Hello", read: 0 })
      const gone = yield* call("GET", "messages/1")
      assert.deepStrictEqual([gone.status, gone.body.errors], [404, "Message #1 not found"])
    }).pipe(Effect.provide(inProcess()))
  )
})

const message = { timestamp: "1682676120", type: "to_client", text: "text import" }

describe("importing", () => {
  const importInto = Effect.fnUntraced(function* (messages: ReadonlyArray<unknown>, clientId: number) {
    const { channelIds } = yield* Chat2DeskSimulator
    const json = { client_id: clientId, channel_id: String(channelIds.main), transport: "whatsapp", messages }
    return yield* call("POST", "messages/import/", { json })
  })

  it.effect("keeps time, author, direction and external id; nobody gets work by it", () =>
    Effect.gen(function* () {
      const { clients, operators } = yield* Chat2DeskSimulator
      const created = yield* call("POST", "clients", { query: { phone: "15550100160", transport: "whatsapp" } })
      const clientId = created.body.data.id
      const [admin, sam] = yield* operators
      yield* listen()
      const { body, status } = yield* importInto(
        [
          { ...message, operator_id: sam?.id, external_id: "3234" },
          { ...message, timestamp: "1682676121", type: "from_client", attachment: "https://files.example.com/a.pdf" },
          { ...message, timestamp: "1682676122" }
        ],
        clientId
      )
      assert.deepStrictEqual([status, body], [200, { errors: [], status: "success" }])
      const history = (yield* list({ client_id: clientId })).body.data
      assert.deepStrictEqual(
        history.map(({ created, extra_data, operator_id, type }: Wire) => [created, type, operator_id, extra_data]),
        [
          ["2023-04-28T10:02:00 UTC", "to_client", sam?.id, { external_id: "3234", imported: true }],
          ["2023-04-28T10:02:01 UTC", "from_client", null, { imported: true }],
          ["2023-04-28T10:02:02 UTC", "to_client", admin?.id, { imported: true }]
        ]
      )
      const [dialog] = (yield* call("GET", `clients/${clientId}/dialogs`)).body.data
      assert.deepInclude(dialog, { state: "closed", operator_id: null, begin: "2023-04-28T10:02:00 UTC" })
      assert.deepStrictEqual(yield* toldNames, ["imported_message", "imported_message", "imported_message"])
      assert.strictEqual((yield* clients)[0]?.addresses.length, 1)
    }).pipe(Effect.provide(received()))
  )

  it.effect("judges message by message: a 400 that names the bad ones, while the good ones are there", () =>
    Effect.gen(function* () {
      const { messages } = yield* Chat2DeskSimulator
      const { clientId } = yield* greet
      const { body, status } = yield* importInto(
        [
          { ...message, text: "two", attachment: ["https://files.example.com/1", "https://files.example.com/2"] },
          { ...message, text: "good" },
          { ...message, text: undefined, timestamp: "yesterday", type: "comment" }
        ],
        clientId
      )
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(body, {
        errors: [
          { text: "two", errors: [{ attachment: ["must be a string"] }] },
          {
            text: null,
            errors: [
              { timestamp: ["must be a unix timestamp"] },
              { type: ["must be one of: autoreply, to_client, from_client"] },
              { text: ["must be filled"] }
            ]
          }
        ],
        status: "failure"
      })
      assert.deepStrictEqual(
        (yield* messages).map(({ text }) => text),
        ["Hello", "good"]
      )
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("takes ten messages at most, and imports none of eleven", () =>
    Effect.gen(function* () {
      const { messages } = yield* Chat2DeskSimulator
      const { clientId } = yield* greet
      const many = (count: number) => Array.from({ length: count }, () => message)
      assert.strictEqual((yield* importInto(many(11), clientId)).status, 400)
      assert.strictEqual((yield* messages).length, 1)
      assert.strictEqual((yield* importInto(many(10), clientId)).status, 200)
      assert.strictEqual((yield* importInto([], 1)).body.errors.client_id[0].error, "not_found")
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("external channels", () => {
  const inbox = Effect.fnUntraced(function* (from_client: object, rest: object = { body: "Hello" }) {
    const { channelIds } = yield* Chat2DeskSimulator
    return yield* call("POST", "messages/inbox", {
      json: { channel_id: String(channelIds.app), from_client, ...rest }
    })
  })

  it.effect("bring in what was written elsewhere, by an id or a phone number, not both", () =>
    Effect.gen(function* () {
      const { clients } = yield* Chat2DeskSimulator
      assert.strictEqual((yield* inbox({ id: "123abc", nickname: "API_boy" })).status, 200)
      assert.strictEqual((yield* inbox({ phone: 19110001122 })).status, 200)
      assert.deepStrictEqual(
        (yield* clients).map(({ name, phone }) => [phone, name]),
        [
          ["[id] 123abc", "API_boy"],
          ["19110001122", null]
        ]
      )
      assert.strictEqual((yield* inbox({})).status, 400)
      assert.strictEqual((yield* inbox({ id: "123abc", phone: 19110001122 })).status, 400)
      assert.strictEqual((yield* inbox({ phone: "+1 911" })).status, 400)
      assert.strictEqual((yield* inbox({ id: "123abc" }, {})).status, 400)
      assert.strictEqual((yield* inbox({ id: "1" }, { channel_id: 18337, body: "Hello" })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("with everything a message may have; the nickname stays who has one", () =>
    Effect.gen(function* () {
      yield* listen({ events: ["inbox", "new_client", "new_request"] })
      const person = { id: "123abc", nickname: "API_boy", client_phone: 7800808080, custom_fields: { 1: "Text 1" } }
      const { body } = yield* inbox(person, {
        body: "This is message text",
        attachment: "https://files.example.com/sample.pdf",
        attachment_filename: "PDF Example.PDF",
        location: "55.75 37.61",
        extra_data: { external_id: "111111" }
      })
      yield* inbox({ id: "123abc", nickname: "Somebody else" })
      const { data } = (yield* call("GET", `clients/${body.data.client_id}`)).body
      assert.deepInclude(data, { name: "API_boy", client_phone: 7800808080, custom_fields: { 1: "Text 1" } })
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ event }) => event),
        ["new_client", "new_request", "inbox", "inbox"]
      )
      assert.deepInclude(events[2]?.body, {
        text: "This is message text",
        coordinates: "55.75 37.61",
        extra_data: { external_id: "111111" },
        attachments: [{ name: "PDF Example.PDF", link: "https://files.example.com/sample.pdf" }],
        pdf: "https://files.example.com/sample.pdf"
      })
    }).pipe(Effect.provide(received()))
  )
})

it.effect("seeds are the same in every run", () =>
  Effect.gen(function* () {
    const chat2desk = yield* Chat2DeskSimulator
    const [first, second] = yield* chat2desk.clients
    assert.deepStrictEqual([first?.name, first?.phone], ["Alice Abbott", "12025550100"])
    assert.deepStrictEqual([second?.name, second?.phone], ["Bruno Abbott", "[tg] 12025550101"])
    assert.deepStrictEqual(
      (yield* chat2desk.dialogs).map(({ state }) => state),
      ["open", "open", "closed"]
    )
    assert.strictEqual((yield* chat2desk.messages).filter(({ type }) => type !== "system").length, 12)
  }).pipe(Effect.provide(inProcess({ seed: { contacts: 3, transports: ["whatsapp", "telegram"] } })))
)
