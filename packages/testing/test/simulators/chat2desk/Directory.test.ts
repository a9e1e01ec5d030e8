import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess } from "./Support.ts"

describe("the company", () => {
  it.effect("has channels of several transports", () =>
    Effect.gen(function* () {
      const { channelIds } = yield* Chat2DeskSimulator
      const { body } = yield* call("GET", "channels")
      assert.strictEqual(body.meta.total, 4)
      assert.deepInclude(body.data[0], {
        id: channelIds.main,
        transports: ["whatsapp", "telegram", "tg_user", "viber"]
      })
      yield* call("POST", "clients", { query: { phone: "15550100150", transport: "whatsapp" } })
      const used = (yield* call("GET", "channels")).body.data[0].whatsapp_daily_new_clients_limit
      assert.deepStrictEqual(used, { limit: 10, used: 1 })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("keeps texts and switches its mode", () =>
    Effect.gen(function* () {
      yield* call("PUT", "companies", { json: { custom_fields: { 1: "Field 1" } } })
      assert.deepStrictEqual((yield* call("GET", "companies/api_info")).body.data.custom_info, { 1: "Field 1" })
      assert.isTrue((yield* call("GET", "companies/info")).body.data.online)
      yield* call("PUT", "companies/switch_mode", { json: { mode: "offline" } })
      assert.isFalse((yield* call("GET", "companies/info")).body.data.online)
      assert.strictEqual((yield* call("PUT", "companies/switch_mode", { json: { mode: "asleep" } })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("operators", () => {
  it.effect("are listed with what they have to do, and filtered", () =>
    Effect.gen(function* () {
      const { operators, transfer } = yield* Chat2DeskSimulator
      const [, sam] = yield* operators
      const { dialogId } = yield* greet
      yield* transfer(dialogId, sam?.id ?? 0)
      const { body } = yield* call("GET", "operators", { query: { email: "sam.support@example.com" } })
      assert.deepInclude(body.data[0], { id: sam?.id, opened_dialogs: 1, online: 1, access_right_name: "Оператор" })
      assert.strictEqual((yield* call("GET", "operators", { query: { online: 1 } })).body.meta.total, 2)
      assert.strictEqual((yield* call("GET", "operators", { query: { role: "admin" } })).body.meta.total, 1)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are created and changed by query; errors have no envelope", () =>
    Effect.gen(function* () {
      const email = "jane.doe@example.com"
      const { body } = yield* call("POST", "operators/", {
        query: { email, access_rights_id: 55540, first_name: "Jane" }
      })
      assert.deepInclude(body.data, { email, role: "supervisor", access_right_name: "Supervisor", first_name: "Jane" })
      assert.notProperty(body.data, "opened_dialogs")
      const errors = Effect.fnUntraced(function* (
        method: "POST" | "PUT",
        query: Readonly<Record<string, string | number>>
      ) {
        const path = method === "POST" ? "operators" : `operators/${body.data.id}`
        const answer = yield* call(method, path, { query })
        return [answer.status, answer.body]
      })
      assert.deepStrictEqual(yield* errors("POST", { email }), [400, { email: ["must be uniqueness"] }])
      assert.deepStrictEqual(yield* errors("PUT", { email: "sam.support@example.com" }), [
        400,
        { email: ["has already been taken"] }
      ])
      assert.deepStrictEqual(yield* errors("PUT", { access_rights_id: 1 }), [
        400,
        { access_rights_id: [{ error: "Access rights not found for this company!" }] }
      ])
      assert.deepStrictEqual(yield* errors("PUT", { status_id: 9 }), [
        400,
        { status_id: [{ error: "This status id is not correct!" }] }
      ])
      assert.deepStrictEqual(yield* errors("PUT", { last_name: "Doe", status_id: 2 }), [200, { status: "success" }])
      assert.deepStrictEqual(yield* errors("POST", { email: "one.more@example.com" }), [
        400,
        { operators_limit: ["operators limit"] }
      ])
    }).pipe(Effect.provide(inProcess({ settings: { operatorsLimit: 4 } })))
  )

  it.effect("have statuses, a bare list, groups, and access rights", () =>
    Effect.gen(function* () {
      const { body: statuses } = yield* call("GET", "operators/statuses")
      assert.deepStrictEqual(statuses[2], { id: 2, name: { en: "Having break", ru: "Перерыв" } })
      const { body: groups } = yield* call("GET", "operators_groups")
      assert.deepStrictEqual(
        groups.data.map(({ name, operator_ids }: Wire) => [name, operator_ids.length]),
        [
          ["Support", 2],
          ["Nobody", 0]
        ]
      )
      const { body: right } = yield* call("GET", "access_rights/111338")
      assert.deepInclude(right.data.permissions, { balance: false, dashboard: true })
      const missing = yield* call("GET", "access_rights/11")
      assert.deepStrictEqual([missing.status, missing.body.errors], [400, { text: "Access rights id #11 not found" }])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("tags", () => {
  it.effect("belong to groups; a new one comes as a list of one, with a 201", () =>
    Effect.gen(function* () {
      const group = yield* call("POST", "tag_groups", {
        json: { tag_group_name: "Requests", order_show: 1, display: 1 }
      })
      assert.deepInclude(group.body.data, { group_name: "Requests", order_show: 1, display: 1 })
      const json = { tag_group_id: group.body.data.id, tag_label: "ABC1", tag_description: "My tag" }
      const { body, status } = yield* call("POST", "tags", { json })
      assert.strictEqual(status, 201)
      const [tag] = body.data
      assert.deepInclude(tag, { label: "ABC1", description: "My tag", group_name: "Requests" })
      assert.deepStrictEqual((yield* call("GET", `tags/${tag.id}`)).body.data, tag)
      assert.strictEqual((yield* call("GET", "tags")).body.meta.total, 4)
      assert.strictEqual((yield* call("POST", "tags", { json: { ...json, tag_label: "a".repeat(21) } })).status, 400)
      assert.strictEqual((yield* call("POST", "tags", { json: { ...json, tag_group_id: 1 } })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are given to clients and requests, and taken from them", () =>
    Effect.gen(function* () {
      const { tags } = yield* Chat2DeskSimulator
      const tag_ids = (yield* tags).slice(0, 2).map(({ id }) => id)
      const { clientId, requestId } = yield* greet
      const give = (assignee_type: string, assignee_id: string) =>
        call("POST", "tags/assign_to", { json: { tag_ids, assignee_type, assignee_id } })
      yield* give("client", String(clientId))
      yield* give("request", String(requestId))
      const clientTags = Effect.map(call("GET", `clients/${clientId}`), ({ body }) =>
        body.data.tags.map(({ label }: Wire) => label)
      )
      assert.deepStrictEqual(yield* clientTags, ["VIP", "billing"])
      yield* call("DELETE", `tags/${tag_ids[0]}/delete_from`, { json: { client_id: clientId } })
      yield* call("DELETE", `tags/${tag_ids[1]}/delete_from`, { json: { request_id: requestId } })
      assert.deepStrictEqual(yield* clientTags, ["billing"])
      const { body } = yield* call("GET", `requests/${requestId}`)
      assert.deepStrictEqual(
        body.data.tags.map(({ label }: Wire) => label),
        ["VIP"]
      )
      assert.strictEqual((yield* give("dialog", "1")).status, 400)
      assert.strictEqual((yield* give("client", "1")).status, 400)
      assert.strictEqual((yield* call("POST", "tags/assign_to", { json: { tag_ids: [1] } })).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("tickets", () => {
  const create = (json: object) => call("POST", "tickets/", { json })

  it.effect("are judged whole", () =>
    Effect.gen(function* () {
      const { body, status } = yield* create({
        description: "",
        priority: "major",
        reporter_id: 1,
        assignee_id: 2,
        deadline: "yesterday",
        request_ids: ["iOS", "android"],
        status: "to do"
      })
      assert.strictEqual(status, 400)
      const numeric = { text: "Parameter must be a numeric value.", error: "unsupported_value" }
      const notFound = { text: "Not found", error: "not_found" }
      assert.deepStrictEqual(body.errors, {
        summary: [
          {
            text: "Parameter 'summary' cannot be empty and must not exceed 255 characters.",
            error: "unsupported_value"
          }
        ],
        description: [{ text: "Parameter 'description' cannot be empty", error: "unsupported_value" }],
        priority: [numeric],
        status: [numeric],
        request_ids: [numeric, { text: "One of provided request_ids is not found", error: "not_found" }],
        deadline: [{ text: "Parameter must be in ISO 8601 format", error: "unsupported_value" }],
        assignee_id: [notFound],
        reporter_id: [notFound]
      })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are listed by filter, and read by number or name", () =>
    Effect.gen(function* () {
      const { requestId } = yield* greet
      yield* create({ summary: "A", description: "a", priority: 1, request_ids: [String(requestId)] })
      yield* create({ summary: "B", description: "b", priority: 3, status: 4, deadline: "2095-07-19T12:00:00Z" })
      const summaries = Effect.fnUntraced(function* (query: Readonly<Record<string, string | number>>) {
        return (yield* call("GET", "tickets", { query })).body.data.map(({ summary }: Wire) => summary)
      })
      assert.deepStrictEqual(yield* summaries({}), ["A", "B"])
      assert.deepStrictEqual(yield* summaries({ order: "desc" }), ["B", "A"])
      assert.deepStrictEqual(yield* summaries({ priority: 3, status: 4 }), ["B"])
      assert.deepStrictEqual(yield* summaries({ request_id: requestId }), ["A"])
      assert.strictEqual((yield* call("GET", "tickets/2")).body.data.id, "TICK-2")
      assert.strictEqual((yield* call("GET", "tickets/TICK-2")).body.data.summary, "B")
      const wrong = yield* call("GET", "tickets", { query: { status: "open", priority: "high" } })
      assert.deepStrictEqual(Object.keys(wrong.body.errors), ["priority", "status"])
      assert.strictEqual((yield* call("GET", "tickets", { query: { id: 1 } })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("one that is not there cannot be deleted: an error inside an HTTP 200", () =>
    Effect.gen(function* () {
      const { body, status } = yield* call("DELETE", "tickets/1245654")
      assert.deepStrictEqual(
        [status, body],
        [
          200,
          {
            message: "bad_request",
            errors: { text: "Ticket #1245654 not found", error: "not_found" },
            status: "error"
          }
        ]
      )
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("templates", () => {
  it.effect("belong to a group or to a user, not to both; errors have no envelope", () =>
    Effect.gen(function* () {
      const template = { name: "Ultimate Question", text: "42", shortcut: "universe", group_id: 1 }
      const { body } = yield* call("POST", "templates", { json: template })
      assert.deepInclude(body.data, { ...template, user_id: null, type: "common" })
      const path = `templates/${body.data.id}`
      yield* call("PUT", path, { json: { text: "43" } })
      assert.deepInclude((yield* call("GET", path)).body.data, { text: "43", name: "Ultimate Question" })
      const both = yield* call("POST", "templates", { json: { ...template, name: "a".repeat(61), user_id: 1 } })
      const reason = ["Cannot specify both groups_template_id and user_id"]
      assert.deepStrictEqual(
        [both.status, both.body],
        [
          400,
          {
            name: ["Parameter 'name' cannot be empty and must not exceed 60 characters."],
            group_id: reason,
            user_id: reason
          }
        ]
      )
      yield* call("DELETE", path)
      const gone = yield* call("GET", path)
      assert.deepStrictEqual([gone.status, gone.body.errors], [404, `Template #${body.data.id} not found`])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("groups are made, renamed and deleted", () =>
    Effect.gen(function* () {
      const { body } = yield* call("POST", "templates_groups", { json: { name: "Late" } })
      const path = `templates_groups/${body.data.id}`
      yield* call("PUT", path, { json: { name: "Later" } })
      assert.deepStrictEqual((yield* call("GET", path)).body.data, { id: body.data.id, name: "Later" })
      yield* call("DELETE", path)
      assert.strictEqual((yield* call("GET", "templates_groups")).body.meta.total, 1)
    }).pipe(Effect.provide(inProcess()))
  )
})
