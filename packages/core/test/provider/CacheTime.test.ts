import { assert, describe, it } from "@effect/vitest"
import { Cache, Effect } from "effect"
import { TestClock } from "effect/testing"
import { onlySuccess } from "../../src/provider/index.ts"

describe("onlySuccess", () => {
  it.effect("remembers what was read for its time, and a failure not at all", () =>
    Effect.gen(function* () {
      let reads = 0
      const cache = yield* Cache.makeWith(
        (_: string) => Effect.suspend(() => (++reads === 1 ? Effect.fail("broken") : Effect.succeed(reads))),
        { capacity: 10, timeToLive: onlySuccess("1 hour") }
      )
      assert.strictEqual(yield* Effect.flip(Cache.get(cache, "a")), "broken")
      assert.strictEqual(yield* Cache.get(cache, "a"), 2)
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(yield* Cache.get(cache, "a"), 2)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Cache.get(cache, "a"), 3)
    })
  )
})
