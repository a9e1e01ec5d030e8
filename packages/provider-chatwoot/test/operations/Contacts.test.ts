/** `contacts`: lists, single contacts, tags; what is written stands in the simulator's tables. */

import type { ChannelId, ContactId, PhoneNumber, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { callOf, callsOf, onAccount, told } from "./Account.ts"

const contact = (id: number) => String(id) as ContactId

/** The contact's row in the simulator's table. */
const rowOf = (id: string) =>
  Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    return (yield* chatwoot.contacts).find((row) => String(row.id) === id)
  })

describe("contacts.list", () => {
  onAccount(
    "pages by fifteen, oldest first, to the end and no further",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(contacts.list()))
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, 31)
        assert.deepStrictEqual(
          sent.map(({ query }) => query),
          ["1", "2", "3"].map((page) => ({ sort: "created_at", page }))
        )
        const created = all.map(({ createdAt = "" }) => createdAt)
        assert.deepStrictEqual(created, [...created].sort())
      }),
    { simulator: { seed: { contacts: 31, conversations: 0 } } }
  )

  onAccount(
    "gives pages with a cursor, whole pages without an empty call at the end",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const first = yield* contacts.list().page()
        const second = yield* contacts.list().page(first.cursor)
        assert.deepStrictEqual([first.items.length, second.items.length, second.cursor], [15, 15, undefined])
        assert.deepStrictEqual(told(yield* Requests.failing(contacts.list().page("x"))).reason, "InvalidRequest")
      }),
    { simulator: { seed: { contacts: 30, conversations: 0 } } }
  )

  onAccount("leaves out who has no e-mail, phone or external id; get and search know them", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const visitor = yield* contacts.create({ name: "Only a name" })
      const known = yield* contacts.create({ name: "Known", email: "known@example.com" })
      assert.deepStrictEqual(
        (yield* Stream.runCollect(contacts.list())).map(({ id }) => id),
        [known.id]
      )
      assert.strictEqual((yield* contacts.get(visitor.id)).name, "Only a name")
      assert.deepStrictEqual(
        (yield* Stream.runCollect(contacts.search("only a"))).map(({ id }) => id),
        [visitor.id]
      )
    })
  )

  onAccount("takes those of a channel, those since a time, and tags with them", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const at = { channelType: "api", channelId: String(inboxes.api) as ChannelId, address: "ann" } as const
      const ann = yield* contacts.create({ email: "ann@example.com", identities: [at], tags: ["vip"] })
      const bob = yield* contacts.create({ email: "bob@example.com" })
      const ids = (query: Parameters<typeof contacts.list>[0]) =>
        Effect.map(Stream.runCollect(contacts.list(query)), (rows) => rows.map(({ id }) => id))
      assert.deepStrictEqual(yield* ids({ channelId: at.channelId }), [ann.id])
      // Chatwoot cuts times off at the second: within the second nothing is left out.
      const since = (bob.createdAt ?? "").replace(".000Z", ".900Z") as Timestamp
      assert.deepStrictEqual(yield* ids({ updatedSince: since }), [ann.id, bob.id])
      assert.deepStrictEqual(yield* ids({ updatedSince: "2030-01-01T00:00:00.000Z" as Timestamp }), [])
      const tagged = yield* Stream.runCollect(contacts.list({ with: ["tags"] }))
      assert.deepStrictEqual(
        tagged.map(({ tags }) => tags),
        [["vip"], []]
      )
      assert.deepStrictEqual((yield* contacts.get(ann.id, { with: ["tags"] })).tags, ["vip"])
      assert.isUndefined((yield* contacts.get(ann.id)).tags)
    })
  )
})

describe("contacts.search", () => {
  onAccount(
    "goes on while the server says that there is more",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [found, sent] = yield* Requests.during(Stream.runCollect(contacts.search("example.com")))
        assert.deepStrictEqual([found.length, sent.length], [30, 2])
      }),
    { simulator: { seed: { contacts: 30, conversations: 0 } } }
  )

  onAccount("for nothing finds nothing, without a call", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [found, sent] = yield* Requests.during(Stream.runCollect(contacts.search("  ")))
      assert.deepStrictEqual([found, sent], [[], []])
    })
  )
})

describe("a contact", () => {
  onAccount("carries the vendor's own object without its secrets, and the account's own words as they are", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const made = yield* contacts.create({ name: "Ann", attributes: { secret: "blue", plan: "pro" } })
      assert.deepStrictEqual(made.attributes, { secret: "blue", plan: "pro" })
      assert.deepInclude(made.raw as object, { name: "Ann" })
    })
  )

  onAccount("that does not exist is NotFound; an id that cannot be one is refused without a call", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      assert.deepStrictEqual(told(yield* Requests.failing(contacts.get(contact(99)))), {
        reason: "NotFound",
        applied: undefined
      })
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.delete("abc" as ContactId)))
      assert.deepStrictEqual([told(error), sent], [{ reason: "InvalidRequest", applied: "no" }, []])
    })
  )

  onAccount("is blocked, unblocked and deleted", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { id } = yield* contacts.create({ email: "ann@example.com" })
      yield* contacts.setBlocked(id, true)
      assert.isTrue((yield* rowOf(id))?.blocked)
      yield* contacts.setBlocked(id, false)
      assert.isFalse((yield* rowOf(id))?.blocked)
      yield* contacts.delete(id)
      assert.isUndefined(yield* rowOf(id))
    })
  )

  onAccount("is tagged and untagged; nothing is written when nothing changes", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { id } = yield* contacts.create({ email: "ann@example.com" })
      assert.deepStrictEqual(yield* contacts.setTags(id, ["vip", "vip", "new"]), ["vip", "new"])
      assert.deepStrictEqual(yield* contacts.addTags(id, ["refund"]), ["vip", "new", "refund"])
      assert.deepStrictEqual(yield* contacts.removeTags(id, ["new"]), ["vip", "refund"])
      assert.deepStrictEqual((yield* rowOf(id))?.labels, ["vip", "refund"])
      const [, sent] = yield* Requests.during(contacts.addTags(id, ["vip"]))
      assert.deepStrictEqual(callsOf(sent), [`GET contacts/${id}/labels`])
    })
  )
})

describe("contacts.update", () => {
  onAccount("changes what is named, clears with null and leaves the rest", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { id } = yield* contacts.create({
        name: "Ann",
        email: "ann@example.com",
        phone: "+15550100" as PhoneNumber,
        externalId: "crm-7",
        note: "likes tea",
        blocked: true,
        attributes: { plan: "pro", seats: 3, old: true }
      })
      const changed = yield* contacts.update(id, { email: "ann@example.org", attributes: { seats: 4, old: null } })
      assert.deepStrictEqual(
        [changed.email, changed.phone, changed.note, changed.attributes],
        ["ann@example.org", "+15550100", "likes tea", { plan: "pro", seats: 4 }]
      )
      const cleared = yield* contacts.update(id, {
        name: null,
        email: null,
        phone: null,
        externalId: null,
        note: null,
        blocked: null,
        attributes: null
      })
      const { raw: _raw, createdAt: _at, ...left } = cleared
      assert.deepStrictEqual(left, { id, identities: [], attributes: {}, blocked: false })
    })
  )

  onAccount("makes the calls that it needs: none to remove attributes that are not there, no empty update", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { id } = yield* contacts.create({ email: "ann@example.com", attributes: { plan: "pro" } })
      const [, only] = yield* Requests.during(contacts.update(id, { attributes: { plan: null } }))
      assert.deepStrictEqual(callsOf(only), [`POST contacts/${id}/destroy_custom_attributes`])
      const [, name] = yield* Requests.during(contacts.update(id, { name: "Ann" }))
      assert.deepStrictEqual(
        name.map((it) => [callOf(it), it.json]),
        [[`PUT contacts/${id}`, { name: "Ann" }]]
      )
    })
  )

  onAccount("has a note that goes round, and cannot take a picture away", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { id, note } = yield* contacts.create({ name: "Ann", note: "likes tea" })
      assert.strictEqual(note, "likes tea")
      assert.deepStrictEqual((yield* rowOf(id))?.additionalAttributes, { description: "likes tea" })
      assert.strictEqual((yield* contacts.update(id, { note: "likes coffee" })).note, "likes coffee")
      assert.isUndefined((yield* contacts.update(id, { note: null })).note)
      assert.deepStrictEqual(told(yield* Requests.failing(contacts.update(id, { avatarUrl: null }))), {
        reason: "Unsupported",
        applied: "no"
      })
    })
  )
})
