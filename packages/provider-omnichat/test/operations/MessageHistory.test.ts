/** `messages.list`: the history by week, as one stream without a gap or a double at the seams. */

import { type ChannelId, Timestamp } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import { onAccount, start, told } from "./Account.ts"

const day = 86_400_000
const at = (millis: number) => Timestamp.make(new Date(millis).toISOString())
const month = { days: 30, contacts: 40, messagesPerConversation: 15 }

/** A message of a customer at this time; the clock stays there. */
const writtenAt = (millis: number, text: string) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(millis)
    const { receive } = yield* OmnichatSimulator
    return (yield* receive({ from: { userId: "15550100100" }, content: text })).messageId
  })

const texts = (messages: ReadonlyArray<{ readonly content: ReadonlyArray<unknown> }>) =>
  messages.map(({ content }) => (content[0] as { readonly text?: string }).text)

describe("messages.list", () => {
  onAccount("a month is read once and completely, in order of time, in weeks that meet", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const simulator = yield* OmnichatSimulator
      const { messageIds } = yield* simulator.seed({ ...month, platforms: ["whatsapp", "line"] })
      const [rows, requests] = yield* Requests.during(
        Requests.whileTimePasses(Stream.runCollect(messages.list({ since: at(start - 31 * day) })))
      )
      assert.deepStrictEqual(
        rows.map(({ id }) => String(id)),
        messageIds
      )
      const ranges = requests
        .filter(({ call, query }) => call === "GET /v1/messages" && query.platform === "line" && query.page === "1")
        .map(({ query }) => [Number(query.after), Number(query.before)] as const)
      assert.lengthOf(ranges, 5)
      assert.strictEqual(ranges[0]?.[0], start - 31 * day)
      for (const [index, [after, before]] of ranges.entries()) {
        assert.isAtMost(before - after, 7 * day)
        if (index > 0) assert.strictEqual(after, ranges[index - 1]?.[1])
      }
    })
  )

  onAccount("newest first is the reverse, and a cursor that was kept goes on in another process", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const simulator = yield* OmnichatSimulator
      yield* simulator.seed(month)
      const query = { since: at(start - 31 * day), until: at(start) }
      const forwards = yield* Requests.whileTimePasses(Stream.runCollect(messages.list(query)))
      for (const order of ["oldest-first", "newest-first"] as const) {
        const paged = []
        let cursor: string | undefined
        do {
          const page = yield* Requests.whileTimePasses(messages.list(query, { order }).page(cursor))
          paged.push(...page.items)
          cursor = page.cursor
        } while (cursor !== undefined)
        assert.deepStrictEqual(order === "oldest-first" ? paged : paged.reverse(), forwards)
      }
    })
  )

  onAccount("a range is half-open, and what stands at a seam is told once", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const since = start
      for (const [offset, text] of [
        [-1, "before"],
        [0, "first"],
        [7 * day - 1, "last of week one"],
        [7 * day, "first of week two"],
        [10 * day, "end"]
      ] as const) {
        yield* writtenAt(start + offset, text)
      }
      yield* TestClock.setTime(start + 20 * day)
      const read = (until: number) => Stream.runCollect(messages.list({ since: at(since), until: at(until) }))
      assert.deepStrictEqual(texts(yield* read(start + 10 * day)), ["first", "last of week one", "first of week two"])
      assert.deepStrictEqual(texts(yield* read(start + 10 * day + 1)).at(-1), "end")
      assert.deepStrictEqual(yield* read(start), [])
    })
  )

  onAccount("only what is past is asked for", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const [, requests] = yield* Requests.during(
        Stream.runDrain(messages.list({ since: at(start - day), until: at(start + 30 * day), channelType: "whatsapp" }))
      )
      assert.deepStrictEqual(
        requests.map(({ query }) => [query.after, query.before]),
        [[String(start - day), String(start)]]
      )
      const [, none] = yield* Requests.during(Stream.runDrain(messages.list({ since: at(start + day) })))
      assert.deepStrictEqual(none, [])
    })
  )

  onAccount("a full last page is followed by one more, and a short one by none", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const simulator = yield* OmnichatSimulator
      for (const [count, pages] of [
        [99, 1],
        [1, 2]
      ] as const) {
        yield* simulator.seed({ contacts: 1, messagesPerConversation: count, days: 1 })
        const [rows, requests] = yield* Requests.during(
          Stream.runCollect(messages.list({ since: at(start - 3 * day), channelType: "whatsapp" }))
        )
        assert.lengthOf(requests, pages)
        assert.lengthOf(new Set(rows.map(({ id }) => id)), count === 99 ? 99 : 100)
      }
    })
  )

  onAccount("a range with too many rows to hold is read in halves, still once and completely", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const simulator = yield* OmnichatSimulator
      const { messageIds } = yield* simulator.seed({ contacts: 10, messagesPerConversation: 500, days: 5 })
      const list = messages.list({ since: at(start - 6 * day), channelType: "whatsapp" })
      const rows = yield* Requests.whileTimePasses(Stream.runCollect(list))
      assert.deepStrictEqual(
        rows.map(({ id }) => String(id)),
        messageIds
      )
      const page = yield* Requests.whileTimePasses(list.page())
      assert.isAtMost(page.items.length, 2000)
    })
  )

  onAccount("one channel is asked for by its platform and id; what the team has not is refused", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const since = at(start - day)
      const [, requests] = yield* Requests.during(
        Stream.runDrain(messages.list({ since, channelId: channels.line as ChannelId }))
      )
      assert.deepInclude(requests.at(-1)?.query, { platform: "line", channelId: channels.line })
      const unknown = yield* Requests.failing(
        Stream.runDrain(messages.list({ since, channelId: "nothing" as ChannelId }))
      )
      assert.deepStrictEqual(told(unknown), { reason: "InvalidRequest", applied: undefined })
      assert.include(unknown.message, channels.line)
      const foreign = yield* Requests.failing(Stream.runDrain(messages.list({ since, channelType: "telegram" })))
      assert.strictEqual(foreign.reason._tag, "InvalidRequest")
      const cursor = yield* Requests.failing(messages.list({ since }).page("nonsense"))
      assert.strictEqual(cursor.reason._tag, "InvalidRequest")
    })
  )
})
