import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { listen, received, told, toldNames } from "./Receiving.ts"
import { call, greet, greetOverTelegram, inProcess } from "./Support.ts"

const ids = (body: Wire) => body.data.map(({ id }: Wire) => id)

describe("the list", () => {
  it.effect("has 20 clients a page, 200 at most, by offset", () =>
    Effect.gen(function* () {
      const first = yield* call("GET", "clients")
      assert.deepStrictEqual(first.body.meta, { total: 230, limit: 20, offset: 0 })
      assert.strictEqual(first.body.data.length, 20)
      const most = yield* call("GET", "clients", { query: { limit: 600, offset: 100 } })
      assert.deepStrictEqual([most.body.meta.limit, most.body.data.length], [200, 130])
      const end = yield* call("GET", "clients", { query: { offset: 230 } })
      assert.deepStrictEqual([end.status, end.body.data], [200, []])
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 230, conversations: 0 } })))
  )

  it.effect("is filtered by phone, told phone, tags, custom field and age, and turned around", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const [alice, bruno] = yield* chat2desk.clients
      const [vip] = yield* chat2desk.tags
      const by = Effect.fnUntraced(function* (query: Readonly<Record<string, string | number>>) {
        return ids((yield* call("GET", "clients", { query })).body)
      })
      assert.deepStrictEqual(yield* by({ phone: "12025550101" }), [bruno?.id])
      assert.deepStrictEqual(yield* by({ client_phone: "12025550100" }), [alice?.id])
      assert.strictEqual((yield* by({ tags: `${vip?.id},999` })).length, 5)
      assert.strictEqual((yield* by({ "custom_field[id]": 2, "custom_field[text]": "silv" })).length, 5)
      assert.deepStrictEqual(yield* by({ created_after: 4_000_000_000 }), [])
      assert.strictEqual((yield* by({ order: "desc" }))[9], alice?.id)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 10 } })))
  )

  it.effect("refuses parameters that are no numbers, and orders that are none", () =>
    Effect.gen(function* () {
      const limit = yield* call("GET", "clients", { query: { limit: "many" } })
      assert.deepStrictEqual(
        [limit.status, limit.body.message, limit.body.errors.limit[0].error],
        [400, "bad_request", "unsupported_value"]
      )
      const order = yield* call("GET", "clients", { query: { order: "up" } })
      assert.strictEqual(order.body.errors.order[0].error, "invalid_filter_and_sorting_params")
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("one client", () => {
  it.effect("has its first and last message in the vendor's time", () =>
    Effect.gen(function* () {
      const { clientId } = yield* greetOverTelegram
      const { body } = yield* call("GET", `clients/${clientId}/`)
      assert.deepInclude(body.data, { id: clientId, name: "Olga", phone: "[tg] 734937551", assigned_name: null })
      assert.match(body.data.first_client_message, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d UTC$/)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("that does not exist is a 404 with text for errors", () =>
    Effect.gen(function* () {
      const { body, status } = yield* call("GET", "clients/1")
      assert.deepStrictEqual(
        [status, body],
        [404, { message: "not_found", errors: "Client #1 not found", status: "error" }]
      )
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("can be reached on every transport that they wrote on, and has a dialog for each", () =>
    Effect.gen(function* () {
      const { channelIds, receive } = yield* Chat2DeskSimulator
      const from = { id: "15550100123" }
      const { clientId } = yield* receive({ from, text: "Hello" })
      yield* receive({ transport: "viber", from, text: "Hello" })
      yield* receive({ transport: "sms", from, text: "Hello" })
      assert.deepStrictEqual((yield* call("GET", `clients/${clientId}/transport`)).body.data, [
        { channel_id: channelIds.main, transports: ["whatsapp", "viber"] },
        { channel_id: channelIds.business, transports: ["sms"] }
      ])
      const { body } = yield* call("GET", `clients/${clientId}/dialogs`)
      assert.deepStrictEqual(
        body.data.map(({ end, operator_id, state }: Wire) => [state, operator_id, end]),
        Array.from({ length: 3 }, () => ["open", null, null])
      )
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("creating a client", () => {
  const create = (json: object) => call("POST", "clients", { json: { transport: "whatsapp", ...json } })

  it.effect("takes a phone and a transport, as JSON or in the query, and is told of", () =>
    Effect.gen(function* () {
      yield* listen()
      const query = { phone: "15550100150", transport: "wa_dialog", channel_id: 18338, nickname: "John" }
      const { body, status } = yield* call("POST", "clients", { query })
      assert.strictEqual(status, 200)
      assert.deepInclude(body.data, { phone: "15550100150", assigned_name: "John", name: null })
      const [event] = yield* told
      assert.deepInclude(event?.body, { hook_type: "new_client", id: body.data.id, avatar: "" })
      assert.deepStrictEqual(event?.body.channels, [{ id: 18338, transports: ["wa_dialog"] }])
    }).pipe(Effect.provide(received()))
  )

  it.effect("who is there already: a 400 that hides the id in JSON text", () =>
    Effect.gen(function* () {
      const { clientId } = yield* greet
      const { body, status } = yield* create({ phone: "15550100123" })
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(body, {
        message: "bad_request",
        errors: { client: ["Client already exists", `{"id":${clientId}}`] },
        status: "error"
      })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("is a paid option, and only for some transports", () =>
    Effect.gen(function* () {
      const { changeSettings } = yield* Chat2DeskSimulator
      assert.strictEqual((yield* create({ phone: "734937551", transport: "telegram" })).status, 400)
      assert.strictEqual(
        (yield* create({ phone: "alice@example.com", transport: "email", channel_id: 18340 })).status,
        200
      )
      assert.strictEqual((yield* create({ phone: "+1 555" })).body.errors.phone[0].error, "unsupported_value")
      assert.strictEqual((yield* create({})).body.errors.phone[0].error, "missing_parameter")
      assert.isTrue((yield* call("GET", "companies/api_info")).body.data.write_first_option)
      yield* changeSettings({ writeFirst: false })
      assert.strictEqual((yield* create({ phone: "15550100151" })).status, 400)
      assert.isFalse((yield* call("GET", "companies/api_info")).body.data.write_first_option)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("changing a client", () => {
  it.effect("the card: one event, whose channels are an object with nothing in it", () =>
    Effect.gen(function* () {
      const { clientId } = yield* greet
      yield* listen()
      const json = {
        nickname: "Allie",
        assigned_phone: "+15550100199",
        external_id: "crm-1",
        external_service: "amo",
        custom_fields: { 1: "Springfield", 2: "GOLD" }
      }
      const { body } = yield* call("PUT", `clients/${clientId}`, { json })
      assert.deepInclude(body.data, { assigned_name: "Allie", client_phone: "+15550100199" })
      assert.deepStrictEqual(body.data.external_ids, { amo: "crm-1" })
      assert.deepStrictEqual(body.data.custom_fields, { 1: "Springfield", 2: "GOLD" })
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ event }) => event),
        ["client_updated"]
      )
      assert.deepStrictEqual(events[0]?.body.channels, { id: null, transports: [null] })
      const emptied = yield* call("PUT", `clients/${clientId}`, { json: { nickname: null, custom_fields: { 2: "" } } })
      assert.deepInclude(emptied.body.data, { assigned_name: null, custom_fields: { 1: "Springfield" } })
    }).pipe(Effect.provide(received()))
  )

  it.effect("a told phone of digits alone is a number in lists, and text in events", () =>
    Effect.gen(function* () {
      const { clientId } = yield* greetOverTelegram
      yield* listen({ events: ["client_updated"] })
      yield* call("PUT", `clients/${clientId}`, { json: { assigned_phone: "15550100199" } })
      assert.strictEqual((yield* call("GET", "clients")).body.data[0].client_phone, 15550100199)
      assert.strictEqual((yield* told)[0]?.body.client_phone, "15550100199")
    }).pipe(Effect.provide(received()))
  )

  it.effect("the blacklist: one event for both ways, and none where nothing changes", () =>
    Effect.gen(function* () {
      const { clientId } = yield* greet
      yield* listen()
      for (const ban_status of [1, 1, 0]) yield* call("PUT", `clients/${clientId}`, { json: { ban_status } })
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ body }) => [body.hook_type, body.is_blocked]),
        [
          ["client_added_to_blacklist", true],
          ["client_added_to_blacklist", false]
        ]
      )
    }).pipe(Effect.provide(received()))
  )

  it.effect("a custom field that does not exist is refused; those that do are listed", () =>
    Effect.gen(function* () {
      const { defineCustomField } = yield* Chat2DeskSimulator
      const { clientId } = yield* greet
      const change = (id: number) => call("PUT", `clients/${clientId}`, { json: { custom_fields: { [id]: "x" } } })
      assert.strictEqual((yield* change(9)).status, 400)
      const { id } = yield* defineCustomField({ name: "Size" })
      assert.strictEqual((yield* change(id)).status, 200)
      const { body } = yield* call("GET", "custom_client_fields")
      assert.deepInclude(body.data, { id, name: "Size", type: "input", value: "", editable: true, viewable: true })
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("the self-service menu", () => {
  it.effect("an item goes out as an automatic reply, and is remembered", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      yield* listen({ events: ["outbox"] })
      const { body: menu } = yield* call("GET", "scenarios/menu_items", { query: { channel_id: 18337 } })
      const menu_item_id = menu.data[1].id
      yield* call("POST", "scenarios/send_menu_item", { json: { client_id, menu_item_id } })
      assert.deepStrictEqual((yield* call("GET", `clients/${client_id}/last_question`)).body.data, {
        id: menu_item_id,
        text: "Somebody will be with you soon.",
        image: null
      })
      const span = { start_date: "01-11-2021", finish_date: "31-12-2021" }
      assert.deepStrictEqual((yield* call("GET", `clients/${client_id}/questions`, { query: span })).body.data, [])
      assert.strictEqual((yield* call("GET", `clients/${client_id}/questions`)).body.data.length, 1)
      assert.deepStrictEqual(yield* toldNames, ["outbox"])
    }).pipe(Effect.provide(received()))
  )
})
