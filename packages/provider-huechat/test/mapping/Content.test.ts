import { ContentPart } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { toContent } from "../../src/mapping/Content.ts"

const url = "https://files.example.com/uploads/receipt%20May.png?token=1"

describe("content", () => {
  it("is the text, then the attachments", () => {
    const attachments = [{ id: 1, file_type: "image", data_url: url, file_size: 20_480 }]
    assert.deepStrictEqual(toContent({ content: "Here", content_type: "text", attachments }), [
      { type: "text", text: "Here" },
      { type: "image", url, fileName: "receipt May.png", size: 20_480 }
    ])
  })

  it("is nothing where nothing is said", () => {
    for (const content of ["", null]) assert.deepStrictEqual(toContent({ content, attachments: null }), [])
    assert.deepStrictEqual(toContent({}), [])
  })

  it("contradiction 33: what lives in undocumented attributes is `unsupported`, with its text", () => {
    assert.deepStrictEqual(toContent({ content: "Name?", content_type: "input_text" }), [
      { type: "text", text: "Name?" }
    ])
    assert.deepStrictEqual(toContent({ content: "Which?", content_type: "cards" }), [
      { type: "text", text: "Which?" },
      { type: "unsupported", vendorType: "cards" }
    ])
    assert.deepStrictEqual(toContent({ content: "", content_type: "form" }), [
      { type: "unsupported", vendorType: "form" }
    ])
  })
})

describe("attachments", () => {
  const partOf = (attachment: unknown) => toContent({ attachments: [attachment] })[0]

  it.each([
    [
      { file_type: "video", data_url: "https://example.com/a.mp4" },
      { type: "video", fileName: "a.mp4" }
    ],
    [
      { file_type: "image/png", file_url: "https://example.com/a" },
      { type: "image", mimeType: "image/png" }
    ],
    [
      { type: "audio", url: "https://example.com/a.ogg", size: 7 },
      { type: "audio", size: 7 }
    ],
    [
      { content_type: "application/pdf", url, file_name: "b.pdf" },
      { type: "file", fileName: "b.pdf" }
    ],
    [
      { file_type: "document", url },
      { type: "file", url }
    ],
    [{ url }, { type: "file", url }]
  ])("%o is read under either of its names", (attachment, expected) => {
    assert.deepInclude<object | undefined>(partOf(attachment), expected)
  })

  it("that are no files are a place, a card, or unsupported with what they say", () => {
    const place = { file_type: "location", coordinates_lat: 24.7, coordinates_long: 46.6, fallback_title: "Riyadh" }
    assert.deepStrictEqual(partOf(place), { type: "location", latitude: 24.7, longitude: 46.6, name: "Riyadh" })
    assert.deepInclude(partOf({ ...place, coordinates_lat: null }), { type: "unsupported", text: "Riyadh" })
    assert.deepStrictEqual(partOf({ file_type: "contact", fallback_title: "+1 555 0123" }), {
      type: "contacts",
      contacts: [{ phones: ["+1 555 0123"] }]
    })
    assert.deepStrictEqual(partOf({ file_type: "contact", name: "Ann" }), {
      type: "contacts",
      contacts: [{ name: "Ann" }]
    })
    assert.deepStrictEqual(partOf({ file_type: "fallback", fallback_title: "A page", url: "https://example.com" }), {
      type: "unsupported",
      vendorType: "fallback",
      text: "A page\nhttps://example.com"
    })
    for (const none of [null, "text", 7, []]) {
      assert.deepStrictEqual(partOf(none), { type: "unsupported", vendorType: "attachment" })
    }
  })

  it("without a readable name have none", () => {
    assert.notProperty(partOf({ file_type: "image", data_url: "no address" }), "fileName")
    assert.deepInclude(partOf({ file_type: "image", data_url: "https://example.com/%E0%A4%A" }), {
      fileName: "%E0%A4%A"
    })
    assert.notProperty(partOf({ file_type: "image", data_url: "https://example.com/" }), "fileName")
  })
})

const isPart = Schema.is(ContentPart)

describe("any content", () => {
  const Some = Schema.optionalKey(Schema.Union([Schema.Json, Schema.Literals(["image", "location", "contact", url])]))
  const Attachment = Schema.Struct({ file_type: Some, data_url: Some, file_size: Some, name: Some, latitude: Some })
  const Attachments = Schema.Array(Schema.Union([Schema.Json, Attachment]))
  it.effect.prop("is parts of the domain", [Schema.NullOr(Schema.String), Schema.String, Attachments], (all) =>
    Effect.sync(() => {
      const [content, content_type, attachments] = all
      for (const part of toContent({ content, content_type, attachments })) {
        assert.isTrue(isPart(part), JSON.stringify(part))
      }
    })
  )

  it("1e999 is JSON and no size", () => {
    const huge = JSON.parse('{"file_type":"location","latitude":1e999,"longitude":1,"file_size":1e999}')
    for (const attachment of [huge, { ...huge, file_type: "image" }]) {
      const [part] = toContent({ attachments: [attachment] })
      assert.isTrue(isPart(part))
    }
  })
})
