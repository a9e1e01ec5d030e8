import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import { type Answer, call, simulator } from "./Support.ts"

const live = simulator({ seed: { contacts: 40 } })
const empty = simulator()
const ids = (answer: Answer): ReadonlyArray<number> => answer.body.payload.map((row: { id: number }) => row.id)

describe("lists", () => {
  it.live("15 a page; current_page is a string once page was sent; past the end is empty", () =>
    Effect.gen(function* () {
      const first = yield* call("GET", "contacts?sort=name")
      assert.deepStrictEqual(first.body.meta, { count: 40, current_page: 1 })
      assert.strictEqual(first.body.payload.length, 15)
      const third = yield* call("GET", "contacts?sort=name&page=3")
      assert.deepStrictEqual(third.body.meta, { count: 40, current_page: "3" })
      assert.strictEqual(third.body.payload.length, 10)
      const fourth = yield* call("GET", "contacts?sort=name&page=4")
      assert.deepStrictEqual([fourth.status, fourth.body.payload], [200, []])
    }).pipe(Effect.provide(live))
  )

  it.live("without sort an update moves a contact; with sort it stays", () =>
    Effect.gen(function* () {
      assert.strictEqual(ids(yield* call("GET", "contacts"))[0], 1)
      yield* call("PUT", "contacts/1", { json: { name: "Zoe Last" } })
      assert.strictEqual(ids(yield* call("GET", "contacts"))[0], 2)
      assert.strictEqual(ids(yield* call("GET", "contacts?sort=created_at"))[0], 1)
      assert.strictEqual(ids(yield* call("GET", "contacts?sort=-created_at"))[0], 40)
      assert.strictEqual(ids(yield* call("GET", "contacts?sort=-name"))[0], 1)
    }).pipe(Effect.provide(live))
  )

  it.live("only resolved contacts are listed; search and show know everybody", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const { contactId } = yield* chatwoot.receive({
        inboxId: chatwoot.inboxes.telegram,
        contact: { name: "Nameless Visitor" },
        content: "Hi"
      })
      assert.strictEqual((yield* call("GET", "contacts")).body.meta.count, 40)
      assert.deepStrictEqual(ids(yield* call("GET", "contacts/search?q=nameless")), [contactId])
      assert.strictEqual((yield* call("GET", `contacts/${contactId}`)).body.payload.name, "Nameless Visitor")
    }).pipe(Effect.provide(live))
  )

  it.live("search counts the page's rows and says has_more; a blank q answers nulls", () =>
    Effect.gen(function* () {
      const first = yield* call("GET", "contacts/search?q=example.com&sort=name")
      assert.deepStrictEqual(first.body.meta, { count: 15, has_more: true, current_page: 1 })
      const third = yield* call("GET", "contacts/search?q=example.com&sort=name&page=3")
      assert.deepStrictEqual(third.body.meta, { count: 10, has_more: false, current_page: "3" })
      const blank = yield* call("GET", "contacts/search?q=")
      assert.deepStrictEqual([blank.status, blank.body.payload, blank.body.meta.count], [200, [], null])
    }).pipe(Effect.provide(live))
  )

  it.live("a + in the query has to be encoded", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(ids(yield* call("GET", "contacts/search?q=%2B12025550100")), [1])
      assert.deepStrictEqual(ids(yield* call("GET", "contacts/search?q=+12025550100")), [1])
      assert.deepStrictEqual(ids(yield* call("GET", "contacts/search?q=x+12025550100")), [])
    }).pipe(Effect.provide(live))
  )

  it.live("include_contact_inboxes=false drops them", () =>
    Effect.gen(function* () {
      const full = yield* call("GET", "contacts?sort=created_at")
      assert.deepStrictEqual(Object.keys(full.body.payload[0].contact_inboxes[0].inbox), [
        "id",
        "avatar_url",
        "channel_id",
        "name",
        "channel_type",
        "provider"
      ])
      const slim = yield* call("GET", "contacts?include_contact_inboxes=false")
      assert.notProperty(slim.body.payload[0], "contact_inboxes")
    }).pipe(Effect.provide(live))
  )
})

describe("filter", () => {
  const filter = (payload: unknown) => call("POST", "contacts/filter", { json: { payload } })

  it.live("finds by e-mail, phone without +, custom attribute; AND binds tighter than OR", () =>
    Effect.gen(function* () {
      const email = { attribute_key: "email", filter_operator: "equal_to", values: ["alice.abbott.1@example.com"] }
      const phone = { attribute_key: "phone_number", filter_operator: "equal_to", values: ["12025550101"] }
      const plan = { attribute_key: "plan", filter_operator: "equal_to", values: ["pro"] }
      assert.deepStrictEqual(ids(yield* filter([email])), [1])
      assert.deepStrictEqual(ids(yield* filter([phone])), [2])
      assert.strictEqual((yield* filter([plan])).body.meta.count, 20)
      const either = yield* filter([{ ...email, query_operator: "OR" }, { ...phone, query_operator: "AND" }, plan])
      assert.deepStrictEqual(ids(either).toSorted(), [1, 2])
      const neither = yield* filter([{ ...email, query_operator: "AND" }, plan])
      assert.deepStrictEqual(ids(neither), [])
    }).pipe(Effect.provide(live))
  )

  it.live("unknown keys are 422; no payload, and an operator on the last element, are 500", () =>
    Effect.gen(function* () {
      const unknown = yield* filter([{ attribute_key: "nope", filter_operator: "equal_to", values: [1] }])
      assert.strictEqual(unknown.status, 422)
      assert.match(unknown.body.error, /^Invalid attribute key - \[nope\]/)
      const open = { attribute_key: "name", filter_operator: "contains", values: ["a"], query_operator: "AND" }
      assert.strictEqual((yield* filter([open])).status, 500)
      const none = yield* call("POST", "contacts/filter", { json: {} })
      assert.deepStrictEqual([none.status, none.body], [500, { status: 500, error: "Internal Server Error" }])
    }).pipe(Effect.provide(live))
  )
})

describe("writing", () => {
  it.live("create nests once more and answers the raw inbox; show and update do not", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      const bare = yield* call("POST", "contacts", { json: { name: "Ann", email: "ANN@example.com" } })
      assert.strictEqual(bare.status, 200)
      assert.deepStrictEqual(bare.body.payload.contact_inbox, { inbox: null, source_id: null })
      assert.strictEqual(bare.body.payload.contact.email, "ann@example.com")
      assert.notProperty(bare.body.payload.contact, "last_activity_at")
      const inInbox = yield* call("POST", "contacts", {
        json: { name: "Bob", inbox_id: inboxes.api, source_id: "bob-1" }
      })
      assert.strictEqual(inInbox.body.payload.contact_inbox.source_id, "bob-1")
      assert.match(inInbox.body.payload.contact_inbox.inbox.created_at, /^\d{4}-\d\d-\d\dT.*Z$/)
      assert.notProperty(inInbox.body.payload.contact_inbox.inbox, "inbox_identifier")
      assert.strictEqual((yield* call("GET", "contacts/1")).body.payload.id, 1)
    }).pipe(Effect.provide(empty))
  )

  it.live("attributes are merged one level deep, and taken away by destroy_custom_attributes", () =>
    Effect.gen(function* () {
      yield* call("POST", "contacts", { json: { name: "Ann", custom_attributes: { a: 1, b: { x: 1 } } } })
      const updated = yield* call("PATCH", "contacts/1", { json: { custom_attributes: { b: { y: 2 }, c: 3 } } })
      assert.deepStrictEqual(updated.body.payload.custom_attributes, { a: 1, b: { y: 2 }, c: 3 })
      const rest = yield* call("POST", "contacts/1/destroy_custom_attributes", {
        json: { custom_attributes: ["a", "b"] }
      })
      assert.deepStrictEqual(rest.body.payload.custom_attributes, { c: 3 })
    }).pipe(Effect.provide(empty))
  )

  it.live("validations: message and attributes", () =>
    Effect.gen(function* () {
      yield* call("POST", "contacts", { json: { name: "Ann", email: "ann@example.com", identifier: "a-1" } })
      const taken = yield* call("POST", "contacts", {
        json: { name: "Ann", email: "Ann@example.com", identifier: "a-1" }
      })
      assert.deepStrictEqual(
        [taken.status, taken.body],
        [
          422,
          {
            message: "Email has already been taken, Identifier has already been taken",
            attributes: ["email", "identifier"]
          }
        ]
      )
      const phone = yield* call("POST", "contacts", { json: { name: "Bob", phone_number: "0123456" } })
      assert.deepStrictEqual(phone.body, {
        message: "Phone number should be in e164 format",
        attributes: ["phone_number"]
      })
    }).pipe(Effect.provide(empty))
  )

  it.live("a source_id of somebody else is a 500 and leaves no contact behind; Telegram cannot be started", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      const json = { name: "Ann", inbox_id: inboxes.api, source_id: "same" }
      yield* call("POST", "contacts", { json })
      assert.strictEqual((yield* call("POST", "contacts", { json })).status, 500)
      assert.strictEqual((yield* (yield* ChatwootSimulator).contacts).length, 1)
      const telegram = yield* call("POST", "contacts/1/contact_inboxes", { json: { inbox_id: inboxes.telegram } })
      assert.strictEqual(telegram.status, 500)
    }).pipe(Effect.provide(empty))
  )

  it.live("contact_inboxes: flat reply, WhatsApp takes digits only, API invents a new session each time", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      yield* call("POST", "contacts", { json: { name: "Ann", phone_number: "+12025550123" } })
      const session = (json: unknown) => call("POST", "contacts/1/contact_inboxes", { json })
      const whatsapp = yield* session({ inbox_id: inboxes.whatsapp })
      assert.deepStrictEqual([whatsapp.body.source_id, whatsapp.body.inbox.id], ["12025550123", inboxes.whatsapp])
      const plus = yield* session({ inbox_id: inboxes.whatsapp, source_id: "+12025550123" })
      assert.deepStrictEqual([plus.status, plus.body.attributes], [422, ["source_id"]])
      const one = yield* session({ inbox_id: inboxes.api })
      const other = yield* session({ inbox_id: inboxes.api })
      assert.notStrictEqual(one.body.source_id, other.body.source_id)
      const email = yield* session({ inbox_id: inboxes.email })
      assert.deepStrictEqual(email.body, { error: "param is missing or the value is empty: contact email" })
    }).pipe(Effect.provide(empty))
  )

  it.live("labels live beside the contact", () =>
    Effect.gen(function* () {
      const set = yield* call("POST", "contacts/1/labels", { json: { labels: ["vip", "unknown"] } })
      assert.deepStrictEqual(set.body, { payload: ["vip", "unknown"] })
      assert.notProperty((yield* call("GET", "contacts/1")).body.payload, "labels")
      assert.deepStrictEqual((yield* call("GET", "contacts/1/labels")).body, { payload: ["vip", "unknown"] })
    }).pipe(Effect.provide(live))
  )

  it.live("an online contact is not deleted; deleting takes the conversations along", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.setOnline(1, true)
      const refused = yield* call("DELETE", "contacts/1")
      assert.strictEqual(refused.status, 422)
      assert.notProperty(refused.body, "attributes")
      yield* chatwoot.setOnline(1, false)
      const gone = yield* call("DELETE", "contacts/1")
      assert.deepStrictEqual([gone.status, gone.text], [200, ""])
      assert.strictEqual((yield* call("GET", "contacts/1")).status, 404)
      assert.strictEqual((yield* call("GET", "conversations/1")).status, 404)
    }).pipe(Effect.provide(live))
  )

  it.live("merge: the base keeps its own values and gets the rest", () =>
    Effect.gen(function* () {
      yield* call("POST", "contacts", { json: { name: "Ann", custom_attributes: { a: 1 } } })
      yield* call("POST", "contacts", {
        json: { name: "Annie", email: "ann@example.com", custom_attributes: { a: 2, b: 2 } }
      })
      const merged = yield* call("POST", "actions/contact_merge", {
        json: { base_contact_id: 1, mergee_contact_id: 2 }
      })
      assert.strictEqual(merged.body.name, "Ann")
      assert.strictEqual(merged.body.email, "ann@example.com")
      assert.deepStrictEqual(merged.body.custom_attributes, { a: 1, b: 2 })
      assert.strictEqual((yield* call("GET", "contacts/2")).status, 404)
    }).pipe(Effect.provide(empty))
  )

  it.live("contacts/:id/conversations stops silently at 20", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.seed({ contacts: 1, conversations: 23 })
      const answer = yield* call("GET", "contacts/1/conversations")
      assert.strictEqual(answer.body.payload.length, 20)
      assert.notProperty(answer.body, "meta")
    }).pipe(Effect.provide(empty))
  )
})
