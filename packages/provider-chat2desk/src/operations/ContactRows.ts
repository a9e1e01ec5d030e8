/**
 * Reading contacts: one by one, in lists, and by what they are found by. A row of a list has no tags, no times and no channels: whoever asks for
 * one of them gets a call a contact. Source: "Clients".
 */
import type { ChannelReference, Contact, ContactId } from "@dragoman/core/domain"
import type { ContactKey, ContactListQuery, Listing, ProviderError } from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import type { Client } from "../api/Clients.ts"
import { fromIdentity, fromPhone } from "../mapping/ClientAddress.ts"
import { toContact } from "../mapping/Contact.ts"
import { toChannelReference, toContactId } from "../mapping/Ids.ts"
import {
  type Chat2DeskAccount,
  channelsOfClient,
  concurrency,
  offsetPages,
  pageSize,
  toNumber,
  withRaw
} from "./Chat2DeskAccount.ts"
import { tagNamesOf } from "./Tags.ts"

type Found = Effect.Effect<Option.Option<Contact>, ProviderError>

/** A client by itself. Its tags are in none of the documentation's examples: where a server sends them, they are read. */
export const readClient = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  id: ContactId
): Effect.fn.Return<Client & { readonly tags?: unknown }, ProviderError> {
  const { data } = yield* client.clients.get({ params: { id: yield* toNumber(id, "id") } })
  return data
})

export const getContact = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  id: ContactId,
  options: Pick<ContactListQuery, "with"> = {}
): Effect.fn.Return<Contact, ProviderError> {
  const row = yield* readClient(account, id)
  const fields = yield* account.fields
  const tags = options.with?.includes("tags") === true ? yield* tagNamesOf(account, row.tags) : undefined
  return withRaw(toContact(row, { fields, tags }), row)
})

/** By id, so that nobody is missed or told twice while new ones come. */
export const listContacts = (account: Chat2DeskAccount, query: ContactListQuery = {}): Listing<Contact> =>
  offsetPages(
    (paging) => account.client.clients.list({ query: { ...paging, order: "asc" } }),
    Effect.fnUntraced(function* (rows: ReadonlyArray<Client>) {
      const fields = yield* account.fields
      const contacts = yield* Effect.forEach(rows, (row) => listed(account, row, query), { concurrency })
      return contacts.flatMap((context) =>
        context === undefined ? [] : [withRaw(toContact(context.row, { ...context, fields }), context.row)]
      )
    })
  )

/** What is asked for besides the row; `undefined` for a client that is not asked for. */
const listed = Effect.fnUntraced(function* (account: Chat2DeskAccount, row: Client, query: ContactListQuery) {
  const id = toContactId(row.id)
  const { channelId, updatedSince } = query
  const channels = channelId === undefined ? undefined : yield* placesOf(account, id)
  const isThere = channels?.some((one) => one.id === channelId) ?? true
  if (!isThere) return undefined
  const withTags = query.with?.includes("tags") === true
  if (updatedSince === undefined && !withTags) return { row, channels }
  const whole = yield* readClient(account, id)
  if (updatedSince !== undefined && !isSince(whole, updatedSince)) return undefined
  // The row that was asked for by itself may lack what the list has, and the other way round.
  return { row: { ...row, ...whole }, channels, tags: withTags ? yield* tagNamesOf(account, whole.tags) : undefined }
})

/** Times are whole seconds. Who has none is kept: nothing says that they did not change. */
const isSince = (row: Client, since: string): boolean => {
  const { lastActivityAt } = toContact(row, {})
  return lastActivityAt === undefined || lastActivityAt >= `${since.slice(0, 19)}.000Z`
}

export const findContact =
  (account: Chat2DeskAccount) =>
  (by: ContactKey): Found => {
    if ("phone" in by) return byPhone(account, by.phone)
    if ("email" in by) {
      const isTheirs = ({ email }: Contact) => email?.toLowerCase() === by.email.toLowerCase()
      return firstOf(account, [{ phone: by.email }, { phone: by.email.toLowerCase() }], isTheirs)
    }
    if ("externalId" in by) {
      return Stream.runHead(Stream.filter(listContacts(account), ({ externalId }) => externalId === by.externalId))
    }
    return byAddress(account, by)
  }

/** As an address, on Telegram too, and as the number that was revealed or typed. */
const byPhone = (account: Chat2DeskAccount, phone: string): Found => {
  const digits = fromPhone(phone)
  // The documentation's `client_phone` is of digits, in webhooks it has its +: which of the two is compared is not told.
  const queries = [
    { phone: digits },
    { client_phone: digits },
    { client_phone: phone },
    { phone: `[tg_user] ${digits}` }
  ]
  return firstOf(account, queries, (contact) => contact.phone === phone)
}

/** On which channels an address is, the client's row does not say. */
const byAddress = (account: Chat2DeskAccount, by: Extract<ContactKey, { readonly address: string }>): Found => {
  const phone = fromIdentity(by)
  const isAt = (contact: Contact) =>
    contact.identities?.some(
      (one) =>
        one.channelType === by.channelType &&
        fromIdentity(one) === phone &&
        (by.channelId === undefined || one.channelId === by.channelId)
    ) === true
  return firstOf(account, [{ phone }], isAt, (row) => placesOf(account, toContactId(row.id)))
}

/** On which channels a client is. */
const placesOf = (account: Chat2DeskAccount, id: ContactId): Places =>
  Effect.map(channelsOfClient(account, id), (channels) =>
    channels.flatMap(({ channelId, transport }) => toChannelReference(channelId, transport) ?? [])
  )

type Places = Effect.Effect<ReadonlyArray<ChannelReference>, ProviderError>

/** The first client that one of the filters gives and that is really meant: how exactly the vendor compares is not documented. */
const firstOf = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  queries: ReadonlyArray<{ readonly phone: string } | { readonly client_phone: string }>,
  fits: (contact: Contact) => boolean,
  channelsOf: (row: Client) => Places | Effect.Effect<undefined> = () => Effect.undefined
): Effect.fn.Return<Option.Option<Contact>, ProviderError> {
  const fields = yield* account.fields
  for (const query of queries) {
    const { data } = yield* account.client.clients.list({ query: { ...query, limit: pageSize } })
    for (const row of data) {
      const contact = toContact(row, { fields, channels: yield* channelsOf(row) })
      if (fits(contact)) return Option.some(withRaw(contact, row))
    }
  }
  return Option.none()
})
