/** A contact's row, its typed attributes, and the requests that say the same back. */
import { assert, describe, it } from "@effect/vitest"
import { toAttributes } from "../../src/mapping/Attributes.ts"
import { toContact } from "../../src/mapping/Contact.ts"
import { contactDifference, fromContactPatch } from "../../src/mapping/ContactFields.ts"

/** The vendor's own sample, with a reserved number. */
const row = {
  channel: { platform: "line", channelId: "165000000" },
  id: "U2bd582c37356d37cb6d46a823de3a908",
  name: "Alan",
  lastMessageTime: 1604650656053,
  updatedAt: 1604650656053,
  tags: ["VIP", "Sports"],
  customAttributes: [{ key: "MEMBER_TIER", value: "GOLD", type: "text", displayName: "Member Tier" }],
  status: true,
  note: "new customer",
  email: "alan@example.com",
  phone: "15550100100",
  memberId: "9431",
  agentName: null
} as const

describe("a contact", () => {
  it("is what the row says of it", () => {
    assert.deepEqual<unknown>(toContact(row), {
      id: "line:165000000:U2bd582c37356d37cb6d46a823de3a908",
      name: "Alan",
      email: "alan@example.com",
      phone: "+15550100100",
      externalId: "9431",
      identities: [{ channelType: "line", channelId: "165000000", address: "U2bd582c37356d37cb6d46a823de3a908" }],
      tags: ["VIP", "Sports"],
      attributes: { MEMBER_TIER: "GOLD" },
      note: "new customer",
      updatedAt: "2020-11-06T08:17:36.053Z",
      lastActivityAt: "2020-11-06T08:17:36.053Z"
    })
  })

  it("empty text is nothing, and a WhatsApp user has the number of its id", () => {
    const bare = toContact({
      channel: { platform: "whatsapp", channelId: "18005550100" },
      id: "15550100100",
      bsuid: "US.1",
      name: "",
      phone: "",
      memberId: "",
      tags: []
    })
    assert.deepEqual<unknown>(bare, {
      id: "whatsapp:18005550100:15550100100",
      phone: "+15550100100",
      identities: ["15550100100", "US.1"].map((address) => ({
        channelType: "whatsapp",
        channelId: "18005550100",
        address
      })),
      tags: []
    })
  })

  it("local numbers are left out, not completed", () => {
    assert.notProperty(toContact({ ...row, phone: "0912345678" }), "phone")
  })
})

describe("custom attributes", () => {
  it("are read in their types, by word or by number, and what was cleared is gone", () => {
    const attribute = (type: string | number, value: unknown, key = "k") => ({ key, type, value })
    const read = (type: string | number, value: unknown) => toAttributes([attribute(type, value)])?.k
    assert.deepStrictEqual(
      [read("number", "12.5"), read(2, 3), read("boolean", "False"), read(5, true), read("text", "5"), read(1, "x")],
      [12.5, 3, false, true, "5", "x"]
    )
    assert.deepStrictEqual(
      [read("text", ""), read("date", "1970-01-01"), read(4, "1970-01-01 00:00:00"), read("number", null)],
      [undefined, undefined, undefined, undefined]
    )
    assert.strictEqual(read("date", "2025-11-11"), "2025-11-11")
    assert.strictEqual(read("number", "many"), "many")
    assert.isUndefined(toAttributes(null))
  })
})

describe("a request to change a contact", () => {
  it("clears by empty text, and attributes as their types are cleared", () => {
    const known = [
      { key: "n", type: "number", value: 3 },
      { key: "b", type: "boolean", value: true }
    ]
    assert.deepStrictEqual(
      fromContactPatch(
        { name: null, phone: null, externalId: null, attributes: { n: null, b: null, t: null, x: 1 } },
        known
      ),
      {
        name: "",
        phone: "",
        memberId: "",
        customAttributes: [
          { key: "n", value: 0 },
          { key: "b", value: false },
          { key: "t", value: "" },
          { key: "x", value: 1 }
        ]
      }
    )
    assert.deepStrictEqual(fromContactPatch({}), {})
  })

  it("says only what is different", () => {
    const contact = toContact(row)
    const same = { name: "Alan", tags: ["Sports", "VIP"], attributes: { MEMBER_TIER: "GOLD" }, phone: "+15550100100" }
    assert.deepStrictEqual(contactDifference(same, contact), {})
    assert.deepEqual<unknown>(
      contactDifference({ ...same, name: "Al", tags: ["VIP"], attributes: { MEMBER_TIER: "GOLD", x: 1 } }, contact),
      { name: "Al", tags: ["VIP"], attributes: { x: 1 } }
    )
  })
})
