/** Histories are complete and repeat nothing, whatever the order of ids and times and however long they are. */

import type { ConversationId, MessageId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { callOf, callsOf, onAccount } from "./Account.ts"
import { accountWith, type Row } from "./MessageFinder.ts"

const five = "5" as ConversationId
const begin = 1_767_600_000

const rows = (count: number, of: (index: number) => Row): ReadonlyArray<Row> =>
  Array.from({ length: count }, (_, index) => of(index))

/** Ids and times agree, the ids as far apart as those of one conversation among many are. */
const inOrder = (count: number) => rows(count, (index) => ({ id: 1000 + index * 37, created_at: begin + index * 60 }))

/** Five hundred live messages, then seven hundred older ones that were written into the database after them. */
const importedLater = [
  ...inOrder(500),
  ...rows(700, (index) => ({ id: 50_000 + index, created_at: begin - 1_000_000 + index }))
]

/** Messages that met: every other one was committed before the one with the next lower id. */
const crossed = rows(2500, (index) => ({
  id: 1 + (index % 2 === 0 ? index + 1 : index - 1),
  created_at: begin + index
}))

const histories: ReadonlyArray<{ readonly name: string; readonly all: ReadonlyArray<Row> }> = [
  { name: "nothing", all: [] },
  { name: "twenty messages", all: inOrder(20) },
  { name: "exactly a full answer", all: inOrder(1000) },
  { name: "one more than a full answer", all: inOrder(1001) },
  { name: "five thousand messages", all: inOrder(5000) },
  { name: "history that was written into the database later", all: importedLater },
  {
    name: "a long one of that kind",
    all: [...inOrder(2300), ...importedLater.slice(500).map((row) => ({ ...row, id: row.id + 100_000 }))]
  },
  { name: "messages that met", all: crossed },
  { name: "all at the same second", all: rows(1500, (index) => ({ id: index + 1, created_at: begin })) }
]

describe("messages.listByConversation", () => {
  it.effect.each(histories)("oldest first: $name", ({ all }) =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [read, sent] = yield* Requests.during(Stream.runCollect(messages.listByConversation(five)))
      assert.deepStrictEqual(
        read.map(({ id }) => Number(id)).sort((one, other) => one - other),
        all.map(({ id }) => id).sort((one, other) => one - other)
      )
      assert.isAtMost(sent.length, 3 + all.length / 150)
    }).pipe(Effect.provide(accountWith(all)))
  )

  it.effect.each(histories)("newest first: $name", ({ all }) =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [read, sent] = yield* Requests.during(
        Stream.runCollect(messages.listByConversation(five, { order: "newest-first" }))
      )
      assert.deepStrictEqual(
        read.map(({ id }) => Number(id)).sort((one, other) => one - other),
        all.map(({ id }) => id).sort((one, other) => one - other)
      )
      assert.isAtMost(sent.length, 6 + all.length / 100)
    }).pipe(Effect.provide(accountWith(all)))
  )

  it.effect("in time order where ids and times agree, both ways", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const ids = (order: "oldest-first" | "newest-first") =>
        Effect.map(Stream.runCollect(messages.listByConversation(five, { order })), (all) =>
          all.map(({ id }) => Number(id))
        )
      const expected = inOrder(3000).map(({ id }) => id)
      assert.deepStrictEqual(yield* ids("oldest-first"), expected)
      assert.deepStrictEqual(yield* ids("newest-first"), [...expected].reverse())
    }).pipe(Effect.provide(accountWith(inOrder(3000))))
  )

  it.effect("the newest of a long conversation come after a few calls", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [newest, sent] = yield* Requests.during(
        Stream.runCollect(Stream.take(messages.listByConversation(five, { order: "newest-first" }), 20))
      )
      assert.strictEqual(newest[0]?.id, String(1000 + 4999 * 37))
      assert.isAtMost(sent.length, 4)
    }).pipe(Effect.provide(accountWith(inOrder(5000))))
  )

  it.effect("an ordinary conversation is one call, besides that for its inbox", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [, sent] = yield* Requests.during(Stream.runCollect(messages.listByConversation(five)))
      const [, again] = yield* Requests.during(
        Stream.runCollect(messages.listByConversation(five, { order: "newest-first" }))
      )
      assert.deepStrictEqual(callsOf(sent), ["GET conversations/5/messages", "GET inboxes/1"])
      assert.deepStrictEqual(callsOf(again), ["GET conversations/5/messages"])
    }).pipe(Effect.provide(accountWith(inOrder(300))))
  )

  it.effect("a cursor goes on where it was; one that is none is refused", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      for (const order of ["oldest-first", "newest-first"] as const) {
        const listing = messages.listByConversation(five, { order })
        const first = yield* listing.page()
        const rest: Array<string> = []
        for (let cursor = first.cursor; cursor !== undefined; ) {
          const page = yield* listing.page(cursor)
          rest.push(...page.items.map(({ id }) => id))
          cursor = page.cursor
        }
        assert.strictEqual(new Set([...first.items.map(({ id }) => id as string), ...rest]).size, 2200)
        assert.strictEqual((yield* Requests.failing(listing.page("1:2:3"))).reason._tag, "InvalidRequest")
      }
    }).pipe(Effect.provide(accountWith(inOrder(2200))))
  )

  onAccount("has notes and activity lines too, each with the id that its channel keeps", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const contact = { email: "ann@example.com" }
      const api = yield* chatwoot.receive({ contact, content: "Hello", sourceId: "own-1" })
      const conversationId = String(api.conversationId) as ConversationId
      yield* messages.addNote({ conversationId }, [{ type: "text", text: "Careful" }])
      yield* conversations.setStatus(conversationId, { status: "closed" })
      const all = yield* Stream.runCollect(messages.listByConversation(conversationId))
      assert.deepStrictEqual(
        all.map(({ direction, visibility }) => [direction, visibility]),
        [
          ["inbound", "public"],
          ["outbound", "private"],
          ["outbound", "system"]
        ]
      )
      assert.deepStrictEqual([all[0]?.externalId, all[0]?.channelMessageId], ["own-1", undefined])
      const { whatsapp } = chatwoot.inboxes
      const other = yield* chatwoot.receive({ inboxId: whatsapp, contact, content: "Hi", sourceId: "wamid.1" })
      const [there] = yield* Stream.runCollect(
        messages.listByConversation(String(other.conversationId) as ConversationId)
      )
      assert.deepStrictEqual(
        [there?.externalId, there?.channelMessageId, there?.channel?.type],
        [undefined, "wamid.1", "whatsapp"]
      )
    })
  )
})

describe("messages.get", () => {
  it.effect("is one call for exactly that message, by both of its neighbours", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      yield* Effect.ignore(messages.get({ messageId: "1037" as MessageId, conversationId: five }))
      const [got, sent] = yield* Requests.during(messages.get({ messageId: "1074" as MessageId, conversationId: five }))
      assert.deepStrictEqual([got.id, got.externalId], ["1074", "own-1074"])
      assert.deepStrictEqual(
        sent.map((it) => [callOf(it), it.query]),
        [["GET conversations/5/messages", { after: "1074", before: "1075" }]]
      )
      const missing = yield* Requests.failing(messages.get({ messageId: "1075" as MessageId, conversationId: five }))
      assert.strictEqual(missing.reason._tag, "NotFound")
      const homeless = yield* Requests.failing(messages.get({ messageId: "1074" as MessageId }))
      assert.strictEqual(homeless.reason._tag, "InvalidRequest")
    }).pipe(Effect.provide(accountWith(inOrder(30))))
  )
})
