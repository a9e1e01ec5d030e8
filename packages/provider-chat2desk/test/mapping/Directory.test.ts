/** Channels, operators, tags, fields and the company, from the vendor's own samples. */
import { assert, describe, it } from "@effect/vitest"
import { toFieldNames } from "../../src/mapping/CustomFields.ts"
import { toAccount, toAgent, toAttributeDefinition, toChannels, toTag, toTeam } from "../../src/mapping/Directory.ts"

describe("the directory", () => {
  it("a channel is as many as it has transports", () => {
    const channel = {
      id: 21750,
      name: "Channel fbe77d12e6b0 (auto)",
      phone: "1676531532",
      transports: ["whatsapp", "widget", null, ""]
    }
    assert.deepStrictEqual<unknown>(toChannels(channel), [
      {
        id: "21750:whatsapp",
        type: "whatsapp",
        vendorType: "whatsapp",
        name: "Channel fbe77d12e6b0 (auto)",
        address: "1676531532"
      },
      { id: "21750:widget", type: "webchat", vendorType: "widget", name: "Channel fbe77d12e6b0 (auto)" }
    ])
    assert.isEmpty(toChannels({ id: 1, transports: null }))
  })

  it("an operator whose last name is the word null has none", () => {
    const admin = { id: 1123, email: "example@mail.com", first_name: "Administrator", last_name: "null" }
    assert.deepStrictEqual<unknown>(toAgent({ ...admin, online: 1, status_id: 1 }), {
      id: "1123",
      name: "Administrator",
      email: "example@mail.com",
      availability: "busy"
    })
    const availability = (online: number | null, status_id: number | null) =>
      toAgent({ ...admin, online, status_id }).availability
    assert.deepStrictEqual(
      [availability(1, 0), availability(1, null), availability(0, 0), availability(null, 0)],
      ["online", "online", "offline", undefined]
    )
  })

  it("groups, tags and the company", () => {
    assert.deepStrictEqual<unknown>(toTeam({ id: 3373, name: "Group_name" }), { id: "3373", name: "Group_name" })
    const tag = { description: "01", group_id: 1425, group_name: "Tags", id: 5931, label: "Tag 01" }
    assert.deepStrictEqual<unknown>(toTag(tag), { id: "5931", name: "Tag 01", description: "01", group: "Tags" })
    const company = { companyID: 62980, company_name: "Example Shop", current_version: 1 }
    assert.deepStrictEqual<unknown>(toAccount(company), { id: "62980", name: "Example Shop", version: "1" })
  })

  it("a field is keyed as attributes are, and a dropdown has its values", () => {
    const rows = [
      { id: 1, name: "City", type: "input", value: "" },
      { id: 2, name: "City", type: "dropdown", value: "a\nb" },
      { id: 3, name: "Level", type: "slider", value: ["x"] }
    ]
    const names = toFieldNames(rows)
    assert.deepStrictEqual<unknown>(
      rows.map((row) => toAttributeDefinition(row, names)),
      [
        { id: "1", key: "1", name: "City", appliesTo: "contact", valueType: "text" },
        { id: "2", key: "2", name: "City", appliesTo: "contact", valueType: "list", values: ["a", "b"] },
        { id: "3", key: "Level", name: "Level", appliesTo: "contact", valueType: "other" }
      ]
    )
  })
})
