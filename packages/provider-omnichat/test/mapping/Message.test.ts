/** A row of the history as a message: who wrote it, what it says, when. */
import { assert, describe, it } from "@effect/vitest"
import { toMessage } from "../../src/mapping/Message.ts"

const row = {
  channel: { platform: "whatsapp", channelId: "18005550100" },
  id: "mid-1",
  time: 1604647464032,
  senderName: "Peter",
  senderUserId: "15550100100",
  senderType: "customer",
  messageType: "text",
  messageStatus: "delivered",
  message: "hello",
  mediaUrl: null,
  roomId: "wh18695d48-15550100100",
  customerUserId: "15550100100"
}

describe("a message of the history", () => {
  it("of the customer has no status of ours, and no room in its ids", () => {
    assert.deepEqual<unknown>(toMessage(row), {
      id: "mid-1",
      conversationId: "whatsapp:18005550100:15550100100",
      contactId: "whatsapp:18005550100:15550100100",
      channel: { id: "18005550100", type: "whatsapp", vendorType: "whatsapp" },
      direction: "inbound",
      visibility: "public",
      author: { type: "contact", id: "whatsapp:18005550100:15550100100", name: "Peter" },
      content: [{ type: "text", text: "hello" }],
      createdAt: "2020-11-06T07:24:24.032Z"
    })
  })

  it("of an agent names them as agents.list does", () => {
    const agent = { ...row, senderType: "agent", senderUserId: "d65e5ab9", senderPhone: "+15550100150" }
    assert.deepInclude(toMessage({ ...agent, senderEmail: "kyle@example.com" }), {
      direction: "outbound",
      status: "delivered"
    })
    assert.strictEqual(toMessage({ ...agent, senderEmail: "kyle@example.com" }).author.id, "kyle@example.com")
    assert.strictEqual(toMessage({ ...agent, senderEmail: null }).author.id, "+15550100150")
    assert.strictEqual(toMessage({ ...agent, senderPhone: null, senderEmail: "" }).author.id, "d65e5ab9")
  })

  it("of a bot, an AI or a sender of a later release is ours, unless the customer sent it", () => {
    const written = (senderType: string, senderUserId: string | null) => {
      const { author, direction } = toMessage({ ...row, senderType, senderUserId })
      return [author.type, direction]
    }
    assert.deepStrictEqual(written("bot", "18005550100"), ["bot", "outbound"])
    assert.deepStrictEqual(written("ai-chat", "ai-chat"), ["bot", "outbound"])
    assert.deepStrictEqual(written("workflow", "7"), ["system", "outbound"])
    assert.deepStrictEqual(written("visitor", row.customerUserId), ["contact", "inbound"])
  })

  it("keeps media, blocks and what nobody documented", () => {
    const content = (messageType: string, message: string | null, mediaUrl: string | null = null) =>
      toMessage({ ...row, messageType, message, mediaUrl }).content
    const url = "https://example.com/a"
    assert.deepStrictEqual(content("photo", null, url), [{ type: "image", url }])
    assert.deepStrictEqual(content("document", "the report", url), [{ type: "file", url, caption: "the report" }])
    assert.deepStrictEqual(content("chatbot", "Welcome"), [{ type: "text", text: "Welcome" }])
    assert.deepStrictEqual(content("chatbot", "Welcome", url), [
      { type: "text", text: "Welcome" },
      { type: "file", url }
    ])
    assert.deepStrictEqual(content("hologram", null), [{ type: "unsupported", vendorType: "hologram" }])
    assert.deepStrictEqual(content("constructor", null), [{ type: "unsupported", vendorType: "constructor" }])
  })

  it("without channel, user or time lacks what would be made of them", () => {
    const bare = toMessage({ id: "mid-1" }, { platform: "line" })
    assert.deepStrictEqual(Object.keys(bare), ["id", "direction", "visibility", "author", "content"])
    const website = toMessage({ ...row, channel: { platform: "website", channelId: "website" }, customerUserId: "u" })
    assert.strictEqual<string | undefined>(website.conversationId, "webchat:webchat:u")
    assert.notProperty(toMessage({ ...row, time: "2020-11-06 07:24" }), "createdAt")
  })

  it("of a failed send says so", () => {
    const failed = toMessage({ ...row, senderType: "bot", messageStatus: "error", id: "wamid.X=" })
    assert.deepInclude(failed, { status: "failed", channelMessageId: "wamid.X=" })
  })
})
