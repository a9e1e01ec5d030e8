/** Contacts: what is written is read back, a change leaves the rest alone, and two who make the same contact end with one. */
import { Contact, ConversationId } from "@dragoman/core/domain"
import type { ContactKey, ProviderError } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Option, Schema, Stream } from "effect"
import { holdsEntity } from "./Lists.ts"
import type { Setting, Suite } from "./Suite.ts"
import { emailOf, newcomer } from "./Writing.ts"

export const describeContacts = (suite: Suite): void => {
  describeWriting(suite)
  describeUpsert(suite)
  describeTags(suite)
}

const inputOf = (setting: Setting) => ({
  name: `Alice ${setting.unique}`,
  email: emailOf(setting),
  phone: `+1202555${String(Number.parseInt(setting.unique.slice(0, 6), 16))
    .padStart(8, "0")
    .slice(0, 7)}`,
  externalId: `crm-${setting.unique}`
})

const describeWriting = ({ can, capabilities, test }: Suite): void => {
  test(
    "what is created is what get, find and, where there is one, search then show",
    ["contacts.create", "contacts.get", "contacts.find"],
    (setting) =>
      Effect.gen(function* () {
        const { provider, world } = setting
        const input = inputOf(setting)
        const created = yield* provider.contacts.create(input)
        assert.isTrue(Schema.is(Contact)(created))
        holdsEntity(created, world.given.secrets)
        assert.deepInclude(created, input)
        assert.deepInclude(yield* provider.contacts.get(created.id), { id: created.id, ...input })
        const keys: ReadonlyArray<ContactKey> = [
          { email: input.email },
          { phone: input.phone },
          { externalId: input.externalId }
        ]
        for (const by of keys) {
          assert.strictEqual(
            Option.getOrUndefined(yield* provider.contacts.find(by))?.id,
            created.id,
            JSON.stringify(by)
          )
        }
        assert.isTrue(Option.isNone(yield* provider.contacts.find({ email: `not-${input.email}` })))
        if (!can("contacts.search")) return
        const found = yield* Stream.runCollect(provider.contacts.search(input.email))
        assert.include(
          found.map(({ id }) => id),
          created.id
        )
      })
  )

  test(
    "an update changes what it names, clears what is null, and keeps the rest",
    ["contacts.update", "contacts.create", "contacts.get"],
    (setting) =>
      Effect.gen(function* () {
        const { provider } = setting
        const input = inputOf(setting)
        const keepsAttributes = capabilities.values.attributes.on.includes("contact")
        const { id } = yield* provider.contacts.create({
          ...input,
          ...(keepsAttributes ? { attributes: { kept: "yes", gone: "soon" } } : {})
        })
        yield* provider.contacts.update(id, {
          name: "Bob",
          externalId: null,
          ...(keepsAttributes ? { attributes: { gone: null, added: 1 } } : {})
        })
        const contact = yield* provider.contacts.get(id)
        assert.deepInclude(contact, { name: "Bob", email: input.email, phone: input.phone })
        assert.notProperty(contact, "externalId")
        if (!keepsAttributes) return
        const { level } = capabilities.operations["contacts.update"]
        assert.include(level === "partial" ? [1, "1"] : [1], contact.attributes?.added, "only partly may it be text")
        assert.deepStrictEqual(contact.attributes, { kept: "yes", added: contact.attributes?.added })
      })
  )

  test(
    "a key that somebody else has is a Conflict, which names the owner where the vendor can tell",
    ["contacts.create"],
    (setting) =>
      Effect.gen(function* () {
        const input = inputOf(setting)
        const { id } = yield* setting.provider.contacts.create(input)
        const error = yield* Effect.flip(setting.provider.contacts.create({ ...input, name: "Other" }))
        assert.strictEqual(error.reason._tag, "Conflict")
        assert.strictEqual(error.applied, "no")
        if (error.reason._tag === "Conflict" && error.reason.existingId !== undefined) {
          assert.strictEqual(error.reason.existingId, id)
        }
        assert.strictEqual(yield* setting.world.contactsWithEmail(input.email), 1)
      })
  )

  test("a contact is blocked and unblocked", ["contacts.setBlocked", "contacts.get"], (setting) =>
    Effect.gen(function* () {
      const { contactId } = yield* newcomer(setting)
      for (const blocked of [true, false]) {
        yield* setting.provider.contacts.setBlocked(contactId, blocked)
        assert.strictEqual(yield* setting.world.blocked(contactId), blocked)
        // Some vendors never show it.
        assert.include([blocked, undefined], (yield* setting.provider.contacts.get(contactId)).blocked)
      }
    })
  )

  test("a deleted contact is NotFound", ["contacts.delete", "contacts.create", "contacts.get"], (setting) =>
    Effect.gen(function* () {
      const { id } = yield* setting.provider.contacts.create(inputOf(setting))
      yield* setting.provider.contacts.delete(id)
      assert.strictEqual((yield* Effect.flip(setting.provider.contacts.get(id))).reason._tag, "NotFound")
    })
  )

  test("a contact's conversations are listed, and no other's", ["conversations.listByContact"], (setting) =>
    Effect.gen(function* () {
      const { contactId, conversationId } = yield* newcomer(setting)
      const listed = yield* Stream.runCollect(setting.provider.conversations.listByContact(contactId))
      assert.deepStrictEqual(
        listed.map(({ id }) => id),
        [ConversationId.make(conversationId)]
      )
    })
  )
}

const describeUpsert = ({ test }: Suite): void => {
  test("upsert creates what is not there and brings up what is", ["contacts.upsert", "contacts.get"], (setting) =>
    Effect.gen(function* () {
      const { provider, world } = setting
      const input = inputOf(setting)
      const by = { email: input.email }
      const first = yield* provider.contacts.upsert(by, { ...input, name: "First" })
      const second = yield* provider.contacts.upsert(by, { name: "Second" })
      assert.deepStrictEqual([first.created, second.created], [true, false])
      assert.strictEqual(first.contact.id, second.contact.id)
      const contact = yield* provider.contacts.get(first.contact.id)
      assert.deepInclude(contact, { name: "Second", email: input.email, externalId: input.externalId })
      assert.strictEqual(yield* world.contactsWithEmail(input.email), 1)
    })
  )

  test("two upserts at once end with one contact", ["contacts.upsert"], (setting) =>
    Effect.gen(function* () {
      const { email, phone } = inputOf(setting)
      // Some vendors have nobody without an address on a channel, which a phone number is.
      const upsert = setting.provider.contacts.upsert({ email }, { name: "Alice", phone })
      const results = yield* Effect.all([upsert, upsert], { concurrency: "unbounded" })
      assert.strictEqual(results[0].contact.id, results[1].contact.id)
      assert.deepStrictEqual(results.map(({ created }) => created).toSorted(), [false, true])
      assert.strictEqual(yield* setting.world.contactsWithEmail(email), 1)
    })
  )
}

const describeTags = ({ capabilities, skip, test }: Suite): void => {
  const title = "a contact's tags are added, removed and set, and the others stay"
  if (!capabilities.values.tags.on.includes("contact")) skip(title, "contacts have no tags")
  else
    test(title, ["contacts.addTags", "contacts.removeTags", "contacts.setTags"], (setting) =>
      Effect.gen(function* () {
        const { contacts } = setting.provider
        const { contactId } = yield* newcomer(setting)
        yield* holdsTags(contacts, contactId, setting.world.given.tags)
        const shown = yield* contacts.get(contactId, { with: ["tags"] })
        assert.sameMembers([...(shown.tags ?? [])], [setting.world.given.tags[2]])
      })
    )
}

type Tagging<Id> = (id: Id, tags: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, ProviderError>

/** The steps that hold for whatever can be tagged; the third tag stays at the end. */
export const holdsTags = <Id>(
  {
    addTags,
    removeTags,
    setTags
  }: { readonly addTags: Tagging<Id>; readonly removeTags: Tagging<Id>; readonly setTags: Tagging<Id> },
  id: Id,
  [one, two, three]: readonly [string, string, string]
) =>
  Effect.gen(function* () {
    const is = (tags: ReadonlyArray<string>, ...wanted: ReadonlyArray<string>) =>
      assert.sameMembers([...tags], [...wanted])
    is(yield* addTags(id, [one]), one)
    is(yield* addTags(id, [two, one]), one, two)
    is(yield* addTags(id, [three]), one, two, three)
    is(yield* removeTags(id, [two]), one, three)
    is(yield* removeTags(id, [two]), one, three)
    is(yield* setTags(id, [three]), three)
    is(yield* setTags(id, []))
    is(yield* setTags(id, [three]), three)
  })
