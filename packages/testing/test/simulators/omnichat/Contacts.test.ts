import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { call, phone, simulator } from "./Support.ts"

const week = 7 * 24 * 60 * 60 * 1000

/** A window that ends now and has everything that was just done. */
const lately = Effect.sync(() => ({ updatedAfter: Date.now() - week + 60_000, updatedBefore: Date.now() + 60_000 }))

const upsert = Effect.fnUntraced(function* (json: unknown, userId = phone) {
  const { channels } = yield* OmnichatSimulator
  return yield* call("PUT", "contacts/whatsapp", { query: { channelId: channels.whatsapp, userId }, json })
})

const listed = (query: Readonly<Record<string, string | number>>) =>
  Effect.map(call("GET", "contacts", { query: { platform: "whatsapp", ...query } }), ({ body }) => body.content)

describe("listing", () => {
  it.live("by update time, in pages of 20 by default and 100 at most", () =>
    Effect.gen(function* () {
      const window = yield* lately
      const first = yield* call("GET", "contacts", { query: { platform: "whatsapp", ...window } })
      assert.deepStrictEqual([first.body.content.length, first.body.totalElements], [20, 45])
      const last = yield* listed({ ...window, page: 3 })
      assert.strictEqual(last.length, 5)
      assert.strictEqual((yield* listed({ ...window, pageSize: 100 })).length, 45)
      const tooMany = yield* call("GET", "contacts", { query: { platform: "whatsapp", ...window, pageSize: 101 } })
      assert.deepStrictEqual([tooMany.status, tooMany.body.errorCode], [400, "INVALID_REQUEST_PARAMETERS"])
    }).pipe(Effect.provide(simulator({ seed: { contacts: 45 } })))
  )

  it.live("by the older documentation, the window is at most seven days long", () =>
    Effect.gen(function* () {
      const wide = { updatedAfter: 0, updatedBefore: week + 1 }
      const tooWide = yield* call("GET", "contacts", { query: { platform: "whatsapp", ...wide } })
      assert.strictEqual(tooWide.body.errorCode, "INVALID_REQUEST_PARAMETERS")
    }).pipe(Effect.provide(simulator({ contactRange: "seven-days" })))
  )

  it.live("the window is half-open, of any length, and needed unless a person is named", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const [contact] = yield* omnichat.contacts
      const updatedAt = contact?.updatedAt ?? 0
      assert.strictEqual((yield* listed({ updatedAfter: updatedAt, updatedBefore: updatedAt + 1 })).length, 1)
      assert.strictEqual((yield* listed({ updatedAfter: updatedAt - 1, updatedBefore: updatedAt })).length, 0)
      assert.strictEqual((yield* listed({ updatedAfter: 0, updatedBefore: updatedAt + 1 })).length, 1)
      const none = yield* call("GET", "contacts", { query: { platform: "whatsapp" } })
      assert.strictEqual(none.body.errorCode, "MISSING_URL_PARAMETER")
      const unknown = yield* call("GET", "contacts", { query: { platform: "pigeon", userId: "1" } })
      assert.strictEqual(unknown.body.errorCode, "INVALID_PLATFORM")
    }).pipe(Effect.provide(simulator({ seed: { contacts: 1 } })))
  )

  it.live("by user, member id, phone or email", () =>
    Effect.gen(function* () {
      yield* upsert({ name: "Alice", email: "alice@example.com", phone, memberId: "M1" })
      for (const query of [{ userId: phone }, { memberId: "M1" }, { phone }, { email: "alice@example.com" }]) {
        assert.deepStrictEqual(
          (yield* listed(query)).map((contact: { name: string }) => contact.name),
          ["Alice"]
        )
      }
      assert.deepStrictEqual(yield* listed({ userId: "nobody" }), [])
    }).pipe(Effect.provide(simulator()))
  )
})

describe("writing", () => {
  it.live("an upsert makes the contact, then changes it", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* upsert({ name: "Alice", tags: ["a", "b"] })).status, 204)
      assert.strictEqual((yield* upsert({ tagsToAdd: ["c"], tagsToRemove: ["a"], note: "calls often" })).status, 204)
      const [contact] = yield* listed({ userId: phone })
      assert.deepStrictEqual([contact.name, contact.tags, contact.note], ["Alice", ["b", "c"], "calls often"])
      const both = yield* upsert({ tags: ["x"], tagsToAdd: ["y"] })
      assert.deepStrictEqual([both.status, both.body.errorCode], [400, "INVALID_REQUEST_BODY"])
    }).pipe(Effect.provide(simulator()))
  )

  it.live("custom attributes have the types that the portal gave them", () =>
    Effect.gen(function* () {
      const set = (key: string, value: unknown) => upsert({ customAttributes: [{ key, value }] })
      assert.strictEqual((yield* set("Points", 12)).status, 204)
      assert.strictEqual((yield* set("LastVisit", "2026-01-05T17:00:00")).status, 204)
      for (const [key, value] of [
        ["Points", "12"],
        ["Newsletter", "yes"],
        ["Birthday", "5 May"],
        ["Unheard", "x"]
      ]) {
        assert.strictEqual((yield* set(String(key), value)).body.errorCode, "INVALID_CUSTOM_ATTRIBUTE")
      }
      assert.strictEqual((yield* set("MemberTier", "x".repeat(1001))).body.errorCode, "INVALID_REQUEST_BODY")
      const [contact] = yield* listed({ userId: phone })
      assert.deepStrictEqual(contact.customAttributes, [
        { key: "Points", value: 12, type: "number", displayName: "Points" },
        { key: "LastVisit", value: "2026-01-05T17:00:00", type: "datetime", displayName: "Last visit" }
      ])
      yield* set("LastVisit", "")
      assert.strictEqual((yield* listed({ userId: phone }))[0].customAttributes[1].value, "1970-01-01T00:00:00")
    }).pipe(Effect.provide(simulator()))
  )

  it.live("what is not there: channel, web visitor, agent, user", () =>
    Effect.gen(function* () {
      const { channels } = yield* OmnichatSimulator
      const write = (platform: string, channelId: string, json: unknown = {}) =>
        Effect.map(
          call("PUT", `contacts/${platform}`, { query: { channelId, userId: "1" }, json }),
          ({ body }) => body.errorCode
        )
      assert.strictEqual(yield* write("whatsapp", "0"), "CHANNEL_ID_NOT_FOUND")
      assert.strictEqual(yield* write("webchat", channels.webchat), "WEBCHAT_USER_NOT_FOUND")
      assert.strictEqual(yield* write("line", channels.line, { agentEmployeeCode: "S9" }), "AGENT_NOT_FOUND")
      const removed = yield* call("DELETE", "contacts/line", { query: { channelId: channels.line, userId: "1" } })
      assert.deepStrictEqual([removed.status, removed.body.errorCode], [404, "USER_ID_NOT_FOUND"])
      const unnamed = yield* call("PUT", "contacts/line", { query: { channelId: channels.line }, json: {} })
      assert.strictEqual(unnamed.body.errorCode, "MISSING_URL_PARAMETER")
    }).pipe(Effect.provide(simulator()))
  )

  it.live("a salesperson is bound by employee code", () =>
    Effect.gen(function* () {
      yield* upsert({ agentEmployeeCode: "S0001", agentLocationCode: "S-001" })
      const [contact] = yield* listed({ userId: phone })
      assert.deepStrictEqual([contact.agentName, contact.agentLocationName], ["Sam Sales", "Shop A"])
      assert.isNumber(contact.agentBindTime)
    }).pipe(Effect.provide(simulator()))
  )

  it.live("deleting takes profile and history along", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.receive({ from: { userId: phone }, content: "Hello" })
      const query = { channelId: omnichat.channels.whatsapp, userId: phone }
      assert.strictEqual((yield* call("DELETE", "contacts/whatsapp", { query })).status, 204)
      assert.deepStrictEqual(
        [yield* omnichat.contacts, yield* omnichat.customers, yield* omnichat.messages],
        [[], [], []]
      )
    }).pipe(Effect.provide(simulator()))
  )
})

describe("customers", () => {
  it.live("one member behind contacts of two channels", () =>
    Effect.gen(function* () {
      const { channels, customers } = yield* OmnichatSimulator
      yield* upsert({
        memberId: "M1",
        tags: ["VIP"],
        customAttributes: [{ key: "LastVisit", value: "2026-01-05T17:00:00" }]
      })
      const line = { channelId: channels.line, userId: "U1" }
      yield* call("PUT", "contacts/line", { query: line, json: { memberId: "M1" } })
      assert.strictEqual((yield* customers).length, 1)
      const { body } = yield* call("GET", "customers", { query: { memberId: "M1" } })
      assert.deepStrictEqual(
        body.content.linkedUsers.map((user: { platform: string; channelUserId: string }) => [
          user.platform,
          user.channelUserId
        ]),
        [
          ["whatsapp", phone],
          ["line", "U1"]
        ]
      )
      assert.deepInclude(body.content.customAttributes[0], { type: 4, value: "2026-01-05 17:00:00" })
      const members = yield* call("POST", "identities/member-data", {
        json: { platform: "line", channelId: channels.line, ids: ["U1", "U2"] }
      })
      assert.deepStrictEqual(members.body.content, [
        { id: "U1", memberId: "M1" },
        { id: "U2", memberId: null }
      ])
    }).pipe(Effect.provide(simulator()))
  )

  it.live("made, changed and deleted by member id; a missing id and an unknown one", () =>
    Effect.gen(function* () {
      const query = { memberId: "M7" }
      assert.strictEqual((yield* call("PUT", "customers", { query, json: { name: "Peter", tags: ["a"] } })).status, 204)
      assert.strictEqual((yield* call("PUT", "customers", { query, json: { tagsToAdd: ["b"] } })).status, 204)
      const { body } = yield* call("GET", "customers", { query })
      assert.deepStrictEqual([body.content.name, body.content.tags], ["Peter", ["a", "b"]])
      assert.strictEqual((yield* call("DELETE", "customers", { query })).status, 204)
      assert.deepStrictEqual((yield* call("GET", "customers", { query })).body.errorCode, "NOT_FOUND")
      assert.deepStrictEqual((yield* call("GET", "customers")).body, {
        errorCode: "MISSING_URL_PARAMETER",
        message: "Missing URL parameters"
      })
    }).pipe(Effect.provide(simulator()))
  )

  it.live("by the vendor's own id", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* upsert({})
      const [customer] = yield* omnichat.customers
      yield* call("PUT", "customers", {
        query: { omniCustomerId: customer?.omniCustomerId ?? "" },
        json: { email: "a@example.com" }
      })
      assert.strictEqual((yield* listed({ userId: phone }))[0].email, "a@example.com")
    }).pipe(Effect.provide(simulator()))
  )
})

it.live("tags are logged with where they came from", () =>
  Effect.gen(function* () {
    yield* upsert({ tags: ["a"] })
    yield* upsert({ tagsToAdd: ["a", "b"] })
    const query = { taggedAfter: Date.now() - 60_000, taggedBefore: Date.now() + 60_000 }
    const { body } = yield* call("GET", "tagging-logs/records", { query })
    assert.deepStrictEqual(
      body.content.map((record: { tag: string; source: string; userId: string }) => [
        record.tag,
        record.source,
        record.userId
      ]),
      [
        ["a", "open_api", phone],
        ["b", "open_api", phone]
      ]
    )
    assert.match(body.content[0].time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  }).pipe(Effect.provide(simulator()))
)
