/** `contacts`: list, search and find, create and change, merge-safe upsert. Source: chatwoot-wire 2, 3.1, 4.3. */
import type { ChannelId, Contact, ContactId } from "@dragoman/core/domain"
import {
  type ContactInput,
  type ContactKey,
  type ContactListQuery,
  type ContactPatch,
  type Listing,
  listing,
  mapPages,
  type ProviderError,
  type SupportedOperations
} from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import type { Contact as WireContact } from "../api/shapes/Contact.ts"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { invalid } from "../ChatwootErrors.ts"
import { toContact, toIdentities } from "../mapping/Contact.ts"
import { type ChatwootAccount, concurrency, pageOf, toNumber, withRaw } from "./ChatwootAccount.ts"
import { findContact } from "./ContactFind.ts"
import { tagOperations } from "./Tags.ts"

/** `contacts`, `search` and `filter` answer pages of this size; nothing changes it. */
const pageSize = 15

export const contactOperations = (account: ChatwootAccount): SupportedOperations<typeof capabilities>["contacts"] => {
  const { client } = account
  const params = { account_id: account.accountId }
  const one = (id: ContactId) => Effect.map(toNumber(id, "id"), (number) => ({ ...params, id: number }))
  const find = findContact(account)
  const labels = {
    read: (id: ContactId) =>
      one(id).pipe(
        Effect.flatMap((target) => client.contactLabels.list({ params: target })),
        Effect.map(({ payload }) => payload)
      ),
    replace: (id: ContactId, titles: ReadonlyArray<string>) =>
      one(id).pipe(
        Effect.flatMap((target) => client.contactLabels.set({ params: target, payload: { labels: titles } })),
        Effect.map(({ payload }) => payload)
      )
  }
  const tags = tagOperations(labels)
  const withTags = (contact: Contact) =>
    Effect.map(labels.read(contact.id), (names): Contact => ({ ...contact, tags: names }))

  const list = (query: ContactListQuery = {}): Listing<Contact> => {
    const rows = listing((cursor) =>
      Effect.gen(function* () {
        const page = yield* pageOf(cursor)
        const { meta, payload } = yield* client.contacts.list({ params, query: { sort: "created_at", page } })
        const more = payload.length > 0 && page * pageSize < (meta?.count ?? Number.POSITIVE_INFINITY)
        return { items: payload.map(toEntity).filter(matches(query)), ...(more ? { cursor: String(page + 1) } : {}) }
      })
    )
    return query.with?.includes("tags") === true
      ? mapPages(rows, (contacts) => Effect.forEach(contacts, withTags, { concurrency }))
      : rows
  }

  const search = (text: string): Listing<Contact> =>
    listing((cursor) =>
      Effect.gen(function* () {
        const page = yield* pageOf(cursor)
        // A blank search answers an empty page with null counts.
        if (text.trim() === "") return { items: [] }
        const { meta, payload } = yield* client.contacts.search({
          params,
          query: { q: text, sort: "created_at", page }
        })
        const more = meta?.has_more ?? payload.length === pageSize
        return { items: payload.map(toEntity), ...(more ? { cursor: String(page + 1) } : {}) }
      })
    )

  const create = Effect.fnUntraced(function* (input: ContactInput) {
    const [first, ...further] = (input.identities ?? []).flatMap(({ channelId, address }) =>
      channelId === undefined ? [] : [{ channelId, address }]
    )
    const session =
      first === undefined
        ? {}
        : { inbox_id: yield* toNumber(first.channelId, "identities.0.channelId"), source_id: first.address }
    const { payload } = yield* client.contacts.create({ params, payload: { ...fromInput(input), ...session } })
    const contact = toEntity(payload.contact)
    const rest = Effect.gen(function* () {
      const added = yield* Effect.forEach(further, (identity) => addIdentity(contact.id, identity))
      const tagged =
        input.tags === undefined || input.tags.length === 0 ? undefined : yield* labels.replace(contact.id, input.tags)
      return present({
        ...contact,
        identities: [...(contact.identities ?? []), ...added.flat()],
        tags: tagged
      }) as Contact
    })
    return yield* Effect.mapError(rest, (error) =>
      error.with({ applied: "partly", progress: { contactId: contact.id } })
    )
  })

  const addIdentity = Effect.fnUntraced(function* (id: ContactId, identity: { channelId: ChannelId; address: string }) {
    const payload = {
      inbox_id: yield* toNumber(identity.channelId, "identities.channelId"),
      source_id: identity.address
    }
    return toIdentities([yield* client.contacts.createInbox({ params: yield* one(id), payload })]) ?? []
  })

  const update = Effect.fnUntraced(function* (id: ContactId, patch: ContactPatch) {
    const target = yield* one(id)
    if (patch.avatarUrl === null) {
      return yield* invalid({ field: "avatarUrl", message: "Chatwoot's API cannot take a picture away" })
    }
    const removed = Object.entries(patch.attributes ?? {}).flatMap(([name, value]) => (value === null ? [name] : []))
    const { payload } = yield* client.contacts.update({ params: target, payload: fromPatch(patch) })
    if (removed.length === 0) return toEntity(payload)
    const cleared = yield* client.contacts
      .destroyCustomAttributes({ params: target, payload: { custom_attributes: removed } })
      .pipe(Effect.mapError((error) => error.with({ applied: "partly", progress: { contactId: id } })))
    return toEntity(cleared.payload)
  })

  const upsert = Effect.fnUntraced(function* (by: ContactKey, input: ContactInput) {
    const change = Effect.fnUntraced(function* (found: Contact) {
      const { identities: _identities, tags: names, ...fields } = input
      const contact = yield* update(found.id, fields)
      const added = names === undefined || names.length === 0 ? undefined : yield* tags.addTags(found.id, names)
      return { contact: present({ ...contact, tags: added }) as Contact, created: false }
    })
    const existing = yield* find(by)
    if (Option.isSome(existing)) return yield* change(existing.value)
    return yield* create(withKey(by, input)).pipe(
      Effect.map((contact) => ({ contact, created: true })),
      // Somebody else made it in between: the 422 says so, and now it is found.
      Effect.catchIf(
        (error) => error.reason._tag === "Conflict",
        (conflict) =>
          Effect.flatMap(find(by), (now) =>
            Option.isSome(now) ? change(now.value) : Effect.fail<ProviderError>(conflict)
          )
      )
    )
  })

  return {
    list,
    get: Effect.fnUntraced(function* (id, options) {
      const { payload } = yield* client.contacts.get({ params: yield* one(id), query: {} })
      return options?.with?.includes("tags") === true ? yield* withTags(toEntity(payload)) : toEntity(payload)
    }),
    search,
    find,
    create,
    update,
    upsert,
    delete: (id) => Effect.asVoid(Effect.flatMap(one(id), (target) => client.contacts.delete({ params: target }))),
    setBlocked: (id, blocked) =>
      Effect.asVoid(
        Effect.flatMap(one(id), (target) => client.contacts.update({ params: target, payload: { blocked } }))
      ),
    ...tags
  }
}

/** A contact of the domain from a row, with the row. */
export const toEntity = (wire: WireContact): Contact => withRaw(toContact(wire), wire)

const matches =
  ({ channelId, updatedSince }: ContactListQuery) =>
  (contact: Contact): boolean =>
    (channelId === undefined || contact.identities?.some((identity) => identity.channelId === channelId) === true) &&
    (updatedSince === undefined ||
      [contact.lastActivityAt, contact.createdAt].some((at) => at !== undefined && at >= updatedSince))

const fromInput = (input: ContactInput) =>
  present({
    name: input.name,
    email: input.email,
    phone_number: input.phone,
    identifier: input.externalId,
    blocked: input.blocked,
    avatar_url: input.avatarUrl,
    additional_attributes: input.note === undefined ? undefined : { description: input.note },
    custom_attributes: input.attributes
  })

/** `null` clears a field; attributes that are `null` are removed by a call of their own. */
const fromPatch = (patch: ContactPatch) => {
  const kept = Object.entries(patch.attributes ?? {}).filter(([, value]) => value !== null)
  return present({
    name: patch.name,
    email: patch.email,
    phone_number: patch.phone,
    identifier: patch.externalId,
    blocked: patch.blocked === null ? false : patch.blocked,
    avatar_url: patch.avatarUrl ?? undefined,
    additional_attributes: patch.note === undefined ? undefined : { description: patch.note ?? "" },
    custom_attributes: kept.length === 0 ? undefined : Object.fromEntries(kept)
  })
}

/** A new contact must have what it will be looked for by. */
const withKey = (by: ContactKey, input: ContactInput): ContactInput =>
  "address" in by ? { ...input, identities: input.identities ?? [by] } : { ...by, ...input }
