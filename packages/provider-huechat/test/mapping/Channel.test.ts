import { assert, describe, it } from "@effect/vitest"
import { toChannelReference, toChannelType, toTemplateChannel } from "../../src/mapping/Channel.ts"

describe("channels", () => {
  it.each([
    ["Channel::WebWidget", "webchat"],
    ["Channel::Whatsapp", "whatsapp"],
    ["WhatsApp", "whatsapp"],
    ["web chat", "webchat"],
    ["web_widget", "webchat"],
    ["Channel::Email", "email"],
    ["Channel::Api", "api"],
    ["Channel::TwilioSms", "sms"],
    ["Channel::FacebookPage", "facebook"],
    ["Channel::OfALaterRelease", "other"],
    ["constructor", "other"],
    ["", "other"]
  ] as const)("%s is %s", (vendorType, type) => {
    assert.strictEqual(toChannelType(vendorType), type)
  })

  it("are as much as is told: the kind in conversations, the inbox in messages", () => {
    assert.deepStrictEqual(
      { ...toChannelReference("Channel::WebWidget", 3, "Website") },
      { id: "3", type: "webchat", vendorType: "Channel::WebWidget", name: "Website" }
    )
    assert.deepStrictEqual({ ...toChannelReference(undefined, 3) }, { id: "3", type: "other" })
    for (const none of [null, undefined, ""])
      assert.deepStrictEqual({ ...toChannelReference(null, none) }, { type: "other" })
  })

  it("contradiction 38: an inbox of templates is WhatsApp's, whatever of it is told", () => {
    assert.deepStrictEqual({ ...toTemplateChannel({ id: 4 }) }, { id: "4", type: "whatsapp" })
    assert.deepStrictEqual(
      { ...toTemplateChannel({ id: 4, name: "Sales", channel_type: "Channel::Whatsapp", phone_number: "+15550100" }) },
      { id: "4", type: "whatsapp", vendorType: "Channel::Whatsapp", name: "Sales", address: "+15550100" }
    )
    assert.deepStrictEqual(
      { ...toTemplateChannel({ id: 4, name: 7, phone_number: null }) },
      { id: "4", type: "whatsapp" }
    )
  })
})
