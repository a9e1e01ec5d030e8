/** How content is addressed and written where the documentation has no example. */
import { Outbound, type OutboundPart, type PlannedMessage } from "@dragoman/core/domain"
import { ContentPlan } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { channelRules, type Envelope, fromPlanned, separateCaptions } from "../../../src/whatsapp/index.ts"

const text: PlannedMessage = { text: "Hello", media: [] }

const written = (planned: PlannedMessage, envelope: Envelope = { to: "15550123" }): Record<string, unknown> =>
  Result.getOrThrow(fromPlanned(planned, envelope)) as Record<string, unknown>

const special = (part: NonNullable<PlannedMessage["special"]>): PlannedMessage => ({ media: [], special: part })

const issues = (planned: PlannedMessage, envelope: Envelope = { to: "15550123" }) =>
  Result.match(fromPlanned(planned, envelope), {
    onSuccess: () => [],
    onFailure: (found) => found.map(({ field }) => field)
  })

const choices = (titles: ReadonlyArray<string>, more: object = {}) =>
  special({ ...(Outbound.choices("Which?", titles) as Extract<OutboundPart, { type: "choices" }>), ...more })

const interactiveOf = (planned: PlannedMessage) => written(planned).interactive as Record<string, unknown>

describe("the envelope", () => {
  it("a number is `to`, a BSUID `recipient`, a group says so", () => {
    assert.deepInclude(written(text), { to: "15550123", recipient_type: "individual" })
    const bsuid = written(text, { to: "US.13491208655302741918" })
    assert.strictEqual(bsuid.recipient, "US.13491208655302741918")
    assert.notProperty(bsuid, "to")
    assert.deepInclude(written(text, { to: "Y2Fw", group: true }), { to: "Y2Fw", recipient_type: "group" })
  })

  it("the external id is what comes back with every status", () => {
    assert.strictEqual(written(text, { to: "1", externalId: "order-1" }).biz_opaque_callback_data, "order-1")
  })

  it("an answer names the message, by the channel's id first", () => {
    const replyTo = { channelMessageId: "wamid.1" }
    assert.deepStrictEqual(written(text, { to: "1", replyTo }).context, { message_id: "wamid.1" })
  })

  it("nobody is not an address", () => assert.deepStrictEqual(issues(text, { to: "" }), ["to"]))
})

describe("media", () => {
  const part = (type: "image" | "audio" | "sticker", source: Outbound.MediaSource) => ({ type, source }) as const

  it("are named by Meta's id", () => {
    assert.deepStrictEqual(written({ media: [part("image", { mediaId: "9" })] }).image, { id: "9" })
    const voice = { ...part("audio", { mediaId: "9" }), voice: true }
    assert.deepStrictEqual(written({ media: [voice] }).audio, { id: "9", voice: true })
  })

  it("are not bytes, not several, and their address is one", () => {
    const file = { name: "a.png", type: "image/png", size: 1, stream: () => new ReadableStream<Uint8Array>() }
    assert.deepStrictEqual(issues({ media: [part("image", { file })] }), ["source"])
    const image = part("image", { url: "https://example.com/a.png" })
    assert.deepStrictEqual(issues({ media: [image, image] }), ["media"])
    assert.deepStrictEqual(issues({ media: [part("image", { url: "a.png" })] }), ["image.link"])
  })

  it("without captions, or with one that is too long, have the text after them", () => {
    const audio = { text: "Listen", media: [part("audio", { mediaId: "9" })] }
    assert.deepStrictEqual(issues(audio), ["text"])
    assert.deepStrictEqual(separateCaptions([audio, text]), [
      { media: audio.media },
      { text: "Listen", media: [] },
      text
    ])
    const image = part("image", { mediaId: "9" })
    const long = { text: "x".repeat(1025), media: [image] }
    assert.deepStrictEqual(issues(long), ["text"])
    assert.lengthOf(separateCaptions([long]), 2)
    assert.lengthOf(separateCaptions([{ text: "x".repeat(1024), media: [image] }]), 1)
  })

  it("a text after an image is its caption", () => {
    const content = [Outbound.image({ url: "https://example.com/a.png" }), Outbound.text("Look")]
    const plan = Result.getOrThrow(ContentPlan.plan(content, channelRules))
    assert.deepStrictEqual(
      plan.messages.map((message) => written(message).image),
      [{ link: "https://example.com/a.png", caption: "Look" }]
    )
  })
})

describe("choices", () => {
  it("up to three short answers are buttons, whose id is the payload", () => {
    assert.deepStrictEqual(interactiveOf(choices(["Yes", "No"])), {
      type: "button",
      body: { text: "Which?" },
      action: {
        buttons: [
          { type: "reply", reply: { id: "Yes", title: "Yes" } },
          { type: "reply", reply: { id: "No", title: "No" } }
        ]
      }
    })
  })

  it("more, longer or described ones are a list, and so is what names its button", () => {
    const list = [
      choices(["1", "2", "3", "4"]),
      choices(["x".repeat(21)]),
      choices(["1"], { button: "Open" }),
      choices(["1"], { body: "x".repeat(1025) }),
      choices([], { options: [{ kind: "reply", title: "1", description: "first" }] })
    ]
    for (const planned of list) assert.strictEqual(interactiveOf(planned).type, "list")
  })

  it("a list's button has a word of its own, or the caller's", () => {
    const planned = choices(["1", "2", "3", "4"])
    assert.deepInclude(interactiveOf(planned).action as object, { button: "Options" })
    const { interactive } = written(planned, { to: "1", labels: { listButton: "Opciones" } })
    assert.deepInclude((interactive as { action: object }).action, { button: "Opciones" })
  })

  it("one link is a link button, one location a request for it, and they do not mix", () => {
    const link = { kind: "url" as const, title: "Open", url: "https://example.com" }
    assert.deepStrictEqual(interactiveOf(choices([], { options: [link] })), {
      type: "cta_url",
      body: { text: "Which?" },
      action: { name: "cta_url", parameters: { display_text: "Open", url: "https://example.com" } }
    })
    const where = { kind: "location" as const, title: "Where are you?" }
    assert.strictEqual(interactiveOf(choices([], { options: [where] })).type, "location_request_message")
    assert.deepStrictEqual(issues(choices([], { options: [link, link] })), ["options"])
    assert.deepStrictEqual(issues(choices([], { options: [link, { kind: "reply", title: "No" }] })), ["options"])
  })

  it("two buttons with one payload are refused", () => {
    const option = { kind: "reply", title: "A", payload: "x" }
    assert.deepStrictEqual(issues(choices([], { options: [option, { ...option, title: "B" }] })), [
      "interactive.action.buttons.1.reply.id"
    ])
  })
})

describe("other parts", () => {
  it("a card has its name twice, because two parts of it are wanted", () => {
    const card = { name: "Ben", phones: ["+15550124"], emails: ["ben@example.com"], organization: "Example" }
    assert.deepStrictEqual(written(special({ type: "contacts", contacts: [card] })).contacts, [
      {
        name: { formatted_name: "Ben", first_name: "Ben" },
        phones: [{ phone: "+15550124" }],
        emails: [{ email: "ben@example.com" }],
        org: { company: "Example" }
      }
    ])
    assert.deepStrictEqual(issues(special({ type: "contacts", contacts: [{}] })), ["contacts.0.name"])
    assert.deepStrictEqual(issues(special({ type: "contacts", contacts: [] })), ["contacts.0"])
  })

  it("a reaction without an emoji takes one back", () => {
    assert.deepStrictEqual(written(special({ type: "reaction", channelMessageId: "wamid.1" })).reaction, {
      message_id: "wamid.1",
      emoji: ""
    })
    assert.deepStrictEqual(issues(special({ type: "reaction", emoji: "x" })), ["reaction.message_id"])
  })

  it("a template needs no components, products need their catalogue", () => {
    assert.deepStrictEqual(
      written(special({ type: "template", name: "hello", language: "en", components: [] })).template,
      { name: "hello", language: { code: "en" } }
    )
    assert.deepStrictEqual(issues(special({ type: "template", name: "hello", language: "en", components: [{}] })), [
      "template.components.0.type"
    ])
    assert.deepStrictEqual(issues(special({ type: "products", productIds: ["a"] })), ["catalogId"])
  })
})
