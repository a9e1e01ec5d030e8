/**
 * Lists that Omnichat gives by range of time only: read range by range, each complete before the next. Ranges are half-open and meet exactly,
 * so that nothing is missed or told twice at their seams. A range with too many rows is read again in halves, which bounds what is held in
 * memory; where it is quiet, ranges grow.
 *
 * Within a range the order of the rows is not documented, and rows move from page to page when one of them leaves the range: a count that
 * changed between the first page and the last means that the range has to be read anew.
 */
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { invalid } from "../OmnichatErrors.ts"
import { pageSize } from "./OmnichatAccount.ts"

/** Milliseconds since 1970, from `from` on, up to but not including `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A page as the vendor answers it. The count goes by two names. */
interface Page<Row> {
  readonly content: ReadonlyArray<Row>
  readonly totalElements?: number | string | null
  readonly totalElement?: number | string | null
}

type PageReader<Row> = (paging: {
  readonly page: number
  readonly pageSize: number
}) => Effect.Effect<Page<Row>, ProviderError>

/** More pages than this, and a range is read in halves. */
const mostPages = 20

/** A range of a millisecond cannot be halved. */
const mayHalve = ({ from, to }: Range): boolean => to - from > 1

/** All rows of a range: pages until one is short; `undefined` when they are too many to be held at once. */
export const readPages = Effect.fnUntraced(function* <Row>(
  read: PageReader<Row>,
  range: Range
): Effect.fn.Return<ReadonlyArray<Row> | undefined, ProviderError> {
  for (let attempt = 1; ; attempt++) {
    const rows: Array<Row> = []
    const counts = new Set<unknown>()
    for (let page = 1; ; page++) {
      if (page > mostPages && mayHalve(range)) return undefined
      const { content, totalElement, totalElements } = yield* read({ page, pageSize })
      rows.push(...content)
      counts.add(totalElements ?? totalElement)
      if (content.length < pageSize) break
    }
    if (counts.size === 1 || attempt === mostAttempts) return rows
  }
})

const mostAttempts = 3

/** How a list is walked. */
export interface Walk<A> {
  readonly since: number
  /** Where it ends, asked for each range: now. */
  readonly until: Effect.Effect<number>
  readonly order: "oldest-first" | "newest-first"
  /** The longest range that may be asked for, which may turn out while walking. */
  readonly widest: () => number
  /** Everything in a range; `undefined` where a shorter one has to be asked for. */
  readonly read: (range: Range) => Effect.Effect<ReadonlyArray<A> | undefined, ProviderError>
}

/** A listing whose pages are ranges. Its cursor is where the next range begins (or ends, newest first) and how long it is. */
export const walkRanges = <A>(walk: Walk<A>): Listing<A> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const start = yield* fromCursor(cursor)
      const end = yield* walk.until
      const edge = start?.edge ?? (walk.order === "oldest-first" ? walk.since : end)
      let width = start?.width ?? Number.MAX_SAFE_INTEGER
      for (;;) {
        width = Math.min(width, walk.widest())
        const range = rangeAt(walk, edge, width, end)
        if (range.from >= range.to) return { items: [] }
        const items = yield* walk.read(range)
        if (items !== undefined) return { items, ...next(walk, range, end, grown(width, items.length)) }
        width = Math.ceil((range.to - range.from) / 2)
      }
    })
  )

const rangeAt = ({ order, since }: Walk<unknown>, edge: number, width: number, end: number): Range =>
  order === "oldest-first"
    ? { from: edge, to: Math.min(edge + width, end) }
    : { from: Math.max(edge - width, since), to: edge }

const next = ({ order, since }: Walk<unknown>, { from, to }: Range, end: number, width: number) => {
  if (order === "oldest-first") return to >= end ? {} : { cursor: `${to}:${width}` }
  return from <= since ? {} : { cursor: `${from}:${width}` }
}

const grown = (width: number, rows: number): number =>
  rows < (mostPages * pageSize) / 4 ? Math.min(width * 2, Number.MAX_SAFE_INTEGER) : width

const fromCursor = Effect.fnUntraced(function* (cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [, edge, width] = /^(\d{1,15}):([1-9]\d{0,15})$/.exec(cursor) ?? []
  if (edge === undefined || width === undefined) {
    return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of this list` })
  }
  return { edge: Number(edge), width: Number(width) }
})
