import { assert, describe, it } from "@effect/vitest"
import { type Envelope, fromPlanned } from "../../src/mapping/Outbound.ts"

const envelope: Envelope = {
  marker: "send",
  messageType: "outgoing",
  private: false,
  echoId: "key-7",
  keepsSourceId: false
}

describe("fromPlanned", () => {
  it("writes a text", () => {
    assert.deepStrictEqual<unknown>(fromPlanned({ text: "Hi", media: [] }, envelope), {
      content: "Hi",
      message_type: "outgoing",
      private: false,
      content_type: "text",
      content_attributes: { dragoman: "send" },
      echo_id: "key-7"
    })
  })

  it("writes the caller's id where it comes back, and as source_id only where that is ours", () => {
    const own = { ...envelope, externalId: "order-7" }
    const attributes = { dragoman: "send", dragoman_external_id: "order-7" }
    const elsewhere = fromPlanned({ text: "Hi", media: [] }, own)
    assert.deepStrictEqual<unknown>(elsewhere.content_attributes, attributes)
    assert.notProperty(elsewhere, "source_id")
    const inApiInbox = fromPlanned({ text: "Hi", media: [] }, { ...own, keepsSourceId: true })
    assert.deepStrictEqual<unknown>([inApiInbox.source_id, inApiInbox.content_attributes], ["order-7", attributes])
  })

  it("writes content, which is required, also for files alone", () => {
    const image = { type: "image", source: { url: "https://example.com/a.png" } } as const
    assert.strictEqual(fromPlanned({ media: [image] }, envelope).content, "")
  })

  it("keeps the real time of what is imported", () => {
    const createdAt = "2025-05-01T10:00:00.000Z"
    const body = fromPlanned({ text: "Hi", media: [] }, { ...envelope, marker: "import", createdAt })
    assert.deepStrictEqual<unknown>(body.content_attributes, { dragoman: "import", dragoman_created_at: createdAt })
  })
})
