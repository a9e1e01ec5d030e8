/**
 * Contacts as HueChat has them: a list and a search, no endpoint for one (huechat-wire 37). The list is read in the order of creation, in which
 * ids grow, so that one contact is found in it by halving, in about a dozen calls among a hundred thousand.
 */
import type { Contact, ContactId } from "@dragoman/core/domain"
import type { Listing, ProviderError } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import type { Contact as WireContact } from "../api/shapes/Contact.ts"
import { notFound } from "../HueChatErrors.ts"
import { toContact } from "../mapping/Contact.ts"
import { type HueChatAccount, toInteger, withRaw } from "./HueChatAccount.ts"
import { numberedPages } from "./NumberedPages.ts"

/** A contact of the domain from a row, with the row. */
export const toEntity = (wire: WireContact): Contact => withRaw(toContact(wire), wire)

/** All of them, the oldest first: what is new comes behind the last page. */
export const contactRows = (account: HueChatAccount): Listing<WireContact> =>
  // 100 are asked for; a server that does not know `per_page` answers 25.
  numberedPages(defaultPage, (page) =>
    Effect.map(readPage(account, page), ({ meta, payload }) => ({ rows: payload, total: meta?.count }))
  )

/** Those whose name, e-mail, phone number or identifier has the text in it, the best match first. The size of a page is not documented. */
export const searchRows = ({ accountId, client }: HueChatAccount, text: string): Listing<WireContact> =>
  numberedPages(undefined, (page) =>
    Effect.map(
      client.contacts.search({ params: { account_id: accountId }, query: { q: text, page } }),
      ({ meta, payload }) => ({ rows: payload, total: meta?.count })
    )
  )

/** The contact with this id, `NotFound` if there is none. */
export const contactRow = Effect.fnUntraced(function* (
  account: HueChatAccount,
  id: ContactId
): Effect.fn.Return<WireContact, ProviderError> {
  const number = yield* toInteger(id, "id")
  const search = yield* halving(account, number)
  const row =
    ("found" in search ? search.found : undefined) ?? (search.isOrdered ? undefined : yield* scanned(account, number))
  return row ?? (yield* notFound(`there is no contact ${id}`))
})

const defaultPage = 25

const readPage = ({ accountId, client }: HueChatAccount, page: number) =>
  client.contacts.list({ params: { account_id: accountId }, query: { page, per_page: 100, sort: "created_at" } })

/**
 * Doubles the page's number until it is behind the id, then halves what is in between. That an id is not where it should be proves that there is
 * none only where ids were in order: contacts of one second, or dated by somebody, may stand otherwise.
 */
const halving = Effect.fnUntraced(function* (account: HueChatAccount, id: number) {
  let low = 1
  let high: number | undefined
  let isOrdered = true
  while (high === undefined || low <= high) {
    const page: number = high === undefined ? low * 2 - 1 : Math.floor((low + high) / 2)
    const { payload } = yield* readPage(account, page)
    const ids = payload.map((row) => Number(row.id))
    const found = payload[ids.indexOf(id)]
    if (found !== undefined) return { found, isOrdered }
    isOrdered &&= ids.every((each, index) => each > (ids[index - 1] ?? 0))
    if (ids.length === 0 || id < Math.min(...ids)) high = page - 1
    else if (id > Math.max(...ids)) low = page + 1
    else break
  }
  return { isOrdered }
})

const scanned = (account: HueChatAccount, id: number) =>
  Effect.map(
    Stream.runCollect(
      Stream.take(
        Stream.filter(contactRows(account), (row) => Number(row.id) === id),
        1
      )
    ),
    ([row]) => row
  )
