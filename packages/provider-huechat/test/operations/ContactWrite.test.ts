/** Creating, changing, blocking and deleting contacts, where the option `contactWrites` enables the endpoints that nobody documented. */
import type { ChannelId, ContactId, ContactInput, PhoneNumber } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { begun, callsOf, onAccount, told, writingContacts } from "./Account.ts"

const input = {
  name: "Ann Example",
  email: "ann@example.com",
  phone: "+15550100" as PhoneNumber,
  externalId: "crm-7",
  attributes: { plan: "basic", seats: 3 }
}

const theOnly = Effect.flatMap(HueChatSimulator, (huechat) => Effect.map(huechat.contacts, (rows) => rows[0]))

describe("contacts.create", () => {
  onAccount(
    "writes the fields that HueChat has, and blocks by a second call",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [created, sent] = yield* Requests.during(contacts.create({ ...input, blocked: true }))
        assert.deepInclude(created, { ...input, blocked: true })
        assert.deepStrictEqual(callsOf(sent), ["POST contacts", "PUT contacts/1"])
        assert.deepStrictEqual(sent[0]?.json, {
          name: "Ann Example",
          email: "ann@example.com",
          phone_number: "+15550100",
          identifier: "crm-7",
          custom_attributes: { plan: "basic", seats: 3 }
        })
        assert.deepInclude(yield* theOnly, { blocked: true, identifier: "crm-7" })
      }),
    writingContacts
  )

  onAccount(
    "an identity is its phone number or e-mail, and its inbox",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const identities = [{ channelType: "whatsapp" as const, channelId: "3" as ChannelId, address: "15550100" }]
        const [, sent] = yield* Requests.during(contacts.create({ name: "Ann", identities }))
        assert.deepStrictEqual(sent[0]?.json, { name: "Ann", phone_number: "+15550100", inbox_id: 3 })
      }),
    writingContacts
  )

  onAccount(
    "refuses what HueChat's contacts have no place for, rather than lose it",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const lost: ReadonlyArray<readonly [string, ContactInput]> = [
          ["avatarUrl", { avatarUrl: "https://example.com/ann.png" }],
          ["note", { note: "likes tea" }],
          ["tags", { tags: ["vip"] }],
          ["identities", { identities: [{ channelType: "telegram", address: "1234" }] }]
        ]
        for (const [name, part] of lost) {
          const [error, sent] = yield* Requests.during(Requests.failing(contacts.create({ name: "Ann", ...part })))
          assert.deepStrictEqual([sent, error.reason._tag], [[], "Unsupported"])
          assert.include(error.message, name)
        }
      }),
    writingContacts
  )

  onAccount(
    "a key that is taken is a Conflict with its owner, whatever the vendor's words",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const { id } = yield* contacts.create(input)
        const error = yield* Requests.failing(contacts.create({ name: "Other", externalId: "crm-7" }))
        assert.deepStrictEqual(told(error), { reason: "Conflict", applied: "no" })
        assert.deepInclude(error.reason, { existingId: id, fields: ["identifier"] })
      }),
    writingContacts
  )
})

describe("contacts.update", () => {
  onAccount(
    "sends what is named, null for what is cleared, and answers the contact as it is then",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const { id } = yield* contacts.create(input)
        const [updated, sent] = yield* Requests.during(
          contacts.update(id, { email: null, attributes: { plan: null, tier: 2 }, blocked: true })
        )
        assert.deepStrictEqual(callsOf(sent), ["PUT contacts/1", "PUT contacts/1", "GET contacts"])
        assert.deepStrictEqual(
          sent.map(({ json }) => json),
          [{ email: null, custom_attributes: { plan: null, tier: 2 } }, { blocked: true }, {}]
        )
        assert.notProperty(updated, "email")
        assert.deepStrictEqual(updated.attributes, { seats: 3, tier: 2 })
        assert.isTrue(updated.blocked)
      }),
    writingContacts
  )

  onAccount(
    "attributes: null takes them all away, one by one",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const { id } = yield* contacts.create(input)
        assert.deepStrictEqual((yield* contacts.update(id, { attributes: null })).attributes, {})
      }),
    writingContacts
  )

  onAccount(
    "was applied also where the contact cannot be read afterwards",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const huechat = yield* HueChatSimulator
        const { id } = yield* contacts.create(input)
        for (const patch of [{ name: "Bob" }, { blocked: true }]) {
          yield* huechat.faults.next(Faults.serverError({ status: 403 }), { method: "GET" })
          const error = yield* Requests.failing(contacts.update(id, patch))
          assert.deepStrictEqual(told(error), { reason: "Forbidden", applied: "yes" })
        }
      }),
    writingContacts
  )

  onAccount(
    "says partly when the second of its calls fails",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const huechat = yield* HueChatSimulator
        const { id } = yield* contacts.create(input)
        yield* huechat.faults.next(Faults.latency("0 seconds"), { method: "PUT" })
        yield* huechat.faults.next(Faults.serverError({ status: 403 }), { method: "PUT" })
        const error = yield* Requests.failing(contacts.update(id, { name: "Bob", blocked: true }))
        assert.deepStrictEqual(told(error), { reason: "Forbidden", applied: "partly" })
        assert.deepStrictEqual(error.progress, { contactId: id })
      }),
    writingContacts
  )
})

describe("contacts.upsert", () => {
  onAccount(
    "makes a contact who will be found by the same key, and brings up one who was",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const by = { channelType: "whatsapp" as const, channelId: "3" as ChannelId, address: "15550100" }
        const [made, sent] = yield* Requests.during(contacts.upsert(by, { name: "Ann" }))
        assert.deepInclude(made.contact, { name: "Ann", phone: "+15550100" })
        assert.deepStrictEqual(callsOf(sent), ["GET contacts/search", "POST contacts"])
        assert.deepStrictEqual(sent[1]?.json, { name: "Ann", phone_number: "+15550100", inbox_id: 3 })
        const identities = [{ channelType: "email" as const, address: "ann@example.com" }]
        const again = yield* contacts.upsert({ phone: "+15550100" as PhoneNumber }, { name: "Ann B.", identities })
        assert.deepStrictEqual([made.created, again.created], [true, false])
        assert.deepInclude(again.contact, { id: made.contact.id, name: "Ann B.", email: "ann@example.com" })
      }),
    writingContacts
  )
})

describe("a contact that is changed", () => {
  onAccount(
    "has its conversations searched for by what it has now",
    () =>
      Effect.gen(function* () {
        const { contacts, conversations } = yield* Provider
        const { contactId, conversationId } = yield* begun()
        const listed = Effect.map(Stream.runCollect(conversations.listByContact(contactId)), (all) =>
          all.map(({ id }) => id)
        )
        assert.deepStrictEqual(yield* listed, [conversationId])
        yield* contacts.update(contactId, { phone: "+15550199" as PhoneNumber })
        assert.deepStrictEqual(yield* listed, [conversationId])
      }),
    writingContacts
  )
})

describe("contacts.setBlocked and delete", () => {
  onAccount(
    "are one call each",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const { id } = yield* contacts.create(input)
        const [, sent] = yield* Requests.during(
          Effect.andThen(
            contacts.setBlocked(id, true),
            Effect.andThen(contacts.setBlocked(id, false), contacts.delete(id))
          )
        )
        assert.deepStrictEqual(
          sent.map(({ json, method }) => [method, json]),
          [
            ["PUT", { blocked: true }],
            ["PUT", { blocked: false }],
            ["DELETE", {}]
          ]
        )
        assert.isUndefined(yield* theOnly)
      }),
    writingContacts
  )

  onAccount(
    "an account that does not have the endpoints answers NotFound",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const error = yield* Requests.failing(contacts.setBlocked("1" as ContactId, true))
        assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "no" })
      }),
    { huechat: { contactWrites: true } }
  )
})
