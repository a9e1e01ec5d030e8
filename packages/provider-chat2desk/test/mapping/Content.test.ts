import type { ContentPart } from "@dragoman/core/domain"
import { ContentPart as ContentPartSchema } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { toContent, type WireContent } from "../../src/mapping/Content.ts"

const cdn = "https://storage.example.com"

const is = (wire: WireContent, ...parts: ReadonlyArray<ContentPart>) => {
  assert.deepStrictEqual(toContent(wire), parts)
}

describe("text", () => {
  it("stays as it was sent, HTML included", () => {
    is({ text: "<b>Hi</b> &amp;\n bye " }, { type: "text", text: "<b>Hi</b> &amp;\n bye " })
  })

  it("of a message that says nothing is told to be missing", () => {
    for (const wire of [{}, { text: null }, { text: "", attachments: null }]) {
      is(wire, { type: "unsupported", vendorType: "empty" })
    }
  })
})

describe("files", () => {
  it("that stand in attachments and in a field of their own are one", () => {
    const url = `${cdn}/1.jpg`
    is(
      { text: "Look", photo: url, attachments: [{ name: "me.jpg", link: url }] },
      { type: "text", text: "Look" },
      { type: "image", url, fileName: "me.jpg" }
    )
  })

  it("are of the kind that the field says, whatever they are called", () => {
    const url = `${cdn}/voice`
    is({ audio: url, attachments: [{ name: "voice.mp4", link: url }] }, { type: "audio", url, fileName: "voice.mp4" })
  })

  it.each([
    ["image", "a.JPEG", ""],
    ["image", undefined, "/a.png?size=1.mp4#x"],
    ["audio", "voice.ogg", "/b.bin"],
    ["video", null, "/c.mp4"],
    ["file", "d.pdf", "/d.png"],
    ["file", "contract", "/e"],
    ["image", "photo", "/e.webp"],
    ["file", "constructor", "/e.toString"]
  ] as const)("are %s by the name %s or the link %s", (type, name, path) => {
    const [part] = toContent({ attachments: [{ name, link: `${cdn}${path}` }] })
    assert.strictEqual(part?.type, type)
  })

  it("are read from the old fields where attachments have none: null (a comment's), empty, or unreadable", () => {
    for (const attachments of [null, undefined, [], {}, "", [null, { name: "x", link: null }]]) {
      is(
        { attachments, photo: `${cdn}/1`, audio: `${cdn}/2`, video: `${cdn}/3`, pdf: `${cdn}/4` },
        { type: "image", url: `${cdn}/1` },
        { type: "audio", url: `${cdn}/2` },
        { type: "video", url: `${cdn}/3` },
        { type: "file", url: `${cdn}/4` }
      )
    }
  })
})

describe("a place", () => {
  it("is latitude and longitude", () => {
    const place = { type: "location", latitude: -59.9139, longitude: 10.7522 } as const
    for (const coordinates of ["-59.9139 10.7522", " -59.9139,  10.7522 "]) is({ coordinates }, place)
  })

  it("that cannot be read is kept as it came", () => {
    for (const coordinates of ["91 0", "0 181", "north", "1 2 3", "1"]) {
      is({ coordinates }, { type: "unsupported", vendorType: "coordinates", text: coordinates })
    }
  })
})

describe("a comment on Instagram", () => {
  it("is told apart from a direct message, by the post", () => {
    is(
      { text: "Nice", insta_comment: true, extra_data: { post_url: "https://instagram.example.com/p/1" } },
      { type: "text", text: "Nice" },
      { type: "referral", sourceType: "insta_comment", url: "https://instagram.example.com/p/1" }
    )
    is(
      { text: "Nice", insta_comment: 1 },
      { type: "text", text: "Nice" },
      { type: "referral", sourceType: "insta_comment" }
    )
    is({ text: "Nice", insta_comment: false }, { type: "text", text: "Nice" })
  })
})

describe("buttons", () => {
  const buttons = [
    { type: "reply", text: "Yes", payload: "y", color: "red" },
    { type: "url", text: "Site", url: "https://example.com" },
    { type: "email", text: "Write" },
    { type: "location", text: "Here" },
    { type: "pay", text: "Pay" },
    { type: "reply" },
    null
  ]
  const choices: ContentPart = {
    type: "choices",
    body: "Well?",
    options: [
      { kind: "reply", title: "Yes", payload: "y" },
      { kind: "url", title: "Site", url: "https://example.com" },
      { kind: "email", title: "Write" },
      { kind: "location", title: "Here" },
      { kind: "reply", title: "Pay" }
    ]
  }

  it("are choices with the text as their body, wherever they stand", () => {
    is({ text: "Well?", inline_buttons: buttons }, choices)
    is({ text: "Well?", keyboard: { buttons } }, choices)
    is({ text: "Well?", extra_data: { inline_buttons: buttons } }, choices)
    is({ text: "Well?", extra_data: { keyboard: { buttons } } }, choices)
    is({ text: "Well?", inline_buttons: [], keyboard: {}, interactive: null }, { type: "text", text: "Well?" })
  })

  it("of WhatsApp are read from interactive", () => {
    const reply = (id: string) => ({ type: "reply", reply: { id, title: `Option ${id}` } })
    is(
      { interactive: { type: "button", body: { text: "Which?" }, action: { buttons: [reply("1"), reply("2"), {}] } } },
      {
        type: "choices",
        body: "Which?",
        options: [
          { id: "1", kind: "reply", title: "Option 1" },
          { id: "2", kind: "reply", title: "Option 2" }
        ]
      }
    )
  })
})

it.prop("anything is content", [Schema.Record(Schema.String, Schema.Json), Schema.Json, Schema.Json], (all) => {
  const [rest, one, other] = all
  const wire = { ...rest, attachments: [one, { link: other }], keyboard: one, extra_data: other, text: "x" }
  const parts = toContent(wire)
  assert.isAbove(parts.length, 0)
  for (const part of parts) assert.isTrue(Schema.is(ContentPartSchema)(part), JSON.stringify(part))
})
