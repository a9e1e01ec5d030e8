/** `messages.import`: ten messages a call with their own times, one outcome each, nothing doubled whatever happens. */
import type { ChannelId, ContactId, ConversationId, Timestamp } from "@dragoman/core/domain"
import { type ImportMessage, type ImportOutcome, Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const text = (externalId: string | undefined, words: string, more: Partial<ImportMessage> = {}): ImportMessage => ({
  ...(externalId === undefined ? {} : { externalId }),
  direction: "inbound",
  content: [{ type: "text", text: words }],
  createdAt: "2024-05-01T10:00:00.000Z" as Timestamp,
  ...more
})

/** What the vendor refuses: a link that it cannot follow. */
const bad = (externalId: string | undefined, words: string): ImportMessage =>
  text(externalId, words, {
    content: [
      { type: "text", text: words },
      { type: "image", url: "not-a-link" }
    ]
  })

const imported = Effect.gen(function* () {
  const chat2desk = yield* Chat2DeskSimulator
  return (yield* chat2desk.messages).filter((message) => message.imported)
})

const types = (outcomes: ReadonlyArray<ImportOutcome>) => outcomes.map(({ type }) => type)

const errorsOf = (outcomes: ReadonlyArray<ImportOutcome>) =>
  outcomes.map((outcome) => (outcome.type === "failed" ? told(outcome.reason) : outcome.type))

const importCalls = (sent: ReadonlyArray<Requests.Sent>) => sent.filter(({ path }) => path.endsWith("/import"))

describe("messages.import", () => {
  onAccount("writes sides, authors, times and files as the documentation's sample does", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, channelNumber, clientId, contactId, conversationId } = yield* arrival()
      const url = "https://files.example.com/a.pdf"
      const [outcomes, sent] = yield* Requests.during(
        messages.import({
          channelId,
          contactId,
          conversationId,
          messages: [
            text("1", "Question"),
            text("2", "Answer", { direction: "outbound", author: { type: "agent", id: "40819" } }),
            text("3", "Robot", { direction: "outbound", author: { type: "bot" } }),
            text("4", "", { content: [{ type: "file", url, caption: "the report" }] }),
            text("5", "", { content: [{ type: "unsupported", vendorType: "poll" }] }),
            text("6", "", { content: [{ type: "location", latitude: 38.7, longitude: -9.1 }] })
          ]
        })
      )
      assert.deepStrictEqual<unknown>(
        importCalls(sent).map(({ json }) => json),
        [
          {
            client_id: clientId,
            channel_id: channelNumber,
            transport: "telegram",
            messages: [
              { timestamp: "1714557600", type: "from_client", text: "Question", external_id: "1" },
              { timestamp: "1714557600", type: "to_client", text: "Answer", operator_id: "40819", external_id: "2" },
              { timestamp: "1714557600", type: "autoreply", text: "Robot", external_id: "3" },
              { timestamp: "1714557600", type: "from_client", text: "the report", attachment: url, external_id: "4" },
              { timestamp: "1714557600", type: "from_client", text: "[poll]", external_id: "5" },
              {
                timestamp: "1714557600",
                type: "from_client",
                text: "https://maps.google.com/?q=38.7,-9.1",
                external_id: "6"
              }
            ]
          }
        ]
      )
      const ids = (yield* imported).map(({ id }) => String(id))
      assert.deepStrictEqual<unknown>(
        outcomes,
        ids.map((id) => ({ type: "created", id }))
      )
      const first = yield* messages.get({ messageId: ids[0] as never })
      assert.deepInclude<object>(first, { createdAt: "2024-05-01T10:00:00.000Z", externalId: "1", conversationId })
    })
  )

  onAccount(
    "a history of thousands comes in calls of ten, each failure told of its message, and is not doubled",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { channelId, contactId } = yield* arrival()
        const count = 2500
        const isBad = (number: number) => number % 97 === 5
        const begin = Date.parse("2024-05-01T10:00:00.000Z")
        const timeOf = (number: number) => new Date(begin + number * 60_000).toISOString() as Timestamp
        const history = Array.from({ length: count }, (_, number) => ({
          ...(isBad(number) ? bad : text)(`m-${number}`, `Message ${number}`),
          createdAt: timeOf(number)
        }))
        const input = { channelId, contactId, messages: history }
        const [outcomes, sent] = yield* Requests.during(messages.import(input))
        assert.lengthOf(importCalls(sent), count / 10)
        assert.isTrue(importCalls(sent).every(({ json }) => (json.messages as Array<unknown>).length === 10))
        const rows = new Map((yield* imported).map((row) => [row.externalId, row]))
        for (const [number, outcome] of outcomes.entries()) {
          const row = rows.get(`m-${number}`)
          if (isBad(number)) {
            assert.isUndefined(row)
            assert.strictEqual(outcome.type, "failed")
            if (outcome.type !== "failed") continue
            assert.deepStrictEqual(told(outcome.reason), { reason: "InvalidRequest", applied: "no" })
            assert.include(outcome.reason.message, "attachment: must be a direct link")
            assert.strictEqual(outcome.reason.operation, "messages.import")
          } else {
            assert.deepStrictEqual<unknown>(outcome, { type: "created", id: String(row?.id) })
            assert.strictEqual(row?.createdAt, Date.parse(timeOf(number)))
          }
        }
        const before = rows.size
        const [again, resent] = yield* Requests.during(messages.import(input))
        assert.strictEqual((yield* imported).length, before)
        assert.isTrue(again.every(({ type }, number) => type === (isBad(number) ? "failed" : "exists")))
        assert.lengthOf(importCalls(resent), Math.ceil((count - before) / 10))
      }),
    { simulator: { settings: { apiMode: "unlimited" } } }
  )

  onAccount("what another process imported is found before anything is written", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { channelId, contactId, messageId } = yield* arrival({ externalId: "m-1" })
      const outcomes = yield* messages.import({
        channelId,
        contactId,
        messages: [text("m-1", "One"), text("m-2", "Two"), text("m-2", "Two again"), bad("m-3", "no"), bad("m-3", "no")]
      })
      const [row] = yield* imported
      assert.deepStrictEqual(types(outcomes.slice(3)), ["failed", "failed"])
      assert.deepStrictEqual<unknown>(outcomes.slice(0, 3), [
        { type: "exists", id: messageId },
        { type: "created", id: String(row?.id) },
        { type: "exists", id: String(row?.id) }
      ])
      assert.lengthOf(yield* chat2desk.messages, 2)
    })
  )

  onAccount("a partial failure names texts: of two that say the same, the one that is not there was refused", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, contactId } = yield* arrival()
      const outcomes = yield* messages.import({
        channelId,
        contactId,
        messages: [text("1", "same"), bad("2", "same"), text("3", "same")]
      })
      assert.deepStrictEqual(types(outcomes), ["created", "failed", "created"])
    })
  )

  onAccount("without an id nothing can be read back: what stood beside a refused message is unknown", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, contactId } = yield* arrival()
      const outcomes = yield* messages.import({
        channelId,
        contactId,
        messages: [
          text(undefined, "fine"),
          bad(undefined, "not"),
          ...Array.from({ length: 9 }, () => text(undefined, "ok"))
        ]
      })
      assert.deepStrictEqual<unknown>(errorsOf(outcomes), [
        { reason: "InvalidRequest", applied: "unknown" },
        { reason: "InvalidRequest", applied: "no" },
        ...Array.from({ length: 8 }, () => ({ reason: "InvalidRequest", applied: "unknown" })),
        "created"
      ])
    })
  )

  onAccount("a lost reply is settled by looking: what is there was created, and is not sent again", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { channelId, contactId } = yield* arrival()
      const input = { channelId, contactId, messages: [text("1", "One"), text("2", "Two")] }
      for (const fault of [Faults.dropAfter, Faults.garble]) {
        yield* faults.next(fault, { path: /import$/ })
        const [outcomes, sent] = yield* Requests.during(messages.import(input))
        const ids = (yield* imported).map(({ id }) => String(id))
        const type = fault === Faults.dropAfter ? "created" : "exists"
        assert.deepStrictEqual<unknown>(
          outcomes,
          ids.map((id) => ({ type, id }))
        )
        assert.isAtMost(importCalls(sent).length, 1)
        yield* faults.clear
      }
      yield* faults.next(Faults.dropBefore, { path: /import$/ })
      const more = { ...input, messages: [text("3", "Three"), text(undefined, "Four")] }
      const [outcomes, sent] = yield* Requests.during(messages.import(more))
      const unknown = { reason: "Transport", applied: "unknown" }
      assert.deepStrictEqual<unknown>(errorsOf(outcomes), [unknown, unknown])
      assert.lengthOf(importCalls(sent), 1)
      assert.lengthOf(yield* imported, 2)
      assert.deepStrictEqual(types(yield* messages.import({ ...input, messages: [text("3", "Three")] })), ["created"])
    })
  )

  onAccount("a failure that holds for every call ends the import, and of the rest nothing was done", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { channelId, contactId } = yield* arrival()
      const history = Array.from({ length: 35 }, (_, number) => text(`m-${number}`, `Message ${number}`))
      yield* faults.next(Faults.latency(0), { path: /import$/ })
      yield* faults.next(Faults.serverError({ status: 401 }), { path: /import$/ })
      const [outcomes, sent] = yield* Requests.during(messages.import({ channelId, contactId, messages: history }))
      assert.lengthOf(importCalls(sent), 2)
      assert.deepStrictEqual<unknown>(errorsOf(outcomes), [
        ...Array.from({ length: 10 }, () => "created"),
        ...Array.from({ length: 25 }, () => ({ reason: "Unauthorized", applied: "no" }))
      ])
    })
  )

  onAccount("notes and system lines are comments and lines of now, and open no dialog", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { channelId, channelNumber, clientId, contactId, conversationId } = yield* arrival()
      yield* conversations.setStatus(conversationId, { status: "closed" })
      const input = {
        channelId,
        contactId,
        messages: [
          text("1", "Careful", { direction: "outbound", visibility: "private" }),
          text("2", "Closed by Bob", { direction: "outbound", visibility: "system" }),
          text("3", "", {
            direction: "outbound",
            visibility: "private",
            content: [
              { type: "text", text: "see" },
              { type: "image", url: "https://files.example.com/a.png" }
            ]
          })
        ]
      }
      yield* chat2desk.faults.next(Faults.dropAfter, { method: "POST", path: /messages$/ })
      const [outcomes, sent] = yield* Requests.during(messages.import(input))
      assert.deepStrictEqual(types(outcomes), ["created", "created", "created"])
      const common = { client_id: clientId, transport: "telegram", channel_id: channelNumber, open_dialog: false }
      assert.deepStrictEqual<unknown>(
        bodiesOf(sent).map(([, body]) => body),
        [
          { ...common, text: "Careful", type: "comment", external_id: "1" },
          { ...common, text: "Closed by Bob", type: "system", external_id: "2" },
          { ...common, text: "see\nhttps://files.example.com/a.png", type: "comment", external_id: "3" }
        ]
      )
      assert.strictEqual((yield* conversations.get(conversationId)).status, "closed")
      assert.deepStrictEqual(types(yield* messages.import(input)), ["exists", "exists", "exists"])
    })
  )

  onAccount("a message of several files is several, marked one by one, and goes on where it broke off", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, contactId } = yield* arrival()
      const image = (url: string) => ({ type: "image" as const, url })
      const input = (second: string) => ({
        channelId,
        contactId,
        messages: [text("1", "", { content: [image("https://files.example.com/a.png"), image(second)] })]
      })
      assert.deepStrictEqual<unknown>(errorsOf(yield* messages.import(input("not-a-link"))), [
        { reason: "InvalidRequest", applied: "partly" }
      ])
      const outcomes = yield* messages.import(input("https://files.example.com/b.png"))
      const rows = yield* imported
      assert.deepStrictEqual(
        rows.map(({ externalId }) => externalId),
        ["1", "1#2"]
      )
      assert.deepStrictEqual<unknown>(outcomes, [{ type: "created", id: String(rows[0]?.id) }])
    })
  )

  onAccount("two imports at once take turns", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { channelId, contactId } = yield* arrival()
      const input = { channelId, contactId, messages: [text("1", "One")] }
      yield* faults.next(Faults.latency("1 second"), { path: /import$/ })
      const both = yield* Requests.whileTimePasses(
        Effect.all([messages.import(input), messages.import(input)], { concurrency: 2 })
      )
      assert.deepStrictEqual(both.flatMap(types), ["created", "exists"])
      assert.lengthOf(yield* imported, 1)
    })
  )

  onAccount("a place that is none is refused as a whole", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, contactId } = yield* arrival()
      const other = yield* arrival({ from: { id: "78" } })
      const history = [text("1", "One")]
      const cases = [
        { channelId: "telegram" as ChannelId, contactId },
        { channelId, contactId: "ann" as ContactId },
        { channelId, contactId, conversationId: other.conversationId },
        { channelId, contactId, conversationId: "x" as ConversationId }
      ]
      for (const place of cases) {
        const [error, sent] = yield* Requests.during(Requests.failing(messages.import({ ...place, messages: history })))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.isEmpty(bodiesOf(sent))
      }
      const [outcomes, sent] = yield* Requests.during(
        messages.import({ channelId, contactId, messages: [text("1", "One", { content: [] }), text("2", "Two")] })
      )
      assert.deepStrictEqual<unknown>(errorsOf(outcomes), [{ reason: "InvalidRequest", applied: "no" }, "created"])
      assert.lengthOf(callsOf(importCalls(sent)), 1)
    })
  )
})
