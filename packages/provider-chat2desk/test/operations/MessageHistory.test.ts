/** The message history: by id, up and down, of a dialog and of the whole account. */
import type { ChannelId, MessageId, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { arrival, callsOf, onAccount } from "./Account.ts"

const idsOf = (rows: ReadonlyArray<{ readonly id: MessageId }>) => rows.map(({ id }) => Number(id))

const written = Effect.gen(function* () {
  const first = yield* arrival()
  yield* Effect.forEach(Array.from({ length: 404 }), (_, index) => arrival({ text: `More ${index}` }))
  const ids = (yield* (yield* Chat2DeskSimulator).messages).map(({ id }) => id)
  return { conversationId: first.conversationId, ids }
})

describe("messages.listByConversation", () => {
  onAccount("pages begin at an id: upwards after the last one told", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, ids } = yield* written
      const [listed, sent] = yield* Requests.during(Stream.runCollect(messages.listByConversation(conversationId)))
      assert.deepStrictEqual(idsOf(listed), ids)
      const first = ids[0] ?? 0
      assert.deepStrictEqual(callsOf(sent), [
        `GET /v1/messages?dialog_id=${conversationId}&order=asc&limit=200`,
        `GET /v1/messages?dialog_id=${conversationId}&start_id=${first + 200}&order=asc&limit=200`,
        `GET /v1/messages?dialog_id=${conversationId}&start_id=${first + 400}&order=asc&limit=200`
      ])
    })
  )

  onAccount("downwards at the last one told, which comes again and is left out", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, ids } = yield* written
      const down = messages.listByConversation(conversationId, { order: "newest-first" })
      const [listed, sent] = yield* Requests.during(Stream.runCollect(down))
      assert.deepStrictEqual(idsOf(listed), ids.toReversed())
      const last = ids.at(-1) ?? 0
      const query = "direction_reverse=true&order=desc&limit=200"
      assert.deepStrictEqual(callsOf(sent), [
        `GET /v1/messages?dialog_id=${conversationId}&${query}`,
        `GET /v1/messages?dialog_id=${conversationId}&start_id=${last - 199}&${query}`,
        `GET /v1/messages?dialog_id=${conversationId}&start_id=${last - 398}&${query}`
      ])
    })
  )

  onAccount("new messages move nothing", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, ids } = yield* written
      const down = messages.listByConversation(conversationId, { order: "newest-first" })
      const first = yield* down.page()
      yield* arrival({ text: "News" })
      const rest = yield* down.page(first.cursor)
      assert.deepStrictEqual([...idsOf(first.items), ...idsOf(rest.items)], ids.toReversed().slice(0, 399))
    })
  )
})

describe("messages.list", () => {
  const since = "2026-03-01T12:00:00.000Z" as Timestamp

  onAccount(
    "a day says where the ids begin; from there everything is read, because imported history may be of any time",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const chat2desk = yield* Chat2DeskSimulator
        const { channelId, contactId, messageId } = yield* arrival()
        yield* messages.import({
          channelId,
          contactId,
          messages: ["2026-03-01T13:00:00.000Z", "2026-02-01T13:00:00.000Z"].map((createdAt) => ({
            direction: "inbound",
            content: [{ type: "text", text: createdAt }],
            createdAt: createdAt as Timestamp
          }))
        })
        const rows = yield* chat2desk.messages
        const imported = rows.find(({ text }) => text === "2026-03-01T13:00:00.000Z")?.id
        const [listed, sent] = yield* Requests.during(Stream.runCollect(messages.list({ since })))
        const recent = rows.filter(({ createdAt }) => createdAt >= Date.parse(since)).map(({ id }) => id)
        assert.deepStrictEqual(idsOf(listed), recent)
        assert.includeMembers(recent, [Number(messageId), Number(imported)])
        assert.strictEqual(
          callsOf(sent)[0],
          "GET /v1/messages?start_date=28-02-2026&finish_date=03-03-2026&order=asc&limit=200"
        )
        assert.match(callsOf(sent)[1] ?? "", /^GET \/v1\/messages\?start_id=\d+&order=asc&limit=200$/)
        const down = yield* Stream.runCollect(messages.list({ since }, { order: "newest-first" }))
        assert.deepStrictEqual(idsOf(down), recent.toReversed())
        const until = "2026-03-02T00:00:00.000Z" as Timestamp
        const before = yield* Stream.runCollect(messages.list({ since, until }))
        assert.deepStrictEqual(
          idsOf(before),
          rows
            .filter(({ createdAt }) => createdAt >= Date.parse(since) && createdAt < Date.parse(until))
            .map(({ id }) => id)
        )
      }),
    { simulator: { seed: { contacts: 60, messagesPerConversation: 10, days: 5 } } }
  )

  onAccount(
    "read on from a cursor that was kept, and narrowed by channel",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { channelIds, messages: table } = yield* Chat2DeskSimulator
        const rows = yield* table
        const all = { since: "2020-01-01T00:00:00.000Z" as Timestamp }
        for (const order of ["oldest-first", "newest-first"] as const) {
          const streamed = idsOf(yield* Stream.runCollect(messages.list(all, { order })))
          assert.deepStrictEqual(
            streamed.toSorted((one, other) => one - other),
            rows.map(({ id }) => id)
          )
          const paged: Array<number> = []
          let cursor: string | undefined
          do {
            const page: Effect.Success<ReturnType<ReturnType<typeof messages.list>["page"]>> = yield* messages
              .list(all, { order })
              .page(cursor)
            paged.push(...idsOf(page.items))
            cursor = page.cursor
          } while (cursor !== undefined)
          assert.deepStrictEqual(paged, streamed)
        }
        const telegram = { ...all, channelType: "telegram" as const }
        const narrow = { ...telegram, channelId: `${channelIds.main}:telegram` as ChannelId }
        const [some, sent] = yield* Requests.during(Stream.runCollect(messages.list(narrow)))
        assert.deepStrictEqual(idsOf(some), idsOf(yield* Stream.runCollect(messages.list(telegram))))
        assert.lengthOf(some, rows.filter(({ transport }) => transport === "telegram").length)
        assert.include(callsOf(sent)[1], `transport=telegram&channel_id=${channelIds.main}`)
        const error = yield* Requests.failing(messages.list({ ...narrow, channelType: "vk" }).page())
        assert.strictEqual(error.reason._tag, "InvalidRequest")
      }),
    { simulator: { seed: { contacts: 60, messagesPerConversation: 10, transports: ["whatsapp", "telegram"] } } }
  )

  onAccount("nothing since then is nothing", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      assert.isEmpty(yield* Stream.runCollect(messages.list({ since })))
    })
  )
})
