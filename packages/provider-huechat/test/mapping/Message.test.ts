import type { ContactId, ConversationId } from "@dragoman/core/domain"
import { json } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { toOrigin } from "../../src/mapping/Marker.ts"
import { type MessageContext, type MessageSource, toMessage } from "../../src/mapping/Message.ts"

const replies = new URL("../fixtures/responses/", import.meta.url)
const api: MessageContext = { channel: { id: "2" as never, type: "api", vendorType: "Channel::Api" } }
const whatsapp: MessageContext = { channel: { id: "3" as never, type: "whatsapp", vendorType: "Channel::Whatsapp" } }
const outgoing: MessageSource = { id: 7, message_type: "outgoing", content: "Hi", content_type: "text" }

describe("toMessage", () => {
  it("reads the documentation's page: what a message lacks, its place tells", () => {
    const { payload } = json(replies, "messages.list") as { readonly payload: ReadonlyArray<MessageSource> }
    const context = { conversationId: "42" as ConversationId, contactId: "1024" as ContactId }
    assert.deepStrictEqual<unknown>(
      payload.map((row) => toMessage(row, context)),
      [
        {
          id: "500",
          conversationId: "42",
          contactId: "1024",
          channel: { id: "3", type: "other" },
          direction: "inbound",
          visibility: "public",
          author: { type: "contact", id: "1024", name: "Sarah Ahmed" },
          content: [{ type: "text", text: "I need help with my subscription" }],
          createdAt: "2024-04-06T10:40:00.000Z"
        },
        {
          id: "501",
          conversationId: "42",
          contactId: "1024",
          direction: "outbound",
          visibility: "public",
          author: { type: "agent", id: "5", name: "Agent Smith" },
          content: [{ type: "text", text: "Hi Sarah! I'd be happy to help. What issue are you experiencing?" }],
          createdAt: "2024-04-06T10:41:00.000Z"
        }
      ]
    )
  })

  it("reads the documentation's reply to a creation", () => {
    assert.deepStrictEqual<unknown>(toMessage(json(replies, "messages.create") as MessageSource, whatsapp), {
      id: "502",
      channel: whatsapp.channel,
      direction: "outbound",
      visibility: "public",
      author: { type: "agent", id: "5", name: "Agent Smith" },
      content: [{ type: "text", text: "Hi! Thanks for reaching out. Let me look into this for you." }],
      status: "sent",
      createdAt: "2024-04-06T10:42:00.000Z"
    })
  })

  it("takes source_id for the sender's own in API inboxes, for the channel's in all others", () => {
    const keys = (wire: MessageSource, context: MessageContext) => {
      const { channelMessageId, externalId } = toMessage(wire, context)
      return [channelMessageId, externalId]
    }
    const wire = { ...outgoing, source_id: "wamid.1" }
    assert.deepStrictEqual(keys(wire, api), [undefined, "wamid.1"])
    assert.deepStrictEqual(keys(wire, whatsapp), ["wamid.1", undefined])
    assert.deepStrictEqual(keys(wire, {}), ["wamid.1", undefined])
    const marked = { ...wire, content_attributes: { dragoman_external_id: "order-7" } }
    assert.deepStrictEqual(keys(marked, whatsapp), ["wamid.1", "order-7"])
    assert.deepStrictEqual(keys({ ...marked, source_id: "order-7" }, {}), [undefined, "order-7"])
  })

  it.each([
    ["incoming", ["inbound", "public", "contact"]],
    ["outgoing", ["outbound", "public", "system"]],
    ["template", ["outbound", "public", "system"]],
    ["activity", ["outbound", "system", "system"]],
    ["of a later release", ["outbound", "public", "system"]]
  ] as const)("reads a message of type %s", (message_type, expected) => {
    const { author, direction, visibility } = toMessage({ ...outgoing, message_type })
    assert.deepStrictEqual<ReadonlyArray<string>>([direction, visibility, author.type], expected)
  })

  it("tells who wrote it by the sender's type, else by the side", () => {
    const by = (sender: MessageSource["sender"], message_type: string) =>
      toMessage({ ...outgoing, message_type, sender: sender ?? null }).author
    assert.deepStrictEqual<unknown>(by({ id: 5, type: "user", name: "" }, "outgoing"), { type: "agent", id: "5" })
    assert.deepStrictEqual<unknown>(by({ id: 9 }, "incoming"), { type: "contact", id: "9" })
    assert.deepStrictEqual<unknown>(by({ id: 9 }, "outgoing"), { type: "agent", id: "9" })
    assert.deepStrictEqual<unknown>(by({ id: 3, type: "agent_bot" }, "outgoing"), { type: "bot", id: "3" })
    assert.deepStrictEqual<unknown>(by({ id: 9, type: "contact" }, "outgoing"), { type: "contact", id: "9" })
  })

  it("leaves nothing of a deleted message, however that is told", () => {
    assert.isEmpty(toMessage({ ...outgoing, content: "This message was deleted" }).content)
    const marked = toMessage({ ...outgoing, content_attributes: { deleted: true }, updated_at: 1_712_400_000 })
    assert.deepStrictEqual<unknown>([marked.content, marked.deletedAt], [[], "2024-04-06T10:40:00.000Z"])
  })

  it("dates imported history by when it was really written", () => {
    const content_attributes = { dragoman: "import", dragoman_created_at: "2025-05-01T10:00:00.000Z" }
    const message = toMessage({ ...outgoing, content_attributes, created_at: 1_712_400_000 })
    assert.strictEqual<string | undefined>(message.createdAt, "2025-05-01T10:00:00.000Z")
    assert.strictEqual(toOrigin(content_attributes), "imported")
    assert.strictEqual(toOrigin({ dragoman: "send" }), "echo")
    assert.strictEqual(toOrigin(undefined), "live")
  })
})
