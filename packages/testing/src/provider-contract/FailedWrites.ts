/**
 * What goes wrong when a provider writes: what is made again, and whether it was applied. Where the vendor honours an idempotency key, a write
 * that carries one is made again whatever became of it, and is applied once; everywhere else, a write of which nobody knows is never made again.
 */
import type { OperationName, ProviderError, SendInput, SendResult } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { dropAfter, dropBefore, garble, hang, rateLimited, serverError } from "../Faults.ts"
import { always, tellsNoSecret } from "./Failures.ts"
import type { Setting, Suite } from "./Suite.ts"
import { newcomer, sendText, timesSaid } from "./Writing.ts"

export const describeFailedWrites = (suite: Suite): void => {
  describeUnknown(suite)
  describeKeyed(suite)
  describeLost(suite)
  describeKnown(suite)
}

/** What leaves it open whether the write was applied. */
const unknowns = [
  ["the connection breaks before the server has it", dropBefore, "Transport"],
  ["there is no reply in time", hang, "Timeout"],
  ["the server answers 500", serverError(), "Unavailable"]
] as const

interface Writing {
  readonly setting: Setting
  /** Writes the one text; with `more` to go with it. */
  readonly send: (more?: Partial<SendInput>) => Effect.Effect<SendResult, ProviderError>
  /** How many messages with that text the server has. */
  readonly said: Effect.Effect<number>
  /** How many requests have tried to write so far. */
  readonly attempts: Effect.Effect<number>
}

/** A case that writes into a conversation of its own. */
const write = (
  suite: Suite,
  title: string,
  check: (writing: Writing) => Effect.Effect<unknown, unknown>,
  more: ReadonlyArray<OperationName> = []
): void =>
  suite.test(title, ["messages.send", ...more], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const before = yield* setting.attempts("messages.send")
      yield* check({
        setting,
        send: (more) => sendText(setting, conversationId, "only once", more),
        said: timesSaid(setting, conversationId, "only once"),
        attempts: Effect.map(setting.attempts("messages.send"), (now) => now - before)
      })
    })
  )

const isHonoured = ({ capabilities }: Suite): boolean => capabilities.idempotency === "honoured"

const describeUnknown = (suite: Suite): void => {
  for (const [name, fault, reason] of unknowns) {
    const title = `a write is not made again, and applied is unknown, when ${name}`
    if (isHonoured(suite)) suite.skip(title, "it is made again: the vendor honours an idempotency key")
    else {
      write(suite, title, ({ attempts, said, send, setting }) =>
        Effect.gen(function* () {
          yield* setting.fault("messages.send", fault)
          const error = yield* Effect.flip(send({ idempotencyKey: setting.unique }))
          assert.strictEqual(error.reason._tag, reason)
          assert.strictEqual(error.applied, "unknown")
          assert.deepStrictEqual([yield* attempts, yield* said], [1, 0])
        })
      )
    }
  }
}

const describeKeyed = (suite: Suite): void => {
  const keyed = (title: string, check: (writing: Writing) => Effect.Effect<unknown, unknown>) =>
    isHonoured(suite) ? write(suite, title, check) : suite.skip(title, "the vendor honours no idempotency key")

  for (const [name, fault] of [...unknowns, ["its reply is lost", dropAfter]] as const) {
    keyed(`a write under a key is made again, and applied once, when ${name}`, ({ attempts, said, send, setting }) =>
      Effect.gen(function* () {
        yield* setting.fault("messages.send", fault)
        const { messages } = yield* send({ idempotencyKey: setting.unique })
        assert.lengthOf(messages, 1)
        assert.deepStrictEqual([yield* attempts, yield* said], [2, 1])
      })
    )
  }

  for (const [name, fault, reason] of unknowns) {
    const title = `a write under a key that never gets through fails, and applied is unknown, when ${name}`
    if (suite.clock === "live" && reason === "Timeout") suite.skip(title, "it would wait too long")
    else {
      keyed(title, ({ said, send, setting }) =>
        Effect.gen(function* () {
          yield* setting.fault("messages.send", fault, always)
          const error = yield* Effect.flip(send({ idempotencyKey: setting.unique }))
          assert.strictEqual(error.reason._tag, reason)
          assert.strictEqual(error.applied, "unknown")
          assert.strictEqual(yield* said, 0)
        })
      )
    }
  }

  keyed("a call that is repeated under its key gives the same message, under another one a new one", (writing) =>
    Effect.gen(function* () {
      const { said, send, setting } = writing
      const idsUnder = (idempotencyKey: string) =>
        Effect.map(send({ idempotencyKey }), ({ messages }) => messages.map(({ id }) => id))
      const first = yield* idsUnder(`${setting.unique}-a`)
      assert.deepStrictEqual(yield* idsUnder(`${setting.unique}-a`), first)
      assert.strictEqual(yield* said, 1)
      assert.notDeepEqual(yield* idsUnder(`${setting.unique}-b`), first)
      assert.strictEqual(yield* said, 2)
    })
  )
}

const describeLost = (suite: Suite): void => {
  const unheard = ({ send, setting }: Writing) =>
    Effect.andThen(
      setting.fault("messages.send", dropAfter, isHonoured(suite) ? always : 1),
      Effect.flip(send({ externalId: setting.unique }))
    )

  write(suite, "a write whose reply never comes is unknown, and is not doubled", (writing) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* unheard(writing)).applied, "unknown")
      assert.strictEqual(yield* writing.said, 1)
    })
  )

  write(
    suite,
    "a write of which nobody knows is settled by find",
    (writing) =>
      Effect.gen(function* () {
        const { provider, unique } = writing.setting
        yield* unheard(writing)
        const { contactId } = yield* newcomer(writing.setting)
        const find = (externalId: string) => provider.messages.find({ externalId, contactId })
        assert.isTrue(Option.isSome(yield* find(unique)))
        assert.isTrue(Option.isNone(yield* find(`${unique}-never`)))
      }),
    ["messages.find"]
  )

  write(suite, "a write whose reply is cut off was applied, and says so", ({ attempts, said, send, setting }) =>
    Effect.gen(function* () {
      yield* setting.fault("messages.send", garble)
      const result = yield* Effect.result(send())
      if (Result.isFailure(result)) assert.strictEqual(result.failure.applied, "yes")
      assert.deepStrictEqual([yield* attempts, yield* said], [1, 1])
    })
  )
}

const describeKnown = (suite: Suite): void => {
  for (const [name, fault] of [
    ["a time", rateLimited({ retryAfterSeconds: 1 })],
    ["no time", rateLimited()]
  ] as const) {
    const title = `a write that is refused for its rate, with ${name} to wait, is made again and once`
    if (suite.clock === "live" && name === "no time") suite.skip(title, "it would wait for a minute")
    else {
      write(suite, title, ({ attempts, said, send, setting }) =>
        Effect.gen(function* () {
          yield* setting.fault("messages.send", fault)
          yield* send()
          assert.deepStrictEqual([yield* attempts, yield* said], [2, 1])
        })
      )
    }
  }

  write(suite, "a write that is refused was not applied, and is not made again", ({ attempts, said, send, setting }) =>
    Effect.gen(function* () {
      for (const status of [401, 404, 422]) {
        yield* setting.fault("messages.send", serverError({ status }))
        const error = yield* Effect.flip(send())
        assert.strictEqual(error.applied, "no")
        assert.strictEqual(error.operation, "messages.send")
        tellsNoSecret(setting, error)
      }
      assert.deepStrictEqual([yield* attempts, yield* said], [3, 0])
    })
  )
}
