import { assert, describe, it } from "@effect/vitest"
import { toChannel, toChannelReference, toChannelType } from "../../src/mapping/Channel.ts"
import { fromBotId, toAgent, toAgentId, toBotId, toTag, toTeam } from "../../src/mapping/Directory.ts"

describe("channels", () => {
  it("has a word for each kind, and keeps the vendor's where it has none", () => {
    assert.strictEqual(toChannelType("Channel::WebWidget"), "webchat")
    assert.strictEqual(toChannelType("Channel::Tiktok"), "other")
    assert.strictEqual(toChannelType("constructor"), "other")
    assert.deepStrictEqual<unknown>(toChannelReference("Channel::Tiktok", 8, ""), {
      id: "8",
      type: "other",
      vendorType: "Channel::Tiktok"
    })
    assert.deepStrictEqual<unknown>(toChannelReference(null, null), { type: "other" })
  })

  it("reads an inbox with its address; a Twilio one by its medium", () => {
    const inbox = { id: 6, name: "Orders", channel_type: "Channel::TwilioSms", phone_number: "+15550199" }
    assert.deepStrictEqual<unknown>(toChannel({ ...inbox, medium: "whatsapp" }), {
      id: "6",
      type: "whatsapp",
      vendorType: "Channel::TwilioSms",
      name: "Orders",
      address: "+15550199"
    })
    assert.strictEqual(toChannel({ ...inbox, medium: "sms" }).type, "sms")
    assert.strictEqual(toChannel({ id: 5, channel_type: "Channel::Api", inbox_identifier: "Kx1" }).address, "Kx1")
  })
})

describe("people, teams and labels", () => {
  it("reads them", () => {
    assert.deepStrictEqual<unknown>(
      toAgent({ id: 7, name: "Bo Agent", email: "bo@example.com", availability_status: "busy" }),
      { id: "7", name: "Bo Agent", email: "bo@example.com", availability: "busy" }
    )
    assert.deepStrictEqual<unknown>(toAgent({ id: 7, name: "", available_name: "Bo", availability_status: "away" }), {
      id: "7",
      name: "Bo"
    })
    assert.deepStrictEqual<unknown>(toTeam({ id: 2, name: "orders" }), { id: "2", name: "orders" })
    assert.deepStrictEqual<unknown>(toTag({ id: 4, title: "vip", description: null, color: "#1f93ff" }), {
      id: "4",
      name: "vip",
      color: "#1f93ff"
    })
  })

  it("tells a bot's id from an agent's", () => {
    assert.strictEqual(toBotId(5), "AgentBot:5")
    assert.strictEqual(fromBotId(toBotId(5)), 5)
    assert.isUndefined(fromBotId(toAgentId(5)))
    assert.isUndefined(fromBotId(toBotId(5, "Captain")))
  })
})
