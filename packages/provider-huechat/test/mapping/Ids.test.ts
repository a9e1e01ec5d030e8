import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import {
  fromIntegerId,
  toContactId,
  toConversationId,
  toItsConversationId,
  toMessageId
} from "../../src/mapping/Ids.ts"

describe("the id of a conversation", () => {
  it("contradiction 16: is the display id, else `conversation_id`, else `id`", () => {
    const idOf = (keys: Parameters<typeof toConversationId>[0]) => toConversationId(keys) as string | undefined
    assert.strictEqual(idOf({ id: 90017, conversation_id: 42, display_id: 43 }), "43")
    assert.strictEqual(idOf({ id: 90017, conversation_id: 42 }), "42")
    assert.strictEqual(idOf({ id: 42, display_id: null }), "42")
    assert.strictEqual(idOf({ id: "42", display_id: "" }), "42")
    assert.isUndefined(idOf({}))
    assert.isUndefined(idOf({ id: {}, display_id: Number.NaN }))
  })

  it("contradiction 16: in a message is that of its conversation, never the message's own", () => {
    const idOf = (wire: Parameters<typeof toItsConversationId>[0]) => toItsConversationId(wire) as string | undefined
    assert.strictEqual(idOf({ conversation_id: 90017, conversation: { id: 90017, display_id: 43 } }), "43")
    assert.strictEqual(idOf({ conversation_id: 42, conversation: {} }), "42")
    assert.strictEqual(idOf({ conversation: { id: 42 } }), "42")
    assert.isUndefined(idOf({ conversation: null }))
  })
})

describe("contradiction 17: ids are opaque", () => {
  it("a number and its text are the same", () => {
    assert.strictEqual(toContactId(1024), toContactId("1024"))
    assert.strictEqual(toMessageId("t1b2c3d4-e5f6-7890") as string, "t1b2c3d4-e5f6-7890")
  })

  it("only what is an integer goes where requests want one", () => {
    assert.strictEqual(fromIntegerId("42"), 42)
    for (const none of ["", " 42", "4.2", "-1", "t1b2", "99999999999999999999"]) assert.isUndefined(fromIntegerId(none))
  })

  it.effect.prop("an integer comes back", [Schema.Natural], ([id]) =>
    Effect.sync(() => assert.strictEqual(fromIntegerId(toContactId(id)), id))
  )
})
