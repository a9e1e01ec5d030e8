/**
 * What was sent, as a message of the domain: made of what went out, because replies tell an id and nothing else. Being accepted is not being
 * sent; that, and everything after it, comes by webhook. How each channel writes a message is in `LineMessage.ts` and `../whatsapp`.
 */
import type { ContentPart, Message, OutboundMediaPart, PlannedMessage } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { toChannelReference } from "./Channel.ts"
import { type Address, isGroup, toContactId, toConversationId, toMessageId } from "./Ids.ts"

export interface Sent {
  readonly id: string
  readonly address: Address
  /** What the id stands for: one message, or several where the vendor told fewer ids. */
  readonly planned: ReadonlyArray<PlannedMessage>
  readonly externalId?: string | undefined
}

export const toSent = ({ address, externalId, id, planned }: Sent): Message =>
  present({
    id: toMessageId(id),
    conversationId: toConversationId(address),
    contactId: isGroup(address) ? undefined : toContactId(address),
    channel: toChannelReference(address),
    direction: "outbound" as const,
    visibility: "public" as const,
    // As the history names whoever writes through the API.
    author: { type: "bot" as const },
    content: planned.flatMap(toContent),
    status: "pending" as const,
    channelMessageId: address.platform === "whatsapp" ? id : undefined,
    externalId
  })

const toContent = ({ media, special, text }: PlannedMessage): ReadonlyArray<ContentPart> => {
  if (special !== undefined) return [special]
  const [part] = media
  if (part !== undefined) return [toMediaPart(part, text)]
  return [{ type: "text", text: text ?? "" }]
}

const toMediaPart = (
  { fileName, mimeType, source, type, voice }: OutboundMediaPart,
  caption: string | undefined
): ContentPart =>
  present({
    type,
    url: "url" in source ? source.url : undefined,
    mediaId: "mediaId" in source ? source.mediaId : undefined,
    fileName,
    mimeType,
    caption,
    voice: type === "audio" ? voice : undefined
  })
