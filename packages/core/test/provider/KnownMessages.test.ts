import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import type { MessageId } from "../../src/domain/index.ts"
import { type Applied, listing, makeKnownMessages, ProviderError, Unavailable } from "../../src/provider/index.ts"

const failure = (applied: Applied) =>
  new ProviderError({ provider: "fake", operation: "messages.create", reason: new Unavailable(), applied })

/** A vendor whose pages hold two messages, with the cursors that were asked for. The message of id 1 has the external id `e1`, ... */
const vendor = () => {
  const store = { last: 0, isDown: false, read: [] as Array<string> }
  const messages = (place: string) =>
    listing((cursor = "1") =>
      Effect.suspend(() => {
        store.read.push(`${place} ${cursor}`)
        if (store.isDown) return Effect.fail(failure("no"))
        const first = Number(cursor)
        const items = [first, first + 1]
          .filter((id) => id <= store.last)
          .map((id) => ({ id: String(id) as MessageId, externalId: `e${id}` }))
        return Effect.succeed(first + 1 < store.last ? { items, cursor: String(first + 2) } : { items })
      })
    )
  const whileKnown = makeKnownMessages((place: string) => ({
    messages: messages(place),
    cursorAfter: (id) => String(id + 1)
  }))
  return { store, whileKnown }
}

describe("makeKnownMessages", () => {
  it.effect("reads everything at first, then only what came after", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      store.last = 5
      yield* whileKnown("a", ({ refresh }) => refresh)
      assert.deepStrictEqual(store.read, ["a 1", "a 3", "a 5"])
      store.last = 6
      const ids = yield* whileKnown("a", ({ get, refresh }) =>
        Effect.map(refresh, () => [get("e1"), get("e6"), get("e7")])
      )
      assert.deepStrictEqual(ids, ["1", "6", undefined] as Array<MessageId | undefined>)
      assert.deepStrictEqual(store.read.slice(3), ["a 6"])
    })
  )

  it.effect("reads nothing of itself, and knows what was added", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      yield* whileKnown("a", ({ add }) => Effect.sync(() => add("mine", "9" as MessageId)))
      assert.strictEqual(yield* whileKnown("a", ({ get }) => Effect.succeed(get("mine"))), "9" as MessageId)
      assert.isUndefined(yield* whileKnown("b", ({ get }) => Effect.succeed(get("mine"))))
      assert.isEmpty(store.read)
    })
  )

  it.effect("goes on after a failure with what could not be read", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      store.last = 2
      yield* whileKnown("a", ({ refresh }) => refresh)
      store.isDown = true
      yield* Effect.flip(whileKnown("a", ({ refresh }) => refresh))
      store.isDown = false
      store.last = 3
      yield* whileKnown("a", ({ refresh }) => refresh)
      assert.deepStrictEqual(store.read, ["a 1", "a 3", "a 3"])
    })
  )

  it.effect("forgets the place that was not asked for the longest, beyond a hundred", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      const visit = (place: string) => whileKnown(place, ({ get, refresh }) => (get("e1") ? Effect.void : refresh))
      store.last = 1
      for (const place of ["a", "b"]) yield* visit(place)
      for (let index = 0; index < 98; index++) yield* visit(`other ${index}`)
      yield* visit("a")
      yield* visit("one more")
      store.read.length = 0
      yield* visit("a")
      yield* visit("b")
      assert.deepStrictEqual(store.read, ["b 1"])
    })
  )

  it.effect("lets imports into one place take turns, and those into others pass", () =>
    Effect.gen(function* () {
      const { whileKnown } = vendor()
      const log: Array<string> = []
      const note = (text: string) => Effect.sync(() => void log.push(text))
      const open = yield* Deferred.make<void>()
      const first = yield* Effect.forkChild(
        whileKnown("a", () => Effect.andThen(Deferred.await(open), note("first"))),
        { startImmediately: true }
      )
      const second = yield* Effect.forkChild(
        whileKnown("a", () => note("second")),
        { startImmediately: true }
      )
      yield* whileKnown("b", () => note("other"))
      yield* Deferred.succeed(open, undefined)
      yield* Fiber.joinAll([first, second])
      assert.deepStrictEqual(log, ["other", "first", "second"])
    })
  )
})

describe("settle", () => {
  it.effect("finds the message of a write that may have been done", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      store.last = 4
      for (const applied of ["unknown", "yes"] as const) {
        const id = yield* whileKnown(applied, ({ settle }) => settle("e4", failure(applied)))
        assert.strictEqual(id, "4" as MessageId)
      }
    })
  )

  it.effect("gives the error back where the message is not there or cannot be looked for", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      const error = failure("unknown")
      const settled = (externalId: string | undefined) =>
        Effect.flip(whileKnown("a", ({ settle }) => settle(externalId, error)))
      assert.strictEqual(yield* settled("e1"), error)
      store.isDown = true
      assert.strictEqual(yield* settled("e1"), error)
      store.read.length = 0
      assert.strictEqual(yield* settled(undefined), error)
      assert.isEmpty(store.read)
    })
  )

  it.effect("does not look for what was certainly not done", () =>
    Effect.gen(function* () {
      const { store, whileKnown } = vendor()
      store.last = 1
      const error = failure("no")
      assert.strictEqual(yield* Effect.flip(whileKnown("a", ({ settle }) => settle("e1", error))), error)
      assert.isEmpty(store.read)
    })
  )
})
