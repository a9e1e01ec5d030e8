/** A client's row, its custom fields by name, and the request that says the same back. */
import { ChannelId, type Contact } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { toContact } from "../../src/mapping/Contact.ts"
import { contactDifference, contactIssues, fromContactPatch } from "../../src/mapping/ContactFields.ts"
import { fromAttributes, toAttributes, toFieldNames } from "../../src/mapping/CustomFields.ts"
import { toTagRows } from "../../src/mapping/TagRows.ts"

const fields = toFieldNames([
  { id: 1, name: "City" },
  { id: 2, name: "Level" },
  { id: 3, name: null }
])

/** The vendor's own sample of a list, with the JSON that was meant. */
const row = {
  id: 50485,
  name: "Username",
  avatar: "http://site.com/images/users/client/1112233_1.jpg",
  phone: "[id] 1",
  external_id: null,
  assigned_name: "New name",
  comment: "This is comment",
  client_phone: 89211234567,
  region_id: 1495,
  country_id: 2,
  client_external_id: null,
  external_ids: {},
  extra_comment_1: null,
  extra_comment_2: null,
  custom_fields: { "1": "Field 1", "2": "Field 2", "3": "Field 3" },
  extra_comment_3: null
}

describe("a client", () => {
  it("of the documentation is what its row says; a number without a country is nobody's phone", () => {
    assert.deepStrictEqual<unknown>(toContact(row, { fields }), {
      id: "50485",
      name: "New name",
      avatarUrl: "http://site.com/images/users/client/1112233_1.jpg",
      identities: [{ channelType: "other", address: "[id] 1" }],
      attributes: { City: "Field 1", Level: "Field 2", "3": "Field 3" },
      note: "This is comment"
    })
  })

  it("read by itself has times, and what else was read beside it", () => {
    const alone = {
      id: 17340089,
      assigned_name: null,
      phone: "15550100101",
      client_phone: "",
      name: "Ann",
      avatar: "",
      external_id: "crm-7",
      first_client_message: "2015-12-27T18:36:41 UTC",
      last_client_message: "2023-01-28T20:29:25 UTC"
    }
    const context = {
      fields,
      channels: [{ id: ChannelId.make("1:whatsapp"), type: "whatsapp" as const, vendorType: "whatsapp" }],
      tags: ["VIP"]
    }
    assert.deepStrictEqual<unknown>(toContact(alone, context), {
      id: "17340089",
      name: "Ann",
      externalId: "crm-7",
      identities: [{ channelType: "whatsapp", channelId: "1:whatsapp", address: "15550100101" }],
      phone: "+15550100101",
      tags: ["VIP"],
      createdAt: "2015-12-27T18:36:41.000Z",
      lastActivityAt: "2023-01-28T20:29:25.000Z"
    })
  })

  it("whose nickname repeats the address has no name", () => {
    const { name } = toContact({ id: 1, name: "[chat] 1d0b", phone: "[chat] 1d0b" }, { fields })
    assert.isUndefined(name)
  })

  it("is blocked where something says so, in either form", () => {
    const blocked = (more: object) => toContact({ id: 1, ...more }, { fields }).blocked
    assert.deepStrictEqual(
      [blocked({ ban_status: 1 }), blocked({ ban_status: 0 }), blocked({ is_blocked: true }), blocked({})],
      [true, false, true, undefined]
    )
  })
})

describe("custom fields", () => {
  it("that share a name, or that nobody lists, keep their number", () => {
    const names = toFieldNames([
      { id: 1, name: "Phone" },
      { id: 2, name: "Phone" },
      { id: 3, name: "City" }
    ])
    assert.deepStrictEqual(toAttributes({ "1": "a", "2": "b", "3": "c", "9": "d" }, names), {
      "1": "a",
      "2": "b",
      City: "c",
      "9": "d"
    })
    assert.deepStrictEqual(
      [names.numberOf("Phone"), names.numberOf("2"), names.numberOf("City")],
      [undefined, "2", "3"]
    )
  })

  it("that are empty are none, and an empty list is none of them", () => {
    assert.deepStrictEqual(toAttributes({ "1": "", "2": null }, fields), {})
    assert.deepStrictEqual(toAttributes([], fields), {})
    assert.isUndefined(toAttributes(undefined, fields))
    assert.isUndefined(toAttributes(null, fields))
  })

  it("are text: what is none is written as JSON, what is null as nothing", () => {
    assert.deepStrictEqual(fromAttributes({ City: 7, Level: null, "3": ["a"] }, fields), {
      "1": "7",
      "2": "",
      "3": '["a"]'
    })
  })
})

describe("a patch", () => {
  it("names what it changes, and clears what is null", () => {
    assert.deepStrictEqual(fromContactPatch({}, fields), {})
    assert.deepStrictEqual<unknown>(fromContactPatch({ name: null, phone: "+15550100101", blocked: null }, fields), {
      nickname: null,
      assigned_phone: "+15550100101",
      ban_status: 0
    })
  })

  it("that cannot be written says of each field why", () => {
    const issues = contactIssues({ avatarUrl: null, note: "VIP", attributes: { City: "Oslo", Shoe: 44 } }, fields)
    assert.deepStrictEqual(
      issues.map(({ field }) => field),
      ["avatarUrl", "note", "attributes.Shoe"]
    )
  })

  it("of an upsert is the least that differs", () => {
    const contact = { id: "1", name: "Ann", email: "ann@example.com", attributes: { City: "7" } } as unknown as Contact
    const same = { name: "Ann", email: "ANN@example.com", blocked: false, attributes: { City: 7 } }
    assert.deepStrictEqual(contactDifference(same, contact), {})
    const other = { name: "Bob", blocked: true, attributes: { City: "7", Level: "GOLD" } }
    assert.deepStrictEqual<unknown>(contactDifference(other, contact), {
      name: "Bob",
      blocked: true,
      attributes: { Level: "GOLD" }
    })
  })
})

describe("tags in a row", () => {
  it("are read in any of the forms that there may be", () => {
    assert.deepStrictEqual<unknown>(toTagRows([{ id: 1, label: "VIP" }, { id: "2", name: "gold" }, { id: 3 }, 4, {}]), [
      { id: "1", label: "VIP" },
      { id: "2", label: "gold" },
      { id: "3" },
      { id: "4" }
    ])
    assert.isUndefined(toTagRows(undefined))
  })
})
