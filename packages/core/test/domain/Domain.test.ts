import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import * as Domain from "../../src/domain/index.ts"

const accepts = (schema: Schema.Constraint, value: unknown) => Schema.is(schema as Schema.Schema<unknown>)(value)

const at = "2026-01-01T00:00:00.000Z"

const message = {
  id: "m1",
  direction: "inbound",
  visibility: "public",
  author: { type: "contact", id: "c1", name: "Ada" },
  content: [{ type: "text", text: "hello" }]
}

const conversation = { id: "v1", channel: { type: "whatsapp" }, status: "open" }

describe("entities", () => {
  it("need little", () => {
    assert.isTrue(accepts(Domain.Contact, { id: "c1" }))
    assert.isTrue(accepts(Domain.Conversation, conversation))
    assert.isTrue(accepts(Domain.Message, message))
    assert.isTrue(accepts(Domain.Channel, { id: "h1", type: "other", vendorType: "Channel::New" }))
    assert.isTrue(accepts(Domain.Agent, { id: "a1" }))
    assert.isTrue(accepts(Domain.Tag, { name: "vip" }))
  })

  it("say absent by an absent key, never by null, nothing or an empty id", () => {
    assert.isFalse(accepts(Domain.Contact, { id: "" }))
    assert.isFalse(accepts(Domain.Contact, { id: "c1", name: null }))
    assert.isFalse(accepts(Domain.Contact, { id: "c1", name: undefined }))
    assert.isFalse(accepts(Domain.Contact, {}))
  })

  it("have times in UTC with milliseconds and phones in E.164", () => {
    assert.isTrue(accepts(Domain.Contact, { id: "c1", createdAt: at, phone: "+15550100" }))
    for (const createdAt of ["2026-01-01T00:00:00Z", "2026-01-01", "", 1]) {
      assert.isFalse(accepts(Domain.Contact, { id: "c1", createdAt }))
    }
    for (const phone of ["15550100", "+0155", "+1 555 0100", ""]) {
      assert.isFalse(accepts(Domain.Contact, { id: "c1", phone }))
    }
  })

  it("have closed vocabularies", () => {
    assert.isFalse(accepts(Domain.Conversation, { ...conversation, status: "resolved" }))
    assert.isFalse(accepts(Domain.Conversation, { ...conversation, priority: "none" }))
    assert.isFalse(accepts(Domain.Message, { ...message, direction: "incoming" }))
    assert.isFalse(accepts(Domain.Message, { ...message, content: [{ type: "hologram" }] }))
  })

  it("as snapshots need their id alone, and carry no raw", () => {
    assert.isTrue(accepts(Domain.MessageSnapshot, { id: "m1" }))
    assert.isTrue(accepts(Domain.ConversationSnapshot, { id: "v1", status: "open" }))
    assert.isFalse(accepts(Domain.ContactSnapshot, { name: "Ada" }))
    assert.notProperty(Domain.ContactSnapshot.fields, "raw")
  })
})

describe("events", () => {
  const envelope = { id: "acme:main:x:1", provider: "acme", account: "main", receivedAt: at, raw: {} }

  it("carry what their type names", () => {
    const created = { ...envelope, type: "message.created", origin: "live", data: { message } }
    assert.isTrue(accepts(Domain.Event, created))
    assert.isFalse(accepts(Domain.Event, { ...created, origin: undefined }))
    assert.isFalse(accepts(Domain.Event, { ...created, data: { message: { id: "m1" } } }))
    assert.isTrue(accepts(Domain.Event, { ...created, type: "message.updated", data: { message: { id: "m1" } } }))
    assert.isFalse(accepts(Domain.Event, { ...envelope, type: "contact.tagged", data: { contact: { id: "c1" } } }))
    assert.isTrue(accepts(Domain.Event, { ...envelope, type: "unknown", data: { problem: "new" } }))
    assert.isFalse(accepts(Domain.Event, { ...envelope, type: "message.exploded", data: {} }))
  })

  it("are of the types of the contract", () => {
    assert.deepStrictEqual<ReadonlyArray<string>>(Domain.eventTypes, [
      ..."created updated deleted blocked unblocked tagged untagged merged".split(" ").map((what) => `contact.${what}`),
      ..."created updated status_changed assigned tagged untagged".split(" ").map((what) => `conversation.${what}`),
      ..."created updated status_changed deleted".split(" ").map((what) => `message.${what}`),
      "typing.started",
      "typing.stopped",
      "provider.event",
      "unknown"
    ])
  })

  const encode = Schema.encodeSync(Schema.toCodecJson(Domain.Event))
  it.effect.prop("are their own JSON", [Domain.Event], ([event]) =>
    Effect.sync(() => {
      assert.deepStrictEqual<unknown>(encode(event), event)
    })
  )
})
