/**
 * What somebody once wrote, as content that `messages.import` can write again. Nothing is left out, because that would be lost without a trace:
 * what cannot be written again is told in words. Whether a channel carries what remains is for `ContentPlan` to say.
 */
import type { ContentPart } from "../domain/Content.ts"
import { fromContentPart, type OutboundContent, text } from "../domain/Outbound.ts"
import { partToPlainText } from "../domain/PlainText.ts"

/** What can be sent on is sent on; what only a contact or a template's owner can make is told in words. */
export const toOutbound = (content: ReadonlyArray<ContentPart>): OutboundContent =>
  content.map((part) => {
    const outbound = part.type === "template" ? undefined : fromContentPart(part)
    return outbound ?? text(inWords(part))
  })

/** A part in words; a template by its name, and what has no words by its kind, such as `[sticker]`. */
export const inWords = (part: ContentPart): string => {
  const words = part.type === "template" ? part.name : partToPlainText(part)
  if (words !== undefined && words !== "") return words
  return `[${part.type === "unsupported" ? part.vendorType : part.type}]`
}
