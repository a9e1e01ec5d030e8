/** The nineteen documented messages: each is accepted by the check, and the domain's content leaves the process exactly as documented. */
import { Outbound, type OutboundContent, type OutboundPart } from "@dragoman/core/domain"
import { ContentPlan } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import {
  channelRules,
  check,
  type Envelope,
  fromPlanned,
  SendRequest,
  separateCaptions
} from "../../../src/whatsapp/index.ts"
import { request, requestNames } from "../Fixtures.ts"

const to = "{{Recipient-Phone-Number}}"

/** All messages that a content becomes. */
const send = (content: OutboundContent, envelope: Omit<Envelope, "to"> = {}) => {
  const plan = Result.getOrThrow(ContentPlan.plan(content, channelRules))
  assert.deepStrictEqual(plan.degraded, [])
  return separateCaptions(plan.messages).map((planned) => Result.getOrThrow(fromPlanned(planned, { to, ...envelope })))
}

/** Placeholders that stand where a number or one of Meta's words belongs. */
const refused: Readonly<Record<string, ReadonlyArray<string>>> = {
  "send-location-message": ["location.latitude", "location.longitude"],
  "send-multi-product-message": ["interactive.header.type"]
}

describe("documented messages", () => {
  it("are nineteen", () => assert.lengthOf(requestNames, 19))

  it.each(requestNames)("%s is accepted", (name) => {
    const { issues, warnings } = check(request(name))
    assert.deepStrictEqual([...new Set(issues.map(({ field }) => field))], refused[name] ?? [])
    assert.deepStrictEqual(warnings, [])
  })

  it.each(requestNames.filter((name) => refused[name] === undefined))("%s is sent as it is", (name) => {
    const encoded = Schema.encodeUnknownSync(Schema.toCodecJson(SendRequest))(request(name))
    assert.deepStrictEqual(encoded, request(name) as typeof encoded)
  })
})

const media = (type: "image" | "audio" | "video" | "file" | "sticker", url: string, more: object = {}) =>
  ({ type, source: { url }, ...more }) as OutboundPart

const row = (section: number, index: number) => ({
  id: `<LIST_SECTION_${section}_ROW_${index}_ID>`,
  kind: "reply" as const,
  title: `<SECTION_${section}_ROW_${index}_TITLE>`,
  description: `<SECTION_${section}_ROW_${index}_DESC>`,
  section: `<LIST_SECTION_${section}_TITLE>`
})

const templateOf = (name: string): OutboundPart => {
  const { template } = request(name) as { readonly template: { readonly components: ReadonlyArray<unknown> } }
  return Outbound.template("template-name", "language-and-locale-code", template.components)
}

const cases: ReadonlyArray<readonly [string, OutboundPart, Omit<Envelope, "to">?]> = [
  ["send-text-message", Outbound.text("<TEXT_MSG_CONTENT>")],
  [
    "send-text-message-with-preview-url",
    Outbound.text("Please visit https://youtu.be/hpltvTEiRrY to inspire your day!")
  ],
  [
    "send-reply-to-text-message",
    Outbound.text("<TEXT_MSG_CONTENT>"),
    { replyTo: { channelMessageId: "<MSGID_OF_PREV_MSG>" } }
  ],
  ["send-reply-with-reaction-message", { type: "reaction", emoji: "<EMOJI>", channelMessageId: "<WAM_ID>" }],
  ["send-image-message-by-url", media("image", "https://example.com/image.png")],
  ["send-audio-message-by-url", media("audio", "https://example.com/audio.mp4")],
  ["send-video-message-by-url", media("video", "https://example.com/video.mp4", { caption: "<VIDEO_CAPTION_TEXT>" })],
  [
    "send-document-message-by-url",
    media("file", "https://example.com/doc.pdf", {
      caption: "<DOCUMENT_CAPTION_TEXT>",
      fileName: "<DOCUMENT_FILENAME>"
    })
  ],
  ["send-sticker-message-by-url", media("sticker", "https://example.com/sticker.webp")],
  [
    "send-list-message",
    {
      type: "choices",
      header: "<HEADER_TEXT>",
      body: "<BODY_TEXT>",
      footer: "<FOOTER_TEXT>",
      button: "<BUTTON_TEXT>",
      options: [row(1, 1), row(1, 2), row(2, 1), row(2, 2)]
    }
  ],
  [
    "send-reply-button",
    {
      type: "choices",
      body: "<BUTTON_TEXT>",
      options: [
        { kind: "reply", id: "<UNIQUE_BUTTON_ID_1>", title: "<BUTTON_TITLE_1>" },
        { kind: "reply", id: "<UNIQUE_BUTTON_ID_2>", title: "<BUTTON_TITLE_2>" }
      ]
    }
  ],
  ["send-message-template-text", templateOf("send-message-template-text")],
  ["send-message-template-media", templateOf("send-message-template-media")],
  ["send-message-template-interactive", templateOf("send-message-template-interactive")],
  ["send-catalog-template-message", templateOf("send-catalog-template-message")]
]

describe("content becomes the documented message", () => {
  for (const [name, part, envelope] of cases) {
    it(name, () => assert.deepStrictEqual<unknown>(send([part], envelope), [request(name)]))
  }

  it("send-location-message, with numbers", () => {
    const location = { latitude: 37.44, longitude: -122.16, name: "<LOCATION_NAME>", address: "<LOCATION_ADDRESS>" }
    const documented = request("send-location-message") as object
    assert.deepStrictEqual<unknown>(send([{ type: "location", ...location }]), [{ ...documented, location }])
  })

  it("products, without the footer and the thumbnail that the domain has no word for", () => {
    const without = (name: string) => {
      const { interactive, ...message } = request(name) as { readonly interactive: Record<string, unknown> }
      const { footer: _, ...rest } = interactive
      return { ...message, interactive: rest }
    }
    const products = { type: "products" as const, body: "<OPTIONAL_BODY_TEXT>", catalogId: "367025965434465" }
    assert.deepStrictEqual<unknown>(send([{ ...products, productIds: ["<ID_TEST_ITEM_1>"] }]), [
      without("send-single-product-message")
    ])
    const catalog = without("send-catalog-message")
    const body = String((catalog.interactive.body as { readonly text: string }).text)
    assert.deepStrictEqual<unknown>(send([{ type: "products", body, productIds: [] }]), [
      { ...catalog, interactive: { ...catalog.interactive, action: { name: "catalog_message" } } }
    ])
  })

  it("several products are a list under a header", () => {
    const [message] = send([{ type: "products", body: "Ours", catalogId: "1", productIds: ["a", "b"] }], {
      labels: { productsHeader: "Productos" }
    })
    assert.deepStrictEqual<unknown>(message, {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to,
      type: "interactive",
      interactive: {
        type: "product_list",
        header: { type: "text", text: "Productos" },
        body: { text: "Ours" },
        action: {
          catalog_id: "1",
          sections: [
            { title: "Productos", product_items: [{ product_retailer_id: "a" }, { product_retailer_id: "b" }] }
          ]
        }
      }
    })
  })
})
