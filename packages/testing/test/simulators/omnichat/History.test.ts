import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess, phone, sendWhatsApp, simulator } from "./Support.ts"

const day = 24 * 60 * 60 * 1000

const page = (query: Readonly<Record<string, string | number>>) =>
  call("GET", "messages", { query: { platform: "whatsapp", ...query } })

it.live("a month, read in windows of seven days and pages of 100, has every message once", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const until = Date.now()
    const ids: Array<string> = []
    for (let after = until - 31 * day; after < until; after += 7 * day) {
      for (let number = 1; ; number++) {
        const before = Math.min(until, after + 7 * day)
        const { body } = yield* page({ after, before, page: number, pageSize: 100 })
        ids.push(...body.content.map((message: Wire) => message.id))
        if (body.content.length < 100) break
      }
    }
    const kept = (yield* omnichat.messages).map(({ id }) => id)
    assert.strictEqual(kept.length, 600)
    assert.deepStrictEqual(ids.toSorted(), kept.toSorted())
  }).pipe(Effect.provide(simulator({ seed: { contacts: 20, messagesPerConversation: 30, days: 30 } })))
)

it.live("the window is half-open and at most seven days long", () =>
  Effect.gen(function* () {
    yield* greet
    const [message] = yield* (yield* OmnichatSimulator).messages
    const time = message?.time ?? 0
    const count = (after: number, before: number) =>
      Effect.map(page({ after, before }), ({ body }) => body.totalElement)
    assert.deepStrictEqual([yield* count(time, time + 1), yield* count(time - 1, time)], [1, 0])
    assert.strictEqual(yield* count(time, time + 7 * day), 1)
    assert.deepStrictEqual((yield* page({ after: time, before: time + 7 * day + 1 })).body, {
      errorCode: "INVALID_REQUEST_PARAMETERS",
      message: "The date range between after and before cannot exceed 7 days."
    })
    assert.strictEqual((yield* page({ after: time })).body.errorCode, "MISSING_URL_PARAMETER")
    assert.strictEqual((yield* page({ after: "noon", before: time })).body.errorCode, "MISMATCH_TYPE")
  }).pipe(Effect.provide(simulator()))
)

it.live("a message by its id, which is the one that sending answered", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    yield* greet
    const sent = yield* sendWhatsApp({
      type: "image",
      image: { link: "https://shop.example.com/a.png", caption: "Look" }
    })
    const { body } = yield* call("GET", `messages/${encodeURIComponent(sent.body.messages[0].id)}`)
    assert.deepInclude(body.content, {
      channel: { platform: "whatsapp", channelId: omnichat.channels.whatsapp },
      customerUserId: phone,
      senderType: "bot",
      senderName: "Bot",
      messageType: "photo",
      messageStatus: "read",
      message: "Look",
      mediaUrl: "https://shop.example.com/a.png"
    })
    assert.strictEqual((yield* call("GET", "messages/nothing")).body.errorCode, "NOT_FOUND")
  }).pipe(Effect.provide(simulator()))
)

it.live("each sender type, and the web chat under its other name", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const { roomId } = yield* greet
    yield* omnichat.reply({ roomId, text: "Hi, Amira here" })
    yield* omnichat.receive({ platform: "webchat", from: { userId: "visitor-1", name: "Bo" }, content: "Anyone?" })
    const window = { after: Date.now() - day, before: Date.now() + day }
    const whatsapp = (yield* page(window)).body.content
    assert.deepStrictEqual(
      whatsapp.map((message: Wire) => [message.senderType, message.senderName, message.senderEmail]),
      [
        ["customer", "Alice", null],
        ["agent", "Amira Agent", "amira.agent@example.com"]
      ]
    )
    const web = (yield* page({ ...window, platform: "webchat" })).body.content
    assert.deepStrictEqual(web[0].channel, { platform: "website", channelId: "website" })
  }).pipe(Effect.provide(simulator()))
)

it.effect("statuses go forward only; a failure is an error", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    yield* greet
    yield* omnichat.setReceipts(["read", "delivered", "sent"])
    const sent = yield* sendWhatsApp({ type: "text", text: { body: "Hi" } })
    const status = Effect.map(
      call("GET", `messages/${encodeURIComponent(sent.body.messages[0].id)}`),
      ({ body }) => body.content.messageStatus
    )
    assert.strictEqual(yield* status, "read")
    yield* TestClock.adjust("25 hours")
    const late = yield* sendWhatsApp({ type: "text", text: { body: "Still there?" } })
    const row = (yield* omnichat.messages).find(({ id }) => id === late.body.messages[0].id)
    assert.strictEqual(row?.messageStatus, "error")
  }).pipe(Effect.provide(inProcess()))
)
