import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Exit, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { ClaimStore, Claims } from "../../src/webhook/index.ts"

const options = { keepFor: Duration.hours(1), lease: Duration.minutes(1), patience: Duration.seconds(5) }
const memory = Claims.layerMemory({ keepAtLeast: 0 })

const once = <E = never>(id: string, handle: Effect.Effect<unknown, E> = Effect.void) =>
  Claims.Claims.use((claims) => claims.once(id, options, handle))

describe("claims in memory", () => {
  it.effect("handle an id once", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* once("a"), "handled")
      assert.strictEqual(yield* once("a", Effect.die("must not run")), "duplicate")
      assert.strictEqual(yield* once("b"), "handled")
    }).pipe(Effect.provide(memory))
  )

  it.effect("release what failed, died or was interrupted", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Effect.flip(once("a", Effect.fail("no"))), "no")
      assert.isTrue(Exit.hasDies(yield* Effect.exit(once("a", Effect.die("no")))))
      const fiber = yield* Effect.forkChild(once("a", Effect.never), { startImmediately: true })
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(yield* once("a"), "handled")
    }).pipe(Effect.provide(memory))
  )

  it.effect("stop waiting when the duplicate is interrupted, without a trace", () =>
    Effect.gen(function* () {
      const first = yield* Effect.forkChild(once("a", Effect.sleep("1 second")), { startImmediately: true })
      const second = yield* Effect.forkChild(once("a"), { startImmediately: true })
      yield* Fiber.interrupt(second)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* Fiber.join(first), "handled")
      assert.strictEqual(yield* once("a"), "duplicate")
    }).pipe(Effect.provide(memory))
  )

  it.effect("wait no longer than the duplicate's patience, however often others take over", () =>
    Effect.gen(function* () {
      const failing = Effect.andThen(Effect.sleep("3 seconds"), Effect.fail("no"))
      const others = yield* Effect.forEach([1, 2, 3], () =>
        Effect.forkChild(Effect.exit(once("a", failing)), { startImmediately: true })
      )
      const patient = yield* Effect.forkChild(Effect.flip(once("a")), { startImmediately: true })
      yield* TestClock.adjust("5 seconds")
      const gaveUp = yield* Fiber.join(patient)
      assert.deepInclude(gaveUp, { _tag: "StillInProgress", eventId: "a" })
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.joinAll(others)
    }).pipe(Effect.provide(memory))
  )

  it.effect("forget an id when its time is over, and not before", () =>
    Effect.gen(function* () {
      yield* once("a")
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(yield* once("a"), "duplicate")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* once("a"), "handled")
    }).pipe(Effect.provide(memory))
  )

  it.effect("keep an id for a day, whatever the vendor's window", () =>
    Effect.gen(function* () {
      yield* once("a")
      yield* TestClock.adjust("23 hours")
      assert.strictEqual(yield* once("a"), "duplicate")
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* once("a"), "handled")
    }).pipe(Effect.provide(Claims.layerMemory()))
  )

  it.effect("keep at most as many ids as they may, the newest", () =>
    Effect.gen(function* () {
      for (let index = 0; index < 20; index++) yield* once(`id-${index}`)
      const outcomes = yield* Effect.forEach(["id-19", "id-10", "id-0"], (id) => once(id))
      assert.deepStrictEqual(outcomes, ["duplicate", "duplicate", "handled"])
    }).pipe(Effect.provide(Claims.layerMemory({ capacity: 10 })))
  )
})

describe("claims on a store that fails", () => {
  const failure = new ClaimStore.ClaimStoreError({ message: "the store is down" })
  const on = (claim: ClaimStore.ClaimStore["Service"]["claim"]) =>
    Claims.layer().pipe(Layer.provide(Layer.succeed(ClaimStore.ClaimStore, { claim })))

  it.effect("handle nothing that they could not claim", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Effect.flip(once("a", Effect.die("must not run"))), failure)
    }).pipe(Effect.provide(on(() => Effect.fail(failure))))
  )

  it.effect("let the handler's outcome stand when it could not be written down", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* once("a"), "handled")
      assert.strictEqual(yield* Effect.flip(once("a", Effect.fail("no"))), "no")
    }).pipe(
      Effect.provide(
        on(() => Effect.succeed({ _tag: "Claimed", commit: () => Effect.fail(failure), release: Effect.fail(failure) }))
      )
    )
  )
})
