/**
 * Whom a topic is about: the user of a channel, as ids name them, with as much of the person's profile as it tells. Times and the vendor's team
 * come with the headers.
 */
import type { ContactSnapshot, ConversationSnapshot, Timestamp } from "@dragoman/core/domain"
import { type Fact, fromInternationalDigits, present, toText, unknownFact } from "@dragoman/core/wire"
import { toChannelReference } from "./Channel.ts"
import { toIdentities } from "./Contact.ts"
import { type Address, toAddress, toContactId, toConversationId, toPlatform, toUser } from "./Ids.ts"

/** What the headers tell of a topic. */
export interface Told {
  readonly topic: string
  /** When it happened. */
  readonly at: Timestamp | undefined
  readonly team: string | undefined
}

/** How topics name a user of a channel. */
export interface UserSource {
  readonly platform: string
  readonly channelId?: string | null
  readonly userId?: string | null
  readonly bsuid?: string | null
}

export interface ProfileSource {
  readonly name?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly memberId?: string | null
}

/** `undefined` for one who is not named. Web chat has one channel, which may go unnamed. */
export const toTopicAddress = ({ bsuid, channelId, platform, userId }: UserSource): Address | undefined => {
  const user = toUser(userId, bsuid)
  const channel = toText(channelId) ?? (toPlatform(platform) === "webchat" ? "webchat" : undefined)
  return user === undefined || channel === undefined || platform === "" ? undefined : toAddress(platform, channel, user)
}

export const toContactSnapshot = (
  address: Address,
  { bsuid }: Pick<UserSource, "bsuid">,
  profile: ProfileSource
): ContactSnapshot =>
  present({
    id: toContactId(address),
    name: toText(profile.name),
    email: toText(profile.email),
    phone:
      fromInternationalDigits(toText(profile.phone)) ??
      (address.platform === "whatsapp" ? fromInternationalDigits(address.user) : undefined),
    externalId: toText(profile.memberId),
    identities: toIdentities(address, toText(bsuid))
  })

/** The contact's own conversation on the channel. */
export const toConversationOf = (address: Address): ConversationSnapshot => ({
  id: toConversationId(address),
  contactId: toContactId(address),
  channel: toChannelReference(address)
})

/** A body that does not name the user whom its topic is about. */
export const unnamed = (body: unknown, { at, team, topic }: Told): Fact => ({
  ...unknownFact(body, "platform, channelId and userId or bsuid name nobody", topic),
  occurredAt: at,
  vendorAccount: team
})
