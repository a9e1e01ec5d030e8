import { assert, describe, it } from "@effect/vitest"
import { toAttachmentParts, toFileName } from "../../src/mapping/Attachment.ts"
import { toContent } from "../../src/mapping/Content.ts"

describe("toContent", () => {
  it("has template, text, attachments and answer in this order", () => {
    const content = toContent({
      content: "Which?",
      content_type: "input_select",
      content_attributes: { items: [{ title: "A", value: "a" }], submitted_values: [{ title: "A", value: "a" }] },
      additional_attributes: { template_params: { name: "which", language: "en" } },
      attachments: [{ id: 1, file_type: "file", data_url: "https://example.com/a.pdf" }]
    })
    assert.deepStrictEqual(
      content.map(({ type }) => type),
      ["template", "choices", "file", "choice_reply"]
    )
  })

  it("takes an answer that is only a value for its own title", () => {
    const content_attributes = { submitted_values: [{ value: 3 }, {}, null] }
    assert.deepStrictEqual<unknown>(toContent({ content_type: "cards", content_attributes }), [
      { type: "choice_reply", id: "3", title: "3", payload: "3" }
    ])
  })

  it("takes an unfamiliar object of answers as a form", () => {
    const content_attributes = { submitted_values: { size: "M" } }
    assert.deepStrictEqual<unknown>(toContent({ content_type: "form", content_attributes }).at(-1), {
      type: "form_reply",
      name: "form",
      values: { size: "M" }
    })
  })

  it("reads named template parameters, a document header and a coupon", () => {
    const processed_params = {
      header: { media_url: "https://example.com/a.pdf", media_type: "document", media_name: "a.pdf" },
      body: { first_name: "Ann" },
      buttons: [{ type: "copy_code", parameter: "SAVE5" }]
    }
    const additional_attributes = { template_params: { name: "offer", processed_params } }
    assert.deepStrictEqual<unknown>(toContent({ additional_attributes }), [
      {
        type: "template",
        name: "offer",
        language: "und",
        components: [
          {
            type: "header",
            parameters: [{ type: "document", document: { link: "https://example.com/a.pdf", filename: "a.pdf" } }]
          },
          { type: "body", parameters: [{ type: "text", parameter_name: "first_name", text: "Ann" }] },
          {
            type: "button",
            sub_type: "copy_code",
            index: "0",
            parameters: [{ type: "coupon_code", coupon_code: "SAVE5" }]
          }
        ]
      }
    ])
  })

  it("says by its subject what an e-mail without a body says", () => {
    const content_attributes = { email: { subject: "Order 1042" } }
    const content = (text: string | null) =>
      toContent({ content: text, content_type: "incoming_email", content_attributes })
    assert.deepStrictEqual<unknown>(content(null), [{ type: "text", text: "Order 1042" }])
    assert.deepStrictEqual<unknown>(content("Where is it?"), [{ type: "text", text: "Where is it?" }])
  })

  it("says that a sticker without a picture is one", () => {
    assert.deepStrictEqual<unknown>(toContent({ content_type: "sticker" }), [
      { type: "unsupported", vendorType: "sticker" }
    ])
  })

  it("survives anything in the open objects", () => {
    for (const odd of [null, "x", 7, [], [null], { items: [null, 1, {}] }, { items: {}, submitted_values: [1] }]) {
      for (const content_type of ["text", "input_select", "cards", "article", "form", "incoming_email", "input_csat"]) {
        assert.isArray(toContent({ content_type, content_attributes: odd, additional_attributes: odd }))
      }
    }
  })
})

describe("toAttachmentParts", () => {
  it("leaves out what servers before 4.13 do not tell, and sizes that are none", () => {
    const old = { extension: null, content_type: null, thumb_url: "", file_size: 0 }
    assert.deepStrictEqual<unknown>(
      toAttachmentParts([{ id: 1, file_type: "image", data_url: "https://example.com/cat.png", ...old }]),
      [{ type: "image", url: "https://example.com/cat.png", fileName: "cat.png" }]
    )
  })

  it("keeps an audio file whose link is not there yet", () => {
    assert.deepStrictEqual<unknown>(toAttachmentParts([{ id: 1, file_type: "audio", data_url: "" }]), [
      { type: "audio" }
    ])
  })

  it.each([
    [{ fallback_title: "+1 555 0111" }, { phones: ["+1 555 0111"] }],
    [{ fallback_title: "Cleo Example" }, { name: "Cleo Example" }],
    [
      { fallback_title: "+15550111", meta: { firstName: "Cleo" } },
      { name: "Cleo", phones: ["+15550111"] }
    ],
    [{}, {}]
  ])("reads a contact card from %o", (fields, card) => {
    assert.deepStrictEqual<unknown>(toAttachmentParts([{ id: 1, file_type: "contact", ...fields }]), [
      { type: "contacts", contacts: [card] }
    ])
  })
})

describe("toFileName", () => {
  it.each([
    ["https://example.com/a/b/order%20form.png?x=/y", undefined, "order form.png"],
    ["https://example.com/a/bad%zz.png", undefined, "bad%zz.png"],
    ["https://example.com/voice", "ogg", "voice.ogg"],
    ["https://example.com/", "ogg", undefined],
    ["https://example.com", undefined, undefined],
    ["https://cdn.example.com/ig_messaging_cdn/?asset_id=17", undefined, undefined],
    ["not a link", undefined, undefined]
  ])("%s %s", (url, extension, name) => {
    assert.strictEqual(toFileName(url, extension), name)
  })
})
