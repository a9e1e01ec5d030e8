/**
 * A client's `phone`, which is a phone number on few transports: elsewhere it is the messenger's own id of the client, after a word in brackets
 * (chat2desk-wire B7): `[tg] 734937551`, `[chat] 1d0bb2e221762cfcc05c`, `[tg_user] 11122233344` (a number again). The set of words is open:
 * what follows an unknown one keeps it, so that nothing is lost and every address can go back.
 *
 * A number is taken for E.164 without its `+` only where the vendor says that it has its country code, which is `phone`. `client_phone` is what
 * somebody typed: it counts with a `+` alone, because a country is never guessed.
 */
import type { ChannelReference, ChannelType, Identity, PhoneNumber } from "@dragoman/core/domain"
import { fromInternationalDigits, toPhoneNumber, wordOf } from "@dragoman/core/wire"
import { toChannelType } from "./Ids.ts"

/** What the wire tells of how a client is reached. */
export interface ClientPhones {
  readonly phone?: unknown
  readonly client_phone?: unknown
}

/** The same in the domain's fields. */
export interface Reach {
  readonly identities: ReadonlyArray<Identity> | undefined
  readonly phone: PhoneNumber | undefined
  readonly email: string | undefined
}

/** `channels`: where the client is known to be reached. Without any, an address still says the kind of its messenger, if it has a word for it. */
export const toReach = (client: ClientPhones, channels: ReadonlyArray<ChannelReference> = []): Reach => {
  const found = read(wordOf(client.phone))
  const typed = toPhoneNumber(wordOf(client.client_phone))
  return {
    identities: found === undefined ? undefined : identitiesOf(found, channels),
    phone: typed ?? (found === undefined ? undefined : phoneOf(found, channels)),
    email: found?.email === true ? found.address : undefined
  }
}

/** A client's `phone` as requests and filters want it: the way back from an identity. */
export const fromIdentity = ({ address, channelType }: Pick<Identity, "channelType" | "address">): string => {
  if (/^\[[^\]]*\]/.test(address)) return address
  if (channelType === "telegram") {
    return address.startsWith("+") ? `[tg_user] ${digitsOf(address)}` : `[tg] ${address}`
  }
  if (channelType === "webchat") return `[chat] ${address}`
  return toPhoneNumber(address) === undefined ? address : digitsOf(address)
}

/** A phone number as requests and filters want it, "without any symbols". */
export const fromPhone = (phone: PhoneNumber): string => digitsOf(phone)

/** What a `phone` turned out to be. */
interface Found {
  /** As the messenger writes it, but for the word of an unknown kind. */
  readonly address: string
  /** The kind of messenger that the word says. */
  readonly type?: ChannelType
  readonly phone?: PhoneNumber | undefined
  readonly email?: boolean
}

const read = (phone: string | undefined): Found | undefined => {
  const text = phone?.trim() ?? ""
  if (text === "") return undefined
  const end = text.startsWith("[") ? text.indexOf("]") : -1
  if (end > 0) return readBracketed(text, text.slice(1, end).toLowerCase(), text.slice(end + 1).trimStart())
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { address: text, type: "email", email: true }
  return { address: text, phone: fromInternationalDigits(text) }
}

const readBracketed = (text: string, word: string, rest: string): Found | undefined => {
  if (rest === "") return undefined
  if (word === "tg_user") {
    const phone = fromInternationalDigits(rest)
    return { address: phone ?? text, type: "telegram", phone }
  }
  if (word === "tg") return { address: rest, type: "telegram" }
  if (word === "chat") return { address: rest, type: "webchat" }
  const type = toChannelType(word)
  return type === "other" ? { address: text } : { address: text, type }
}

/** An address is claimed for no channel of another kind than its own. */
const identitiesOf = (
  { address, phone, type }: Found,
  channels: ReadonlyArray<ChannelReference>
): ReadonlyArray<Identity> | undefined => {
  const identities: Array<Identity> = []
  for (const channel of channels) {
    if (channel.id === undefined || (type !== undefined && type !== channel.type)) continue
    identities.push({ channelType: channel.type, channelId: channel.id, address })
  }
  if (identities.length > 0) return identities
  if (type !== undefined) return [{ channelType: type, address }]
  // Digits alone are a number on any of several messengers: without a channel there is nothing to say but the number.
  return phone === undefined ? [{ channelType: "other", address }] : undefined
}

/** Digits without a word are a number, unless every channel that is told is of a kind that has ids of its own. */
const phoneOf = ({ phone, type }: Found, channels: ReadonlyArray<ChannelReference>): PhoneNumber | undefined =>
  type !== undefined || channels.length === 0 || channels.some((channel) => isOfNumbers(channel.type))
    ? phone
    : undefined

const isOfNumbers = (type: ChannelType): boolean =>
  type === "whatsapp" || type === "viber" || type === "sms" || type === "api" || type === "other"

const digitsOf = (phone: string): string => phone.replace(/\D/g, "")
