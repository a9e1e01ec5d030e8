/** The body of each kind of message as parts: a table from `type` to the schema that the body must fit and the parts that it becomes. */
import type { ContactCard, ContentPart, MediaPart } from "@dragoman/core/domain"
import { fitOf, present, toText } from "@dragoman/core/wire"
import { Result, type Schema } from "effect"
import { toMessageId } from "../Ids.ts"
import {
  ButtonBody,
  type CardBody,
  ContactsBody,
  LocationBody,
  MediaBody,
  OrderBody,
  ReactionBody,
  SystemBody,
  TextBody
} from "../wire/InboundMessage.ts"
import { interactive } from "./Interactive.ts"

type Parts = ReadonlyArray<ContentPart>

/** From a body, of which only the name is known, to its parts or to what does not fit. */
export type Reading = (body: unknown) => Result.Result<Parts, string>

/** Whether the key of a message is the body of a kind; these name a message that lacks its `type`. */
export const isKind = (key: string): boolean => bodies.has(key) || eventKinds.has(key)

/** Kinds that are no message of their own: they change another one. */
const eventKinds: ReadonlySet<string> = new Set(["edit", "revoke"])

/** One row of the table. `name`: the key under which the body stands. */
const reading = <A>(name: string, schema: Schema.Codec<A>, toParts: (body: A) => Parts): readonly [string, Reading] => {
  const { is, problem } = fitOf(schema)
  return [name, (body) => (is(body) ? Result.succeed(toParts(body)) : Result.fail(problem(body, name)))]
}

const media = (name: string, type: MediaPart["type"], voice?: boolean) =>
  reading(name, MediaBody, (body) => [toMedia(type, body, voice)])

const toMedia = (type: MediaPart["type"], body: MediaBody, voice: boolean | undefined): MediaPart => {
  const shared = {
    url: toText(body.url),
    mediaId: toText(body.id),
    mimeType: toText(body.mime_type),
    fileName: toText(body.filename),
    caption: toText(body.caption),
    sha256: toText(body.sha256)
  }
  return type === "audio"
    ? present({ type, ...shared, voice: voice ?? body.voice ?? undefined })
    : present({ type, ...shared })
}

const numberOf = (value: number | string | null | undefined): number | undefined => {
  if (value === null || value === undefined || value === "") return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A place whose coordinates are no numbers is kept by its name. */
const toLocation = (body: LocationBody): ContentPart => {
  const latitude = numberOf(body.latitude)
  const longitude = numberOf(body.longitude)
  const name = toText(body.name)
  const address = toText(body.address)
  if (latitude !== undefined && longitude !== undefined) {
    return present({ type: "location" as const, latitude, longitude, name, address })
  }
  const text = [name, address].filter((line) => line !== undefined).join("\n")
  return present({ type: "unsupported" as const, vendorType: "location", text: toText(text) })
}

const toCard = ({ emails, name, org, phones }: CardBody): ContactCard =>
  present({
    name: toText(name?.formatted_name) ?? toText([name?.first_name, name?.last_name].filter(Boolean).join(" ")),
    phones: phones?.flatMap(({ phone, wa_id }) => toText(phone) ?? toText(wa_id) ?? []),
    emails: emails?.flatMap(({ email }) => toText(email) ?? []),
    organization: toText(org?.company)
  })

const toReaction = (body: ReactionBody): ContentPart =>
  present({
    type: "reaction" as const,
    emoji: toText(body.emoji),
    messageId: toMessageId(body.message_id),
    channelMessageId: body.message_id
  })

/** The payload is what the template's sender gave the button; it defaults to the title. */
const toButton = (body: ButtonBody): ContentPart => {
  const payload = toText(body.payload)
  return present({ type: "choice_reply" as const, title: toText(body.text) ?? payload ?? "", payload })
}

const toOrder = (body: OrderBody): ContentPart =>
  present({
    type: "order" as const,
    catalogId: toText(body.catalog_id),
    text: toText(body.text),
    items: body.product_items.map((item) =>
      present({
        productId: item.product_retailer_id,
        quantity: numberOf(item.quantity),
        price: numberOf(item.item_price),
        currency: toText(item.currency)
      })
    )
  })

const toSystemLine = (body: SystemBody): ContentPart => {
  const text = toText(body.body)
  return text === undefined
    ? { type: "unsupported", vendorType: toText(body.type) ?? "system" }
    : { type: "text", text }
}

/** Documented kinds that have a body. What has none (`request_welcome`) or no form here is `unsupported` by its name. */
export const bodies: ReadonlyMap<string, Reading> = new Map([
  reading("text", TextBody, ({ body }) => [{ type: "text", text: body }]),
  media("image", "image"),
  media("video", "video"),
  media("audio", "audio"),
  media("voice", "audio", true),
  media("document", "file"),
  media("sticker", "sticker"),
  reading("location", LocationBody, (body) => [toLocation(body)]),
  reading("contacts", ContactsBody, (cards) => [{ type: "contacts", contacts: cards.map(toCard) }]),
  reading("reaction", ReactionBody, (body) => [toReaction(body)]),
  reading("button", ButtonBody, (body) => [toButton(body)]),
  reading("order", OrderBody, (body) => [toOrder(body)]),
  reading("system", SystemBody, (body) => [toSystemLine(body)]),
  ["interactive", interactive]
])
