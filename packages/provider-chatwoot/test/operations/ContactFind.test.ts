/** `contacts.find`: by each key, exactly, in as few calls as it can. */

import type { ChannelId, PhoneNumber } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Option } from "effect"
import { callsOf, onAccount } from "./Account.ts"

const phone = (text: string) => text as PhoneNumber
const channel = (id: number) => String(id) as ChannelId

describe("contacts.find", () => {
  onAccount("finds by phone, e-mail and external id, each by one call that counts against no limit of its own", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.create({
        name: "Ann",
        email: "Ann@Example.com",
        phone: phone("+15550100"),
        externalId: "crm-7"
      })
      for (const by of [{ phone: phone("+15550100") }, { email: "ANN@example.com" }, { externalId: "crm-7" }]) {
        const [found, sent] = yield* Requests.during(contacts.find(by))
        assert.strictEqual(Option.getOrThrow(found).id, ann.id)
        assert.deepStrictEqual(callsOf(sent), ["POST contacts/filter"])
      }
    })
  )

  onAccount("an external id is found with its capital letters, and not without them", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      for (let number = 0; number < 40; number++) yield* contacts.create({ externalId: `KUNDE-A${number}` })
      const wanted = yield* contacts.create({ externalId: "KUNDE-A" })
      assert.strictEqual(Option.getOrThrow(yield* contacts.find({ externalId: "KUNDE-A" })).id, wanted.id)
      assert.isTrue(Option.isNone(yield* contacts.find({ externalId: "kunde-a" })))
      assert.isTrue(Option.isNone(yield* contacts.find({ externalId: "KUNDE-B" })))
    })
  )

  onAccount("does not take a part for the whole", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      yield* contacts.create({ email: "joanne@example.com", phone: phone("+155501001"), externalId: "crm-77" })
      assert.isTrue(Option.isNone(yield* contacts.find({ email: "anne@example.com" })))
      assert.isTrue(Option.isNone(yield* contacts.find({ phone: phone("+15550100") })))
      assert.isTrue(Option.isNone(yield* contacts.find({ externalId: "crm-7" })))
    })
  )

  onAccount("finds by the address in an API inbox, also before there is a conversation", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const at = { channelType: "api", channelId: channel(chatwoot.inboxes.api), address: "visitor/7 +x" } as const
      const made = yield* contacts.create({ name: "No keys", identities: [at] })
      const found = Option.getOrThrow(yield* contacts.find(at))
      assert.strictEqual(found.id, made.id)
      assert.deepStrictEqual(found.identities, [at])
      assert.isTrue(Option.isNone(yield* contacts.find({ ...at, address: "visitor/8" })))
    })
  )

  onAccount("finds by the address in other inboxes through conversations, and of the right kind only", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const { api, telegram } = chatwoot.inboxes
      // The same address in two inboxes is two people.
      yield* contacts.create({
        name: "Api",
        identities: [{ channelType: "api", channelId: channel(api), address: "77" }]
      })
      const { contactId } = yield* chatwoot.receive({ inboxId: telegram, contact: { name: "Tom" }, content: "Hi" })
      const tom = yield* contacts.get(String(contactId) as never)
      const address = tom.identities?.[0]?.address ?? ""
      const by = { channelType: "telegram", address } as const
      assert.strictEqual(Option.getOrThrow(yield* contacts.find(by)).id, tom.id)
      assert.strictEqual(Option.getOrThrow(yield* contacts.find({ ...by, channelId: channel(telegram) })).id, tom.id)
      assert.isTrue(Option.isNone(yield* contacts.find({ channelType: "line", address })))
      assert.isTrue(Option.isNone(yield* contacts.find({ ...by, address: "77" })))
    })
  )

  onAccount("an address that is a phone number or an e-mail address finds the contact who has it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const ann = yield* contacts.create({ email: "ann@example.com", phone: phone("+15550100") })
      for (const by of [
        { channelType: "whatsapp", address: "15550100" },
        { channelType: "whatsapp", address: "whatsapp:+15550100" },
        { channelType: "sms", address: "+15550100" },
        { channelType: "email", address: "ann@example.com" }
      ] as const) {
        assert.strictEqual(Option.getOrThrow(yield* contacts.find(by)).id, ann.id)
      }
      assert.isTrue(Option.isNone(yield* contacts.find({ channelType: "telegram", address: "15550100" })))
    })
  )
})
