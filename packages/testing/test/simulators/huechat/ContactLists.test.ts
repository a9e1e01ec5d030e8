import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, inProcess, refusal } from "./Support.ts"

const create = (json: object) => call("POST", "v2/contact-lists", { json })

it.effect("lists are made, found, renamed and deleted", () =>
  Effect.gen(function* () {
    const made = yield* create({ name: "VIP Customers", description: "The best" })
    assert.strictEqual(made.status, 201)
    assert.deepInclude(made.body, { name: "VIP Customers", description: "The best", member_count: 0 })
    assert.match(made.body.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    yield* create({ name: "Trial" })
    const found = yield* call("GET", "v2/contact-lists?q=vip")
    assert.deepStrictEqual(found.body, { data: [made.body], meta: { total: 1, page: 1, per_page: 25 } })
    const path = `v2/contact-lists/${made.body.id}`
    const renamed = yield* call("PATCH", path, { json: { name: "VIP" } })
    assert.deepInclude(renamed.body, { name: "VIP", description: "The best" })
    assert.deepStrictEqual((yield* call("DELETE", path)).status, 204)
    assert.deepStrictEqual(refusal(yield* call("GET", path)), [404, "not_found"])
  }).pipe(Effect.provide(inProcess()))
)

it.effect("names are there, unique and not too long", () =>
  Effect.gen(function* () {
    const { body } = yield* create({ name: "VIP" })
    assert.deepStrictEqual(refusal(yield* create({})), [400, "name_required"])
    assert.deepStrictEqual(refusal(yield* create({ name: "VIP" })), [409, "name_already_exists"])
    assert.deepStrictEqual(refusal(yield* create({ name: "x".repeat(256) })), [422, "name_too_long"])
    const same = yield* call("PATCH", `v2/contact-lists/${body.id}`, { json: { name: "VIP" } })
    assert.strictEqual(same.status, 200)
  }).pipe(Effect.provide(inProcess()))
)

it.effect("members join once, are paged by up to 200, and leave by a DELETE with a body", () =>
  Effect.gen(function* () {
    const { id } = (yield* create({ name: "VIP" })).body
    const path = `v2/contact-lists/${id}/members`
    const add = (contact_ids: unknown) => call("POST", path, { json: { contact_ids } })
    const everybody = Array.from({ length: 250 }, (_, index) => index + 1)
    yield* add([1, 2])
    assert.deepStrictEqual((yield* add([...everybody, 9999])).body, {
      added: 248,
      already_members: 2,
      not_found: [9999],
      list_member_count: 250
    })
    const pages = yield* Effect.forEach(["", "?per_page=500", "?page=3"], (query) =>
      Effect.map(call("GET", path + query), ({ body }) => [body.data.length, body.meta.per_page, body.meta.total])
    )
    assert.deepStrictEqual(pages, [
      [100, 100, 250],
      [200, 200, 250],
      [50, 100, 250]
    ])
    const removed = yield* call("DELETE", path, { json: { contact_ids: [1, 3, 9999] } })
    assert.deepStrictEqual(removed.body, { removed: 2, list_member_count: 248 })
    const first = (yield* call("GET", path)).body.data.map((row: Wire) => row.id)
    assert.deepStrictEqual(first.slice(0, 2), [2, 4])
    assert.deepStrictEqual(refusal(yield* add([])), [400, "contact_ids_required"])
    const many = Array.from({ length: 1001 }, (_, index) => index)
    assert.deepStrictEqual(refusal(yield* add(many)), [400, "too_many_contacts"])
  }).pipe(Effect.provide(inProcess({ seed: { contacts: 250, conversations: 0 } })))
)
