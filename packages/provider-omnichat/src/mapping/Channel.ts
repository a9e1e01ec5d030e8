/** Omnichat's channels: the platform is the kind, and the channel id the platform's own (on WhatsApp the business number as digits). */
import type { Channel, ChannelId, ChannelReference, ChannelType } from "@dragoman/core/domain"
import { fromInternationalDigits, openEnum, present, toText } from "@dragoman/core/wire"
import type * as Wire from "../api/Channels.ts"
import { type Address, toChannelId, toPlatform } from "./Ids.ts"

/** The platforms that requests know, each by its own name in the domain too. */
export const platforms = ["whatsapp", "line", "facebook", "instagram", "wechat", "webchat"] as const

export type Platform = (typeof platforms)[number]

/** `undefined` for a platform of a later release, which no request can name yet. */
export const toKnownPlatform = (name: string): Platform | undefined =>
  platforms.find((platform) => platform === toPlatform(name))

const toType = openEnum<ChannelType, "other">(
  Object.fromEntries(platforms.map((platform) => [platform, platform])),
  "other"
)

export const toChannelType = (platform: string): ChannelType => toType(toPlatform(platform))

/** The channel of an address. */
export const toChannelReference = ({
  channelId,
  platform
}: Pick<Address, "platform" | "channelId">): ChannelReference =>
  present({
    id: channelId === "" ? undefined : (channelId as ChannelId),
    type: toChannelType(platform),
    vendorType: platform
  })

export const toChannel = (wire: Wire.Channel): Channel => {
  const platform = toPlatform(wire.platform)
  const id = toChannelId(platform, wire.channelId)
  return present({
    id: id as ChannelId,
    type: toChannelType(platform),
    vendorType: platform,
    name: toText(wire.channelName),
    address: platform === "whatsapp" ? fromInternationalDigits(id) : undefined
  })
}
