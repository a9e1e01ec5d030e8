/** A dialog, which says whose it is by its last message only. */
import type { ContactId } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { toConversation } from "../../src/mapping/Conversation.ts"

/** The vendor's own sample, as JSON. */
const dialog = {
  begin: "2020-01-09T07:20:13 UTC",
  end: "2022-01-24T07:36:45 UTC",
  id: 11556193,
  last_message: {
    channel_id: 22247,
    client_id: 93392623,
    created: "2021-07-24T06:04:49 UTC",
    transport: "tg_user"
  },
  last_request_id: 38892783,
  messages: 111,
  operator_id: 210350,
  state: "closed"
}

describe("a dialog", () => {
  it("of the documentation is a closed conversation on its last message's channel", () => {
    assert.deepStrictEqual<unknown>(toConversation(dialog, { tags: ["VIP"] }), {
      id: "11556193",
      contactId: "93392623",
      channel: { id: "22247:tg_user", type: "telegram", vendorType: "tg_user" },
      status: "closed",
      assignee: { id: "210350" },
      tags: ["VIP"],
      createdAt: "2020-01-09T07:20:13.000Z",
      lastActivityAt: "2021-07-24T06:04:49.000Z",
      closedAt: "2022-01-24T07:36:45.000Z"
    })
  })

  it("that was opened again is not closed at the time of its last end", () => {
    assert.notProperty(toConversation({ ...dialog, state: "open" }), "closedAt")
  })

  it("without a message is of nobody and nowhere, unless the place where it stood says of whom", () => {
    const bare = { id: 1, state: "open", operator_id: null, last_message: null }
    assert.deepStrictEqual<unknown>(toConversation(bare), { id: "1", channel: { type: "other" }, status: "open" })
    assert.strictEqual(toConversation(bare, { contactId: "7" as ContactId }).contactId, "7")
  })

  it("in a state of a later release is open: somebody has to look at it", () => {
    assert.strictEqual(toConversation({ id: 1, state: "paused" }).status, "open")
    assert.strictEqual(toConversation({ id: 1 }).status, "open")
  })
})
