import { assert, describe, it } from "@effect/vitest"
import { toChannelReference } from "../../src/mapping/Channel.ts"
import { toContactId } from "../../src/mapping/Contact.ts"
import { type MessageSource, toMessage } from "../../src/mapping/Message.ts"

const contactId = toContactId(21)
const api = { channel: toChannelReference("Channel::Api", 5), contactId }
const whatsapp = { channel: toChannelReference("Channel::Whatsapp", 6), contactId }

const rest: MessageSource = {
  id: 301,
  content: "Hi",
  conversation_id: 9,
  message_type: 0,
  content_type: "text",
  status: "sent",
  content_attributes: {},
  created_at: 1_770_946_053,
  private: false,
  source_id: "abc",
  sender: { id: 21, name: "Ann Example", type: "contact" }
}

describe("toMessage", () => {
  it("reads a message of REST", () => {
    assert.deepStrictEqual<unknown>(toMessage(rest, api), {
      id: "301",
      conversationId: "9",
      contactId: "21",
      channel: { id: "5", type: "api", vendorType: "Channel::Api" },
      direction: "inbound",
      visibility: "public",
      author: { type: "contact", id: "21", name: "Ann Example" },
      content: [{ type: "text", text: "Hi" }],
      status: "sent",
      externalId: "abc",
      createdAt: "2026-02-13T01:27:33.000Z"
    })
  })

  it("takes source_id for ours on API channels, for the channel's elsewhere, for neither where that is not known", () => {
    const ids = (context: Parameters<typeof toMessage>[1]) => {
      const { channelMessageId, externalId } = toMessage(rest, context)
      return { channelMessageId, externalId }
    }
    assert.deepStrictEqual(ids(api), { channelMessageId: undefined, externalId: "abc" })
    assert.deepStrictEqual(ids(whatsapp), { channelMessageId: "abc", externalId: undefined })
    assert.deepStrictEqual(ids({}), { channelMessageId: undefined, externalId: undefined })
    assert.deepStrictEqual(ids({ channel: toChannelReference(null, 5) }), ids({}))
  })

  it.each([
    [0, "incoming", { direction: "inbound", visibility: "public" }],
    [1, "outgoing", { direction: "outbound", visibility: "public" }],
    [2, "activity", { direction: "outbound", visibility: "system" }],
    [3, "template", { direction: "outbound", visibility: "public" }]
  ])("message_type %i is %s", (number, word, expected) => {
    const { sender: _, ...unsigned } = rest
    for (const message_type of [number, word]) {
      const { author, direction, visibility } = toMessage({ ...unsigned, message_type }, api)
      assert.deepStrictEqual<unknown>({ direction, visibility }, expected)
      assert.deepStrictEqual<unknown>(
        author,
        direction === "inbound" ? { type: "contact", id: "21" } : { type: "system" }
      )
    }
  })

  it.each([
    [
      { id: 21, name: "Ann", type: "contact" },
      { type: "contact", id: "21", name: "Ann" }
    ],
    [
      { id: 21, name: "Ann", account: { id: 3 } },
      { type: "contact", id: "21", name: "Ann" }
    ],
    [
      { id: 7, name: "Bo", type: "user" },
      { type: "agent", id: "7", name: "Bo" }
    ],
    [
      { id: 5, name: "Helper", type: "agent_bot" },
      { type: "bot", id: "AgentBot:5", name: "Helper" }
    ],
    [
      { id: 5, name: "", type: "captain_assistant" },
      { type: "bot", id: "Captain:5" }
    ]
  ])("tells who wrote it: %o", (sender, author) => {
    assert.deepStrictEqual<unknown>(toMessage({ ...rest, message_type: 1, sender }, api).author, author)
  })

  it("makes a note of a private message", () => {
    const note = toMessage({ ...rest, message_type: 1, private: true, sender: { id: 7, type: "user" } }, api)
    assert.deepStrictEqual<unknown>([note.direction, note.visibility, note.contactId], ["outbound", "private", "21"])
  })

  it("empties a deleted message and dates the deletion where that is told", () => {
    const deleted = { ...rest, content: "This message was deleted", content_attributes: { deleted: true } }
    assert.deepStrictEqual(toMessage(deleted, api).content, [])
    assert.notProperty(toMessage(deleted, api), "deletedAt")
    const updated_at = "2026-02-13T01:28:10.120Z"
    assert.strictEqual<unknown>(toMessage({ ...deleted, updated_at }, api).deletedAt, updated_at)
    assert.strictEqual<unknown>(
      toMessage(deleted, { ...api, nested: { status: undefined, updated_at } }).deletedAt,
      updated_at
    )
  })

  it("reads a failure with the channel's code, and concludes the status from it", () => {
    const external_error = "131047: Re-engagement message"
    const { status: _, ...untold } = rest
    const { failure, status } = toMessage({ ...untold, content_attributes: { external_error } }, whatsapp)
    assert.deepStrictEqual<unknown>([status, failure], ["failed", { code: "131047", reason: external_error }])
  })

  it("reads what is quoted, by either id", () => {
    const replyTo = (content_attributes: unknown) => toMessage({ ...rest, content_attributes }, whatsapp).replyTo
    assert.deepStrictEqual<unknown>(replyTo({ in_reply_to: 300 }), { messageId: "300" })
    assert.deepStrictEqual<unknown>(replyTo({ in_reply_to_external_id: "wamid.A" }), { channelMessageId: "wamid.A" })
    assert.isUndefined(replyTo({ in_reply_to: null, in_reply_to_external_id: "" }))
  })

  it.each([
    ["2024-05-01T10:00:00.000Z", "2024-05-01T10:00:00.000Z"],
    [1_714_557_600, "2024-05-01T10:00:00.000Z"],
    ["1714557600", "2024-05-01T10:00:00.000Z"],
    ["once upon a time", "2026-02-13T01:27:33.000Z"]
  ])("dates history by external_created_at %s", (external_created_at, createdAt) => {
    assert.strictEqual<unknown>(
      toMessage({ ...rest, content_attributes: { external_created_at } }, api).createdAt,
      createdAt
    )
  })
})
