import { createHash, createHmac } from "node:crypto"
import { Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import {
  Chat2DeskSimulator,
  type DeliveryRecord,
  mostWebhooks,
  scheme,
  signingKey
} from "../../../src/simulators/chat2desk/index.ts"
import { receiver, type Wire } from "../../WebhookReceiver.ts"
import { listen, received } from "./Receiving.ts"
import { answering, call, greet, greetOverTelegram, inProcess, simulator } from "./Support.ts"

const url = "http://receiver.example.com/hook"

const md5 = (text: string) => createHash("md5").update(text).digest("hex")

describe("signatures", () => {
  it.live("are over the raw body and the time, under the MD5 of the API token", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const hook = yield* receiver()
      const { secret } = yield* chat2desk.addWebhook({ url: hook.url })
      assert.strictEqual(secret, chat2desk.token)
      yield* greetOverTelegram
      yield* chat2desk.webhooks.settled
      assert.strictEqual(hook.hits.length, 3)
      for (const { headers, text } of hook.hits) {
        const timestamp = String(headers["x-timestamp"])
        assert.match(timestamp, /^\d{10}$/)
        const expected = createHmac("sha256", md5(chat2desk.token))
          .update(text + timestamp)
          .digest("hex")
        assert.strictEqual(headers["x-signature"], expected)
        assert.isUndefined(headers.traceparent)
      }
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.effect("a new token is another key, and the old one is not let in any more", () =>
    Effect.gen(function* () {
      const { rotateToken, token, webhooks } = yield* Chat2DeskSimulator
      yield* listen({ events: ["inbox"] })
      yield* greet
      const next = yield* rotateToken
      yield* greet
      yield* webhooks.settled
      const signed = (yield* webhooks.log).map(({ body, headers }) => [body, headers] as const)
      for (const [index, key] of [token, next].entries()) {
        const [body = "", headers = {}] = signed[index] ?? []
        const expected = createHmac("sha256", md5(key)).update(`${body}${headers["x-timestamp"]}`)
        assert.strictEqual(headers["x-signature"], expected.digest("hex"))
      }
      assert.strictEqual((yield* call("GET", "channels")).status, 401)
      assert.strictEqual((yield* call("GET", "channels", { authorization: next })).status, 200)
    }).pipe(Effect.provide(received()))
  )

  it.effect("the vectors of the wire page", () =>
    Effect.gen(function* () {
      assert.strictEqual(signingKey("test_token"), "c452458f4e50cdf9c8a1338016a6289d")
      const body = new TextEncoder().encode('{"hook_type":"inbox","message_id":1}')
      const secret = Redacted.make("test_token")
      assert.deepStrictEqual(yield* Signature.sign(scheme, { secret, body, timestamp: 1743681006 }), {
        "x-signature": "372015bbcf946ec490ccf6bc6e22716dc5452f61a9e7ee0b22d40bd1b0352c10",
        "x-timestamp": "1743681006"
      })
    })
  )
})

describe("what is delivered", () => {
  const eventsAt = (log: ReadonlyArray<DeliveryRecord>, id: number) =>
    log.filter(({ webhookId }) => webhookId === id).map(({ event }) => event)

  it.effect("the events subscribed to, of the channels subscribed to, and those of no channel always", () =>
    Effect.gen(function* () {
      const { addWebhook, channelIds, receive, setBlocked, webhooks } = yield* Chat2DeskSimulator
      const inboxes = yield* addWebhook({ url, events: ["inbox"] })
      const app = yield* addWebhook({ url, channels: [channelIds.app] })
      const { clientId } = yield* greet
      yield* receive({ transport: "external", from: { id: "1" }, text: "Hello" })
      yield* setBlocked(clientId, true)
      yield* webhooks.settled
      const log = yield* webhooks.log
      assert.deepStrictEqual(eventsAt(log, inboxes.id), ["inbox", "inbox"])
      assert.deepStrictEqual(eventsAt(log, app.id), ["new_client", "new_request", "inbox", "client_added_to_blacklist"])
    }).pipe(Effect.provide(received()))
  )

  it.effect("twice, held back or turned around where a test asks for it", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Chat2DeskSimulator
      yield* listen({ events: ["new_request", "inbox"] })
      yield* webhooks.hold
      yield* webhooks.double()
      yield* greet
      yield* webhooks.release({ reversed: true })
      yield* webhooks.settled
      const log = yield* webhooks.log
      assert.deepStrictEqual(
        log.map(({ event }) => event),
        ["inbox", "new_request", "new_request"]
      )
      assert.strictEqual(log[1]?.body, log[2]?.body)
    }).pipe(Effect.provide(received()))
  )
})

describe("failing receivers", () => {
  const attempts = Effect.flatMap(Chat2DeskSimulator, ({ webhooks }) =>
    Effect.map(webhooks.log, (log) => log.map(({ attempt, outcome }) => [attempt, outcome]))
  )

  it.effect("are tried again after 10 s, 5 min and 2 h, under the event's own time", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Chat2DeskSimulator
      yield* listen({ events: ["inbox"] })
      yield* greet
      yield* TestClock.adjust("9 seconds")
      assert.deepStrictEqual(yield* attempts, [[1, 500]])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual((yield* attempts).length, 2)
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual((yield* attempts).length, 3)
      yield* TestClock.adjust("2 hours")
      yield* webhooks.settled
      const log = yield* webhooks.log
      assert.strictEqual(log.length, 4)
      assert.strictEqual(new Set(log.map(({ headers }) => headers["x-signature"])).size, 1)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 500)
        )
      )
    )
  )

  it.effect("any 2xx is received", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Chat2DeskSimulator
      yield* listen({ events: ["inbox"] })
      yield* greet
      yield* webhooks.settled
      assert.deepStrictEqual(yield* attempts, [[1, 204]])
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 204)
        )
      )
    )
  )

  it.effect("are switched off by five hours without success, until somebody switches them on", () => {
    let status = 500
    return Effect.gen(function* () {
      const { id } = yield* listen({ events: ["inbox"] })
      const standing = Effect.map(call("GET", `webhooks/${id}`), ({ body }) => body.data[0].status)
      yield* greet
      yield* TestClock.adjust("4 hours")
      yield* greet
      yield* TestClock.adjust("50 minutes")
      assert.strictEqual(yield* standing, "enable")
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(yield* standing, "disable")
      const before = (yield* attempts).length
      status = 200
      yield* greet
      yield* TestClock.adjust("3 hours")
      assert.strictEqual((yield* attempts).length, before)
      yield* call("PUT", `webhooks/${id}`, { query: { status: "enable" } })
      yield* greet
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual((yield* attempts).at(-1), [1, 200])
      assert.strictEqual(yield* standing, "enable")
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => status)
        )
      )
    )
  })

  it.effect("a success in between counts the five hours anew", () => {
    let status = 500
    return Effect.gen(function* () {
      const { id } = yield* listen({ events: ["inbox"] })
      yield* greet
      yield* TestClock.adjust("4 hours")
      status = 200
      yield* greet
      yield* TestClock.adjust("1 second")
      status = 500
      yield* greet
      yield* TestClock.adjust("4 hours")
      assert.strictEqual((yield* call("GET", `webhooks/${id}`)).body.data[0].status, "enable")
      assert.deepStrictEqual((yield* call("GET", "webhooks")).body.data[0].errors, ["500", "500", "500", "500"])
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => status)
        )
      )
    )
  })
})

describe("setting webhooks up", () => {
  const create = (json: object) =>
    call("POST", "webhooks", { json: { url, name: "First", events: ["inbox"], ...json } })

  it.effect("creates, changes, lists and deletes; one webhook is a list of one", () =>
    Effect.gen(function* () {
      const { channelIds, webhooks } = yield* Chat2DeskSimulator
      const { body } = yield* create({ events: ["inbox", "outbox"], channels: [channelIds.main] })
      assert.deepStrictEqual(
        { ...body.data, id: 0 },
        {
          id: 0,
          name: "First",
          url,
          events: ["inbox", "outbox"],
          status: "enable",
          errors: null,
          source: "client",
          channels: [channelIds.main]
        }
      )
      const path = `webhooks/${body.data.id}`
      yield* call("PUT", path, { json: { name: "New name", events: ["comment"] } })
      const { data } = (yield* call("GET", path)).body
      assert.deepInclude(data[0], { name: "New name", url, events: ["comment"] })
      assert.deepStrictEqual((yield* call("PUT", path, { query: { status: "disable" } })).body.data.status, "disable")
      assert.deepStrictEqual((yield* call("DELETE", path)).body, { status: "success" })
      assert.strictEqual((yield* call("GET", path)).status, 404)
      yield* greet
      assert.deepStrictEqual(yield* webhooks.log, [])
    }).pipe(Effect.provide(received()))
  )

  it.effect("a url of null deletes", () =>
    Effect.gen(function* () {
      const { body } = yield* create({})
      yield* create({ name: "Second" })
      yield* call("PUT", `webhooks/${body.data.id}`, { json: { url: null } })
      const names = Effect.map(call("GET", "webhooks"), ({ body: { data } }) => data.map(({ name }: Wire) => name))
      assert.deepStrictEqual(yield* names, ["Second"])
      yield* call("POST", "webhooks", { json: { url: null, name: "Second" } })
      assert.deepStrictEqual(yield* names, [])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("five at most, with events and channels that exist", () =>
    Effect.gen(function* () {
      const statusOf = (json: object) => Effect.map(create(json), ({ status }) => status)
      assert.strictEqual(yield* statusOf({ events: ["operator_status_updated"] }), 400)
      assert.strictEqual(yield* statusOf({ events: undefined }), 400)
      assert.strictEqual(yield* statusOf({ url: undefined }), 400)
      assert.strictEqual(yield* statusOf({ channels: [1] }), 400)
      for (let count = 0; count < mostWebhooks; count++) assert.strictEqual(yield* statusOf({}), 200)
      assert.strictEqual(yield* statusOf({}), 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("what is on its way to one that is deleted is not delivered", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Chat2DeskSimulator
      const { id } = yield* listen({ events: ["inbox"] })
      yield* greet
      yield* TestClock.adjust("1 second")
      yield* call("DELETE", `webhooks/${id}`)
      yield* TestClock.adjust("3 hours")
      yield* webhooks.settled
      assert.strictEqual((yield* webhooks.log).length, 1)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 500)
        )
      )
    )
  )
})
