import { createHmac } from "node:crypto"
import { Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator, retryPauses, signatureScheme } from "../../../src/simulators/huechat/index.ts"
import { receiver } from "../../WebhookReceiver.ts"
import { answering, call, greet, inProcess, neverAnswering, refusal, simulator } from "./Support.ts"

const hex = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex")

const url = "https://receiver.example.com/hook"

const attempts = Effect.flatMap(HueChatSimulator, ({ webhooks }) => webhooks.log)

describe("deliveries", () => {
  it.live("are enveloped, and signed over time and raw body", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const hook = yield* receiver()
      const { secret } = yield* huechat.addWebhook({ url: hook.url })
      yield* greet
      yield* huechat.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map(({ body }) => body.event),
        ["contact.created", "conversation.created", "message.created"]
      )
      for (const { body, headers, text } of hook.hits) {
        const [, t, v1] = /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(String(headers["x-huechat-signature"])) ?? []
        assert.strictEqual(v1, hex(secret, `${t}.${text}`))
        assert.hasAllKeys(body, ["version", "event", "event_uuid", "timestamp", "data"])
        assert.strictEqual(body.version, 1)
        assert.strictEqual(headers["content-type"], "application/json")
        assert.isUndefined(headers.traceparent)
      }
      assert.strictEqual(new Set(hook.hits.map(({ body }) => body.event_uuid)).size, 3)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.effect("the test vector of the signature", () =>
    Effect.gen(function* () {
      const body = new TextEncoder().encode('{"version":1,"event":"webhook.test"}')
      const secret = Redacted.make("whsec_test")
      const headers = yield* Signature.sign(signatureScheme, { secret, body, timestamp: 1712400000 })
      const digest = "6ecf76fbf05b57e0e904a3071cf37e7703a04da8922f079d1a082a62c7d77c8c"
      assert.deepStrictEqual(headers, { "x-huechat-signature": `t=1712400000,v1=${digest}` })
    })
  )

  it.effect("only of what is subscribed to, twice under one event_uuid when doubled", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      yield* huechat.addWebhook({ url, events: ["message.created"] })
      yield* huechat.webhooks.double()
      yield* greet
      yield* huechat.webhooks.settled
      const [first, second, ...others] = yield* attempts
      assert.deepStrictEqual([first?.event, second?.eventUuid, others], ["message.created", first?.eventUuid, []])
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )
})

describe("failing receivers", () => {
  it.effect("ten more attempts with the same body, each signed at its own time", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { secret } = yield* huechat.addWebhook({ url, events: ["message.created"] })
      yield* greet
      const seconds = retryPauses.map((pause) => Duration.toSeconds(pause))
      assert.deepStrictEqual(seconds, [1, 2, 4, 8, 16, 32, 60, 120, 300, 600])
      let passed = 0
      for (const [index, pause] of seconds.entries()) {
        yield* TestClock.adjust(Duration.seconds(pause - 0.5))
        assert.lengthOf(yield* attempts, index + 1)
        yield* TestClock.adjust("0.5 seconds")
        passed += pause
        const last = (yield* attempts).at(-1)
        assert.strictEqual(last?.attempt, index + 2)
        const signature = `t=${passed},v1=${hex(secret, `${passed}.${last?.body}`)}`
        assert.strictEqual(last?.headers["x-huechat-signature"], signature)
      }
      yield* TestClock.adjust("1 day")
      const all = yield* attempts
      assert.deepStrictEqual([all.length, new Set(all.map(({ body }) => body)).size], [11, 1])
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 500)
        )
      )
    )
  )

  it.effect("the tenth failure in a row switches the webhook off; switching on forgets", () => {
    let status = 500
    return Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { id } = yield* huechat.addWebhook({ url, events: ["message.created"] })
      yield* greet
      yield* TestClock.adjust("9 minutes")
      assert.deepInclude((yield* call("GET", `v2/outbound-webhooks/${id}`)).body, {
        is_active: true,
        status: "active",
        consecutive_failures: 9
      })
      yield* TestClock.adjust("1 minute")
      const disabled = yield* call("GET", `v2/outbound-webhooks/${id}`)
      assert.deepInclude(disabled.body, { is_active: false, status: "disabled", consecutive_failures: 10 })
      yield* greet
      yield* TestClock.adjust("10 minutes")
      assert.lengthOf(yield* attempts, 11)
      status = 204
      yield* call("PATCH", `v2/outbound-webhooks/${id}`, { json: { is_active: true } })
      yield* greet
      yield* huechat.webhooks.settled
      assert.deepInclude((yield* call("GET", `v2/outbound-webhooks/${id}`)).body, {
        status: "active",
        consecutive_failures: 0
      })
      assert.strictEqual((yield* attempts).at(-1)?.outcome, 204)
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => status)
        )
      )
    )
  })

  it.effect("no retries to a webhook that was deleted or switched off", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const deleted = yield* huechat.addWebhook({ url, events: ["message.created"] })
      const off = yield* huechat.addWebhook({ url, events: ["contact.created"] })
      yield* greet
      yield* TestClock.adjust("1 second")
      assert.lengthOf(yield* attempts, 4)
      yield* call("DELETE", `v2/outbound-webhooks/${deleted.id}`)
      yield* call("PATCH", `v2/outbound-webhooks/${off.id}`, { json: { is_active: false } })
      yield* TestClock.adjust("1 hour")
      assert.lengthOf(yield* attempts, 4)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("an answer has ten seconds", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { id } = yield* huechat.addWebhook({ url: `${huechat.baseUrl}/hook`, events: ["message.created"] })
      yield* greet
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* attempts)[0]?.outcome, "timeout")
      const [log] = (yield* call("GET", `v2/outbound-webhooks/${id}/logs`)).body.data
      assert.strictEqual(log.error, "The endpoint did not answer within 10 seconds")
    }).pipe(Effect.provide(inProcess({}, neverAnswering)))
  )
})

describe("subscriptions", () => {
  const right = { url, events: ["message.created", "deal.won"], name: "CRM", description: "Sync" }

  it.effect("show their secret once, and again when it is rotated", () =>
    Effect.gen(function* () {
      const made = yield* call("POST", "v2/outbound-webhooks", { json: right })
      assert.strictEqual(made.status, 201)
      assert.match(made.body.secret, /^whsec_\w{32}$/)
      const { secret, ...shown } = made.body
      assert.deepInclude(shown, { ...right, is_active: true, status: "active", consecutive_failures: 0 })
      assert.deepStrictEqual((yield* call("GET", `v2/outbound-webhooks/${shown.id}`)).body, shown)
      const list = yield* call("GET", "v2/outbound-webhooks")
      assert.deepStrictEqual(list.body, { data: [shown], meta: { total: 1, page: 1, per_page: 25 } })
      const rotated = yield* call("POST", `v2/outbound-webhooks/${shown.id}/rotate-secret`)
      assert.match(rotated.body.secret, /^whsec_\w{32}$/)
      assert.notStrictEqual(rotated.body.secret, secret)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("for a day after a rotation both secrets sign", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { id, secret: old } = yield* huechat.addWebhook({ url })
      const { secret } = (yield* call("POST", `v2/outbound-webhooks/${id}/rotate-secret`)).body
      const signature = Effect.gen(function* () {
        yield* call("POST", `v2/outbound-webhooks/${id}/test`)
        yield* huechat.webhooks.settled
        const last = (yield* attempts).at(-1)
        const t = Math.floor((yield* Clock.currentTimeMillis) / 1000)
        const by = (one: string) => `v1=${hex(one, `${t}.${last?.body}`)}`
        return { header: last?.headers["x-huechat-signature"], t, by }
      })
      const during = yield* signature
      assert.strictEqual(during.header, [`t=${during.t}`, during.by(secret), during.by(old)].join(","))
      yield* TestClock.adjust("24 hours")
      const after = yield* signature
      assert.strictEqual(after.header, [`t=${after.t}`, after.by(secret)].join(","))
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )

  it.effect("refuse URLs without HTTPS and events that do not exist", () =>
    Effect.gen(function* () {
      const code = (json: object) =>
        Effect.map(call("POST", "v2/outbound-webhooks", { json }), (answer) => refusal(answer))
      assert.deepStrictEqual(yield* code({ events: right.events }), [400, "url_required"])
      assert.deepStrictEqual(yield* code({ ...right, url: "http://example.com" }), [400, "url_must_be_https"])
      assert.deepStrictEqual(yield* code({ ...right, url: "example" }), [400, "url_must_be_https"])
      assert.deepStrictEqual(yield* code({ url }), [400, "events_required"])
      assert.deepStrictEqual(yield* code({ url, events: ["message_created"] }), [400, "invalid_event"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("the test event goes to one webhook, whatever it is subscribed to", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { id } = yield* huechat.addWebhook({ url, events: ["deal.won"] })
      yield* huechat.addWebhook({ url })
      assert.strictEqual((yield* call("POST", `v2/outbound-webhooks/${id}/test`)).status, 200)
      yield* huechat.webhooks.settled
      assert.deepStrictEqual(
        (yield* attempts).map(({ event, webhookId }) => [event, webhookId]),
        [["webhook.test", id]]
      )
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )

  it.effect("logs have every attempt, newest first, with what was sent and answered", () => {
    let status = 503
    return Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { id } = yield* huechat.addWebhook({ url, events: ["message.created"] })
      yield* greet
      yield* TestClock.adjust(0)
      status = 200
      yield* TestClock.adjust("1 second")
      const logs = (query: string) =>
        Effect.map(call("GET", `v2/outbound-webhooks/${id}/logs${query}`), ({ body }) => body.data)
      const [last, first] = yield* logs("")
      assert.deepInclude(last, {
        attempt: 2,
        status: "success",
        response_status: 200,
        response_body: "noted",
        error: null
      })
      assert.deepInclude(first, { attempt: 1, status: "failed", response_status: 503, event: "message.created" })
      assert.strictEqual(first.request_payload.data.content, "Hello")
      assert.deepStrictEqual(yield* logs("?status=failed"), [first])
      assert.deepStrictEqual(yield* logs("?limit=1"), [last])
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

describe("v1 webhooks", () => {
  const right = { url, name: "CRM", subscriptions: ["conversation_created", "message_created"] }

  it.effect("are listed, changed and deleted, without a secret", () =>
    Effect.gen(function* () {
      const made = (yield* call("POST", "webhooks", { json: right })).body.payload
      assert.deepInclude(made, { ...right, id: 1, account_id: 1, webhook_type: "account", inbox_id: null })
      assert.match(made.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.deepStrictEqual((yield* call("GET", "webhooks")).body, { payload: [made] })
      yield* call("PATCH", "webhooks/1", { json: { name: "Other" } })
      assert.deepInclude((yield* call("GET", "webhooks")).body.payload[0], { ...right, name: "Other" })
      yield* call("DELETE", "webhooks/1")
      assert.deepStrictEqual((yield* call("GET", "webhooks")).body, { payload: [] })
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )

  it.effect("refuse as documented, and URLs that nobody answers at", () =>
    Effect.gen(function* () {
      const code = (json: object) => Effect.map(call("POST", "webhooks", { json }), (answer) => refusal(answer))
      assert.deepStrictEqual(yield* code({}), [400, "url_required"])
      assert.deepStrictEqual(yield* code({ url: "http://example.com" }), [400, "url_must_be_https"])
      assert.deepStrictEqual(yield* code({ url, subscriptions: ["message.created"] }), [400, "invalid_event"])
      assert.deepStrictEqual(yield* code(right), [422, "url_unreachable"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are told with underscores, unsigned, of one inbox where they are limited to it", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      yield* call("POST", "webhooks", { json: right })
      yield* call("POST", "webhooks", { json: { ...right, inbox_id: huechat.inboxes.email } })
      yield* greet
      yield* huechat.webhooks.settled
      const [conversation, message, ...others] = yield* attempts
      assert.deepStrictEqual([conversation?.event, message?.event, others], [...right.subscriptions, []])
      assert.deepInclude(JSON.parse(message?.body ?? ""), { event: "message_created", content: "Hello" })
      assert.isUndefined(message?.headers["x-huechat-signature"])
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )
})
