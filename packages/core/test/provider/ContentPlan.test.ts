import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import type { MediaSource, OutboundContent, OutboundPart } from "../../src/domain/Outbound.ts"
import { choices, file, image, template, text } from "../../src/domain/Outbound.ts"
import { type ChannelRules, ContentPlan, InvalidRequest } from "../../src/provider/index.ts"

/** A channel that carries everything. */
const rich: ChannelRules = {
  parts: ["text", "image", "audio", "video", "file", "location", "contacts", "choices", "template"],
  maxTextLength: 20,
  textWithMedia: true,
  maxAttachments: 2,
  maxAttachmentBytes: 100,
  mediaSource: "either",
  choices: { max: 3, maxTitleLength: 10, kinds: ["reply"] }
}
/** A channel that carries text alone. */
const poor: ChannelRules = {
  parts: ["text"],
  maxTextLength: 50,
  textWithMedia: false,
  maxAttachments: 1,
  mediaSource: "url"
}
const apart: ChannelRules = { ...rich, textWithMedia: false, maxAttachments: 1 }

const url: MediaSource = { url: "https://cdn.example.com/a.png" }
const bytes = (size: number): MediaSource => ({
  file: { name: "a.png", type: "image/png", size, stream: () => new ReadableStream() }
})
const picture = image(url)
const yesOrNo = choices("Well?", ["Yes", "No"])
const place: OutboundPart = { type: "location", latitude: 1, longitude: 2, name: "Here" }
const numbered = "Well?\n1. Yes\n2. No"

interface Case {
  readonly name: string
  readonly content: OutboundContent
  readonly rules: ChannelRules
  /** Each message in short: `text`, `+N` for media, `<type>` for what is a message by itself. */
  readonly messages: ReadonlyArray<string>
  readonly degraded?: ReadonlyArray<string>
}

const cases: ReadonlyArray<Case> = [
  { name: "text", content: [text("hi")], rules: rich, messages: ["hi"] },
  { name: "two texts are two messages", content: [text("a"), text("b")], rules: rich, messages: ["a", "b"] },
  { name: "text and media together", content: [text("hi"), picture], rules: rich, messages: ["hi+1"] },
  { name: "media, then text, together", content: [picture, text("hi")], rules: rich, messages: ["hi+1"] },
  { name: "a caption is the text", content: [image(url, "look")], rules: rich, messages: ["look+1"] },
  { name: "as many media as fit", content: [picture, picture, picture], rules: rich, messages: ["+2", "+1"] },
  {
    name: "two captions are two messages",
    content: [image(url, "a"), image(url, "b")],
    rules: rich,
    messages: ["a+1", "b+1"]
  },
  { name: "each part by itself", content: [text("hi"), picture, picture], rules: apart, messages: ["hi", "+1", "+1"] },
  {
    name: "a caption where there are none comes after",
    content: [image(url, "look")],
    rules: apart,
    messages: ["+1", "look"],
    degraded: ["0 image several messages"]
  },
  {
    name: "a caption that is too long is cut, after its media",
    content: [image(url, "one two three four five")],
    rules: rich,
    messages: ["+1", "one two three four", "five"],
    degraded: ["0 image several messages"]
  },
  {
    name: "long text is cut at words",
    content: [text("one two three four five")],
    rules: rich,
    messages: ["one two three four", "five"],
    degraded: ["0 text several messages"]
  },
  {
    name: "white space that is left over from a cut is no message",
    content: [text(`${"a".repeat(20)} \n`)],
    rules: rich,
    messages: ["a".repeat(20)]
  },
  {
    name: "text without spaces is cut anywhere, but in no character",
    content: [text(`${"x".repeat(19)}😀${"y".repeat(3)}`)],
    rules: rich,
    messages: ["x".repeat(19), "😀yyy"],
    degraded: ["0 text several messages"]
  },
  { name: "choices are a message", content: [text("hi"), yesOrNo], rules: rich, messages: ["hi", "<choices>"] },
  {
    name: "choices as a list in words",
    content: [yesOrNo],
    rules: poor,
    messages: [numbered],
    degraded: ["0 choices text"]
  },
  {
    name: "more choices than there may be",
    content: [choices("Q", ["a", "b", "c", "d"])],
    rules: rich,
    messages: ["Q\n1. a\n2. b\n3. c", "4. d"],
    degraded: ["0 choices text", "0 choices several messages"]
  },
  {
    name: "a choice with too long a title",
    content: [choices("Q", ["12345678901"])],
    rules: rich,
    messages: ["Q\n1. 12345678901"],
    degraded: ["0 choices text"]
  },
  { name: "a location", content: [place], rules: rich, messages: ["<location>"] },
  {
    name: "a location as text",
    content: [place],
    rules: poor,
    messages: ["Here\nhttps://maps.google.com/?q=1,2"],
    degraded: ["0 location text"]
  },
  {
    name: "media as a link",
    content: [image(url, "look")],
    rules: poor,
    messages: ["look\nhttps://cdn.example.com/a.png"],
    degraded: ["0 image link"]
  },
  { name: "a template", content: [template("hello", "en")], rules: rich, messages: ["<template>"] },
  {
    name: "media do not join what is a message by itself",
    content: [place, picture],
    rules: rich,
    messages: ["<location>", "+1"]
  }
]

const short = ({ text, media, special }: ContentPlan.ContentPlan["messages"][number]) =>
  special === undefined ? `${text ?? ""}${media.length === 0 ? "" : `+${media.length}`}` : `<${special.type}>`

describe("ContentPlan", () => {
  it.each(cases)("$name", ({ content, rules, messages, degraded = [] }) => {
    const planned = Result.getOrThrow(ContentPlan.plan(content, rules))
    assert.deepStrictEqual(planned.messages.map(short), messages)
    assert.deepStrictEqual(
      planned.degraded.map(({ part, from, to }) => `${part} ${from} ${to}`),
      degraded
    )
  })

  it.each([
    ["nothing", [], rich, "content"],
    ["empty text", [text("")], rich, "content.0.text"],
    ["a template where there are none", [text("a"), template("hello", "en")], poor, "content.1"],
    ["bytes where only text goes", [file(bytes(1))], poor, "content.0"],
    ["a file that is too large", [image(bytes(101))], rich, "content.0.source.file"]
  ] as const)("%s is refused before anything is sent", (_name, content, rules, field) => {
    const planned = ContentPlan.plan(content, rules)
    assert.deepStrictEqual(Result.isFailure(planned) ? planned.failure.map((issue) => issue.field) : [], [field])
  })

  it("choices for which the channel turns out to have no form are sent in words, for the reason that is given", () => {
    const planned = ContentPlan.plan([picture, yesOrNo, yesOrNo], rich, (part) =>
      part === yesOrNo ? `no ${part.options.length} such buttons` : undefined
    )
    const reason = "no 2 such buttons"
    assert.deepStrictEqual<unknown>(
      Result.map(planned, ({ degraded, messages }) => [messages.map(short), degraded]),
      Result.succeed([
        [`${numbered}+1`, numbered],
        [
          { part: 1, from: "choices", to: "text", reason },
          { part: 2, from: "choices", to: "text", reason }
        ]
      ])
    )
  })

  it.prop("text survives being cut, whatever it is", [Schema.String], ([value]) => {
    const words = value.replace(/[ \n]/g, "")
    const planned = ContentPlan.plan([text(value)], { ...rich, maxTextLength: 5 })
    if (Result.isFailure(planned)) return value === ""
    const pieces = planned.success.messages.map((message) => message.text ?? "")
    assert.isTrue(pieces.every((piece) => piece.length <= 5))
    assert.strictEqual(pieces.join("").replace(/[ \n]/g, ""), words)
    return true
  })
})

describe("ContentPlan.accept", () => {
  const whole = ContentPlan.plan([text("a")], poor)
  const lossy = ContentPlan.plan([text("a"), yesOrNo, place], poor)
  const impossible = ContentPlan.plan([text("")], poor)

  it("takes what loses nothing, whatever was asked for", () => {
    assert.deepStrictEqual<unknown>(ContentPlan.accept(whole, true), whole)
    assert.deepStrictEqual<unknown>(ContentPlan.accept(whole, false), whole)
  })

  it("takes what degrades, unless that was to be refused: then it names every part and what would become of it", () => {
    assert.deepStrictEqual<unknown>(ContentPlan.accept(lossy, false), lossy)
    const issues = [
      { field: "content.1", message: "would be sent as text: the channel has no choices" },
      { field: "content.2", message: "would be sent as text: the channel has no location" }
    ]
    assert.deepStrictEqual<unknown>(ContentPlan.accept(lossy, true), Result.fail(new InvalidRequest({ issues })))
  })

  it("refuses what is impossible either way", () => {
    const refused = Result.fail(
      new InvalidRequest({ issues: [{ field: "content.0.text", message: "must not be empty" }] })
    )
    assert.deepStrictEqual<unknown>(ContentPlan.accept(impossible, false), refused)
    assert.deepStrictEqual<unknown>(ContentPlan.accept(impossible, true), refused)
  })
})
