import type { ChannelId } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { fromChannelId, fromId, toChannelId, toChannelReference, toChannelType, toId } from "../../src/mapping/Ids.ts"

describe("a channel's id", () => {
  it("is the vendor's channel and the transport", () => {
    assert.strictEqual(toChannelId(18337, "telegram"), "18337:telegram" as ChannelId)
    assert.deepStrictEqual(fromChannelId("18337:telegram" as ChannelId), { channelId: "18337", transport: "telegram" })
  })

  it.prop(
    "parses back, whatever the transport is called",
    [Schema.Natural, Schema.NonEmptyString],
    ([id, transport]) => {
      const spelled = transport.toWellFormed()
      assert.deepStrictEqual(fromChannelId(toChannelId(id, spelled)), { channelId: String(id), transport: spelled })
    }
  )

  it("is none without both", () => {
    for (const text of ["", "18337", "18337:", ":telegram", "1:2:3", "%:%"]) {
      assert.isUndefined(fromChannelId(text as ChannelId), text)
    }
  })
})

describe("an id", () => {
  it("comes as a number and as text, and none as null, 0 or nothing", () => {
    assert.strictEqual(toId(40818), "40818")
    assert.strictEqual(toId("2325532"), "2325532")
    for (const none of [null, undefined, 0, ""]) assert.isUndefined(toId(none))
  })

  it("goes back as a number, if it is one", () => {
    assert.strictEqual(fromId("40818"), 40818)
    for (const text of ["", "0", "-1", "1.5", "1e3", "TICK-1", "040", " 1", "99999999999999999999"]) {
      assert.isUndefined(fromId(text), text)
    }
  })
})

describe("a transport", () => {
  it.each([
    ["whatsapp", "whatsapp"],
    ["wa_dialog", "whatsapp"],
    ["wa_of_tomorrow", "whatsapp"],
    ["telegram", "telegram"],
    ["tg_user", "telegram"],
    ["viber_public", "viber"],
    ["facebook", "facebook"],
    ["insta_i2crm", "instagram"],
    ["insta_official", "instagram"],
    ["vk", "vk"],
    ["wechat", "wechat"],
    ["widget", "webchat"],
    ["external", "api"],
    ["email", "email"],
    ["sms_infobip", "sms"],
    ["ok", "other"],
    ["skype", "other"],
    ["max_bot", "other"],
    ["yandex_dialogs", "other"],
    ["vox_implant", "other"],
    ["constructor", "other"],
    ["", "other"]
  ] as const)("%s is %s", (transport, type) => {
    assert.strictEqual(toChannelType(transport), type)
  })

  it("says the channel, and a channel without one says nothing", () => {
    assert.deepStrictEqual(toChannelReference(18337, "tg_user"), {
      id: "18337:tg_user" as ChannelId,
      type: "telegram",
      vendorType: "tg_user"
    })
    assert.deepStrictEqual(toChannelReference(null, "sms"), { type: "sms", vendorType: "sms" })
    assert.isUndefined(toChannelReference(18337, null))
  })
})
