/**
 * Lists. A {@link Listing} is a stream that pages by itself, and at the same time gives single pages with a cursor, for callers who
 * persist where they are. A cursor is opaque text of the provider's own making; it stays valid as long as the vendor's paging does.
 */
import { Effect, Option, Stream } from "effect"
import type { ProviderError } from "./ProviderError.ts"

export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** Where the next page begins; absent on the last one. */
  readonly cursor?: string
}

/** A stream of all items that can also be read page by page. */
export interface Listing<A> extends Stream.Stream<A, ProviderError> {
  readonly page: (cursor?: string) => Effect.Effect<Page<A>, ProviderError>
}

/** A listing from a function that reads one page. */
export const listing = <A>(page: (cursor?: string) => Effect.Effect<Page<A>, ProviderError>): Listing<A> => {
  const stream = Stream.paginate(undefined as string | undefined, (cursor) =>
    Effect.map(
      page(cursor),
      ({ items, cursor: next }) => [items, next === undefined ? Option.none() : Option.some(next)] as const
    )
  )
  return Object.assign(stream, { page })
}

/** A listing that fails before its first page. */
export const failedListing = (error: ProviderError): Listing<never> => listing(() => Effect.fail(error))

/** A listing of what one unpaged call answers. */
export const singlePage = <A>(items: Effect.Effect<ReadonlyArray<A>, ProviderError>): Listing<A> =>
  listing(() => Effect.map(items, (all) => ({ items: all })))

/** The same listing with every page passed through `f`: conversions, and reading on where items need more calls. */
export const mapPages = <A, B>(
  self: Listing<A>,
  f: (items: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>, ProviderError>
): Listing<B> =>
  listing((cursor) =>
    Effect.flatMap(self.page(cursor), (page) => Effect.map(f(page.items), (items) => ({ ...page, items })))
  )
