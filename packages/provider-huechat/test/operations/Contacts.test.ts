/** `contacts` as far as it is documented: list, search, and one contact found in both. */
import type { ChannelId, ContactId, PhoneNumber, Timestamp } from "@dragoman/core/domain"
import { type ContactKey, Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { ann, begun, callsOf, onAccount, onServer, start, told } from "./Account.ts"

const seeded = (contacts: number) => ({ simulator: { seed: { contacts, conversations: 0 } } })

describe("contacts.list", () => {
  onAccount(
    "reads the oldest first, 100 at a time, so that a new contact shifts nothing",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(contacts.list()))
        assert.strictEqual(new Set(all.map(({ id }) => id)).size, 130)
        assert.deepStrictEqual(
          sent.map(({ query }) => query),
          ["1", "2"].map((page) => ({ page, per_page: "100", sort: "created_at" }))
        )
      }),
    seeded(130)
  )

  onAccount("leaves out who was neither made nor active since", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      yield* begun()
      yield* TestClock.adjust("1 hour")
      yield* begun({ contact: { name: "Bob", email: "bob@example.com" } })
      const since = (millis: number) =>
        Effect.map(
          Stream.runCollect(contacts.list({ updatedSince: new Date(millis).toISOString() as Timestamp })),
          (all) => all.map(({ name }) => name)
        )
      assert.deepStrictEqual(yield* since(start), ["Ann Example", "Bob"])
      assert.deepStrictEqual(yield* since(start + 60_000), ["Bob"])
    })
  )

  onAccount("of one channel is refused where contacts do not tell their inboxes", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      yield* begun()
      const error = yield* Requests.failing(Stream.runCollect(contacts.list({ channelId: "2" as ChannelId })))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: undefined })
    })
  )

  onServer(
    "of one channel goes by the inboxes, where contacts tell them",
    {
      "GET /contacts": () => ({
        payload: [
          { id: 1, contact_inboxes: [{ source_id: "15550100", inbox: { id: 3, channel_type: "Channel::Whatsapp" } }] },
          { id: 2, contact_inboxes: [] }
        ]
      })
    },
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const listed = yield* Stream.runCollect(contacts.list({ channelId: "3" as ChannelId }))
        assert.deepStrictEqual<unknown>(
          listed.map(({ id, identities }) => [id, identities]),
          [["1", [{ channelType: "whatsapp", channelId: "3", address: "15550100" }]]]
        )
      })
  )
})

describe("contacts.get", () => {
  onAccount(
    "halves its way through the list, which is in the order of ids",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        for (const id of ["1", "100", "101", "555", "830"]) {
          const [contact, sent] = yield* Requests.during(contacts.get(id as ContactId))
          assert.strictEqual(contact.id, id)
          assert.isAtMost(sent.length, 7)
        }
      }),
    seeded(830)
  )

  onAccount(
    "knows that there is none without reading everything",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [error, sent] = yield* Requests.during(Requests.failing(contacts.get("999999999" as ContactId)))
        assert.deepStrictEqual(told(error), { reason: "NotFound", applied: undefined })
        assert.isAtMost(sent.length, 7)
      }),
    seeded(830)
  )

  const rows = [9, 8, 7, 1, 2, 3].map((id) => ({ id, name: `Number ${id}` }))
  onServer(
    "reads everything before it calls a contact missing that may stand anywhere",
    { "GET /contacts": (query) => ({ payload: query.get("page") === "1" ? rows : [] }) },
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        assert.strictEqual((yield* contacts.get("2" as ContactId)).name, "Number 2")
        const [error, sent] = yield* Requests.during(Requests.failing(contacts.get("5" as ContactId)))
        assert.deepStrictEqual([error.reason._tag, sent.length], ["NotFound", 2])
      })
  )

  onAccount("refuses what can be no id before anything leaves", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.get("me" as ContactId)))
      assert.deepStrictEqual([error.reason._tag, sent], ["InvalidRequest", []])
    })
  )
})

describe("contacts.search", () => {
  onAccount(
    "reads all that match",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const found = yield* Stream.runCollect(contacts.search("example.com"))
        assert.strictEqual(new Set(found.map(({ id }) => id)).size, 60)
      }),
    seeded(60)
  )

  onAccount("refuses what is shorter than two characters, as the vendor would", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [error, sent] = yield* Requests.during(Requests.failing(Stream.runCollect(contacts.search(" a "))))
      assert.deepStrictEqual([error.reason._tag, sent], ["InvalidRequest", []])
    })
  )
})

describe("contacts.find", () => {
  onAccount("searches for the key and compares what is found", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* begun({ contact: { ...ann, identifier: "crm-7" } })
      yield* begun({ contact: { name: "Another", email: "joann@example.com", phoneNumber: "+155501000" } })
      const keys: ReadonlyArray<readonly [ContactKey, string]> = [
        [{ phone: "+15550100" as PhoneNumber }, "15550100"],
        [{ email: "Ann@Example.com" }, "Ann@Example.com"],
        [{ externalId: "crm-7" }, "crm-7"],
        [{ channelType: "whatsapp", address: "15550100" }, "15550100"],
        [{ channelType: "email", address: "ann@example.com" }, "ann@example.com"]
      ]
      for (const [key, q] of keys) {
        const [found, sent] = yield* Requests.during(contacts.find(key))
        assert.strictEqual(Option.getOrUndefined(found)?.id, contactId)
        assert.deepStrictEqual([callsOf(sent), sent[0]?.query.q], [["GET contacts/search"], q])
      }
      assert.isTrue(Option.isNone(yield* contacts.find({ email: "nn@example.com" })))
    })
  )

  onAccount("looks a key that is too short to search for up in the list", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* begun({ contact: { ...ann, identifier: "7" } })
      const [found, sent] = yield* Requests.during(contacts.find({ externalId: "7" }))
      assert.strictEqual(Option.getOrUndefined(found)?.id, contactId)
      assert.deepStrictEqual(callsOf(sent), ["GET contacts"])
    })
  )

  onAccount("cannot search by a channel's own address", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const error = yield* Requests.failing(contacts.find({ channelType: "telegram", address: "123456" }))
      assert.strictEqual(error.reason._tag, "Unsupported")
    })
  )
})

describe("writing contacts", () => {
  onAccount("is off unless the option enables it: nothing leaves, and the option is named", () =>
    Effect.gen(function* () {
      const { contacts, effectiveCapabilities } = yield* Provider
      const { operations } = yield* effectiveCapabilities
      const id = "1" as ContactId
      const attempts = {
        "contacts.create": contacts.create({ name: "Ann" }),
        "contacts.update": contacts.update(id, { name: "Ann" }),
        "contacts.upsert": contacts.upsert({ email: ann.email }, {}),
        "contacts.delete": contacts.delete(id),
        "contacts.setBlocked": contacts.setBlocked(id, true)
      } as const
      for (const [name, attempt] of Object.entries(attempts)) {
        const [error, sent] = yield* Requests.during(Requests.failing<unknown, never>(attempt))
        assert.deepStrictEqual([sent, told(error)], [[], { reason: "Unsupported", applied: "no" }], name)
        assert.include(error.message, "contactWrites")
        assert.deepInclude(operations[name as keyof typeof attempts], { level: "none" })
      }
      assert.isEmpty(yield* Effect.flatMap(HueChatSimulator, (huechat) => huechat.contacts))
    })
  )
})
