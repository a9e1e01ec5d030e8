/**
 * Where a new contact is to be. A client is made of one address on one transport of one channel; any other number is only noted down beside it
 * (`assigned_phone`). What there is no place for is refused before anything is made.
 */
import type { Channel, ChannelType, ContactInput, Identity } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import { isWrittenFirst } from "../Chat2DeskCapabilities.ts"
import { invalid } from "../Chat2DeskErrors.ts"
import { fromIdentity, fromPhone } from "../mapping/ClientAddress.ts"
import { type ChannelAddress, fromChannelId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, toChannelAddress } from "./Chat2DeskAccount.ts"
import { listChannels } from "./Directory.ts"

/** An address as `POST /clients` wants it. */
export interface Place extends ChannelAddress {
  readonly phone: string
}

/** At the identity, else at the e-mail address, else at the phone number: where the account has one channel for it. */
export const placeOf = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  { email, identities = [], phone }: ContactInput
): Effect.fn.Return<Place, ProviderError> {
  const [identity, ...more] = identities
  if (more.length > 0) return yield* oneAddress
  if (identity !== undefined) {
    const place = { ...(yield* channelAt(account, identity)), phone: fromIdentity(identity) }
    return email === undefined || email.toLowerCase() === place.phone.toLowerCase() ? place : yield* noPlaceForEmail
  }
  if (email !== undefined) return { ...(yield* onlyChannel(account, ["email"], "email")), phone: email }
  if (phone !== undefined) return { ...(yield* onlyChannel(account, withNumbers, "phone")), phone: fromPhone(phone) }
  return yield* invalid({
    field: "identities",
    message: "one is needed, or an e-mail address or phone number: a Chat2Desk client is somebody at an address"
  })
})

const withNumbers: ReadonlyArray<ChannelType> = ["whatsapp", "viber", "sms"]

const oneAddress = Effect.fail(
  invalid({
    field: "identities",
    message: "a Chat2Desk client has one address: make one contact for each, with the same externalId"
  })
)

const noPlaceForEmail = Effect.fail(
  invalid({ field: "email", message: "has no place beside another address: keep it in a custom field" })
)

const channelAt = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  { channelId, channelType }: Identity
): Effect.fn.Return<ChannelAddress, ProviderError> {
  if (channelId === undefined) return yield* onlyChannel(account, [channelType], "identities.0.channelId")
  const address = yield* toChannelAddress(channelId, "identities.0.channelId")
  if (isWrittenFirst(address.transport)) return address
  return yield* invalid({
    field: "identities.0.channelId",
    message: `clients are created on WhatsApp, Viber, e-mail, SMS and external channels, not on ${address.transport}`
  })
})

/** The only channel of these kinds on which clients can be created; with none or several, the caller has to choose. */
const onlyChannel = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  types: ReadonlyArray<ChannelType>,
  field: string
): Effect.fn.Return<ChannelAddress, ProviderError> {
  const channels = (yield* Stream.runCollect(listChannels(account))).filter(
    ({ type, vendorType = "" }) => types.includes(type) && isWrittenFirst(vendorType)
  )
  const [only, ...others] = channels
  const address = only === undefined || others.length > 0 ? undefined : fromChannelId(only.id)
  if (address !== undefined) return address
  return yield* invalid({
    field,
    message:
      only === undefined
        ? `needs a channel on which clients can be created, of ${types.join(", ")}: the account has none`
        : `which channel is meant? Name it in identities: ${channels.map(nameOf).join(", ")}`
  })
})

const nameOf = ({ id, name }: Channel): string => (name === undefined ? id : `${id} (${name})`)
