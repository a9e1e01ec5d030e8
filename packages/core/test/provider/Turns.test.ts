import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { makeTurns } from "../../src/provider/index.ts"

/** What began and ended, and a visit that stays until it is let go. */
const visits = () => {
  const log: Array<string> = []
  const note = (text: string) => Effect.sync(() => void log.push(text))
  const visit = (name: string, stay: Effect.Effect<void, string>) =>
    Effect.ensuring(Effect.andThen(note(`${name} begins`), stay), note(`${name} ends`))
  return { log, visit }
}

describe("makeTurns", () => {
  it.effect("lets those of one key follow each other, and those of others pass", () =>
    Effect.gen(function* () {
      const inTurn = makeTurns()
      const { log, visit } = visits()
      const open = yield* Deferred.make<void>()
      const first = yield* Effect.forkChild(inTurn("a")(visit("first", Deferred.await(open))), {
        startImmediately: true
      })
      const second = yield* Effect.forkChild(inTurn("a")(visit("second", Effect.void)), { startImmediately: true })
      yield* inTurn("b")(visit("other", Effect.void))
      assert.deepStrictEqual(log, ["first begins", "other begins", "other ends"])
      yield* Deferred.succeed(open, undefined)
      yield* Fiber.joinAll([first, second])
      assert.deepStrictEqual(log.slice(3), ["first ends", "second begins", "second ends"])
    })
  )

  it.effect("goes on after a failure and an interruption, also of one that still waited", () =>
    Effect.gen(function* () {
      const inTurn = makeTurns<number>()
      const { log, visit } = visits()
      assert.strictEqual(yield* Effect.flip(inTurn(7)(visit("first", Effect.fail("broken")))), "broken")
      const stays = yield* Effect.forkChild(inTurn(7)(visit("second", Effect.never)), { startImmediately: true })
      const waits = yield* Effect.forkChild(inTurn(7)(visit("third", Effect.void)), { startImmediately: true })
      yield* Fiber.interrupt(waits)
      const last = yield* Effect.forkChild(inTurn(7)(visit("fourth", Effect.void)), { startImmediately: true })
      yield* Fiber.interrupt(stays)
      yield* Fiber.join(last)
      assert.deepStrictEqual(log.slice(2), ["second begins", "second ends", "fourth begins", "fourth ends"])
    })
  )
})
