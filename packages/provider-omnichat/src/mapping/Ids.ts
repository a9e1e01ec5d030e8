/**
 * The ids of contacts and conversations: `<platform>:<channelId>:<user>`, the user's id on the platform, or the BSUID of a WhatsApp user
 * without a known number; of a WhatsApp group its group id. A conversation is the contact's own, so that both share the form; `roomId` is in
 * no webhook and therefore in no id. What WhatsApp writes in several ways is settled by `../whatsapp/Ids.ts`.
 */
import type { ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { joinId, parseId, toText } from "@dragoman/core/wire"
import * as WhatsApp from "../whatsapp/index.ts"

/** A user (or group) on one channel. */
export interface Address {
  /** As requests spell it. */
  readonly platform: string
  readonly channelId: string
  readonly user: string
}

/** Web chat goes by three names in replies, and by one in requests. */
export const toPlatform = (name: string): string => (name === "website" || name === "web" ? "webchat" : name)

/** Web chat's only channel is called like the platform, by whichever of its names. */
export const toChannelId = (platform: string, channelId: string): string => {
  if (platform === WhatsApp.platform) return WhatsApp.toChannelId(channelId)
  return platform === "webchat" ? toPlatform(channelId) : channelId
}

/** The address in the one spelling that ids are made of. */
export const toAddress = (platformName: string, channelId: string, user: string): Address => {
  const platform = toPlatform(platformName)
  return {
    platform,
    channelId: toChannelId(platform, channelId),
    user: platform === WhatsApp.platform ? WhatsApp.toUser(user) : user
  }
}

/** Whom a row names: by user id, else by BSUID. */
export const toUser = (userId: string | null | undefined, bsuid: string | null | undefined): string | undefined =>
  toText(userId) ?? toText(bsuid)

export const toContactId = (address: Address): ContactId => toId(address) as ContactId

export const toConversationId = (address: Address): ConversationId => toId(address) as ConversationId

export const toMessageId = (id: string): MessageId => id as MessageId

/** The address behind an id of either kind; `undefined` for a text that is none. */
export const fromId = (id: ContactId | ConversationId): Address | undefined => {
  const [platform, channelId, user] = parseId(id, 3) ?? []
  return platform === undefined || channelId === undefined || user === undefined
    ? undefined
    : { platform, channelId, user }
}

/** Who is neither a number nor a BSUID on WhatsApp is a group. */
export const isGroup = ({ platform, user }: Address): boolean =>
  platform === WhatsApp.platform && !/^\d+$/.test(user) && !WhatsApp.isBsuid(user)

const toId = ({ channelId, platform, user }: Address): string => joinId([platform, channelId, user])
