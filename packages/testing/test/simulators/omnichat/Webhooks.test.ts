import { createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpRouter } from "effect/http"
import { TestClock } from "effect/testing"
import * as InProcess from "../../../src/InProcess.ts"
import { OmnichatSimulator, toleratedFailures, topics, WebhookRefused } from "../../../src/simulators/omnichat/index.ts"
import { receiver, type Wire } from "../../WebhookReceiver.ts"
import { answering, call, greet, inProcess, phone, sendWhatsApp, simulator } from "./Support.ts"

const hex = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex")

const textTo = { type: "text", text: { body: "Hi" } }

const url = "http://receiver.example.com/hook"

describe("topics", () => {
  it.live("are named in the headers, and signed over the raw body", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      const { secret } = yield* omnichat.addWebhook({ url: hook.url })
      yield* greet
      yield* omnichat.webhooks.settled
      const received = hook.hits.map(({ headers }) => headers["x-omnichat-topic"])
      assert.deepStrictEqual(received, ["customer/create", "customer/channel_subscribe", "ticket/create"])
      for (const { headers, text } of hook.hits) {
        assert.strictEqual(headers["x-omnichat-signature"], hex(secret, text))
        assert.strictEqual(headers["user-agent"], "OmnichatWebhook/1.0")
        assert.strictEqual(headers["x-omnichat-team"], omnichat.team.id)
        assert.match(String(headers["x-omnichat-timestamp"]), /^\d{13}$/)
        assert.isUndefined(headers.traceparent)
      }
      const eventIds = new Set(hook.hits.map(({ headers }) => headers["x-omnichat-event-id"]))
      assert.strictEqual(eventIds.size, 3)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("only those subscribed to; the test vector of the signature", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.addWebhook({ url: hook.url, topics: ["ticket/delete"], secret: "omni_test_secret" })
      yield* greet
      yield* omnichat.publishTopic("ticket/delete", { ticketId: 123 })
      yield* omnichat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map(({ headers, text }) => [text, headers["x-omnichat-signature"]]),
        [['{"ticketId":123}', "4eaf5908ccc6613a79fd5322468dacfa25012f172c5725a81ba0531563ebcbef"]]
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("the life of a ticket: made, followed up, closed, deleted; then another", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.addWebhook({ url: hook.url, topics: topics.filter((topic) => topic.startsWith("ticket/")) })
      const { roomId } = yield* greet
      yield* omnichat.reply({ roomId, text: "Hi" })
      yield* omnichat.close(roomId)
      yield* greet
      yield* omnichat.deleteTicket(1)
      yield* omnichat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map(({ body, headers }) => [headers["x-omnichat-topic"], body.ticketId, body.status]),
        [
          ["ticket/create", 1, "Open"],
          ["ticket/update", 1, "InProgress"],
          ["ticket/update", 1, "Closed"],
          ["ticket/create", 2, "Open"],
          ["ticket/delete", 1, undefined]
        ]
      )
      const followed = hook.hits[1]?.body
      assert.deepInclude(followed.agentLogs[0], { agentName: "Amira Agent", actionType: "FOLLOW_UP_FROM_OPEN" })
      assert.match(followed.firstFollowUpAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
      assert.deepInclude(followed, { platform: "whatsapp", userId: phone, customerName: "Alice", isGroupChat: false })
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("a change of a person through the API, with all their contacts", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.receive({ from: { userId: phone, bsuid: "US.1" }, content: "Hello" })
      yield* omnichat.addWebhook({ url: hook.url })
      const query = { channelId: omnichat.channels.whatsapp, userId: phone }
      const json = {
        email: "alice@example.com",
        tags: ["VIP"],
        customAttributes: [{ key: "Points", value: 3 }],
        status: false
      }
      yield* call("PUT", "contacts/whatsapp", { query, json })
      yield* omnichat.webhooks.settled
      const [updated, unsubscribed] = hook.hits
      assert.deepInclude(updated?.body, {
        email: "alice@example.com",
        tags: ["VIP"],
        customAttributes: [{ key: "Points", value: 3 }],
        socialContacts: [{ platform: "whatsapp", channelId: query.channelId, userId: phone, bsuid: "US.1" }]
      })
      assert.strictEqual(unsubscribed?.headers["x-omnichat-topic"], "customer/channel_unsubscribe")
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )
})

describe("failing receivers", () => {
  it.effect("nothing but 200 within 15 s counts, and topics are not sent again", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.addWebhook({ url, topics: ["ticket/delete"] })
      yield* omnichat.publishTopic("ticket/delete", { ticketId: 1 })
      yield* omnichat.webhooks.settled
      yield* TestClock.adjust("1 day")
      assert.deepStrictEqual(
        (yield* omnichat.webhooks.log).map(({ outcome }) => outcome),
        [204]
      )
      assert.strictEqual((yield* omnichat.subscriptions)[0]?.consecutiveFailures, 1)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 204)
        )
      )
    )
  )

  it.effect("more than 20 failures in a row switch the webhook off; a success in between counts anew", () => {
    let status = 500
    return Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const { id } = yield* omnichat.addWebhook({ url, topics: ["ticket/delete"] })
      const publish = omnichat
        .publishTopic("ticket/delete", { ticketId: 1 })
        .pipe(Effect.andThen(omnichat.webhooks.settled))
      const isEnabled = Effect.map(omnichat.subscriptions, ([webhook]) => webhook?.enabled)
      for (let number = 0; number < toleratedFailures; number++) yield* publish
      status = 200
      yield* publish
      status = 500
      for (let number = 0; number < toleratedFailures; number++) yield* publish
      assert.isTrue(yield* isEnabled)
      yield* publish
      assert.isFalse(yield* isEnabled)
      const before = (yield* omnichat.webhooks.log).length
      yield* publish
      assert.strictEqual((yield* omnichat.webhooks.log).length, before)
      yield* omnichat.enableWebhook(id)
      yield* publish
      assert.strictEqual((yield* omnichat.webhooks.log).length, before + 1)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => status)
        )
      )
    )
  })

  it.effect("forwarded payloads are tried again with growing pauses, the same bytes each time", () => {
    const answers = [500, 204, 200]
    return Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.addWhatsAppWebhook({ url })
      yield* greet
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* omnichat.webhooks.log).length, 2)
      yield* TestClock.adjust("2 seconds")
      yield* omnichat.webhooks.settled
      const log = yield* omnichat.webhooks.log
      assert.deepStrictEqual(
        log.map(({ attempt, outcome }) => [attempt, outcome]),
        [
          [1, 500],
          [2, 204],
          [3, 200]
        ]
      )
      assert.strictEqual(new Set(log.map(({ body }) => body)).size, 1)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => answers.shift() ?? 200)
        )
      )
    )
  })

  it.effect("after seven days they are given up", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.addWhatsAppWebhook({ url })
      yield* greet
      yield* TestClock.adjust("8 days")
      yield* omnichat.webhooks.settled
      const log = yield* omnichat.webhooks.log
      assert.strictEqual(log.at(-1)?.attempt, log.length)
      assert.isAbove(log.length, 10)
      assert.isTrue((yield* omnichat.subscriptions)[0]?.enabled)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("a receiver that never answers is left after 15 s", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.addWebhook({ url, topics: ["ticket/delete"] })
      yield* omnichat.publishTopic("ticket/delete", { ticketId: 1 })
      yield* TestClock.adjust("15 seconds")
      yield* omnichat.webhooks.settled
      assert.strictEqual((yield* omnichat.webhooks.log)[0]?.outcome, "timeout")
    }).pipe(
      Effect.provide(inProcess({}, InProcess.layer(HttpRouter.add("*", "/*", Effect.interruptible(Effect.never)))))
    )
  )
})

describe("setting up", () => {
  const echoing = (token: string, prefix: string) => (query: URLSearchParams) =>
    query.get(`${prefix}verify_token`) === token ? (query.get(`${prefix}challenge`) ?? undefined) : undefined

  it.live("topics ask with unprefixed names, forwarding with Meta's", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const plain = yield* receiver(() => 200, echoing("let-me-in", ""))
      const meta = yield* receiver(() => 200, echoing("let-me-in", "hub."))
      const verifyToken = "let-me-in"
      yield* omnichat.addWebhook({ url: plain.url, verifyToken })
      yield* omnichat.addAiAgent({ url: plain.url, verifyToken })
      yield* omnichat.addWhatsAppWebhook({ url: meta.url, verifyToken })
      assert.strictEqual((yield* omnichat.subscriptions).length, 3)
      const refused = yield* Effect.flip(omnichat.addWebhook({ url: meta.url, verifyToken }))
      assert.deepStrictEqual(refused, new WebhookRefused({ url: meta.url, status: 403 }))
      yield* Effect.flip(omnichat.addWhatsAppWebhook({ url: meta.url, verifyToken: "wrong" }))
      const forgetful = yield* receiver(
        () => 200,
        () => "OK"
      )
      yield* Effect.flip(omnichat.addWebhook({ url: forgetful.url, verifyToken }))
      assert.strictEqual((yield* omnichat.subscriptions).length, 3)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )
})

describe("forwarded WhatsApp payloads", () => {
  it.live("carry Meta's envelope and signature, and none of the vendor's headers", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      const { secret } = yield* omnichat.addWhatsAppWebhook({ url: hook.url })
      const { messageId } = yield* greet
      yield* omnichat.webhooks.settled
      const [hit] = hook.hits
      assert.strictEqual(hit?.headers["x-hub-signature-256"], `sha256=${hex(secret, hit?.text ?? "")}`)
      assert.isUndefined(hit?.headers["x-omnichat-signature"])
      const { field, value } = hit?.body.entry[0].changes[0] ?? {}
      assert.strictEqual(field, "messages")
      assert.strictEqual(value.metadata.display_phone_number, omnichat.channels.whatsapp)
      assert.deepStrictEqual(value.contacts, [{ profile: { name: "Alice" }, wa_id: phone }])
      assert.deepInclude(value.messages[0], { from: phone, id: messageId, type: "text", text: { body: "Hello" } })
      assert.match(value.messages[0].timestamp, /^\d{10}$/)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("signed as topics are, or not at all, where the team is set up so", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const [vendor, bare] = [yield* receiver(), yield* receiver()]
      yield* omnichat.addWhatsAppWebhook({ url: vendor.url, signs: "vendor", secret: "s" })
      yield* omnichat.addWhatsAppWebhook({ url: bare.url, signs: "nothing" })
      yield* greet
      yield* omnichat.webhooks.settled
      assert.strictEqual(vendor.hits[0]?.headers["x-omnichat-signature"], hex("s", vendor.hits[0]?.text ?? ""))
      assert.deepStrictEqual(
        Object.keys(bare.hits[0]?.headers ?? {}).filter((name) => name.includes("signature")),
        []
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("doubled, and held back and reversed", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* greet
      const hook = yield* receiver()
      yield* omnichat.addWhatsAppWebhook({ url: hook.url })
      yield* omnichat.webhooks.double()
      yield* omnichat.webhooks.hold
      yield* sendWhatsApp(textTo)
      yield* omnichat.webhooks.settled
      assert.strictEqual(hook.hits.length, 0)
      yield* omnichat.webhooks.release({ reversed: true })
      yield* omnichat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map(({ body }) => body.entry[0].changes[0].value.statuses[0].status),
        ["read", "delivered", "sent", "sent"]
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("any other field of Meta's", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      yield* omnichat.addWhatsAppWebhook({ url: hook.url })
      const preference = { wa_id: phone, category: "marketing_messages", value: "stop", timestamp: 1_767_603_600 }
      yield* omnichat.forward({ field: "user_preferences", value: { user_preferences: [preference] } })
      yield* omnichat.webhooks.settled
      const [change] = hook.hits[0]?.body.entry[0].changes ?? []
      assert.strictEqual(change.field, "user_preferences")
      assert.deepStrictEqual(change.value.user_preferences, [preference])
      assert.strictEqual((yield* omnichat.webhooks.log)[0]?.event, "user_preferences")
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )
})

describe("third-party AI agents", () => {
  it.live("a session opens with the first message and closes at the hand-over to people", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const hook = yield* receiver()
      const { secret } = yield* omnichat.addAiAgent({ url: hook.url })
      const from = { userId: "U1", name: "Lin" }
      const { roomId } = yield* omnichat.receive({ platform: "line", from, content: "Anyone?" })
      yield* omnichat.receive({ platform: "line", from, content: { type: "image" } })
      const team = omnichat.team.id
      const handOver = call("POST", "rooms/to-human-agent", { json: { team, roomId } })
      assert.strictEqual((yield* handOver).status, 204)
      assert.deepStrictEqual((yield* handOver).body.errorCode, "NOT_ALLOWED_ASSIGN_TO_HUMAN")
      yield* omnichat.webhooks.settled
      const events: ReadonlyArray<Wire> = hook.hits.map(({ body }) => body.events[0])
      assert.deepStrictEqual(
        events.map(({ type }) => type),
        ["ai-session:open", "message:new", "message:new", "ai-session:close"]
      )
      assert.deepInclude(events[1].payload.message.content, { type: "text", text: "Anyone?" })
      assert.isString(events[1].payload.message.replyToken)
      assert.strictEqual(events[2].payload.message.content.type, "image")
      assert.strictEqual(hook.hits[0]?.headers["x-omnichat-signature"], hex(secret, hook.hits[0]?.text ?? ""))
      assert.isUndefined(hook.hits[0]?.headers["x-omnichat-topic"])
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("answers into the room, each of which may fail by itself", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const { roomId } = yield* omnichat.receive({ platform: "line", from: { userId: "U1" }, content: "Anyone?" })
      const messages = [
        { type: "text", text: "One moment" },
        { type: "quick_reply", text: "Which?", replies: [{ text: "A" }] },
        { type: "video", url: "https://shop.example.com/v", thumbnailUrl: "https://shop.example.com/t" }
      ]
      const send = (more: Readonly<Record<string, unknown>>) =>
        call("POST", "agent-messages", { json: { team: omnichat.team.id, roomId, replyToken: "r", messages, ...more } })
      yield* omnichat.refuseSends(0, { to: "U1" })
      const { body } = yield* send({})
      assert.deepStrictEqual(
        body.messageIds.map((id: unknown) => id === null),
        [true, false, false]
      )
      const written = (yield* omnichat.messages).map(({ senderType }) => senderType)
      assert.deepStrictEqual(written, ["customer", "ai-chat", "ai-chat"])
      assert.strictEqual((yield* send({ replyToken: undefined })).body.errorCode, "INVALID_REQUEST_BODY")
      assert.strictEqual((yield* send({ messages: Array(6).fill(messages[0]) })).body.errorCode, "INVALID_REQUEST_BODY")
      assert.deepStrictEqual((yield* send({ roomId: "nowhere" })).body.errorCode, "ROOM_NOT_FOUND")
    }).pipe(Effect.provide(simulator()))
  )
})

it.live("seeding tells nobody", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    yield* omnichat.addWebhook({ url })
    yield* omnichat.seed({ contacts: 3 })
    yield* omnichat.webhooks.settled
    assert.deepStrictEqual(yield* omnichat.webhooks.log, [])
  }).pipe(Effect.provide(inProcess({}, Layer.fresh(InProcess.layerUnreachable))))
)
