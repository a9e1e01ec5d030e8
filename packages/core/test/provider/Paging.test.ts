import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import {
  failedListing,
  listing,
  mapPages,
  NotFound,
  type Page,
  ProviderError,
  singlePage
} from "../../src/provider/index.ts"

const error = new ProviderError({ provider: "x", operation: "contacts.list", reason: new NotFound() })

/** `pages` pages of two numbers, with what was asked for. */
const numbers = (pages: number) => {
  const asked: Array<string | undefined> = []
  const source = listing((cursor) =>
    Effect.sync((): Page<number> => {
      asked.push(cursor)
      const page = cursor === undefined ? 0 : Number(cursor)
      const items = [page * 2, page * 2 + 1]
      return page + 1 < pages ? { items, cursor: String(page + 1) } : { items }
    })
  )
  return { source, asked }
}

describe("listing", () => {
  it.effect("is a stream of all items", () =>
    Effect.gen(function* () {
      const { source, asked } = numbers(3)
      assert.deepStrictEqual(yield* Stream.runCollect(source), [0, 1, 2, 3, 4, 5])
      assert.deepStrictEqual(asked, [undefined, "1", "2"])
    })
  )

  it.effect("gives the same page by page, going on from a cursor that was kept", () =>
    Effect.gen(function* () {
      const { source } = numbers(3)
      const read: Array<number> = []
      let cursor: string | undefined
      do {
        const page: Page<number> = JSON.parse(JSON.stringify(yield* source.page(cursor)))
        read.push(...page.items)
        cursor = page.cursor
      } while (cursor !== undefined)
      assert.deepStrictEqual(read, [0, 1, 2, 3, 4, 5])
    })
  )

  it.effect("asks for no page that nobody reads", () =>
    Effect.gen(function* () {
      const { source, asked } = numbers(1000)
      assert.deepStrictEqual(yield* Stream.runCollect(Stream.take(source, 3)), [0, 1, 2])
      assert.deepStrictEqual(asked, [undefined, "1"])
    })
  )

  it.effect("can be read twice, each time from the beginning", () =>
    Effect.gen(function* () {
      const { source } = numbers(2)
      assert.deepStrictEqual(yield* Stream.runCollect(source), yield* Stream.runCollect(source))
    })
  )

  it.effect("goes on after empty pages", () =>
    Effect.gen(function* () {
      const source = listing<number>((cursor) =>
        Effect.succeed(cursor === undefined ? { items: [], cursor: "1" } : { items: [7] })
      )
      assert.deepStrictEqual(yield* Stream.runCollect(source), [7])
    })
  )

  it.effect("has no difficulty with very many pages", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Stream.runCount(numbers(50_000).source), 100_000)
    })
  )

  it.effect("fails where a page fails, after the items before it", () =>
    Effect.gen(function* () {
      const seen: Array<number> = []
      const source = listing<number>((cursor) =>
        cursor === undefined ? Effect.succeed({ items: [1], cursor: "1" }) : Effect.fail(error)
      )
      const failed = yield* Effect.flip(Stream.runForEach(source, (item) => Effect.sync(() => seen.push(item))))
      assert.strictEqual(failed, error)
      assert.deepStrictEqual(seen, [1])
    })
  )
})

describe("made of others", () => {
  it.effect("mapPages converts each page as it is read, for stream and pages alike", () =>
    Effect.gen(function* () {
      const { source, asked } = numbers(3)
      const mapped = mapPages(source, (items) => Effect.succeed(items.map((item) => `#${item}`)))
      assert.deepStrictEqual(yield* mapped.page("1"), { items: ["#2", "#3"], cursor: "2" })
      assert.deepStrictEqual(yield* Stream.runCollect(Stream.take(mapped, 2)), ["#0", "#1"])
      assert.deepStrictEqual(asked, ["1", undefined])
    })
  )

  it.effect("singlePage is one page; failedListing fails as stream and as page", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* singlePage(Effect.succeed([1, 2])).page(), { items: [1, 2] })
      assert.deepStrictEqual(yield* Stream.runCollect(singlePage(Effect.succeed([1, 2]))), [1, 2])
      assert.strictEqual(yield* Effect.flip(failedListing(error).page()), error)
      assert.strictEqual(yield* Effect.flip(Stream.runCollect(failedListing(error))), error)
    })
  )
})
