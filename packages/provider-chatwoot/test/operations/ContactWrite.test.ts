/** `contacts.create` and `upsert`: identities as sessions, keys that are taken, races, and no doubles. */
import type { ChannelId, Identity, PhoneNumber } from "@dragoman/core/domain"
import { type Conflict, Provider, type ProviderError } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { callsOf, onAccount, told } from "./Account.ts"

const apiIdentity = (address: string) =>
  Effect.map(
    ChatwootSimulator,
    ({ inboxes }): Identity => ({ channelType: "api", channelId: String(inboxes.api) as ChannelId, address })
  )

const conflict = ({ reason }: ProviderError) => {
  assert.strictEqual(reason._tag, "Conflict")
  const { existingId, fields } = reason as Conflict
  return { existingId, fields }
}

/** Everybody has looked before anybody creates. */
const slowCreation = Effect.flatMap(ChatwootSimulator, ({ faults }) =>
  faults.next(Faults.latency("1 second"), { method: "POST", path: /\/contacts$/, times: 3 })
)

const countContacts = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  return (yield* chatwoot.contacts).length
})

describe("contacts.create", () => {
  onAccount("writes every field, the first identity with the contact and each further one after it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const api = yield* apiIdentity("ann-1")
      const whatsapp: Identity = {
        channelType: "whatsapp",
        channelId: String(inboxes.whatsapp) as ChannelId,
        address: "15550100"
      }
      const [made, sent] = yield* Requests.during(
        contacts.create({
          name: "Ann",
          email: "ann@example.com",
          phone: "+15550100" as PhoneNumber,
          externalId: "crm-7",
          note: "likes tea",
          attributes: { plan: "pro" },
          tags: ["vip"],
          identities: [api, whatsapp]
        })
      )
      assert.deepStrictEqual(callsOf(sent), [
        "POST contacts",
        `POST contacts/${made.id}/contact_inboxes`,
        `POST contacts/${made.id}/labels`
      ])
      assert.deepInclude(sent[0]?.json, { inbox_id: inboxes.api, source_id: "ann-1", phone_number: "+15550100" })
      assert.deepInclude(made, {
        name: "Ann",
        email: "ann@example.com",
        externalId: "crm-7",
        note: "likes tea",
        identities: [api, whatsapp],
        tags: ["vip"]
      })
    })
  )

  onAccount("an identity without its inbox is refused before anything is written, not left out", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const identities: ReadonlyArray<Identity> = [{ channelType: "telegram", address: "77" }]
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.create({ identities })))
      assert.deepStrictEqual([told(error), sent], [{ reason: "InvalidRequest", applied: "no" }, []])
      assert.include(error.message, "identities.0.channelId")
    })
  )

  onAccount("a key that is taken is a Conflict that names the field and the contact who has it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.create({
        email: "ann@example.com",
        phone: "+15550100" as PhoneNumber,
        externalId: "A"
      })
      const taken = (input: Parameters<typeof contacts.create>[0]) =>
        Effect.map(Requests.failing(contacts.create(input)), (error) => ({
          ...conflict(error),
          applied: error.applied
        }))
      const expected = (field: string) => ({ existingId: ann.id, fields: [field], applied: "no" as const })
      assert.deepStrictEqual(yield* taken({ email: "ANN@example.com" }), expected("email"))
      assert.deepStrictEqual(yield* taken({ phone: "+15550100" as PhoneNumber }), expected("phone_number"))
      assert.deepStrictEqual(yield* taken({ externalId: "A" }), expected("identifier"))
    })
  )

  onAccount("an address that is somebody else's answers 500, and is told as the Conflict that it is", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const at = yield* apiIdentity("ann-1")
      const ann = yield* contacts.create({ name: "Ann", identities: [at] })
      const error = yield* Requests.failing(contacts.create({ name: "Not Ann", identities: [at] }))
      assert.deepStrictEqual(conflict(error), { existingId: ann.id, fields: ["source_id"] })
      assert.strictEqual(yield* countContacts, 1)
    })
  )

  onAccount(
    "what fails after the contact exists is partly applied, and says where it got to",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const { faults } = yield* ChatwootSimulator
        yield* faults.next(Faults.serverError(), { method: "POST", path: "/labels", times: 9 })
        const error = yield* Requests.failing(contacts.create({ name: "Ann", tags: ["vip"] }))
        assert.deepStrictEqual(
          [error.reason._tag, error.applied, error.progress],
          ["Unavailable", "partly", { contactId: "1" }]
        )
      }),
    { chatwoot: { retries: 0 } }
  )
})

describe("contacts.upsert", () => {
  onAccount("creates once, and then writes only what differs", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const by = { externalId: "crm-7" }
      const input = { name: "Ann", email: "Ann@example.com", attributes: { plan: "pro", seats: 3 }, note: "tea" }
      const first = yield* contacts.upsert(by, input)
      assert.deepStrictEqual([first.created, first.contact.externalId], [true, "crm-7"])
      const [again, sent] = yield* Requests.during(contacts.upsert(by, input))
      assert.deepStrictEqual([again.created, again.contact.id], [false, first.contact.id])
      assert.deepStrictEqual(callsOf(sent), ["POST contacts/filter"])
      const [changed, more] = yield* Requests.during(
        contacts.upsert(by, { ...input, name: "Ann B", attributes: { plan: "pro", seats: 4 }, tags: ["vip"] })
      )
      assert.deepStrictEqual(more[1]?.json, { name: "Ann B", custom_attributes: { seats: 4 } })
      assert.deepStrictEqual([changed.contact.name, changed.contact.tags], ["Ann B", ["vip"]])
      assert.deepStrictEqual(changed.contact.attributes, { plan: "pro", seats: 4 })
    })
  )

  onAccount("two at once end with one contact", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const upsert = contacts.upsert({ email: "ann@example.com" }, { name: "Ann" })
      yield* slowCreation
      const both = yield* Requests.whileTimePasses(Effect.all([upsert, upsert, upsert], { concurrency: "unbounded" }))
      assert.strictEqual(yield* countContacts, 1)
      assert.deepStrictEqual(both.map(({ created }) => created).sort(), [false, false, true])
    })
  )

  onAccount("two at once by an address end with one contact, although the server answers the second 500", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const by = (yield* apiIdentity("ann-1")) as Identity & { channelId: ChannelId }
      const upsert = contacts.upsert(by, { name: "Ann" })
      yield* slowCreation
      const both = yield* Requests.whileTimePasses(Effect.all([upsert, upsert], { concurrency: "unbounded" }))
      assert.strictEqual(yield* countContacts, 1)
      assert.deepStrictEqual(both.map(({ created }) => created).sort(), [false, true])
    })
  )

  onAccount("a collision on another key is told, with its owner, and changes nobody", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.create({ name: "Ann", email: "ann@example.com" })
      const error = yield* Requests.failing(
        contacts.upsert({ externalId: "crm-7" }, { name: "X", email: "ann@example.com" })
      )
      assert.deepStrictEqual(conflict(error), { existingId: ann.id, fields: ["email"] })
      assert.strictEqual((yield* contacts.get(ann.id)).name, "Ann")
    })
  )

  onAccount("adds the identities that a contact does not have yet", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const at = yield* apiIdentity("ann-1")
      yield* contacts.create({ email: "ann@example.com" })
      const { contact, created } = yield* contacts.upsert({ email: "ann@example.com" }, { identities: [at] })
      assert.deepStrictEqual([created, contact.identities], [false, [at]])
      const [, sent] = yield* Requests.during(contacts.upsert({ email: "ann@example.com" }, { identities: [at] }))
      assert.deepStrictEqual(callsOf(sent), ["POST contacts/filter"])
    })
  )

  onAccount("by an address without an inbox needs an address that is a phone number or an e-mail address", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contact } = yield* contacts.upsert({ channelType: "whatsapp", address: "15550100" }, { name: "Ann" })
      assert.strictEqual(contact.phone, "+15550100")
      const again = yield* contacts.upsert({ channelType: "whatsapp", address: "15550100" }, { name: "Ann" })
      assert.deepStrictEqual([again.created, again.contact.id], [false, contact.id])
      const error = yield* Requests.failing(
        contacts.upsert({ channelType: "telegram", address: "77" }, { name: "Tom" })
      )
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
    })
  )
})
