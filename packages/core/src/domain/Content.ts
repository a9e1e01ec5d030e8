/**
 * What a message says, in parts. A part is told apart by `type`; what a vendor has and this list has not is `unsupported`, with the
 * vendor's word for it, so that nothing is lost silently.
 */
import { Schema } from "effect"
import { MessageId } from "./Scalars.ts"

const optionalText = Schema.optionalKey(Schema.String)

/** Text as the vendor sent it: its own markup, nothing parsed. */
export const TextPart = Schema.Struct({ type: Schema.tag("text"), text: Schema.String })

const mediaFields = {
  /** Where the bytes are; often valid for a short time only. */
  url: optionalText,
  /** The vendor's or channel's own handle, where the bytes are fetched by an API call. */
  mediaId: optionalText,
  mimeType: optionalText,
  fileName: optionalText,
  /** In bytes. */
  size: Schema.optionalKey(Schema.Finite),
  caption: optionalText,
  /** As the channel tells it (Base64 or hex), unchanged. */
  sha256: optionalText
}

export const ImagePart = Schema.Struct({ type: Schema.tag("image"), ...mediaFields })
export const AudioPart = Schema.Struct({
  type: Schema.tag("audio"),
  ...mediaFields,
  /** A voice note, recorded in the chat, as opposed to an audio file. */
  voice: Schema.optionalKey(Schema.Boolean)
})
export const VideoPart = Schema.Struct({ type: Schema.tag("video"), ...mediaFields })
export const FilePart = Schema.Struct({ type: Schema.tag("file"), ...mediaFields })
export const StickerPart = Schema.Struct({ type: Schema.tag("sticker"), ...mediaFields })

export const LocationPart = Schema.Struct({
  type: Schema.tag("location"),
  /** Degrees, WGS 84. */
  latitude: Schema.Finite,
  longitude: Schema.Finite,
  name: optionalText,
  address: optionalText
})

/** A contact card that was shared in the chat. */
export const ContactCard = Schema.Struct({
  name: optionalText,
  phones: Schema.optionalKey(Schema.Array(Schema.String)),
  emails: Schema.optionalKey(Schema.Array(Schema.String)),
  organization: optionalText
})
export type ContactCard = typeof ContactCard.Type

export const ContactsPart = Schema.Struct({ type: Schema.tag("contacts"), contacts: Schema.Array(ContactCard) })

/** One thing that the contact can tap. */
export const ChoiceOption = Schema.Struct({
  id: optionalText,
  kind: Schema.Literals(["reply", "url", "phone", "email", "location"]),
  title: Schema.String,
  description: optionalText,
  /** The heading under which a list shows it. */
  section: optionalText,
  url: optionalText,
  /** What comes back in `choice_reply.payload` when it is tapped. */
  payload: optionalText
})
export type ChoiceOption = typeof ChoiceOption.Type

/** Buttons or a list. `button` is the label that opens a list. */
export const ChoicesPart = Schema.Struct({
  type: Schema.tag("choices"),
  body: Schema.String,
  header: optionalText,
  footer: optionalText,
  button: optionalText,
  options: Schema.Array(ChoiceOption)
})

export const ChoiceReplyPart = Schema.Struct({
  type: Schema.tag("choice_reply"),
  id: optionalText,
  title: Schema.String,
  payload: optionalText
})

/** A template that the channel approved beforehand; `components` in the form of Meta's Cloud API. */
export const TemplatePart = Schema.Struct({
  type: Schema.tag("template"),
  name: Schema.String,
  language: Schema.String,
  components: Schema.Array(Schema.Unknown)
})

/** A reaction to another message; without `emoji` an earlier one was taken back. */
export const ReactionPart = Schema.Struct({
  type: Schema.tag("reaction"),
  emoji: optionalText,
  messageId: Schema.optionalKey(MessageId),
  channelMessageId: optionalText
})

export const ProductsPart = Schema.Struct({
  type: Schema.tag("products"),
  body: optionalText,
  catalogId: optionalText,
  productIds: Schema.Array(Schema.String)
})

export const OrderPart = Schema.Struct({
  type: Schema.tag("order"),
  catalogId: optionalText,
  text: optionalText,
  items: Schema.Array(
    Schema.Struct({
      productId: Schema.String,
      quantity: Schema.optionalKey(Schema.Finite),
      price: Schema.optionalKey(Schema.Finite),
      currency: optionalText
    })
  )
})

/** What a contact entered into a form, a survey or a flow. */
export const FormReplyPart = Schema.Struct({
  type: Schema.tag("form_reply"),
  name: optionalText,
  values: Schema.Record(Schema.String, Schema.Unknown)
})

/** The advertisement or link through which the contact came. */
export const ReferralPart = Schema.Struct({
  type: Schema.tag("referral"),
  sourceType: optionalText,
  sourceId: optionalText,
  url: optionalText,
  headline: optionalText,
  body: optionalText
})

/** Something the domain has no form for; the whole of it is in the event's or entity's `raw`. */
export const UnsupportedPart = Schema.Struct({
  type: Schema.tag("unsupported"),
  vendorType: Schema.String,
  text: optionalText
})

export const ContentPart = Schema.Union([
  TextPart,
  ImagePart,
  AudioPart,
  VideoPart,
  FilePart,
  StickerPart,
  LocationPart,
  ContactsPart,
  ChoicesPart,
  ChoiceReplyPart,
  TemplatePart,
  ReactionPart,
  ProductsPart,
  OrderPart,
  FormReplyPart,
  ReferralPart,
  UnsupportedPart
])
export type ContentPart = typeof ContentPart.Type
export type ContentType = ContentPart["type"]

/** The parts whose content is bytes. */
export type MediaPart = Extract<ContentPart, { readonly type: "image" | "audio" | "video" | "file" | "sticker" }>

/** Whether a part's content is bytes. */
export const isMedia = <P extends { readonly type: string }>(
  part: P
): part is Extract<P, { readonly type: "image" | "audio" | "video" | "file" | "sticker" }> =>
  part.type === "image" ||
  part.type === "audio" ||
  part.type === "video" ||
  part.type === "file" ||
  part.type === "sticker"
