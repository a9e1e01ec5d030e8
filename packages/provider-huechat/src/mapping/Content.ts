/**
 * What a message says, as parts: its text, then its attachments. REST and webhooks send the same keys.
 *
 * `content_attributes` are documented as "channel-specific" and no more (huechat-wire 33): nothing in them is guessed at. A kind of content that
 * lives in them (`cards`, `form`) is its text and an `unsupported` part with the vendor's word; the whole of it is in `raw`.
 */
import type { ContentPart } from "@dragoman/core/domain"
import { toText } from "@dragoman/core/wire"
import { toAttachmentPart } from "./Attachment.ts"

/** What is read of a message's content. */
export interface ContentSource {
  readonly content?: string | null
  readonly content_type?: string | null
  readonly attachments?: ReadonlyArray<unknown> | null
}

export const toContent = (wire: ContentSource): ReadonlyArray<ContentPart> => {
  const text = toText(wire.content)
  const vendorType = toText(wire.content_type)
  const parts: Array<ContentPart> = text === undefined ? [] : [{ type: "text", text }]
  if (vendorType !== undefined && !plainTypes.has(vendorType)) parts.push({ type: "unsupported", vendorType })
  for (const attachment of wire.attachments ?? []) parts.push(toAttachmentPart(attachment))
  return parts
}

/** Content that is its text. */
const plainTypes: ReadonlySet<string> = new Set(["text", "input_text"])
