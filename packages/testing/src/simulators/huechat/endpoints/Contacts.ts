/** The two documented endpoints of contacts: list and search. The exact lookup by phone that the text mentions is nowhere described. */
import { Effect } from "effect"
import { allows, type Call, type Endpoint, get, v1 } from "../Endpoint.ts"
import { pageOf, slice, sorted } from "../Paging.ts"
import * as Params from "../Params.ts"
import type { ContactRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toContact } from "../render/Contact.ts"

const usual = 25

export const contactEndpoints: ReadonlyArray<Endpoint> = [
  get(v1("/contacts"), allows("contacts:read", 240), (call) => list(call)),
  get(v1("/contacts/search"), allows("contacts:read", 240), (call) => search(call))
]

/** Newest first, unless `sort` says otherwise. */
const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query, { usual, maximum: 100 })
  const rows = yield* sorted(state.contacts.all().toReversed(), Params.text(query, "sort") ?? "-created_at", sortKeys)
  return Reply.json({
    meta: { count: rows.length, current_page: page.page },
    payload: slice(rows, page).map(toContact)
  })
})

const sortKeys: Readonly<Record<string, (row: ContactRow) => string | number>> = {
  name: (row) => row.name.toLowerCase(),
  email: (row) => row.email ?? "",
  phone_number: (row) => row.phoneNumber ?? "",
  last_activity_at: (row) => row.lastActivityAt ?? 0,
  company: (row) => String(row.additionalAttributes.company_name ?? ""),
  city: (row) => String(row.additionalAttributes.city ?? ""),
  country: (row) => String(row.additionalAttributes.country ?? ""),
  created_at: (row) => row.createdAt
}

const search = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const wanted = yield* searchText(query)
  const page = yield* pageOf(query, { usual })
  const found = state.contacts
    .all()
    .map((row) => ({ row, relevance: relevanceOf(row, wanted) }))
    .filter(({ relevance }) => relevance > 0)
    .toSorted((one, other) => other.relevance - one.relevance)
  return Reply.json({
    meta: { count: found.length, current_page: page.page },
    payload: slice(found, page).map(({ row }) => toContact(row))
  })
})

/** `q` of searches, lower case: at least two characters. */
export const searchText = (query: Call["query"]): Effect.Effect<string, Reply.Refusal> => {
  const wanted = Params.text(query, "q")?.trim().toLowerCase()
  if (wanted === undefined) return Reply.refused(Reply.refuse(400, "query_required", "The q parameter is required"))
  return wanted.length < 2
    ? Reply.refused(Reply.refuse(400, "query_too_short", "Query must be at least 2 characters"))
    : Effect.succeed(wanted)
}

/** Any of the four fields: all of it (3), its beginning (2), a part of it (1). Of phone numbers only the digits count. */
export const relevanceOf = (contact: ContactRow, wanted: string): number => {
  const digits = wanted.replace(/[+\s()-]/g, "")
  return Math.max(
    ...[contact.name, contact.email, contact.identifier].map((value) => match(value?.toLowerCase(), wanted)),
    /^\d+$/.test(digits) ? match(contact.phoneNumber?.slice(1), digits) : 0
  )
}

const match = (value: string | undefined, wanted: string): number => {
  if (value === undefined || !value.includes(wanted)) return 0
  if (value === wanted) return 3
  return value.startsWith(wanted) ? 2 : 1
}
