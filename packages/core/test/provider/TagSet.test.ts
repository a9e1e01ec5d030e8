import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { tagSetOperations } from "../../src/provider/index.ts"

/** Tags of one thing, with every write of them. */
const tagged = (...tags: ReadonlyArray<string>) => {
  let now: ReadonlyArray<string> = tags
  const written: Array<ReadonlyArray<string>> = []
  const around: Array<string> = []
  const operations = tagSetOperations<string>({
    read: () => Effect.sync(() => now),
    replace: (_, after) =>
      Effect.sync(() => {
        now = after
        written.push(after)
        return after
      }),
    around: (id, change) =>
      Effect.andThen(
        Effect.sync(() => around.push(id)),
        change
      )
  })
  return { around, operations, written }
}

describe("tagSetOperations", () => {
  it.effect("adds and removes, and leaves the other tags", () =>
    Effect.gen(function* () {
      const { operations, written } = tagged("vip", "new")
      assert.deepStrictEqual(yield* operations.addTags("1", ["refund", "vip", "refund"]), ["vip", "new", "refund"])
      assert.deepStrictEqual(yield* operations.removeTags("1", ["new", "other"]), ["vip", "refund"])
      assert.deepStrictEqual(written, [
        ["vip", "new", "refund"],
        ["vip", "refund"]
      ])
    })
  )

  it.effect("writes nothing when nothing would change", () =>
    Effect.gen(function* () {
      const { operations, written } = tagged("vip")
      assert.deepStrictEqual(yield* operations.addTags("1", ["vip"]), ["vip"])
      assert.deepStrictEqual(yield* operations.removeTags("1", ["other"]), ["vip"])
      assert.deepStrictEqual(written, [])
    })
  )

  it.effect("sets without reading, each tag once, and every change within what goes around it", () =>
    Effect.gen(function* () {
      const { around, operations } = tagged("vip")
      assert.deepStrictEqual(yield* operations.setTags("1", ["a", "b", "a"]), ["a", "b"])
      yield* operations.addTags("1", ["c"])
      assert.deepStrictEqual(around, ["1", "1"])
    })
  )
})
