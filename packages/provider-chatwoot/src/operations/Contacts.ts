/** `contacts`: list, search, get, block, tag; `ContactFind` finds, `ContactWrite` creates and changes. Source: chatwoot-wire 2, 3.1. */
import type { Contact, ContactId } from "@dragoman/core/domain"
import {
  type ContactListQuery,
  type Listing,
  listing,
  mapPages,
  type SupportedOperations,
  tagSetOperations
} from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Contact as WireContact } from "../api/shapes/Contact.ts"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { unsupported } from "../ChatwootErrors.ts"
import { toContact } from "../mapping/Contact.ts"
import { type ChatwootAccount, concurrency, pageOf, toNumber, wholeSecond, withRaw } from "./ChatwootAccount.ts"
import { contactWrites } from "./ContactWrite.ts"

/** `contacts`, `search` and `filter` answer pages of this size; nothing changes it. */
const pageSize = 15

export const contactOperations = (account: ChatwootAccount): SupportedOperations<typeof capabilities>["contacts"] => {
  const { client } = account
  const params = { account_id: account.accountId }
  const one = (id: ContactId) => Effect.map(toNumber(id, "id"), (number) => ({ ...params, id: number }))
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
  const tags = tagSetOperations(labels)
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

  return {
    list,
    get: Effect.fnUntraced(function* (id, options) {
      const { payload } = yield* client.contacts.get({ params: yield* one(id), query: {} })
      return options?.with?.includes("tags") === true ? yield* withTags(toEntity(payload)) : toEntity(payload)
    }),
    search,
    ...contactWrites(account, labels),
    delete: (id) => Effect.asVoid(Effect.flatMap(one(id), (target) => client.contacts.delete({ params: target }))),
    setBlocked: Effect.fnUntraced(function* (id, blocked) {
      const { payload } = yield* client.contacts.update({ params: yield* one(id), payload: { blocked } })
      // A server that does not know the key ignores it with 200.
      if (payload.blocked !== blocked) return yield* unsupported("Chatwoot blocks contacts from 4.0.2 on")
    }),
    ...tags
  }
}

/** A contact of the domain from a row, with the row. */
const toEntity = (wire: WireContact): Contact => withRaw(toContact(wire), wire)

const matches = ({ channelId, updatedSince }: ContactListQuery) => {
  const since = updatedSince === undefined ? undefined : wholeSecond(updatedSince)
  return (contact: Contact): boolean =>
    (channelId === undefined || contact.identities?.some((identity) => identity.channelId === channelId) === true) &&
    (since === undefined || [contact.lastActivityAt, contact.createdAt].some((at) => at !== undefined && at >= since))
}
