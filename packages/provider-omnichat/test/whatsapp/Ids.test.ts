import { parseId } from "@dragoman/core/wire"
import { assert, describe, it } from "@effect/vitest"
import { isBsuid, toChannelId, toContactId, toConversationId, toUser } from "../../src/whatsapp/index.ts"

describe("ids", () => {
  it("parse back, whatever is in them", () => {
    const group = "Y2:Fw%="
    assert.deepStrictEqual(parseId(toConversationId("15550100", group), 3), ["whatsapp", "15550100", group])
    assert.strictEqual(toContactId("15550100", "US.1"), "whatsapp:15550100:US.1")
  })

  it("have the channel's number as digits, or as it came where it has none", () => {
    assert.strictEqual(toChannelId("+1 555-0100"), "15550100")
    assert.strictEqual(toChannelId("15550100"), "15550100")
    assert.strictEqual(toChannelId("{{NUMBER}}"), "{{NUMBER}}")
  })

  it("have a user's number without its plus sign and a BSUID as it is", () => {
    assert.strictEqual(toUser(" +15550123 "), "15550123")
    assert.strictEqual(toUser("US.1"), "US.1")
  })

  it("tell a BSUID from anything else", () => {
    for (const bsuid of ["US.13491208655302741918", "DE.ENT.1a"]) assert.isTrue(isBsuid(bsuid))
    for (const other of ["15550123", "us.1", "US.", "USA.1", "US.1:2", `US.${"1".repeat(129)}`]) {
      assert.isFalse(isBsuid(other))
    }
  })
})
