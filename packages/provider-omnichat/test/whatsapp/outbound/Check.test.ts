/** Every documented limit, at the limit and one beyond it; what is only hearsay is a warning. */
import type { OutboundMediaPart } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { check, checkFile, SendRequest } from "../../../src/whatsapp/index.ts"

const x = (length: number) => "x".repeat(length)
const several = <A>(count: number, make: (index: number) => A) =>
  Array.from({ length: count }, (_, index) => make(index))

const message = (type: string, body: unknown, more: object = {}) => ({
  messaging_product: "whatsapp",
  to: "15550123",
  type,
  [type]: body,
  ...more
})

const fieldsOf = (value: unknown) => check(value).issues.map(({ field }) => field)

const interactive = (type: string, body: object) => message("interactive", { type, body: { text: "b" }, ...body })
const buttons = (list: ReadonlyArray<unknown>, more: object = {}) =>
  interactive("button", { action: { buttons: list }, ...more })
const button = (id: string, title: string) => ({ type: "reply", reply: { id, title } })
const list = (sections: ReadonlyArray<unknown>, more: object = {}) =>
  interactive("list", { action: { button: "Open", sections }, ...more })
const row = (id: string, title: string, description?: string) =>
  description === undefined ? { id, title } : { id, title, description }
const rows = (count: number) => several(count, (index) => row(String(index), "t"))
const link = (display_text: string, url: string) =>
  interactive("cta_url", { action: { name: "cta_url", parameters: { display_text, url } } })
const flow = (parameters: object) =>
  interactive("flow", {
    action: { name: "flow", parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Go", ...parameters } }
  })
const products = (sections: ReadonlyArray<unknown>, more: object = {}) =>
  interactive("product_list", {
    header: { type: "text", text: "h" },
    action: { catalog_id: "1", sections },
    ...more
  })
const items = (count: number) => several(count, (index) => ({ product_retailer_id: String(index) }))

const image = (body: object) => message("image", body)
const button1 = [button("a", "A")]
const section = [{ rows: rows(1) }]
const buttonAt = "interactive.action.buttons"
const sectionsAt = "interactive.action.sections"

/** What is measured; at the limit; beyond it; the fields that are named. */
const limits: ReadonlyArray<readonly [string, unknown, unknown, ReadonlyArray<string>]> = [
  ["text", message("text", { body: x(4096) }), message("text", { body: x(4097) }), ["text.body"]],
  ["empty text", message("text", { body: "x" }), message("text", { body: "" }), ["text.body"]],
  ["characters, not code units", message("text", { body: "👍".repeat(4096) }), message("text", {}), ["text.body"]],
  ["receiver", image({ id: "1" }), message("image", { id: "1" }, { to: "" }), ["to"]],
  [
    "reply",
    message("text", { body: "x" }, { context: { message_id: "w" } }),
    message("text", { body: "x" }, { context: { message_id: "" } }),
    ["context.message_id"]
  ],
  ["link or id", image({ link: "https://example.com/a" }), image({}), ["image.link"]],
  ["not link and id", image({ id: "1" }), image({ id: "1", link: "https://example.com/a" }), ["image.link"]],
  ["address", image({ link: "http://example.com/a" }), image({ link: "ftp://example.com/a" }), ["image.link"]],
  ["caption", image({ id: "1", caption: x(1024) }), image({ id: "1", caption: x(1025) }), ["image.caption"]],
  [
    "video caption",
    message("video", { id: "1", caption: x(1024) }),
    message("video", { id: "1", caption: x(1025) }),
    ["video.caption"]
  ],
  [
    "document caption",
    message("document", { id: "1", caption: x(1024) }),
    message("document", { id: "1", caption: x(1025) }),
    ["document.caption"]
  ],
  [
    "coordinates",
    message("location", { latitude: "1.5", longitude: 2 }),
    message("location", { latitude: "here", longitude: Number.NaN }),
    ["location.latitude", "location.longitude"]
  ],
  [
    "a second part of the name",
    message("contacts", [{ name: { formatted_name: "A", last_name: "A" } }]),
    message("contacts", [{ name: { formatted_name: "A" } }]),
    ["contacts.0.name.first_name"]
  ],
  [
    "buttons' body",
    buttons(button1, { body: { text: x(1024) } }),
    buttons(button1, { body: { text: x(1025) } }),
    ["interactive.body.text"]
  ],
  [
    "header",
    buttons(button1, { header: { type: "text", text: x(60) } }),
    buttons(button1, { header: { type: "text", text: x(61) } }),
    ["interactive.header.text"]
  ],
  [
    "footer",
    buttons(button1, { footer: { text: x(60) } }),
    buttons(button1, { footer: { text: x(61) } }),
    ["interactive.footer.text"]
  ],
  [
    "how many buttons",
    buttons(several(3, (index) => button(`${index}`, `${index}`))),
    buttons(several(4, (index) => button(`${index}`, `${index}`))),
    [buttonAt]
  ],
  ["no buttons", buttons(button1), buttons([]), [buttonAt]],
  ["button's id", buttons([button(x(256), "A")]), buttons([button(x(257), "A")]), [`${buttonAt}.0.reply.id`]],
  ["button's title", buttons([button("a", x(20))]), buttons([button("a", x(21))]), [`${buttonAt}.0.reply.title`]],
  ["blanks", buttons(button1), buttons([button(" a", "A ")]), [`${buttonAt}.0.reply.id`, `${buttonAt}.0.reply.title`]],
  [
    "twice the same",
    buttons([button("a", "A"), button("b", "B")]),
    buttons([button("a", "A"), button("a", "A")]),
    [`${buttonAt}.1.reply.id`, `${buttonAt}.1.reply.title`]
  ],
  [
    "list's body",
    list(section, { body: { text: x(4096) } }),
    list(section, { body: { text: x(4097) } }),
    ["interactive.body.text"]
  ],
  [
    "list's header",
    list(section, { header: { type: "text", text: "h" } }),
    list(section, { header: { type: "image", image: { id: "1" } } }),
    ["interactive.header.type", "interactive.header.text"]
  ],
  [
    "list's button",
    list(section, { action: { button: x(20), sections: section } }),
    list(section, { action: { button: x(21), sections: section } }),
    ["interactive.action.button"]
  ],
  ["rows in all", list([{ rows: rows(10) }]), list([{ rows: rows(11) }]), [sectionsAt]],
  [
    "sections",
    list(several(10, (index) => ({ title: "t", rows: [row(`${index}`, "t")] }))),
    list(several(11, (index) => ({ title: "t", rows: [row(`${index}`, "t")] }))),
    [sectionsAt]
  ],
  [
    "sections' titles",
    list([
      { title: x(24), rows: rows(1) },
      { title: "b", rows: rows(1) }
    ]),
    list([{ title: "a", rows: rows(1) }, { rows: rows(1) }]),
    [`${sectionsAt}.1.title`]
  ],
  [
    "a section's title",
    list([{ title: x(24), rows: rows(1) }]),
    list([{ title: x(25), rows: rows(1) }]),
    [`${sectionsAt}.0.title`]
  ],
  [
    "row",
    list([{ rows: [row(x(200), x(24), x(72))] }]),
    list([{ rows: [row(x(201), x(25), x(73))] }]),
    [`${sectionsAt}.0.rows.0.id`, `${sectionsAt}.0.rows.0.title`, `${sectionsAt}.0.rows.0.description`]
  ],
  [
    "link's text",
    link(x(20), "https://example.com"),
    link(x(21), "example"),
    ["interactive.action.parameters.display_text", "interactive.action.parameters.url"]
  ],
  ["flow's button", flow({ flow_cta: x(30) }), flow({ flow_cta: x(31) }), ["interactive.action.parameters.flow_cta"]],
  ["flow's id or name", flow({}), flow({ flow_name: "n" }), ["interactive.action.parameters.flow_id"]],
  [
    "flow's version",
    flow({}),
    flow({ flow_message_version: "2" }),
    ["interactive.action.parameters.flow_message_version"]
  ],
  [
    "product's header",
    interactive("product", { action: { catalog_id: "1", product_retailer_id: "2" } }),
    interactive("product", { header: {}, action: { catalog_id: "1", product_retailer_id: "2" } }),
    ["interactive.header"]
  ],
  ["products in all", products([{ product_items: items(30) }]), products([{ product_items: items(31) }]), [sectionsAt]],
  [
    "product sections",
    products(several(10, () => ({ title: "t", product_items: items(1) }))),
    products(several(11, () => ({ title: "t", product_items: items(1) }))),
    [sectionsAt]
  ],
  [
    "products' header",
    products([{ product_items: items(1) }]),
    products([{ product_items: items(1) }], { header: undefined }),
    ["interactive.header"]
  ],
  [
    "catalogue",
    interactive("catalog_message", { action: { name: "catalog_message" } }),
    interactive("catalog_message", { body: { text: "" }, action: { name: "catalog" } }),
    ["interactive.body.text", "interactive.action.name"]
  ],
  [
    "location request",
    interactive("location_request_message", { action: { name: "send_location" } }),
    interactive("location_request_message", { action: {} }),
    ["interactive.action.name"]
  ],
  [
    "template",
    message("template", { name: "n", language: { code: "en", policy: "deterministic" } }),
    message("template", { name: "", language: {} }),
    ["template.name", "template.language.code"]
  ]
]

describe("documented limits", () => {
  it.each(limits)("%s", (_, allowed, refused, fields) => {
    assert.deepStrictEqual(fieldsOf(allowed), [])
    assert.sameMembers([...new Set(fieldsOf(refused))], [...fields])
  })

  it("the client's payload is held to them too", () => {
    const encode = Schema.encodeUnknownResult(Schema.toCodecJson(SendRequest))
    assert.isTrue(Result.isSuccess(encode(message("text", { body: "x" }))))
    assert.isTrue(Result.isFailure(encode(message("text", { body: "" }))))
  })

  it("somebody has to get it", () => {
    assert.deepStrictEqual(fieldsOf({ messaging_product: "whatsapp", type: "text", text: { body: "x" } }), ["to"])
    assert.deepStrictEqual(
      fieldsOf({ messaging_product: "whatsapp", recipient: "US.1", type: "text", text: { body: "x" } }),
      []
    )
  })
})

describe("what nobody documented here", () => {
  it("passes through: other kinds, and other kinds of interactive messages", () => {
    assert.deepStrictEqual(check(message("hologram", { anything: 1 })), { issues: [], warnings: [] })
    assert.deepStrictEqual(check(interactive("order_details", { action: { name: "review_and_pay" } })).issues, [])
    const encoded = Schema.encodeUnknownSync(Schema.toCodecJson(SendRequest))(message("hologram", { anything: 1 }))
    assert.deepStrictEqual<unknown>(encoded, message("hologram", { anything: 1 }))
  })

  it("but is addressed like any other, and is an object", () => {
    assert.deepStrictEqual(fieldsOf({ type: "hologram", to: "1" }), ["messaging_product"])
    assert.deepStrictEqual(fieldsOf(null), [""])
  })
})

describe("hearsay", () => {
  it("warns and does not refuse", () => {
    const cards = several(6, () => ({ name: { formatted_name: "A", first_name: "A" } }))
    const { issues, warnings } = check(message("contacts", cards, { biz_opaque_callback_data: x(513) }))
    assert.deepStrictEqual(issues, [])
    assert.deepStrictEqual(
      warnings.map(({ field }) => field),
      ["biz_opaque_callback_data", "contacts"]
    )
    const few = message("contacts", cards.slice(1), { biz_opaque_callback_data: x(512) })
    assert.deepStrictEqual(check(few).warnings, [])
  })
})

describe("files", () => {
  const megabyte = 1024 * 1024
  const part = (type: OutboundMediaPart["type"], size: number, mime: string): OutboundMediaPart => ({
    type,
    source: { file: { name: "a", type: mime, size, stream: () => new ReadableStream<Uint8Array>() } }
  })

  it.each([
    ["image", "image/png", 5 * megabyte],
    ["audio", "audio/ogg; codecs=opus", 16 * megabyte],
    ["video", "video/mp4", 16 * megabyte],
    ["file", "application/pdf", 100 * megabyte]
  ] as const)("%s has a largest size", (type, mime, size) => {
    assert.deepStrictEqual(checkFile(part(type, size, mime)), { issues: [], warnings: [] })
    assert.deepStrictEqual(
      checkFile(part(type, size + 1, mime)).issues.map(({ field }) => field),
      ["source.file.size"]
    )
  })

  it("a picture's type is refused, a sticker's size only warned of", () => {
    assert.deepStrictEqual(
      checkFile(part("image", 1, "image/gif")).issues.map(({ field }) => field),
      ["source.file.type"]
    )
    // The part's word counts, and an unknown type is nothing to refuse.
    assert.lengthOf(checkFile({ ...part("image", 1, ""), mimeType: "image/png" }).issues, 0)
    assert.lengthOf(checkFile({ ...part("image", 1, "image/png"), mimeType: "image/gif" }).issues, 1)
    assert.lengthOf(checkFile(part("image", 1, "")).issues, 0)
    const { issues, warnings } = checkFile(part("sticker", 501 * 1024, "image/webp"))
    assert.lengthOf(issues, 0)
    assert.lengthOf(warnings, 1)
  })
})
