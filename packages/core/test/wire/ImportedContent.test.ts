import { assert, describe, it } from "@effect/vitest"
import type { ContentPart } from "../../src/domain/index.ts"
import { inWords, toOutbound } from "../../src/wire/index.ts"

describe("imported content", () => {
  it("is sent on as it is where that can be sent, media by their address", () => {
    const location: ContentPart = { type: "location", latitude: 13.7, longitude: 100.5 }
    const image: ContentPart = { type: "image", url: "https://example.com/a.png", caption: "This one", size: 9 }
    assert.deepStrictEqual(toOutbound([{ type: "text", text: "Hello" }, location, image]), [
      { type: "text", text: "Hello" },
      location,
      { type: "image", source: { url: "https://example.com/a.png" }, caption: "This one" }
    ])
  })

  it("is told in words where only a contact can make it", () => {
    const reply: ContentPart = { type: "choice_reply", title: "Yes", payload: "yes" }
    assert.deepStrictEqual(toOutbound([reply]), [{ type: "text", text: "Yes" }])
  })

  it("names a template and does not send it: it may be another account's", () => {
    const template: ContentPart = { type: "template", name: "order_ready", language: "en", components: [] }
    assert.deepStrictEqual(toOutbound([template]), [{ type: "text", text: "order_ready" }])
  })

  it("is told by its kind where it has no words: no part is lost", () => {
    const parts: ReadonlyArray<ContentPart> = [
      { type: "sticker" },
      { type: "image", mediaId: "m1" },
      { type: "unsupported", vendorType: "voice_call" },
      { type: "unsupported", vendorType: "poll", text: "" }
    ]
    const kinds = ["[sticker]", "[image]", "[voice_call]", "[poll]"]
    assert.deepStrictEqual(parts.map(inWords), kinds)
    assert.deepStrictEqual(
      toOutbound(parts),
      kinds.map((text) => ({ type: "text" as const, text }))
    )
  })
})
