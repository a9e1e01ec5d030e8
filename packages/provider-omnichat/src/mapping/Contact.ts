/**
 * A contact: a user of one channel, with the profile of the person behind it. Several contacts of one person share their `memberId`, which is
 * the domain's `externalId`.
 *
 * Phone numbers of profiles are international digits without a plus in all of the vendor's samples, and are read so. Being subscribed is
 * no field of the domain, and neither is the bound agent of the OMO Sales Cloud: both are in `raw`.
 */
import type { ChannelId, Contact, Identity } from "@dragoman/core/domain"
import { fromInternationalDigits, present, toText } from "@dragoman/core/wire"
import type * as Wire from "../api/Contacts.ts"
import { toAttributes } from "./Attributes.ts"
import { toChannelType } from "./Channel.ts"
import { type Address, toAddress, toContactId, toUser } from "./Ids.ts"
import { toTime } from "./Time.ts"

export const toContactAddress = (wire: Pick<Wire.Contact, "channel" | "id" | "bsuid">): Address =>
  // A row has one of the two: its schema says so.
  toAddress(wire.channel.platform, wire.channel.channelId, toUser(wire.id, wire.bsuid) ?? "")

export const toContact = (wire: Wire.Contact): Contact => {
  const address = toContactAddress(wire)
  return present({
    id: toContactId(address),
    name: toText(wire.name),
    email: toText(wire.email),
    phone:
      fromInternationalDigits(toText(wire.phone)) ??
      (address.platform === "whatsapp" ? fromInternationalDigits(address.user) : undefined),
    externalId: toText(wire.memberId),
    identities: toIdentities(address, toText(wire.bsuid)),
    tags: wire.tags ?? undefined,
    attributes: toAttributes(wire.customAttributes),
    note: toText(wire.note),
    updatedAt: toTime(wire.updatedAt),
    lastActivityAt: toTime(wire.lastMessageTime)
  })
}

/** The user id, and the BSUID beside it where it is known. */
export const toIdentities = (
  { channelId, platform, user }: Address,
  bsuid: string | undefined
): ReadonlyArray<Identity> => {
  const identity = (address: string): Identity => ({
    channelType: toChannelType(platform),
    channelId: channelId as ChannelId,
    address
  })
  return bsuid === undefined || bsuid === user ? [identity(user)] : [identity(user), identity(bsuid)]
}
