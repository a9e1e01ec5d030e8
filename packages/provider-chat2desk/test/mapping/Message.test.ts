/** A message of REST: who wrote it, where, how far it got, and the ids that others gave it. */
import { assert, describe, it } from "@effect/vitest"
import { toExternalId, toMessage } from "../../src/mapping/Message.ts"

/** The vendor's own sample, as JSON. */
const row = {
  ai_tips: null,
  attachments: [],
  audio: null,
  channel_id: 21085,
  client_id: 4659188,
  coordinates: null,
  created: "2023-11-13T09:52:17 UTC",
  dialog_id: 10389149,
  extra_data: {},
  id: 274002417,
  is_new: 0,
  operator_id: 47257,
  pdf: null,
  photo: null,
  read: 1,
  recipient_status: null,
  remote_id: null,
  request_id: 30875600,
  text: "111",
  transport: "telegram",
  type: "from_client",
  video: null
}

describe("a message", () => {
  it("of the documentation is the client's, though the row names an operator", () => {
    assert.deepStrictEqual<unknown>(toMessage(row), {
      id: "274002417",
      conversationId: "10389149",
      contactId: "4659188",
      channel: { id: "21085:telegram", type: "telegram", vendorType: "telegram" },
      direction: "inbound",
      visibility: "public",
      author: { type: "contact", id: "4659188" },
      content: [{ type: "text", text: "111" }],
      createdAt: "2023-11-13T09:52:17.000Z"
    })
  })

  it("of each type has its side, visibility and author", () => {
    const read = (type: string, operator_id: number | null = 7) => {
      const { author, direction, visibility } = toMessage({ ...row, type, operator_id })
      return [direction, visibility, author.type, author.id]
    }
    assert.deepStrictEqual(read("to_client"), ["outbound", "public", "agent", "7"])
    assert.deepStrictEqual(read("to_client", null), ["outbound", "public", "bot", undefined])
    assert.deepStrictEqual(read("autoreply"), ["outbound", "public", "bot", undefined])
    assert.deepStrictEqual(read("comment"), ["outbound", "private", "agent", "7"])
    assert.deepStrictEqual(read("system"), ["outbound", "system", "system", undefined])
  })

  it("has its status as a word or a number, and the reason of a failure where there is one", () => {
    const read = (more: object) => {
      const { failure, status } = toMessage({ ...row, type: "to_client", ...more })
      return [status, failure?.reason]
    }
    assert.deepStrictEqual(read({ recipient_status: "seen" }), ["read", undefined])
    assert.deepStrictEqual(read({ recipient_status: 6 }), ["delivered", undefined])
    assert.deepStrictEqual(read({ gateway_status: "failed", error: "blocked" }), ["failed", "blocked"])
    assert.deepStrictEqual(read({ recipient_status: { odd: true } }), [undefined, undefined])
    assert.deepStrictEqual(read({ recipient_status: "sent", error: "blocked" }), ["sent", undefined])
  })

  it("has the messenger's id and ours apart", () => {
    const { channelMessageId, externalId } = toMessage({
      ...row,
      remote_id: "wamid.1",
      extra_data: { external_id: 3234 }
    })
    assert.deepStrictEqual([channelMessageId, externalId], ["wamid.1", "3234"])
    assert.strictEqual(toExternalId({ external_id: "order-7", extra_data: [] }), "order-7")
    assert.isUndefined(toExternalId({ external_id: "", extra_data: { external_id: null } }))
  })

  it("with coordinates in a form that nobody documented is read all the same", () => {
    assert.deepStrictEqual(toMessage({ ...row, coordinates: { lat: 1 }, insta_comment: 0 }).content, [
      { type: "text", text: "111" }
    ])
    const comment = { ...row, insta_comment: 1, extra_data: { post_url: "https://example.com/p/1" } }
    assert.deepStrictEqual(toMessage(comment).content[1], {
      type: "referral",
      sourceType: "insta_comment",
      url: "https://example.com/p/1"
    })
  })
})
