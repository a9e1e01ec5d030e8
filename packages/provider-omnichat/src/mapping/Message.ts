/**
 * A row of the chat history. That the `id` of a WhatsApp message is its wamid, as the samples of direct messages show, is an assumption: the
 * samples of the history have other words there. A chatbot's block is told by its text alone; no row tells what a reply quotes, which
 * `biz_opaque_callback_data` a message was sent with, or why it failed.
 */
import type { Author, ContentPart, Message, MessageStatus } from "@dragoman/core/domain"
import { openEnum, present, toText } from "@dragoman/core/wire"
import type * as Wire from "../api/Messages.ts"
import { toChannelReference } from "./Channel.ts"
import { toAgentId } from "./Directory.ts"
import { type Address, isGroup, toAddress, toContactId, toConversationId, toMessageId, toUser } from "./Ids.ts"
import { toTime } from "./Time.ts"

/** `asked`: the platform and channel of the request, for a row that does not name its own. */
export const toMessage = (
  wire: Wire.Message,
  asked: { readonly platform?: string; readonly channelId?: string } = {}
): Message => {
  const address = toMessageAddress(wire, asked)
  const direction = isInbound(wire) ? ("inbound" as const) : ("outbound" as const)
  return present({
    id: toMessageId(wire.id),
    conversationId: address === undefined ? undefined : toConversationId(address),
    contactId: address === undefined || isGroup(address) ? undefined : toContactId(address),
    channel: address === undefined ? undefined : toChannelReference(address),
    direction,
    visibility: "public" as const,
    author: toAuthor(wire, address),
    content: toContent(wire),
    status: direction === "outbound" ? toStatus(wire.messageStatus) : undefined,
    channelMessageId: wire.id.startsWith("wamid.") ? wire.id : undefined,
    createdAt: toTime(wire.time)
  })
}

const toMessageAddress = (
  { bsuid, channel, customerUserId }: Wire.Message,
  asked: { readonly platform?: string; readonly channelId?: string }
): Address | undefined => {
  const platform = toText(channel?.platform) ?? asked.platform
  const channelId = toText(channel?.channelId) ?? asked.channelId
  const user = toUser(customerUserId, bsuid)
  return platform === undefined || channelId === undefined || user === undefined
    ? undefined
    : toAddress(platform, channelId, user)
}

/** A kind of sender of a later release is on our side, unless it is the customer in person. */
const isInbound = ({ customerUserId, senderType, senderUserId }: Wire.Message): boolean =>
  senderType === "customer" ||
  (toAuthorType(senderType) === undefined && toText(senderUserId) !== undefined && senderUserId === customerUserId)

const toAuthorType = openEnum<Author["type"], undefined>(
  { customer: "contact", agent: "agent", bot: "bot", "ai-chat": "bot" },
  undefined
)

const toAuthor = (wire: Wire.Message, address: Address | undefined): Author => {
  const type = toAuthorType(wire.senderType) ?? (isInbound(wire) ? "contact" : "system")
  return present({ type, id: toAuthorId(type, wire, address), name: toText(wire.senderName) })
}

/** An agent is named as `agents.list` does. The bot is `bot` or the channel itself: that is no id. */
const toAuthorId = (type: Author["type"], wire: Wire.Message, address: Address | undefined): string | undefined => {
  if (type === "contact") return address === undefined || isGroup(address) ? undefined : toContactId(address)
  if (type !== "agent") return undefined
  const username = toText(wire.senderUserId)
  return username === undefined
    ? toText(wire.senderEmail)
    : toAgentId({ username, email: wire.senderEmail, phone: wire.senderPhone })
}

const media = { photo: "image", audio: "audio", video: "video", document: "file" } as const

const toContent = ({ mediaUrl, message, messageType }: Wire.Message): ReadonlyArray<ContentPart> => {
  const text = toText(message)
  const url = toText(mediaUrl)
  if (messageType !== null && messageType !== undefined && Object.hasOwn(media, messageType)) {
    return [present({ type: media[messageType as keyof typeof media], url, caption: text })]
  }
  if (url !== undefined) return [...toTextParts(text), { type: "file", url }]
  if (text !== undefined) return toTextParts(text)
  // A location, a card or a form: the history shows that there was something, and not what.
  return [{ type: "unsupported", vendorType: messageType ?? "unknown" }]
}

const toTextParts = (text: string | undefined): ReadonlyArray<ContentPart> =>
  text === undefined ? [] : [{ type: "text", text }]

const toStatus = openEnum<MessageStatus, undefined>(
  { sent: "sent", delivered: "delivered", read: "read", error: "failed" },
  undefined
)
