import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { ConversationId, Message, MessageId } from "../../src/domain/index.ts"
import {
  type Applied,
  failedImport,
  ProviderError,
  Unavailable,
  type WritePlace,
  writeInOrder
} from "../../src/provider/index.ts"

const asked = "asked" as ConversationId
const message = (id: string, conversationId: string | undefined = undefined): Message => ({
  id: id as MessageId,
  ...(conversationId === undefined ? {} : { conversationId: conversationId as ConversationId }),
  direction: "outbound",
  visibility: "public",
  author: { type: "system" },
  content: []
})
const broken = (applied?: Applied) =>
  new ProviderError({
    provider: "fake",
    operation: "messages.create",
    reason: new Unavailable(),
    ...(applied === undefined ? {} : { applied })
  })

/** What is told when the write `at` this place in a row of three fails. */
const failingAt = (at: number, applied: Applied, place: WritePlace) =>
  Effect.map(
    Effect.flip(
      writeInOrder(
        ["1", "2", "3"],
        (id, index) => (index === at ? Effect.fail(broken(applied)) : Effect.succeed(message(id))),
        place
      )
    ),
    (error) => [error.applied, error.progress?.conversationId, error.progress?.messages?.map(({ id }) => String(id))]
  )

describe("writeInOrder", () => {
  it.effect("answers all that was written, also where one request makes several", () =>
    Effect.gen(function* () {
      const written = yield* writeInOrder(
        [1, 2],
        (each, index) => Effect.succeed(each === 1 ? message(`${index}`) : [message("a"), message("b")]),
        {}
      )
      assert.deepStrictEqual(
        written.map(({ id }) => id as string),
        ["0", "a", "b"]
      )
    })
  )

  it.effect("ends with the first failure, and names what exists", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* failingAt(1, "no", { conversationId: asked }), ["partly", asked, ["1"]])
      assert.deepStrictEqual(yield* failingAt(2, "unknown", { conversationId: asked }), ["partly", asked, ["1", "2"]])
    })
  )

  it.effect("leaves the error as it is where nothing exists", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* failingAt(0, "no", { conversationId: asked }), ["no", undefined, undefined])
      assert.deepStrictEqual(yield* failingAt(0, "yes", { conversationId: asked }), ["yes", undefined, undefined])
    })
  )

  it.effect("names a conversation that was made for the messages, also without any", () =>
    Effect.gen(function* () {
      const place = { conversationId: asked, isNew: true }
      assert.deepStrictEqual(yield* failingAt(0, "no", place), ["partly", asked, []])
      assert.deepStrictEqual(yield* failingAt(0, "unknown", place), ["unknown", asked, []])
    })
  )
})

describe("failedImport", () => {
  const reasonOf = (outcome: ReturnType<typeof failedImport>) =>
    outcome.type === "failed" ? outcome.reason : assert.fail("is a failure")

  it("names the operation, and says that nothing was done where nothing else is known", () => {
    assert.deepStrictEqual(
      [broken(), broken("unknown")]
        .map((error) => reasonOf(failedImport(error)))
        .map((it) => [it.operation, it.applied]),
      [
        ["messages.import", "no"],
        ["messages.import", "unknown"]
      ]
    )
  })

  it("tells what was written of the message, and of its conversation what the messages say", () => {
    const { applied, progress } = reasonOf(
      failedImport(broken("unknown"), [message("1", "actual")], { conversationId: asked })
    )
    assert.deepStrictEqual(
      [applied, progress],
      ["partly", { conversationId: "actual", messages: [message("1", "actual")] }]
    )
  })
})
