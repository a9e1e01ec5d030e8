/**
 * Creating contacts, changing them, upsert, tags and deleting. Omnichat has one request for the first three, which makes a contact of any
 * address that it does not know: whatever is to change something is therefore looked up first.
 */
import type { Contact, ContactId, ContactInput, ContactPatch, Identity } from "@dragoman/core/domain"
import { Conflict, type ContactKey, InvalidRequest, makeTurns, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Contact as WireContact } from "../api/Contacts.ts"
import type { Platform } from "../mapping/Channel.ts"
import { toKnownPlatform } from "../mapping/Channel.ts"
import { toContactAddress, toIdentities } from "../mapping/Contact.ts"
import {
  type ContactBody,
  contactDifference,
  contactIssues,
  fromContactPatch,
  fromPhone
} from "../mapping/ContactFields.ts"
import { type Address, toAddress, toContactId } from "../mapping/Ids.ts"
import { invalid, notFound, refuse } from "../OmnichatErrors.ts"
import { contactAt, findContact, toEntity } from "./ContactRows.ts"
import { addressOf, type OmnichatAccount, onlyChannel, withRaw } from "./OmnichatAccount.ts"

type KnownAddress = Address & { readonly platform: Platform }

export const contactWrites = (account: OmnichatAccount) => {
  const { client } = account
  /** Two who make the same contact at once: the second finds what the first made. There is no such thing across processes. */
  const inTurn = makeTurns()

  const put = ({ channelId, platform, user }: KnownAddress, payload: ContactBody) =>
    client.contacts.upsert({ params: { platform }, query: { channelId, userId: user }, payload })

  /** The contact as it is after a write; told from what was written where the server does not show it yet. */
  const readBack = (address: KnownAddress, written: ContactInput): Effect.Effect<Contact, ProviderError> =>
    Effect.mapError(
      Effect.map(contactAt(account, address), (row) =>
        row === undefined ? asWritten(address, written) : toEntity(row)
      ),
      (error) => error.with({ applied: "yes", progress: { contactId: toContactId(address) } })
    )

  const makeNew = Effect.fnUntraced(function* (address: KnownAddress, input: ContactInput) {
    yield* put(address, fromContactPatch(input))
    return yield* readBack(address, input)
  })

  const existing = Effect.fnUntraced(function* (id: ContactId) {
    const address = yield* addressOf(id, "id")
    const row = yield* contactAt(account, address)
    return row === undefined ? yield* notFound("no such contact") : { address, row, contact: toEntity(row) }
  })

  const change = Effect.fnUntraced(function* (row: WireContact, patch: ContactPatch & Pick<ContactInput, "tags">) {
    const body = fromContactPatch(patch, row.customAttributes)
    const address = yield* addressOf(toContactId(toContactAddress(row)), "id")
    if (Object.keys(body).length === 0) return toEntity(row)
    yield* put(address, body)
    return yield* readBack(address, {})
  })

  /** The least that makes the contact what the input says. Another identity would be another contact. */
  const bringUp = Effect.fnUntraced(function* (row: WireContact, input: ContactInput) {
    const contact = toEntity(row)
    const isKnown = (identity: Identity) => contact.identities?.some((known) => isSame(identity, known)) === true
    if (input.identities?.every(isKnown) === false) return yield* oneChannelEach
    return yield* change(row, contactDifference(input, contact))
  })

  const retag = (
    id: ContactId,
    edit: (before: ReadonlyArray<string>) => { readonly after: ReadonlyArray<string>; readonly body: ContactBody }
  ) =>
    Effect.flatMap(existing(id), ({ address, contact: { tags: before = [] } }) => {
      const { after, body } = edit(before)
      const isSame = after.length === before.length && after.every((tag) => before.includes(tag))
      return isSame ? Effect.succeed(before) : Effect.as(put(address, body), after)
    })

  return {
    create: Effect.fnUntraced(function* (input: ContactInput): Effect.fn.Return<Contact, ProviderError> {
      yield* sayable(input)
      const address = yield* newAddress(account, input)
      const create = Effect.gen(function* () {
        const row = yield* contactAt(account, address)
        if (row !== undefined) {
          return yield* refuse(new Conflict({ existingId: toContactId(toContactAddress(row)), fields: ["identities"] }))
        }
        return yield* makeNew(address, input)
      })
      return yield* inTurn(toContactId(address))(create)
    }),
    update: Effect.fnUntraced(function* (id: ContactId, patch: ContactPatch): Effect.fn.Return<Contact, ProviderError> {
      yield* sayable(patch)
      const { row } = yield* existing(id)
      return yield* change(row, patch)
    }),
    upsert: Effect.fnUntraced(function* (by: ContactKey, input: ContactInput) {
      yield* sayable(input)
      const upsert = Effect.gen(function* () {
        const row = yield* findContact(account, by)
        if (row !== undefined) return { contact: yield* bringUp(row, input), created: false }
        const whole = withKey(by, input)
        const address = yield* newAddress(account, whole)
        const before = yield* contactAt(account, address)
        if (before !== undefined) return { contact: yield* bringUp(before, whole), created: false }
        return { contact: yield* makeNew(address, whole), created: true }
      })
      return yield* inTurn(JSON.stringify(by))(upsert)
    }),
    delete: (id: ContactId) =>
      Effect.flatMap(addressOf(id, "id"), ({ channelId, platform, user }) =>
        Effect.asVoid(client.contacts.delete({ params: { platform }, query: { channelId, userId: user } }))
      ),
    addTags: (id: ContactId, tags: ReadonlyArray<string>) =>
      retag(id, (before) => ({ after: [...new Set([...before, ...tags])], body: { tagsToAdd: tags } })),
    removeTags: (id: ContactId, tags: ReadonlyArray<string>) =>
      retag(id, (before) => ({ after: before.filter((tag) => !tags.includes(tag)), body: { tagsToRemove: tags } })),
    setTags: (id: ContactId, tags: ReadonlyArray<string>) =>
      retag(id, () => ({ after: [...new Set(tags)], body: { tags: [...new Set(tags)] } }))
  }
}

const oneChannelEach = Effect.fail(
  invalid({
    field: "identities",
    message: "an Omnichat contact is on one channel: make one contact for each, with the same externalId"
  })
)

/** A new contact must have what it will be looked for by. */
const withKey = (by: ContactKey, input: ContactInput): ContactInput => {
  if (!("address" in by)) return { ...input, ...by }
  const identities = input.identities ?? []
  return identities.some((identity) => isSame(by, identity)) ? input : { ...input, identities: [by, ...identities] }
}

/** The same address as one that may not say its channel. */
const isSame = (one: Identity, other: Identity): boolean =>
  one.channelType === other.channelType &&
  (one.channelId === undefined || one.channelId === other.channelId) &&
  spelled(one) === spelled(other)

const spelled = ({ address, channelId, channelType }: Identity): string =>
  toAddress(channelType, channelId ?? "", address).user

const sayable = (patch: ContactPatch): Effect.Effect<void, ProviderError> => {
  const issues = contactIssues(patch)
  return issues.length === 0 ? Effect.void : Effect.fail(refuse(new InvalidRequest({ issues })))
}

/** Where a new contact is to be: at its identity, else by its phone number on the team's only WhatsApp number. */
const newAddress = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  { identities = [], phone }: ContactInput
): Effect.fn.Return<KnownAddress, ProviderError> {
  const [identity, ...more] = identities
  if (more.length > 0) return yield* oneChannelEach
  if (identity !== undefined) return yield* addressIn(account, identity)
  if (phone !== undefined) {
    const { channelId } = yield* onlyChannel(account, "whatsapp", "identities")
    return { platform: "whatsapp", channelId, user: fromPhone(phone) }
  }
  return yield* invalid({
    field: "identities",
    message: "one is needed, or a phone number for WhatsApp: an Omnichat contact is somebody on a channel"
  })
})

const addressIn = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  { address, channelId, channelType }: Identity
): Effect.fn.Return<KnownAddress, ProviderError> {
  const platform = toKnownPlatform(channelType)
  if (platform === undefined) {
    return yield* invalid({ field: "identities.0.channelType", message: `Omnichat has no ${channelType}` })
  }
  const channel = channelId ?? (yield* onlyChannel(account, platform, "identities.0.channelId")).channelId
  return { ...toAddress(platform, channel, address), platform }
})

const asWritten = (address: KnownAddress, { blocked: _, avatarUrl: __, ...written }: ContactInput): Contact =>
  withRaw({ ...written, id: toContactId(address), identities: toIdentities(address, undefined) }, undefined)
