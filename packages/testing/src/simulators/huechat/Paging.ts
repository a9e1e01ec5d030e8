/** The three ways in which lists are cut: v1 by page alone or with `per_page`, v2 with `per_page` and totals, broadcasts by limit and offset. */
import { Effect } from "effect"
import * as Params from "./Params.ts"
import type { Hash } from "./Records.ts"
import * as Reply from "./Reply.ts"

export interface Page {
  readonly page: number
  readonly size: number
}

/** `page` from 1; more than `maximum` a page is cut down to it. `source` is the query, or the body of a filter. */
export const pageOf = (
  source: Hash,
  sizes: { readonly usual: number; readonly maximum?: number }
): Effect.Effect<Page, Reply.Refusal> => {
  const page = "page" in source ? Params.integer(source, "page") : 1
  const asked = sizes.maximum === undefined ? undefined : Params.integer(source, "per_page")
  if (page === undefined || page < 1) {
    return Effect.fail(Reply.invalid("page", "page must be a positive integer"))
  }
  const size = Math.min(Math.max(1, asked ?? sizes.usual), sizes.maximum ?? sizes.usual)
  return Effect.succeed({ page, size })
}

export const slice = <Row>(rows: ReadonlyArray<Row>, { page, size }: Page): ReadonlyArray<Row> =>
  rows.slice((page - 1) * size, page * size)

/** `{ data, meta: { total, page, per_page } }`, of v2. */
export const dataBody = <Row>(
  rows: ReadonlyArray<Row>,
  page: Page,
  render: (row: Row) => unknown,
  meta: Hash = {}
) => ({
  data: slice(rows, page).map(render),
  meta: { total: rows.length, page: page.page, per_page: page.size, ...meta }
})

/** `limit` and `offset`, of broadcasts: no totals. */
export const limited = <Row>(rows: ReadonlyArray<Row>, query: Hash, usual: number): ReadonlyArray<Row> => {
  const offset = Math.max(0, Params.integer(query, "offset") ?? 0)
  return rows.slice(offset, offset + Math.max(0, Params.integer(query, "limit") ?? usual))
}

/** By `sort=field` or `sort=-field`: an unknown field is refused. Rows that are equal stay in their order. */
export const sorted = <Row>(
  rows: ReadonlyArray<Row>,
  sort: string,
  keys: Readonly<Record<string, (row: Row) => string | number>>
): Effect.Effect<ReadonlyArray<Row>, Reply.Refusal> => {
  const read = keys[sort.replace(/^-/, "")]
  if (read === undefined) {
    return Effect.fail(Reply.invalid("sort_field", "The sort parameter is not a recognized field"))
  }
  const direction = sort.startsWith("-") ? -1 : 1
  return Effect.succeed(
    rows.toSorted((one, other) => {
      const [left, right] = [read(one), read(other)]
      return left === right ? 0 : left < right ? -direction : direction
    })
  )
}
