import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess, refusal } from "./Support.ts"

const names = ({ body }: { readonly body: Wire }) => body.payload.map(({ name }: Wire) => name)

describe("the list of contacts", () => {
  it.effect("has 25 a page, newest first, and the count of all", () =>
    Effect.gen(function* () {
      const first = yield* call("GET", "contacts")
      assert.deepStrictEqual([first.body.meta, first.body.payload.length], [{ count: 60, current_page: 1 }, 25])
      assert.deepStrictEqual(first.body.payload[0].id, 60)
      const last = yield* call("GET", "contacts", { query: { page: 3 } })
      assert.deepStrictEqual([last.body.meta.current_page, last.body.payload.length], [3, 10])
      assert.lengthOf((yield* call("GET", "contacts", { query: { page: 4 } })).body.payload, 0)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 60 } })))
  )

  it.effect("per_page goes up to 100", () =>
    Effect.gen(function* () {
      const sizes = yield* Effect.forEach([1, 100, 500], (per_page) =>
        Effect.map(call("GET", "contacts", { query: { per_page } }), ({ body }) => body.payload.length)
      )
      assert.deepStrictEqual(sizes, [1, 100, 100])
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 120, conversations: 0 } })))
  )

  it.effect("is sorted by what it is asked for, and refuses what it does not know", () =>
    Effect.gen(function* () {
      const sorted = (sort: string) => Effect.map(call("GET", "contacts", { query: { sort } }), names)
      assert.deepStrictEqual(yield* sorted("name"), ["Alice Abbott", "Bruno Abbott", "Chen Abbott"])
      assert.deepStrictEqual(yield* sorted("-phone_number"), ["Chen Abbott", "Bruno Abbott", "Alice Abbott"])
      assert.deepStrictEqual(refusal(yield* call("GET", "contacts", { query: { sort: "shoe_size" } })), [
        400,
        "invalid_sort_field"
      ])
      for (const page of [0, -1, "x"]) {
        assert.deepStrictEqual(refusal(yield* call("GET", "contacts", { query: { page } })), [400, "invalid_page"])
      }
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 3 } })))
  )

  it.effect("a contact has the fields of the documentation's example, times in Unix seconds", () =>
    Effect.gen(function* () {
      const { contactId } = yield* greet
      const { body } = yield* call("GET", "contacts")
      const [{ created_at, last_activity_at, ...contact }] = body.payload
      assert.deepStrictEqual(contact, {
        id: contactId,
        name: "Alice",
        email: "alice@example.com",
        phone_number: null,
        identifier: null,
        blocked: false,
        thumbnail: "",
        availability_status: "offline",
        additional_attributes: {},
        custom_attributes: {}
      })
      assert.deepStrictEqual([String(created_at).length, String(last_activity_at).length], [10, 10])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("the search", () => {
  it.effect("finds parts of name, e-mail and identifier in any case, the best match first", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      for (const contact of [
        { name: "Rosanna", email: "r@example.com" },
        { name: "Anna Bell", identifier: "crm-7" },
        { name: "Anna" },
        { name: "Bob", email: "bob.anna@example.com" }
      ]) {
        yield* huechat.receive({ contact: { identifier: contact.name, ...contact }, content: "Hi" })
      }
      const found = (q: string) => Effect.map(call("GET", "contacts/search", { query: { q } }), names)
      assert.deepStrictEqual(yield* found("ANNA"), ["Anna", "Anna Bell", "Rosanna", "Bob"])
      assert.deepStrictEqual(yield* found("crm-7"), ["Anna Bell"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("takes phone numbers as they are written", () =>
    Effect.gen(function* () {
      for (const q of ["+1 202 555 0101", "12025550101", "202-555-0101", "5550101"]) {
        assert.deepStrictEqual(names(yield* call("GET", "contacts/search", { query: { q } })), ["Bruno Abbott"], q)
      }
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 3 } })))
  )

  it.effect("wants two characters", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(refusal(yield* call("GET", "contacts/search")), [400, "query_required"])
      const short = yield* call("GET", "contacts/search", { query: { q: "a" } })
      assert.deepStrictEqual(refusal(short), [400, "query_too_short"])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("writing contacts", () => {
  const alice = { name: "Alice", email: "alice@example.com", phone_number: "+15550100123", custom_attributes: { a: 1 } }

  it.effect("is not documented, and so not there", () =>
    Effect.gen(function* () {
      yield* greet
      assert.strictEqual((yield* call("POST", "contacts", { json: alice })).status, 404)
      assert.strictEqual((yield* call("DELETE", "contacts/1")).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("is as Chatwoot's with the option: nested replies, merged attributes", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const made = yield* call("POST", "contacts", { json: alice })
      const { contact } = made.body.payload
      assert.deepInclude(contact, alice)
      const changed = yield* call("PUT", `contacts/${contact.id}`, {
        json: { blocked: true, email: null, custom_attributes: { b: 2 } }
      })
      assert.deepInclude(changed.body.payload, { blocked: true, email: null, custom_attributes: { a: 1, b: 2 } })
      assert.deepStrictEqual((yield* call("GET", `contacts/${contact.id}`)).body, changed.body)
      const { conversationId } = yield* huechat.receive({ contact: { id: contact.id }, content: "Hi" })
      assert.strictEqual((yield* call("DELETE", `contacts/${contact.id}`)).status, 200)
      assert.lengthOf(yield* huechat.contacts, 0)
      assert.strictEqual((yield* call("GET", `conversations/${conversationId}`)).status, 404)
    }).pipe(Effect.provide(inProcess({ contactWrites: true })))
  )

  it.effect("refuses addresses that are wrong or somebody else's", () =>
    Effect.gen(function* () {
      yield* call("POST", "contacts", { json: alice })
      const errors = yield* Effect.forEach(
        [{ email: "alice@example.com" }, { phone_number: "+15550100123" }, { email: "nobody" }, { phone_number: "1" }],
        (json) => Effect.map(call("POST", "contacts", { json }), ({ body, status }) => [status, body.error])
      )
      assert.deepStrictEqual(errors, [
        [422, "Email has already been taken"],
        [422, "Phone number has already been taken"],
        [422, "Email is invalid"],
        [422, "Phone number should be in e164 format"]
      ])
    }).pipe(Effect.provide(inProcess({ contactWrites: true })))
  )
})
