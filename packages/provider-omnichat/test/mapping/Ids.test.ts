/** Ids parse back, whatever they are made of, and are spelled in one way wherever the parts come from. */
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { fromId, isGroup, toAddress, toContactId, toConversationId, toUser } from "../../src/mapping/Ids.ts"
import * as WhatsApp from "../../src/whatsapp/index.ts"

const part = Schema.NonEmptyString

describe("ids", () => {
  it.prop("parse back", { platform: part, channelId: part, user: part }, (address) => {
    const wellFormed = Object.values(address).every((text) => text.isWellFormed())
    if (wellFormed) assert.deepStrictEqual(fromId(toContactId(address)), address)
  })

  it("of a contact and its conversation are the same, and WhatsApp's own", () => {
    const address = toAddress("whatsapp", "+1 800 555-0100", "+15550100100")
    assert.strictEqual<string>(toContactId(address), "whatsapp:18005550100:15550100100")
    assert.strictEqual<string>(toConversationId(address), toContactId(address))
    assert.strictEqual(toContactId(address), WhatsApp.toContactId("18005550100", "15550100100"))
  })

  it("call the web chat by one name", () => {
    for (const name of ["webchat", "website", "web"]) {
      assert.strictEqual<string>(toContactId(toAddress(name, name, "u:1")), "webchat:webchat:u%3A1")
    }
  })

  it("are of the user id, else of the BSUID", () => {
    assert.strictEqual(toUser("15550100100", "US.1"), "15550100100")
    assert.strictEqual(toUser(null, "US.1"), "US.1")
    assert.strictEqual(toUser("", undefined), undefined)
  })

  it("tell a group from a person", () => {
    const groups = ["15550100100", "US.13491208655302741918", "Y2FwaV9ncm91cDox"].map((user) =>
      isGroup(toAddress("whatsapp", "1", user))
    )
    assert.deepStrictEqual(groups, [false, false, true])
    assert.isFalse(isGroup(toAddress("line", "1", "Uabc")))
  })

  it("of other forms are none", () => {
    for (const id of ["17", "whatsapp:1", "a:b:c:d", "whatsapp::1", "a:%ZZ:b"]) assert.isUndefined(fromId(id as never))
  })
})
