import type { ContactInput, ContactPatch } from "@dragoman/core/domain"
import { json } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { type ContactSource, toContact } from "../../src/mapping/Contact.ts"
import {
  fromContactInput,
  fromContactPatch,
  toReachable,
  toSearchText,
  unwritable,
  withReachable
} from "../../src/mapping/ContactFields.ts"

const replies = new URL("../fixtures/responses/", import.meta.url)
const documented = (name: string) => {
  const { payload } = json(replies, name) as { readonly payload: ReadonlyArray<ContactSource> }
  return payload.map(toContact)
}

describe("toContact", () => {
  it("reads the documentation's contact of a list: an empty picture and a null identifier are absent", () => {
    assert.deepStrictEqual<unknown>(documented("contacts.list"), [
      {
        id: "1024",
        name: "Sarah Ahmed",
        email: "sarah@example.com",
        phone: "+966501234567",
        blocked: false,
        attributes: { plan: "enterprise", company_size: "50-200" },
        createdAt: "2024-03-01T08:00:00.000Z",
        lastActivityAt: "2024-04-06T10:40:00.000Z"
      }
    ])
  })

  it("reads that of a search, which tells less: what is not told is absent", () => {
    assert.deepStrictEqual<unknown>(documented("contacts.search"), [
      {
        id: "1024",
        name: "Sarah Ahmed",
        email: "sarah@example.com",
        phone: "+966501234567",
        createdAt: "2024-03-01T08:00:00.000Z",
        lastActivityAt: "2024-04-06T10:40:00.000Z"
      }
    ])
  })

  it("completes no phone number, and takes an attribute of null for none", () => {
    const contact = toContact({ id: 1, phone_number: "0501234567", custom_attributes: { plan: null, seats: 0 } })
    assert.deepStrictEqual<unknown>(contact, { id: "1", attributes: { seats: 0 } })
    assert.notProperty(toContact({ id: 1, custom_attributes: [] }), "attributes")
  })

  it("reads inboxes as identities; one without an address names nobody", () => {
    const inbox = { id: 3, channel_type: "Channel::Whatsapp" }
    const contact_inboxes = [{ source_id: "15550100", inbox }, { source_id: "x" }, { source_id: "", inbox }, {}]
    assert.deepStrictEqual<unknown>(toContact({ id: 1, contact_inboxes }).identities, [
      { channelType: "whatsapp", channelId: "3", address: "15550100" },
      { channelType: "other", address: "x" }
    ])
    assert.deepStrictEqual(toContact({ id: 1, contact_inboxes: [] }).identities, [])
    assert.notProperty(toContact({ id: 1 }), "identities")
  })
})

describe("the fields of requests", () => {
  it("a new contact", () => {
    const input: ContactInput = {
      name: "Ann",
      phone: "+15550100",
      externalId: "7",
      blocked: true,
      attributes: { a: 1 }
    }
    assert.deepStrictEqual<unknown>(fromContactInput(input), {
      name: "Ann",
      phone_number: "+15550100",
      identifier: "7",
      custom_attributes: { a: 1 }
    })
    assert.deepStrictEqual<unknown>(
      fromContactInput({ identities: [{ channelType: "email", address: "a@example.com" }] }),
      {
        email: "a@example.com"
      }
    )
  })

  it("a change: absent stays, null clears", () => {
    const patch: ContactPatch = { email: null, externalId: "8", attributes: { a: null } }
    assert.deepStrictEqual<unknown>(fromContactPatch(patch), {
      email: null,
      identifier: "8",
      custom_attributes: { a: null }
    })
  })

  it("names what there is no place for, also when it would be cleared", () => {
    assert.deepStrictEqual(unwritable({ name: "Ann", tags: [], identities: [] }), [])
    assert.deepStrictEqual(unwritable({ note: null, avatarUrl: null }), ["avatarUrl", "note"])
  })

  it("identities are the one phone number and the one e-mail that there is place for", () => {
    const sms = (address: string) => ({ channelType: "sms" as const, address })
    const email = { channelType: "email" as const, address: "ann@example.com" }
    const input: ContactInput = { name: "Ann", identities: [sms("+15550100"), email, sms("15550100")] }
    assert.deepStrictEqual<unknown>(withReachable(input), { name: "Ann", phone: "+15550100", email: "ann@example.com" })
    assert.deepStrictEqual(unwritable(input), [])
    assert.deepStrictEqual(unwritable({ identities: [sms("+15550100"), sms("+15550101")] }), ["identities"])
    assert.deepStrictEqual(unwritable({ phone: "+15550101", identities: [sms("+15550100")] }), ["identities"])
    assert.deepStrictEqual(unwritable({ identities: [{ channelType: "line", address: "U1" }] }), ["identities"])
  })

  it("an address is a phone number or an e-mail on the channels where it is one", () => {
    assert.deepStrictEqual<unknown>(toReachable({ channelType: "sms", address: "+15550100" }), { phone: "+15550100" })
    assert.deepStrictEqual<unknown>(toReachable({ channelType: "whatsapp", address: "not digits" }), {})
    assert.deepStrictEqual<unknown>(toReachable({ channelType: "line", address: "U123" }), {})
  })

  it("conversations are searched for by number, else e-mail, else name, of two characters or more", () => {
    const all = { id: 1, phone_number: "+1 555 0100", email: "ann@example.com", name: "Ann" }
    assert.strictEqual(toSearchText(all), "15550100")
    assert.strictEqual(toSearchText({ ...all, phone_number: "" }), "ann@example.com")
    assert.strictEqual(toSearchText({ id: 1, email: null, name: "Ann" }), "Ann")
    assert.isUndefined(toSearchText({ id: 1, name: "A" }))
  })
})
