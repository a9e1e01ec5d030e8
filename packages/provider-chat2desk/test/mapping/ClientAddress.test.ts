/** What stands in a client's `phone` (chat2desk-wire B7). */
import { type ChannelReference, type Contact, Identity } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type ClientPhones, fromIdentity, fromPhone, toReach as read } from "../../src/mapping/ClientAddress.ts"
import { toChannelReference } from "../../src/mapping/Ids.ts"

const at = (transport: string): ReadonlyArray<ChannelReference> => {
  const channel = toChannelReference(18337, transport)
  return channel === undefined ? [] : [channel]
}

const toReach = (client: ClientPhones, channels: ReadonlyArray<ChannelReference> = []) =>
  present(read(client, channels))

type Reach = ReturnType<typeof toReach>

/** A reach as the domain has it, without its brands. */
const reach = (fields: Schema.Schema.Type<typeof Plain>): Reach => fields as Reach

const Plain = Schema.Struct({
  identities: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        channelType: Identity.fields.channelType,
        channelId: Schema.optionalKey(Schema.String),
        address: Schema.String
      })
    )
  ),
  phone: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String)
})

describe("an address without a channel", () => {
  it.each<readonly [string, number | string | null | undefined, Schema.Schema.Type<typeof Plain>]>([
    [
      "a Telegram id is no phone number",
      "[tg] 734937551",
      { identities: [{ channelType: "telegram", address: "734937551" }] }
    ],
    [
      "a Telegram number is one",
      "[tg_user] 15550100123",
      { identities: [{ channelType: "telegram", address: "+15550100123" }], phone: "+15550100123" }
    ],
    [
      "with its + too",
      "[tg_user] +15550100123",
      { identities: [{ channelType: "telegram", address: "+15550100123" }], phone: "+15550100123" }
    ],
    ["a web chat's session", "[chat] 1d0bb2e2", { identities: [{ channelType: "webchat", address: "1d0bb2e2" }] }],
    ["digits alone are a number, on nobody knows which messenger", "15550100123", { phone: "+15550100123" }],
    ["also as a number", 15550100123, { phone: "+15550100123" }],
    [
      "an e-mail address",
      "ann@example.com",
      { identities: [{ channelType: "email", address: "ann@example.com" }], email: "ann@example.com" }
    ],
    ["a word that names a messenger", "[vk] 42", { identities: [{ channelType: "vk", address: "[vk] 42" }] }],
    ["a word that nobody knows", "[id] 1", { identities: [{ channelType: "other", address: "[id] 1" }] }],
    ["an id without a word", "abc-123", { identities: [{ channelType: "other", address: "abc-123" }] }],
    ["nothing", "", {}],
    ["null", null, {}],
    ["a word alone", "[tg] ", {}],
    ["not told", undefined, {}]
  ])("%s", (_, phone, expected) => {
    assert.deepStrictEqual(toReach({ phone }), reach(expected))
  })
})

describe("an address on channels", () => {
  it("is the contact's on each of its kind", () => {
    const channels = [...at("whatsapp"), ...at("sms"), ...at("telegram")]
    assert.deepStrictEqual(
      toReach({ phone: "[tg] 1" }, channels),
      reach({ identities: [{ channelType: "telegram", channelId: "18337:telegram", address: "1" }] })
    )
    assert.lengthOf(toReach({ phone: "15550100123" }, [...at("whatsapp"), ...at("sms")]).identities ?? [], 2)
  })

  it("is claimed for none of another kind", () => {
    assert.deepStrictEqual(
      toReach({ phone: "[tg] 1" }, at("whatsapp")),
      reach({ identities: [{ channelType: "telegram", address: "1" }] })
    )
  })

  it("digits are no phone number where messengers have ids of their own", () => {
    assert.deepStrictEqual(
      toReach({ phone: "15550100123" }, at("vk")),
      reach({ identities: [{ channelType: "vk", channelId: "18337:vk", address: "15550100123" }] })
    )
  })
})

describe("client_phone", () => {
  it("is the contact's number when it has a +, before the address", () => {
    const { phone } = toReach({ phone: "15550100123", client_phone: "+1 (555) 010-0199" }, at("whatsapp"))
    assert.strictEqual(phone, "+15550100199" as Contact["phone"])
  })

  it("is never completed: 8 921 ... is a Russian number of no E.164", () => {
    assert.deepStrictEqual(toReach({ client_phone: 89211234567 }), {})
    assert.deepStrictEqual(toReach({ client_phone: "380504312345" }), {})
    for (const none of ["", null]) assert.deepStrictEqual(toReach({ client_phone: none }), {})
  })
})

describe("the way back", () => {
  it.each(["[tg] 734937551", "[tg_user] 15550100123", "[chat] 1d0bb2e2", "ann@example.com", "[vk] 42", "[id] 1"])(
    "%s",
    (phone) => {
      const [identity] = toReach({ phone }).identities ?? []
      assert.strictEqual(identity && fromIdentity(identity), phone)
    }
  )

  it("a number goes as digits, with or without its +", () => {
    for (const channelType of ["whatsapp", "viber", "sms"] as const) {
      assert.strictEqual(fromIdentity({ channelType, address: "+1 555 0100" }), "15550100")
      assert.strictEqual(fromIdentity({ channelType, address: "15550100" }), "15550100")
    }
    assert.strictEqual(fromPhone("+15550100"), "15550100")
  })
})
