/**
 * Contacts as the vendor's rows: one by its address, those with a key, and all that changed in a range of time. The server compares by its own
 * rules, so that what comes back is compared here once more.
 */
import type { Contact, PhoneNumber } from "@dragoman/core/domain"
import type { ContactKey, ContactListQuery, Listing, ProviderError } from "@dragoman/core/provider"
import { Clock, Duration, Effect } from "effect"
import type { Contact as WireContact } from "../api/Contacts.ts"
import type { Customer } from "../api/Customers.ts"
import { longestRange } from "../api/Wire.ts"
import { type Platform, toKnownPlatform } from "../mapping/Channel.ts"
import { toContact, toContactAddress } from "../mapping/Contact.ts"
import { fromPhone } from "../mapping/ContactFields.ts"
import { type Address, toAddress, toContactId, toUser } from "../mapping/Ids.ts"
import { channelOf, concurrency, type OmnichatAccount, teamPlatforms, withRaw } from "./OmnichatAccount.ts"
import { type Range, readPages, walkRanges } from "./TimeRanges.ts"

type Found = Effect.Effect<WireContact | undefined, ProviderError>

/** A contact of the domain from a row, with the row. */
export const toEntity = (wire: WireContact): Contact => withRaw(toContact(wire), wire)

/** The contact at exactly this address. */
export const contactAt = (
  { client }: OmnichatAccount,
  { channelId, platform, user }: Address & { readonly platform: Platform }
): Found =>
  Effect.map(client.contacts.list({ query: { platform, channelId, userId: user } }), ({ content }) =>
    content.find((row) => isAt(row, toContactId({ platform, channelId, user })) || row.bsuid === user)
  )

export const findContact = (account: OmnichatAccount, by: ContactKey): Found => {
  if ("phone" in by) return byPhone(account, by.phone)
  if ("email" in by) {
    const email = by.email.toLowerCase()
    return onAnyPlatform(account, { email: by.email }, (contact) => contact.email?.toLowerCase() === email)
  }
  return "externalId" in by ? byMemberId(account, by.externalId) : byAddress(account, by)
}

/** On WhatsApp the number is the user id; elsewhere it stands in the profile, as digits. */
const byPhone = (account: OmnichatAccount, phone: PhoneNumber): Found => {
  const digits = fromPhone(phone)
  const hasPhone = (contact: Contact) => contact.phone === phone
  return Effect.flatMap(firstOn(account, "whatsapp", { userId: digits }, hasPhone), (row) =>
    row === undefined ? onAnyPlatform(account, { phone: digits }, hasPhone) : Effect.succeed(row)
  )
}

/** The person with this member id, at the first of their addresses that is still a contact. */
const byMemberId = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  memberId: string
): Effect.fn.Return<WireContact | undefined, ProviderError> {
  const customer = yield* customerOf(account, memberId)
  for (const { bsuid, channelId, channelUserId, platform } of customer?.linkedUsers ?? []) {
    const known = toKnownPlatform(platform ?? "")
    const user = toUser(channelUserId, bsuid)
    if (known === undefined || user === undefined) continue
    const row = yield* contactAt(account, { ...toAddress(known, channelId ?? "", user), platform: known })
    if (row !== undefined) return row
  }
  return undefined
})

/** A member id that nobody has is answered with an error, or with null. */
const customerOf = ({ client }: OmnichatAccount, memberId: string): Effect.Effect<Customer | null, ProviderError> => {
  const customer: Effect.Effect<Customer | null, ProviderError> = Effect.map(
    client.customers.get({ query: { memberId } }),
    ({ content }) => content
  )
  return Effect.catchReason(customer, "ProviderError", "NotFound", () => Effect.succeed(null))
}

const byAddress = (account: OmnichatAccount, by: Extract<ContactKey, { readonly address: string }>): Found => {
  const platform = toKnownPlatform(by.channelType)
  if (platform === undefined) return Effect.succeed(undefined)
  const { channelId, user } = toAddress(platform, by.channelId ?? "", by.address)
  return by.channelId === undefined
    ? firstOn(account, platform, { userId: user }, (contact) =>
        contact.identities?.some(({ address }) => address === user)
      )
    : contactAt(account, { platform, channelId, user })
}

type Fits = (contact: Contact) => boolean | undefined

type PersonQuery = { readonly userId: string } | { readonly phone: string } | { readonly email: string }

const firstOn = ({ client }: OmnichatAccount, platform: Platform, query: PersonQuery, fits: Fits): Found =>
  Effect.map(client.contacts.list({ query: { platform, ...query } }), ({ content }) =>
    content.find((row) => fits(toContact(row)))
  )

/** A person may be on several platforms: the first of them in the order of `platforms` is told. */
const onAnyPlatform = (account: OmnichatAccount, query: PersonQuery, fits: Fits): Found =>
  Effect.flatMap(teamPlatforms(account), (platforms) =>
    Effect.map(
      Effect.forEach(platforms, (platform) => firstOn(account, platform, query, fits), { concurrency }),
      (found) => found.find((row) => row !== undefined)
    )
  )

const isAt = (row: WireContact, id: string): boolean => toContactId(toContactAddress(row)) === id

/** How far the vendor's clock may be ahead of this one. */
const clockSkew = Duration.toMillis("5 minutes")

/**
 * All contacts, by the time of their last update, from the oldest on: who changes meanwhile is told again at the end, and nobody is left
 * out. The newer guide names no longest range, the older documentation seven days: the whole is asked for first, and where that is refused,
 * week by week.
 */
export const listContacts = (account: OmnichatAccount): ((query?: ContactListQuery) => Listing<Contact>) => {
  let widest = Number.MAX_SAFE_INTEGER
  return ({ channelId, updatedSince } = {}) => {
    const read = Effect.fnUntraced(function* (range: Range) {
      const channel = channelId === undefined ? undefined : yield* channelOf(account, channelId, "channelId")
      const sources = channel === undefined ? yield* teamPlatforms(account) : [channel.platform]
      const read = Effect.forEach(sources, (platform) => contactsOn(account, platform, channel?.channelId, range), {
        concurrency
      })
      const rows = yield* Effect.catchReason(read, "ProviderError", "InvalidRequest", (_, error) => {
        if (widest <= longestRange || range.to - range.from <= longestRange) return Effect.fail(error)
        widest = longestRange
        return Effect.succeed([undefined])
      })
      if (rows.some((some) => some === undefined)) return undefined
      const contacts = rows.flatMap((some) => some ?? []).map(toEntity)
      // Who changed between two pages may have been on both.
      return [...new Map(contacts.map((contact) => [contact.id, contact])).values()]
    })
    return walkRanges({
      since: updatedSince === undefined ? account.contactsSince : Date.parse(updatedSince),
      until: Effect.map(Clock.currentTimeMillis, (now) => now + clockSkew),
      order: "oldest-first",
      widest: () => widest,
      read
    })
  }
}

const contactsOn = ({ client }: OmnichatAccount, platform: Platform, channelId: string | undefined, range: Range) =>
  readPages(
    (paging) =>
      client.contacts.list({
        query: {
          platform,
          ...(channelId === undefined ? {} : { channelId }),
          updatedAfter: range.from,
          updatedBefore: range.to,
          ...paging
        }
      }),
    range
  )
