import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { ConversationId, Message, MessageId, PlannedMessage } from "../../src/domain/index.ts"
import {
  type Applied,
  type ImportOutcome,
  importOnce,
  listing,
  makeKnownMessages,
  ProviderError,
  Unavailable
} from "../../src/provider/index.ts"

const conversationId = "c1" as ConversationId

/** A vendor that takes text by text; `refuse` names one that fails once, and whether it was written all the same. */
const vendor = () => {
  const rows: Array<{ readonly id: MessageId; readonly externalId?: string }> = []
  const state = { rows, refuse: undefined as undefined | { readonly text: string; readonly applied: Applied } }
  const whileKnown = makeKnownMessages((_: ConversationId) => ({
    messages: listing((cursor = "0") => Effect.sync(() => ({ items: rows.slice(Number(cursor)) }))),
    cursorAfter: String
  }))
  const write = ({ text }: PlannedMessage, externalId: string | undefined) =>
    Effect.suspend(() => {
      const refused = state.refuse?.text === text ? state.refuse : undefined
      const id = String(rows.length + 1) as MessageId
      if (refused?.applied !== "no") rows.push(externalId === undefined ? { id } : { id, externalId })
      if (refused === undefined) {
        const message: Message = {
          id,
          conversationId,
          direction: "outbound",
          visibility: "public",
          author: { type: "system" },
          content: []
        }
        return Effect.succeed(message)
      }
      state.refuse = undefined
      const { applied } = refused
      return Effect.fail(new ProviderError({ provider: "fake", operation: "x", reason: new Unavailable(), applied }))
    })
  const put = (externalId: string | undefined, ...texts: ReadonlyArray<string>) =>
    whileKnown(conversationId, (known) =>
      importOnce({
        known,
        conversationId,
        externalId,
        planned: Effect.succeed(texts.map((text) => ({ text, media: [] }))),
        write
      })
    )
  return { put, rows, state }
}

const failureOf = (outcome: ImportOutcome) =>
  outcome.type === "failed"
    ? [outcome.reason.operation, outcome.reason.applied, outcome.reason.progress?.messages?.length]
    : assert.fail(`is ${outcome.type}`)

describe("importOnce", () => {
  it.effect("writes a message once, each part under an id of its own", () =>
    Effect.gen(function* () {
      const { put, rows } = vendor()
      assert.deepStrictEqual<unknown>(yield* put("a", "1", "2"), { type: "created", id: "1" })
      assert.deepStrictEqual<unknown>(yield* put("a", "1", "2"), { type: "exists", id: "1" })
      assert.deepStrictEqual(
        rows.map(({ externalId }) => externalId),
        ["a", "a#2"]
      )
    })
  )

  it.effect("writes again what has no id to be known by", () =>
    Effect.gen(function* () {
      const { put, rows } = vendor()
      for (const id of ["1", "2"]) assert.deepStrictEqual<unknown>(yield* put(undefined, "x"), { type: "created", id })
      assert.lengthOf(rows, 2)
    })
  )

  it.effect("goes on where it broke off", () =>
    Effect.gen(function* () {
      const { put, rows, state } = vendor()
      state.refuse = { text: "2", applied: "no" }
      assert.deepStrictEqual(failureOf(yield* put("a", "1", "2", "3")), ["messages.import", "partly", 1])
      assert.deepStrictEqual<unknown>(yield* put("a", "1", "2", "3"), { type: "created", id: "1" })
      assert.deepStrictEqual(
        rows.map(({ externalId }) => externalId),
        ["a", "a#2", "a#3"]
      )
    })
  )

  it.effect("looks for what may have been written, and calls it created where it is there", () =>
    Effect.gen(function* () {
      const { put, rows, state } = vendor()
      state.refuse = { text: "1", applied: "unknown" }
      assert.deepStrictEqual<unknown>(yield* put("a", "1"), { type: "created", id: "1" })
      assert.lengthOf(rows, 1)
      state.refuse = { text: "1", applied: "unknown" }
      assert.deepStrictEqual(failureOf(yield* put(undefined, "1")), ["messages.import", "unknown", undefined])
    })
  )

  it.effect("a message that cannot be planned fails by itself, and nothing of it is written", () =>
    Effect.gen(function* () {
      const error = new ProviderError({ provider: "fake", operation: "x", reason: new Unavailable() })
      const known = { get: () => undefined, add: () => {}, refresh: Effect.void, settle: () => Effect.fail(error) }
      const write = () => Effect.die("must not be written")
      const outcome = yield* importOnce({ known, conversationId, externalId: "a", planned: Effect.fail(error), write })
      assert.deepStrictEqual(failureOf(outcome), ["messages.import", "no", undefined])
    })
  )
})
