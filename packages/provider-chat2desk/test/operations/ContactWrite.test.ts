/** `contacts.create`, `update` and `upsert`: one address each, everything else after it, and races that end in one contact. */
import type { ChannelId, ContactInput } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const channel = (name: "main" | "business" | "app" | "site", transport: string) =>
  Effect.map(Chat2DeskSimulator, ({ channelIds }) => `${channelIds[name]}:${transport}` as ChannelId)

describe("contacts.create", () => {
  onAccount("makes the client in the query, writes the rest, and reads it back", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const channelId = yield* channel("main", "whatsapp")
      const input: ContactInput = {
        name: "Ann",
        phone: "+15550100102",
        externalId: "crm-7",
        blocked: true,
        tags: ["VIP"],
        attributes: { City: "Oslo", Level: 3 },
        identities: [{ channelType: "whatsapp", channelId, address: "+15550100101" }]
      }
      const [contact, sent] = yield* Requests.during(contacts.create(input))
      assert.deepStrictEqual(callsOf(sent), [
        "GET /v1/custom_client_fields",
        `POST /v1/clients?phone=15550100101&transport=whatsapp&channel_id=${channelId.split(":")[0]}&nickname=Ann&assigned_phone=%2B15550100102`,
        `PUT /v1/clients/${contact.id}`,
        `GET /v1/clients/${contact.id}`,
        "GET /v1/tags?limit=200&offset=0",
        "POST /v1/tags/assign_to",
        `GET /v1/clients/${contact.id}`
      ])
      assert.deepStrictEqual(bodiesOf(sent)[1]?.[1], {
        custom_fields: { "1": "Oslo", "2": "3" },
        external_id: "crm-7",
        ban_status: 1
      })
      assert.deepInclude(contact, {
        name: "Ann",
        phone: "+15550100102",
        externalId: "crm-7",
        tags: ["VIP"],
        attributes: { City: "Oslo", Level: "3" }
      })
    })
  )

  onAccount("an e-mail address is an address on the e-mail channel, the phone number is noted beside it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channelIds } = yield* Chat2DeskSimulator
      const [contact, sent] = yield* Requests.during(
        contacts.create({ email: "ann@example.com", phone: "+15550100101" })
      )
      assert.include(
        callsOf(sent),
        `POST /v1/clients?phone=ann%40example.com&transport=email&channel_id=${channelIds.site}&assigned_phone=%2B15550100101`
      )
      assert.deepInclude(contact, { email: "ann@example.com", phone: "+15550100101" })
    })
  )

  onAccount("where the place is not clear, or there is none, the choices are named and nothing is made", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channelIds, clients } = yield* Chat2DeskSimulator
      const telegram = yield* channel("main", "telegram")
      const whatsapp = yield* channel("main", "whatsapp")
      const cases: ReadonlyArray<readonly [ContactInput, string]> = [
        [
          { phone: "+15550100101" },
          `which channel is meant? Name it in identities: ${channelIds.main}:whatsapp (Example Shop), ${channelIds.main}:viber`
        ],
        [{ name: "Ann" }, "one is needed"],
        [{ identities: [{ channelType: "telegram", channelId: telegram, address: "7" }] }, "not on telegram"],
        [{ identities: [{ channelType: "line", address: "7" }] }, "of line: the account has none"],
        [
          { identities: [{ channelType: "whatsapp", channelId: "1" as ChannelId, address: "7" }] },
          "<channel>:<transport>"
        ],
        [
          { identities: ["1", "2"].map((address) => ({ channelType: "whatsapp", channelId: whatsapp, address })) },
          "has one address"
        ],
        [
          {
            email: "ann@example.com",
            identities: [{ channelType: "whatsapp", channelId: whatsapp, address: "15550100101" }]
          },
          "has no place beside another address"
        ],
        [{ email: "ann@example.com", avatarUrl: "https://example.com/a.png", note: "VIP" }, "pictures come from"],
        [{ email: "ann@example.com", attributes: { Shoe: 44 } }, "no custom field of this name"]
      ]
      for (const [input, message] of cases) {
        const [error, sent] = yield* Requests.during(Requests.failing(contacts.create(input)))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" }, JSON.stringify(input))
        assert.include(error.message, message)
        assert.isEmpty(bodiesOf(sent))
      }
      assert.isEmpty(yield* clients)
    })
  )

  onAccount(
    "without the option Write first nobody is created",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const error = yield* Requests.failing(contacts.create({ email: "ann@example.com" }))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.include(error.message, "Write first")
      }),
    { simulator: { settings: { writeFirst: false } } }
  )

  onAccount("who exists already is a Conflict with the id that the refusal hides in a text", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* arrival({ transport: "email", from: { id: "ann@example.com" } })
      const error = yield* Requests.failing(contacts.create({ email: "ann@example.com" }))
      assert.deepStrictEqual(told(error), { reason: "Conflict", applied: "no" })
      assert.deepInclude(error.reason, { existingId: contactId })
    })
  )

  onAccount("what fails after the client was made says that it is there", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { clients, faults } = yield* Chat2DeskSimulator
      yield* faults.next(Faults.serverError({ status: 404 }), { method: "PUT" })
      const error = yield* Requests.failing(contacts.create({ email: "ann@example.com", externalId: "crm-7" }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "partly" })
      assert.strictEqual(error.progress?.contactId, String((yield* clients)[0]?.id))
    })
  )
})

describe("contacts.update", () => {
  onAccount("writes what is named, clears what is null, and reads it back", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* arrival({ transport: "email", from: { id: "ann@example.com", name: "ann" } })
      const written = { name: "Ann", phone: "+15550100101", externalId: "crm-7", attributes: { City: "Oslo" } }
      assert.deepInclude(yield* contacts.update(contactId, written), written)
      const [contact, sent] = yield* Requests.during(
        contacts.update(contactId, {
          name: null,
          phone: null,
          externalId: null,
          email: "ANN@example.com",
          attributes: { City: null, uniqueCompanyId: "7" }
        })
      )
      assert.deepStrictEqual(bodiesOf(sent), [
        [
          `PUT /v1/clients/${contactId}`,
          {
            nickname: null,
            assigned_phone: null,
            custom_fields: { "1": "", "3": "7" },
            external_id: null
          }
        ]
      ])
      assert.deepInclude(contact, { name: "ann", email: "ann@example.com", attributes: { uniqueCompanyId: "7" } })
      assert.notProperty(contact, "phone")
      assert.notProperty(contact, "externalId")
      const { attributes } = yield* contacts.update(contactId, { attributes: null })
      assert.deepStrictEqual(attributes, {})
    })
  )

  onAccount("nothing to change is nothing to write, and the address cannot be changed", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* arrival()
      const [, sent] = yield* Requests.during(contacts.update(contactId, {}))
      assert.isEmpty(bodiesOf(sent))
      for (const patch of [{ email: "ann@example.com" }, { note: "VIP" }, { avatarUrl: null }]) {
        const error = yield* Requests.failing(contacts.update(contactId, patch))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      }
    })
  )

  onAccount("a change whose reading back fails was done all the same", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { contactId } = yield* arrival()
      yield* faults.next(Faults.serverError({ status: 404 }), { method: "GET", path: /clients\/\d+$/ })
      const error = yield* Requests.failing(contacts.update(contactId, { name: "Ann B." }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "yes" })
    })
  )
})

describe("contacts.upsert", () => {
  onAccount("writes only what differs", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const by = { email: "ann@example.com" }
      const first = yield* contacts.upsert(by, { name: "Ann", externalId: "crm-7" })
      const [second, sent] = yield* Requests.during(
        contacts.upsert(by, { name: "Ann", externalId: "crm-8", tags: ["VIP"] })
      )
      assert.deepStrictEqual([first.created, second.created], [true, false])
      assert.deepStrictEqual(bodiesOf(sent)[0], [`PUT /v1/clients/${first.contact.id}`, { external_id: "crm-8" }])
      assert.deepStrictEqual(second.contact.tags, ["VIP"])
      const [, third] = yield* Requests.during(contacts.upsert(by, { name: "Ann", externalId: "crm-8" }))
      assert.isEmpty(bodiesOf(third))
    })
  )

  onAccount("a contact that has another key than the one looked for is found by the refusal", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channelIds } = yield* Chat2DeskSimulator
      const channelId = `${channelIds.app}:external` as ChannelId
      const { contactId } = yield* arrival({ transport: "external", from: { id: "77" } })
      // The vendor stores `[id] 77`: that nobody is found by `77`, and the refusal knows whose it is.
      const { contact, created } = yield* contacts.upsert(
        { channelType: "api", channelId, address: "77" },
        { externalId: "crm-7" }
      )
      assert.deepStrictEqual([contact.id, contact.externalId, created], [contactId, "crm-7", false])
      const again = yield* contacts.upsert(
        { externalId: "crm-7" },
        { name: "Bob", identities: [{ channelType: "api", channelId, address: "77" }] }
      )
      assert.deepStrictEqual([again.contact.id, again.contact.name, again.created], [contactId, "Bob", false])
    })
  )

  onAccount("the address that a contact has is no other one, whatever word the vendor puts before it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId } = yield* arrival()
      yield* contacts.update(contactId, { externalId: "crm-7" })
      const identities = [{ channelType: "telegram" as const, address: "734937551" }]
      const { contact } = yield* contacts.upsert({ externalId: "crm-7" }, { name: "Bob", identities })
      assert.deepStrictEqual([contact.id, contact.name], [contactId, "Bob"])
    })
  )

  onAccount("another address would be another contact", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const channelId = yield* channel("main", "whatsapp")
      yield* contacts.upsert({ email: "ann@example.com" }, { externalId: "crm-7" })
      const identities = [{ channelType: "whatsapp" as const, channelId, address: "15550100101" }]
      const error = yield* Requests.failing(contacts.upsert({ externalId: "crm-7" }, { identities }))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, "is at another address")
    })
  )
})
