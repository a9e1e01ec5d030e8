import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type ContentPart, isMedia, Outbound, partToPlainText, toPlainText } from "../../src/domain/index.ts"

const file = new File(["hello"], "hello.png", { type: "image/png" })

describe("outbound content", () => {
  const isPart = Schema.is(Outbound.OutboundPart)

  it("is built by its helpers", () => {
    const parts = [
      Outbound.text("hi"),
      Outbound.image({ url: "https://example.com/a.png" }, "a"),
      Outbound.file({ mediaId: "42" }),
      Outbound.attachment(file, "b"),
      Outbound.choices("Which?", ["one", "two"]),
      Outbound.template("welcome", "en")
    ]
    for (const part of parts) assert.isTrue(isPart(part), JSON.stringify(part))
    assert.deepStrictEqual(parts[1], { type: "image", source: { url: "https://example.com/a.png" }, caption: "a" })
    assert.notProperty(parts[2], "caption")
  })

  it("takes a web File as it is, as the part that its type asks for", () => {
    const typeOf = (type: string) => Outbound.attachment({ ...named, type }).type
    const named = { name: "x", size: 1, stream: () => new ReadableStream<Uint8Array>() }
    assert.strictEqual(Outbound.attachment(file).type, "image")
    assert.deepStrictEqual(["audio/ogg", "video/mp4", "application/pdf", "text/plain", ""].map(typeOf), [
      "audio",
      "video",
      "file",
      "file",
      "file"
    ])
    assert.isFalse(isPart({ type: "image", source: { file: "hello.png" } }))
  })

  it("is what came in, sent on", () => {
    const sent = Outbound.fromContentPart({
      type: "audio",
      url: "https://example.com/a.ogg",
      mediaId: "1",
      sha256: "x",
      size: 3,
      voice: true,
      mimeType: "audio/ogg"
    })
    assert.deepStrictEqual<unknown>(sent, {
      type: "audio",
      source: { url: "https://example.com/a.ogg" },
      voice: true,
      mimeType: "audio/ogg"
    })
    const location: ContentPart = { type: "location", latitude: 1, longitude: 2 }
    assert.strictEqual<unknown>(Outbound.fromContentPart(location), location)
    const dropped: ReadonlyArray<ContentPart> = [
      { type: "image", mediaId: "1" },
      { type: "choice_reply", title: "one" },
      { type: "order", items: [] },
      { type: "form_reply", values: {} },
      { type: "referral" },
      { type: "unsupported", vendorType: "x" }
    ]
    for (const part of dropped) assert.isUndefined(Outbound.fromContentPart(part), part.type)
  })
})

describe("content as plain text", () => {
  const cases: ReadonlyArray<readonly [ContentPart | Outbound.OutboundPart, string | undefined]> = [
    [{ type: "text", text: "hi\nyou" }, "hi\nyou"],
    [{ type: "image", url: "https://example.com/a.png", caption: "look" }, "look\nhttps://example.com/a.png"],
    [{ type: "file", fileName: "a.pdf" }, "a.pdf"],
    [{ type: "sticker" }, undefined],
    [Outbound.image({ url: "https://example.com/b.png" }), "https://example.com/b.png"],
    [Outbound.attachment(file, "mine"), "mine"],
    [{ type: "location", latitude: 1.5, longitude: -2, name: "Here" }, "Here\nhttps://maps.google.com/?q=1.5,-2"],
    [
      {
        type: "contacts",
        contacts: [{ name: "Ada", phones: ["+15550100"], emails: ["ada@example.com"] }, { name: "Bob" }]
      },
      "Ada, +15550100, ada@example.com\nBob"
    ],
    [
      {
        type: "choices",
        header: "Menu",
        body: "Which?",
        footer: "thanks",
        options: [
          { kind: "reply", title: "One", description: "the first" },
          { kind: "url", title: "Site", url: "https://example.com" }
        ]
      },
      "Menu\nWhich?\n1. One - the first\n2. Site - https://example.com\nthanks"
    ],
    [{ type: "choice_reply", title: "One" }, "One"],
    [{ type: "reaction", emoji: "👍" }, "👍"],
    [{ type: "reaction" }, undefined],
    [{ type: "products", body: "New", productIds: ["p1", "p2"] }, "New\np1\np2"],
    [{ type: "order", items: [{ productId: "p1", quantity: 2 }, { productId: "p2" }] }, "2 x p1\n1 x p2"],
    [{ type: "form_reply", values: { rating: 5, comment: "good" } }, "rating: 5\ncomment: good"],
    [{ type: "referral", headline: "Sale", url: "https://example.com" }, "Sale\nhttps://example.com"],
    [{ type: "template", name: "welcome", language: "en", components: [] }, undefined],
    [{ type: "unsupported", vendorType: "poll", text: "a poll" }, "a poll"]
  ]

  it.each(cases)("%o", (part, expected) => {
    assert.strictEqual(partToPlainText(part), expected)
  })

  it("is one line per part that has words", () => {
    assert.strictEqual(toPlainText([{ type: "text", text: "a" }, { type: "sticker" }, Outbound.text("b")]), "a\nb")
    assert.strictEqual(toPlainText([]), "")
  })

  it("knows which parts are bytes", () => {
    const media = cases.map(([part]) => part).filter(isMedia)
    assert.deepStrictEqual(
      media.map(({ type }) => type),
      ["image", "file", "sticker", "image", "image"]
    )
  })
})
