/**
 * Lists whose pages are numbered from 1. None of the vendor's `meta` keys is relied on, because each list has others (huechat-wire 18, 19): a page
 * that is empty is behind the last one, whatever is told. Before it the list ends where the total is reached that is told, and where none is, with a
 * page that is shorter than documented (a server that does not know `per_page` gives fewer rows than were asked for: 20).
 *
 * The cursor is the page's number and how many rows came before it.
 */
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { invalid } from "../HueChatErrors.ts"

export interface NumberedPage<Row> {
  readonly rows: ReadonlyArray<Row>
  readonly total: number | null | undefined
}

/** `size`: rows of a full page; absent where it is not documented, so that only an empty page or the total ends the list. */
export const numberedPages = <Row>(
  size: number | undefined,
  read: (page: number) => Effect.Effect<NumberedPage<Row>, ProviderError>
): Listing<Row> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const { before, page } = yield* fromCursor(cursor)
      const { rows, total } = yield* read(page)
      const seen = before + rows.length
      const isComplete = typeof total === "number" ? seen === total : size !== undefined && rows.length < size
      return rows.length === 0 || isComplete ? { items: rows } : { items: rows, cursor: `${page + 1}:${seen}` }
    })
  )

const fromCursor = Effect.fnUntraced(function* (cursor: string | undefined) {
  if (cursor === undefined) return { page: 1, before: 0 }
  const [, page, before] = /^(\d{1,15}):(\d{1,15})$/.exec(cursor) ?? []
  if (page === undefined) return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of this list` })
  return { page: Number(page), before: Number(before) }
})
