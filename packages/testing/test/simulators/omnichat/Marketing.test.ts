import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Faults from "../../../src/Faults.ts"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { receiver, type Wire } from "../../WebhookReceiver.ts"
import { call, greet, phone, simulator } from "./Support.ts"

const template = (name: string, ...values: ReadonlyArray<string>) => ({
  type: "whatsappTemplate",
  whatsappTemplate: {
    name,
    components: [{ type: "body", parameters: values.map((text) => ({ type: "text", text })) }]
  }
})
const order = template("order_update", "A-1", "sent")

const direct = Effect.fnUntraced(function* (json: Readonly<Record<string, unknown>>) {
  const { channels } = yield* OmnichatSimulator
  const whole = {
    trackId: "t1",
    platform: "whatsapp",
    channelId: channels.whatsapp,
    to: phone,
    messages: [order],
    ...json
  }
  return yield* call("POST", "direct-messages", { json: whole })
})

const line = Effect.map(OmnichatSimulator, ({ channels }) => ({ platform: "line", channelId: channels.line, to: "U1" }))

describe("direct messages", () => {
  it.live("a template: its ids, then direct_msg/status under the track id, clicks included", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.addWebhook({ url: hook.url, topics: ["direct_msg/status"] })
      const { body, status } = yield* direct({})
      assert.strictEqual(status, 200)
      const [messageId] = body.content.messageId
      yield* omnichat.track(messageId, "clicked")
      yield* omnichat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map((hit) => [hit.body.trackId, hit.body.messageIds, hit.body.userId, hit.body.status]),
        ["delivered", "read", "clicked"].map((word) => ["t1", [messageId], phone, word])
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("LINE takes several kinds, one id each, and reports nothing but read", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.receive({ platform: "line", from: { userId: "U1" }, content: "Hello" })
      yield* omnichat.addWebhook({ url: hook.url, topics: ["direct_msg/status"] })
      const product = {
        name: "Tee",
        image: "https://shop.example.com/a",
        url: "https://shop.example.com/b",
        buttonLabel: "Buy"
      }
      const messages = [
        { type: "text", text: "Sale" },
        { type: "image", image: "https://shop.example.com/i" },
        { type: "products", products: [product] }
      ]
      const { body } = yield* direct({ ...(yield* line), messages, tags: ["sale"] })
      assert.strictEqual(body.content.messageId.length, 3)
      yield* omnichat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map((hit) => hit.body.status),
        ["read", "read", "read"]
      )
      assert.deepStrictEqual((yield* omnichat.customers)[0]?.tags, ["sale"])
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("what is refused: bodies, platforms, people", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const { contactKey } = yield* greet
      const code = (json: Readonly<Record<string, unknown>>) => Effect.map(direct(json), ({ body }) => body.errorCode)
      const text = { type: "text", text: "Hi" }
      assert.strictEqual(yield* code({ trackId: undefined }), "INVALID_REQUEST_BODY")
      assert.strictEqual(yield* code({ messages: [text] }), "INVALID_REQUEST_BODY")
      assert.strictEqual(yield* code({ messages: [order, order] }), "INVALID_REQUEST_BODY")
      assert.strictEqual(yield* code({ platform: "facebook" }), "INVALID_PLATFORM")
      assert.strictEqual(yield* code({ channelId: "0" }), "CHANNEL_ID_NOT_FOUND")
      assert.strictEqual(yield* code({ ...(yield* line), messages: [text] }), "USER_ID_NOT_FOUND")
      yield* omnichat.changeContact(contactKey, { withinPlan: false })
      assert.strictEqual(yield* code({}), "CONTACT_NOT_REACHABLE")
      yield* omnichat.changeContact(contactKey, { subscribed: false })
      assert.strictEqual(yield* code({}), "CONTACT_UNSUBSCRIBED")
    }).pipe(Effect.provide(simulator()))
  )

  it.live("marketing templates without Marketing Messages Lite: a 500 of another shape", () =>
    Effect.gen(function* () {
      yield* (yield* OmnichatSimulator).setFeatures({ marketingMessagesLite: false })
      assert.strictEqual((yield* direct({})).status, 200)
      const { body, status } = yield* direct({ messages: [template("spring_sale", "Alice")] })
      assert.strictEqual(status, 500)
      assert.deepInclude(body.content, { code: "MARKETING_MESSAGES_LITE_NOT_ENABLED", status: 500 })
    }).pipe(Effect.provide(simulator()))
  )
})

describe("broadcasts", () => {
  const broadcast = Effect.fnUntraced(function* (json: Readonly<Record<string, unknown>> = {}) {
    const { channels } = yield* OmnichatSimulator
    const whole = {
      subject: "News",
      platform: "whatsapp",
      channelId: channels.whatsapp,
      to: [phone],
      messages: [order],
      ...json
    }
    return yield* call("POST", "broadcast", { json: whole })
  })

  it.live("are sent, counted and listed", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const { contactKey } = yield* omnichat.receive({ from: { userId: "15550100124" }, content: "Hello" })
      yield* omnichat.changeContact(contactKey, { deliverable: false })
      const { body } = yield* broadcast({ to: [phone, "15550100124"], tags: ["news"] })
      const id = body.content.broadcastId
      const counted = { recipientCount: 2, success: 1, successRate: "50.00%", failed: 1, read: 1, status: 1, type: 3 }
      assert.deepInclude((yield* call("GET", `broadcast/${id}`)).body.content, { id, ...counted, messageCount: 2 })
      const { content } = (yield* call("GET", "broadcast", { query: { platform: "whatsapp", type: "1,3" } })).body
      assert.deepInclude(content[0], { id, ...counted })
      const recipients = (yield* call("GET", `broadcast/${id}/recipients`)).body.content
      assert.deepStrictEqual(
        recipients.map((one: Wire) => [one.phone, one.success, one.error]),
        [
          [phone, true, null],
          ["15550100124", false, "Undeliverable"]
        ]
      )
    }).pipe(Effect.provide(simulator()))
  )

  it.live("are kept for their time, go to at most 150, and have a type when listed", () =>
    Effect.gen(function* () {
      const later = yield* broadcast({ scheduledAt: "2030-01-01T10:00:00" })
      const { content } = (yield* call("GET", `broadcast/${later.body.content.broadcastId}`)).body
      assert.deepInclude(content, { status: 4, sentAt: null, failed: 0 })
      assert.deepStrictEqual(yield* (yield* OmnichatSimulator).messages, [])
      const many = yield* broadcast({ to: Array.from({ length: 151 }, (_, index) => String(index)) })
      assert.strictEqual(many.body.errorCode, "INVALID_REQUEST_BODY")
      assert.strictEqual((yield* call("GET", "broadcast")).body.errorCode, "MISSING_URL_PARAMETER")
      assert.strictEqual((yield* call("GET", "broadcast/nothing")).body.errorCode, "NOT_FOUND")
    }).pipe(Effect.provide(simulator()))
  )
})

it.live("a reply lost after the message was sent", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    yield* omnichat.faults.next(Faults.dropAfter, { path: "/direct-messages" })
    assert.strictEqual((yield* Effect.exit(direct({})))._tag, "Failure")
    assert.strictEqual((yield* omnichat.messages).length, 1)
  }).pipe(Effect.provide(simulator()))
)
