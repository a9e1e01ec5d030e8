/**
 * The body of `POST …/messages`, one schema per kind, with the limits that Meta documents. Kinds that have no schema here (address forms,
 * calls, payments, whatever comes next) pass through as they are.
 *
 * Limits that are only hearsay are not here but in `outbound/Check.ts`, as warnings. Source: omnichat-wire A3; omnichat.md, "WhatsApp
 * Headless API".
 */
import { Schema } from "effect"
import { atMost, textUpTo } from "./Notation.ts"
import { Component } from "./Template.ts"

const nonEmpty = Schema.NonEmptyString
const optional = Schema.optionalKey
const list = <S extends Schema.Constraint>(item: S, min: number, max: number) =>
  Schema.Array(item).check(
    Schema.isMinLength(min, { expected: `at least ${min} elements` }),
    Schema.isMaxLength(max, { expected: `at most ${max} elements` })
  )

/** What every message has. `recipient` is a BSUID; where both are given, `to` counts. */
export const envelope = {
  messaging_product: Schema.Literal("whatsapp"),
  recipient_type: optional(Schema.Literals(["individual", "group"])),
  to: optional(nonEmpty),
  recipient: optional(nonEmpty),
  /** The message that this one answers. */
  context: optional(Schema.Struct({ message_id: nonEmpty })),
  /** Comes back in every status of the message. */
  biz_opaque_callback_data: optional(Schema.String)
}

const message = <const Type extends string, Fields extends Schema.Struct.Fields>(type: Type, fields: Fields) =>
  Schema.Struct({ ...envelope, type: Schema.Literal(type), ...fields })

const address = Schema.String.check(
  Schema.isPattern(/^https?:\/\/[^\s/]+/i, { expected: "an address that begins with https:// or http://" })
)

type Source = { readonly id?: string; readonly link?: string }

/** A handle that Meta gave for an upload, or an address that Meta fetches: one of the two. */
const media = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct({ id: optional(nonEmpty), link: optional(address), ...fields }).check(
    Schema.makeFilter((body: Source) =>
      (body.id === undefined) === (body.link === undefined)
        ? { path: ["link"], issue: "either `link` or `id` is needed" }
        : undefined
    )
  )

const caption = { caption: optional(atMost(1024)) }
const image = media(caption)
const video = media(caption)
const document = media({ ...caption, filename: optional(nonEmpty) })

export const TextMessage = message("text", {
  text: Schema.Struct({ body: textUpTo(4096), preview_url: optional(Schema.Boolean) })
})
export const ImageMessage = message("image", { image })
export const VideoMessage = message("video", { video })
export const AudioMessage = message("audio", { audio: media({ voice: optional(Schema.Boolean) }) })
export const DocumentMessage = message("document", { document })
export const StickerMessage = message("sticker", { sticker: media({}) })

/** Degrees; text is accepted where it is a number. */
const degrees = Schema.Union([
  Schema.Finite,
  Schema.String.check(Schema.isPattern(/^-?\d+(\.\d+)?$/, { expected: "a number" }))
])

export const LocationMessage = message("location", {
  location: Schema.Struct({
    latitude: degrees,
    longitude: degrees,
    name: optional(Schema.String),
    address: optional(Schema.String)
  })
})

const nameParts = ["first_name", "last_name", "middle_name", "suffix", "prefix"] as const

const contactName = Schema.Struct({
  formatted_name: nonEmpty,
  first_name: optional(Schema.String),
  last_name: optional(Schema.String),
  middle_name: optional(Schema.String),
  suffix: optional(Schema.String),
  prefix: optional(Schema.String)
}).check(
  Schema.makeFilter((name: Partial<Record<(typeof nameParts)[number], string>>) =>
    nameParts.some((part) => name[part] !== undefined)
      ? undefined
      : { path: ["first_name"], issue: "one part of the name is needed besides `formatted_name`" }
  )
)

const typed = { type: optional(Schema.String) }

export const ContactsMessage = message("contacts", {
  contacts: Schema.NonEmptyArray(
    Schema.Struct({
      name: contactName,
      phones: optional(Schema.Array(Schema.Struct({ phone: optional(nonEmpty), wa_id: optional(nonEmpty), ...typed }))),
      emails: optional(Schema.Array(Schema.Struct({ email: nonEmpty, ...typed }))),
      org: optional(Schema.Struct({ company: optional(Schema.String) })),
      addresses: optional(Schema.Array(Schema.Unknown)),
      urls: optional(Schema.Array(Schema.Unknown)),
      birthday: optional(Schema.String)
    })
  )
})

/** Without an emoji (`""`) the reaction is taken back. */
export const ReactionMessage = message("reaction", {
  reaction: Schema.Struct({ message_id: nonEmpty, emoji: Schema.String })
})

export const TemplateMessage = message("template", {
  template: Schema.Struct({
    name: nonEmpty,
    language: Schema.Struct({ code: nonEmpty, policy: optional(Schema.Literal("deterministic")) }),
    components: optional(Schema.Array(Component))
  })
})

/** The text parts around an interactive message. */
const textHeader = Schema.Struct({ type: Schema.Literal("text"), text: textUpTo(60) })
const header = Schema.Union([
  textHeader,
  Schema.Struct({ type: Schema.Literal("image"), image }),
  Schema.Struct({ type: Schema.Literal("video"), video }),
  Schema.Struct({ type: Schema.Literal("document"), document })
])
const body = (max: number) => Schema.Struct({ text: textUpTo(max) })
const footer = optional(Schema.Struct({ text: textUpTo(60) }))

const interactive = <const Type extends string, Fields extends Schema.Struct.Fields>(type: Type, fields: Fields) =>
  message("interactive", { interactive: Schema.Struct({ type: Schema.Literal(type), footer, ...fields }) })

/** Not empty, and no blank at either end: Meta cuts those off and then finds two the same. */
const label = (max: number) =>
  textUpTo(max).check(Schema.isTrimmed({ expected: "no blanks at the beginning or the end" }))

interface Button {
  readonly reply: { readonly id: string; readonly title: string }
}

const distinct = (key: "id" | "title") =>
  Schema.makeFilter((buttons: ReadonlyArray<Button>) => {
    const values = buttons.map(({ reply }) => reply[key])
    return values.flatMap((value, index) =>
      values.indexOf(value) === index
        ? []
        : [{ path: [index, "reply", key], issue: `the same ${key} as another button` }]
    )
  })

export const ButtonsMessage = interactive("button", {
  header: optional(header),
  body: body(1024),
  action: Schema.Struct({
    buttons: list(
      Schema.Struct({
        type: Schema.Literal("reply"),
        reply: Schema.Struct({ id: label(256), title: label(20) })
      }),
      1,
      3
    ).check(distinct("id"), distinct("title"))
  })
})

/** Sections need titles as soon as there are two; all of them together hold so many things. */
const sections = <Key extends string>(key: Key, what: string, max: number) =>
  Schema.makeFilter(
    (all: ReadonlyArray<{ readonly title?: string } & { readonly [K in Key]: ReadonlyArray<unknown> }>) => {
      const count = all.reduce((sum, section) => sum + section[key].length, 0)
      const untitled = all.flatMap(({ title }, index) =>
        all.length > 1 && title === undefined
          ? [{ path: [index, "title"], issue: "is needed where there are several sections" }]
          : []
      )
      return count > max ? [...untitled, { path: [], issue: `${count} ${what}, at most ${max} are allowed` }] : untitled
    }
  )

export const ListMessage = interactive("list", {
  header: optional(textHeader),
  body: body(4096),
  action: Schema.Struct({
    button: textUpTo(20),
    sections: list(
      Schema.Struct({
        title: optional(textUpTo(24)),
        rows: Schema.NonEmptyArray(
          Schema.Struct({ id: textUpTo(200), title: textUpTo(24), description: optional(atMost(72)) })
        )
      }),
      1,
      10
    ).check(sections("rows", "rows", 10))
  })
})

export const LinkMessage = interactive("cta_url", {
  header: optional(header),
  body: body(1024),
  action: Schema.Struct({
    name: Schema.Literal("cta_url"),
    parameters: Schema.Struct({ display_text: textUpTo(20), url: address })
  })
})

const flowParameters = Schema.Struct({
  flow_message_version: Schema.Literal("3"),
  flow_id: optional(nonEmpty),
  flow_name: optional(nonEmpty),
  flow_cta: textUpTo(30),
  flow_token: optional(Schema.String),
  flow_action: optional(Schema.Literals(["navigate", "data_exchange"])),
  flow_action_payload: optional(Schema.Unknown),
  mode: optional(Schema.String)
}).check(
  Schema.makeFilter((flow: { readonly flow_id?: string; readonly flow_name?: string }) =>
    (flow.flow_id === undefined) === (flow.flow_name === undefined)
      ? { path: ["flow_id"], issue: "either `flow_id` or `flow_name` is needed" }
      : undefined
  )
)

export const FlowMessage = interactive("flow", {
  header: optional(header),
  body: body(1024),
  action: Schema.Struct({ name: Schema.Literal("flow"), parameters: flowParameters })
})

/** It has no header: the product is it. */
export const ProductMessage = interactive("product", {
  header: optional(Schema.Never),
  body: optional(body(1024)),
  action: Schema.Struct({ catalog_id: nonEmpty, product_retailer_id: nonEmpty })
})

export const ProductListMessage = interactive("product_list", {
  header: textHeader,
  body: body(1024),
  action: Schema.Struct({
    catalog_id: nonEmpty,
    sections: list(
      Schema.Struct({
        title: optional(textUpTo(24)),
        product_items: Schema.NonEmptyArray(Schema.Struct({ product_retailer_id: nonEmpty }))
      }),
      1,
      10
    ).check(sections("product_items", "products", 30))
  })
})

export const CatalogMessage = interactive("catalog_message", {
  body: body(1024),
  action: Schema.Struct({
    name: Schema.Literal("catalog_message"),
    parameters: optional(Schema.Struct({ thumbnail_product_retailer_id: optional(nonEmpty) }))
  })
})

export const LocationRequestMessage = interactive("location_request_message", {
  header: optional(Schema.Never),
  body: body(1024),
  action: Schema.Struct({ name: Schema.Literal("send_location") })
})
