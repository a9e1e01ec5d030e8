/**
 * From the domain's content to the body of a message. What WhatsApp cannot carry was settled by `ContentPlan`; here is how the rest is
 * written, and the last check: a message that Meta documents to refuse is not made.
 */
import type { OutboundMediaPart, PlannedMessage, ReplyReference } from "@dragoman/core/domain"
import type { FieldIssue } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Result } from "effect"
import { isBsuid } from "../Ids.ts"
import type { SendRequest } from "../wire/SendRequest.ts"
import { check } from "./Check.ts"
import { defaultLabels, fromChoices, type Labels } from "./Choices.ts"
import { type Body, fromContacts, fromProducts, fromReaction, fromTemplate } from "./Special.ts"

/** What a message is besides its content. */
export interface Envelope {
  /** A number as digits, a group's id, or a BSUID, which is told apart by its form. */
  readonly to: string
  /** `to` is a group's id. */
  readonly group?: boolean
  readonly replyTo?: ReplyReference | undefined
  /** Comes back in every status of the message. */
  readonly externalId?: string | undefined
  /** Words that WhatsApp wants where the content has none, in the contact's language. */
  readonly labels?: Partial<Labels>
}

/** The message, or what is wrong with it, by the field's path in what would be sent. */
export const fromPlanned = (
  planned: PlannedMessage,
  envelope: Envelope
): Result.Result<SendRequest, ReadonlyArray<FieldIssue>> =>
  Result.flatMap(toBody(planned, { ...defaultLabels, ...envelope.labels }), (body) => {
    const message = { ...fromEnvelope(envelope), ...body }
    const { issues } = check(message)
    return issues.length > 0 ? Result.fail(issues) : Result.succeed(message)
  })

/**
 * Texts that cannot stand under their media as messages of their own: WhatsApp has no caption for a sound or a sticker, and only short ones
 * for the rest. To be called on a plan before each of its messages is written.
 */
export const separateCaptions = (messages: ReadonlyArray<PlannedMessage>): ReadonlyArray<PlannedMessage> =>
  messages.flatMap((message) => {
    const [media] = message.media
    if (media === undefined || message.text === undefined || takesCaption(media, message.text)) return [message]
    const { text, ...rest } = message
    return [rest, { text, media: [] }]
  })

const maxCaption = 1024

const takesCaption = ({ type }: OutboundMediaPart, text: string): boolean =>
  type !== "audio" && type !== "sticker" && text.length <= maxCaption

const fromEnvelope = ({ externalId, group, replyTo, to }: Envelope) => {
  const quoted = replyTo?.channelMessageId ?? replyTo?.messageId
  return present({
    messaging_product: "whatsapp" as const,
    recipient_type: group === true ? ("group" as const) : ("individual" as const),
    ...(isBsuid(to) && group !== true ? { recipient: to } : { to }),
    context: quoted === undefined ? undefined : { message_id: quoted },
    biz_opaque_callback_data: externalId
  })
}

const toBody = (planned: PlannedMessage, labels: Labels): Body => {
  const { media, special, text } = planned
  if (special !== undefined) return fromSpecial(special, labels)
  if (media.length > 1) return Result.fail([{ field: "media", message: "WhatsApp takes one attachment a message" }])
  const [part] = media
  if (part !== undefined) return fromMedia(part, text)
  return Result.succeed({ type: "text", text: { preview_url: /https?:\/\//i.test(text ?? ""), body: text ?? "" } })
}

const fromSpecial = (part: NonNullable<PlannedMessage["special"]>, labels: Labels): Body => {
  switch (part.type) {
    case "location": {
      const { type, ...location } = part
      return Result.succeed({ type, location })
    }
    case "contacts":
      return fromContacts(part)
    case "choices":
      return fromChoices(part, labels)
    case "template":
      return fromTemplate(part)
    case "reaction":
      return fromReaction(part)
    case "products":
      return fromProducts(part, labels)
  }
}

const fromMedia = (part: OutboundMediaPart, text: string | undefined): Body => {
  if ("file" in part.source) {
    return Result.fail([
      { field: "source", message: "WhatsApp takes media by a url or by Meta's media id, not as bytes" }
    ])
  }
  if (text !== undefined && !takesCaption(part, text)) {
    return Result.fail([{ field: "text", message: `cannot stand under this ${part.type}: send it by itself` }])
  }
  const type = part.type === "file" ? "document" : part.type
  const source = "url" in part.source ? { link: part.source.url } : { id: part.source.mediaId }
  const more = present({
    caption: text,
    filename: type === "document" ? part.fileName : undefined,
    voice: type === "audio" ? part.voice : undefined
  })
  return Result.succeed({ type, [type]: { ...source, ...more } })
}
