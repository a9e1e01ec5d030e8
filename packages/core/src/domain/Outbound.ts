/**
 * What a program hands to `messages.send`. It differs from what comes in only for media, which name a `source`: an address that the
 * channel can fetch, a handle that the vendor gave earlier, or bytes.
 */
import { Schema } from "effect"
import {
  ChoicesPart,
  ContactsPart,
  type ContentPart,
  LocationPart,
  ProductsPart,
  ReactionPart,
  TemplatePart,
  TextPart
} from "./Content.ts"

/**
 * Bytes of a known size that can be read more than once (a retry reads them again). A web `File` is one; `size` is in bytes, because
 * vendors want a content length. `stream` opens a new stream each time.
 */
export interface OutboundFile {
  readonly name: string
  /** The MIME type. */
  readonly type: string
  readonly size: number
  readonly stream: () => ReadableStream<Uint8Array>
}

const OutboundFile = Schema.declare<OutboundFile>(
  (value): value is OutboundFile =>
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    "type" in value &&
    "size" in value &&
    typeof value.size === "number" &&
    "stream" in value &&
    typeof value.stream === "function",
  { expected: "a file: name, type, size and a stream that can be opened again" }
)

/** Where the bytes of an outbound part come from. */
export const MediaSource = Schema.Union([
  Schema.Struct({ url: Schema.String }),
  Schema.Struct({ mediaId: Schema.String }),
  Schema.Struct({ file: OutboundFile })
])
export type MediaSource = typeof MediaSource.Type

const outboundMedia = <const Type extends "image" | "audio" | "video" | "file" | "sticker">(type: Type) =>
  Schema.Struct({
    type: Schema.tag(type),
    source: MediaSource,
    fileName: Schema.optionalKey(Schema.String),
    mimeType: Schema.optionalKey(Schema.String),
    caption: Schema.optionalKey(Schema.String),
    /** On audio: a voice note. */
    voice: Schema.optionalKey(Schema.Boolean)
  })

export const OutboundPart = Schema.Union([
  TextPart,
  outboundMedia("image"),
  outboundMedia("audio"),
  outboundMedia("video"),
  outboundMedia("file"),
  outboundMedia("sticker"),
  LocationPart,
  ContactsPart,
  ChoicesPart,
  TemplatePart,
  ReactionPart,
  ProductsPart
])
export type OutboundPart = typeof OutboundPart.Type
export type OutboundMediaPart = Extract<OutboundPart, { readonly source: MediaSource }>
export type OutboundContent = ReadonlyArray<OutboundPart>

/**
 * One message as the vendor will get it. `ContentPlan` makes it of an {@link OutboundContent}: only part types
 * that the channel carries are left in it.
 */
export interface PlannedMessage {
  readonly text?: string
  readonly media: ReadonlyArray<OutboundMediaPart>
  /** A part that is a message by itself: choices, template, location, contacts, reaction, products. */
  readonly special?: Exclude<OutboundPart, OutboundMediaPart | { readonly type: "text" }>
}

/** `[text("Hello")]`: the shortest content. */
export const text = (value: string): OutboundPart => ({ type: "text", text: value })

/** An image from an address, a handle or a file. */
export const image = (source: MediaSource, caption?: string): OutboundPart => media("image", source, caption)

/** A document or any other file. */
export const file = (source: MediaSource, caption?: string): OutboundPart => media("file", source, caption)

/** A file as the part that its MIME type asks for: image, audio, video, else file. */
export const attachment = (source: OutboundFile, caption?: string): OutboundPart => {
  const family = source.type.split("/")[0]
  const type = family === "image" || family === "audio" || family === "video" ? family : "file"
  return media(type, { file: source }, caption)
}

/** Quick replies under a text; a channel without buttons gets a numbered list. */
export const choices = (body: string, titles: ReadonlyArray<string>): OutboundPart => ({
  type: "choices",
  body,
  options: titles.map((title, index) => ({ id: String(index + 1), kind: "reply", title, payload: title }))
})

/** An approved template; `components` in Meta's Cloud API form. */
export const template = (name: string, language: string, components: ReadonlyArray<unknown> = []): OutboundPart => ({
  type: "template",
  name,
  language,
  components
})

/**
 * What came in, to be sent on: media by their address. `undefined` for parts that only a contact can make (replies, orders,
 * referrals) and for media without an address.
 */
export const fromContentPart = (part: ContentPart): OutboundPart | undefined => {
  switch (part.type) {
    case "image":
    case "audio":
    case "video":
    case "file":
    case "sticker": {
      const { url, mediaId: _mediaId, sha256: _sha256, size: _size, ...rest } = part
      return url === undefined ? undefined : { ...rest, source: { url } }
    }
    case "choice_reply":
    case "order":
    case "form_reply":
    case "referral":
    case "unsupported":
      return undefined
    default:
      return part
  }
}

const media = (type: OutboundMediaPart["type"], source: MediaSource, caption: string | undefined): OutboundPart => ({
  type,
  source,
  ...(caption === undefined ? {} : { caption })
})
