/**
 * What a message says, as parts: a template, the text or question, the attachments, the answer.
 *
 * `content` is passed on as the server sent it: raw Markdown before 4.4.0 and from 4.12.1 on, rendered for the channel (HTML, WhatsApp
 * markup) in between. A kind of content that the domain has no form for is said by an `unsupported` part after its text.
 */
import type { ContentPart } from "@dragoman/core/domain"
import { asObject, type JsonObject, textOf, toText } from "@dragoman/core/wire"
import { toAttachmentParts } from "./Attachment.ts"
import { toAnswer, toFormLabels, toQuestion } from "./Interactive.ts"
import { toTemplate } from "./Template.ts"

/** What is read of a message's content. */
export interface ContentSource {
  readonly content?: string | null
  readonly content_type?: string | null
  readonly content_attributes?: unknown
  readonly additional_attributes?: unknown
  readonly attachments?: ReadonlyArray<unknown> | null
}

export const toContent = (wire: ContentSource): ReadonlyArray<ContentPart> => {
  const attributes = asObject(wire.content_attributes)
  const contentType = wire.content_type ?? "text"
  const template = toTemplate(wire.additional_attributes)
  return [
    ...(template === undefined ? [] : [template]),
    ...toBody(contentType, toText(wire.content), attributes, wire.attachments),
    ...toAttachmentParts(wire.attachments, contentType === "sticker"),
    ...toAnswer(contentType, attributes)
  ]
}

const toBody = (
  contentType: string,
  text: string | undefined,
  attributes: JsonObject,
  attachments: ContentSource["attachments"]
): ReadonlyArray<ContentPart> => {
  if (plainTypes.has(contentType)) return toTextParts(text)
  if (contentType === "incoming_email") return toTextParts(text ?? textOf(asObject(attributes.email).subject))
  if (contentType === "sticker" && (attachments?.length ?? 0) > 0) return toTextParts(text)
  const question = toQuestion(contentType, text, attributes)
  if (question !== undefined) return question
  const labels = contentType === "form" ? toFormLabels(attributes) : undefined
  return [
    ...toTextParts(text),
    { type: "unsupported", vendorType: contentType, ...(labels === undefined ? {} : { text: labels }) }
  ]
}

const toTextParts = (text: string | undefined): ReadonlyArray<ContentPart> =>
  text === undefined ? [] : [{ type: "text", text }]

/** Content that is its text. */
const plainTypes: ReadonlySet<string> = new Set(["text", "input_text", "input_textarea"])
