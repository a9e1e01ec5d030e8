import { Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { HttpClient, HttpClientRequest, HttpRouter, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import * as InProcess from "../../../src/InProcess.ts"
import { accountEvents, ChatwootSimulator, signatureScheme } from "../../../src/simulators/chatwoot/index.ts"
import { type Hit, receiver } from "../../WebhookReceiver.ts"
import { call, simulator } from "./Support.ts"

const live = simulator({ seed: { contacts: 2 } })
const events = (hits: ReadonlyArray<Hit>) => hits.map((hit) => hit.body.event)
const named = (hits: ReadonlyArray<Hit>, event: string) => hits.filter((hit) => hit.body.event === event)
const alice = { contact: { id: 1 }, content: "Hello" }

describe("the request", () => {
  it.live("is signed over time and raw bytes; Rails escapes them and writes float epochs", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      const { secret } = yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
      yield* chatwoot.receive({ contact: { id: 1 }, content: "a < b" })
      yield* chatwoot.webhooks.settled
      const [hit] = hook.hits
      assert.isDefined(hit)
      if (hit === undefined) return
      assert.match(hit.text, /a \\u003c b/)
      assert.match(hit.text, /"updated_at":\d+\.\d+/)
      assert.match(String(hit.headers["x-chatwoot-delivery"]), /^[0-9a-f-]{36}$/)
      assert.match(String(hit.headers["x-chatwoot-signature"]), /^sha256=[0-9a-f]{64}$/)
      assert.strictEqual(hit.headers["content-type"], "application/json")
      assert.notProperty(hit.headers, "traceparent")
      const delivery = (body: string) => ({
        account: "default",
        body: new TextEncoder().encode(body),
        headers: hit.headers as Record<string, string>,
        receivedAt: Number(hit.headers["x-chatwoot-timestamp"]) * 1000
      })
      yield* Signature.verify(signatureScheme, delivery(hit.text), [Redacted.make(secret)])
      const reserialised = delivery(JSON.stringify(hit.body))
      const refused = yield* Effect.flip(Signature.verify(signatureScheme, reserialised, [Redacted.make(secret)]))
      assert.strictEqual(refused.reason, "mismatch")
    }).pipe(Effect.provide(live))
  )

  it.effect("the documented test vector", () =>
    Effect.gen(function* () {
      const headers = yield* Signature.sign(signatureScheme, {
        secret: Redacted.make("test-secret"),
        body: new TextEncoder().encode('{"event":"message_created","id":1,"content":"a \\u003c b"}'),
        timestamp: 1_700_000_000
      })
      assert.deepStrictEqual(headers, {
        "x-chatwoot-signature": "sha256=98492d8811ee9948bd1b4595818bdf58f06e9dd7d82dfd2ad8061edee64fb83a",
        "x-chatwoot-timestamp": "1700000000"
      })
    })
  )
})

describe("payloads", () => {
  it.live("a message: type as a word, ISO time, no status; the nested one as in REST", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
      yield* chatwoot.receive(alice)
      yield* call("POST", "conversations/1/messages", { json: { content: "psst", private: true } })
      yield* chatwoot.webhooks.settled
      const [incoming, note] = hook.hits.map((hit) => hit.body)
      assert.strictEqual(incoming.message_type, "incoming")
      assert.match(incoming.created_at, /Z$/)
      assert.notProperty(incoming, "status")
      assert.notProperty(incoming, "conversation_id")
      assert.notProperty(incoming, "attachments")
      assert.notProperty(incoming.sender, "type")
      assert.strictEqual(incoming.sender.account.id, 1)
      const [nested] = incoming.conversation.messages
      assert.deepStrictEqual([nested.id, nested.message_type, nested.status], [incoming.id, 0, "sent"])
      assert.isTrue(Number.isInteger(nested.created_at))
      assert.deepStrictEqual(note.sender, { id: 1, name: "Ada Admin", email: "ada@example.com", type: "user" })
      // The nested message is the last public one, not the note.
      assert.strictEqual(note.private, true)
      assert.strictEqual(note.conversation.messages[0].id, incoming.id)
      assert.deepStrictEqual([note.conversation.meta.assignee, note.conversation.meta.team], [null, null])
      assert.property(note.conversation.contact_inbox, "pubsub_token")
      assert.strictEqual(note.conversation.channel, "Channel::Api")
    }).pipe(Effect.provide(live))
  )

  it.live("status: conversation_status_changed without changes next to conversation_updated with them", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url })
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "resolved" } })
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(events(hook.hits), ["conversation_status_changed", "conversation_updated"])
      const [changed, updated] = hook.hits.map((hit) => hit.body)
      assert.deepStrictEqual([changed.status, changed.changed_attributes], ["resolved", null])
      assert.deepInclude(updated.changed_attributes, { status: { previous_value: "open", current_value: "resolved" } })
    }).pipe(Effect.provide(live))
  )

  it.live("labels and assignment are conversation_updated alone, and activity lines are never sent", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url })
      yield* call("POST", "conversations/1/labels", { json: { labels: ["vip"] } })
      yield* call("POST", "conversations/1/assignments", { json: { assignee_id: 2 } })
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(events(hook.hits), ["conversation_updated", "conversation_updated"])
      const [labelled, assigned] = hook.hits.map((hit) => hit.body)
      assert.deepStrictEqual(labelled.changed_attributes, [
        { label_list: { previous_value: [], current_value: ["vip"] } }
      ])
      assert.strictEqual(assigned.meta.assignee.name, "Grace Agent")
      assert.deepInclude(assigned.changed_attributes, { assignee_id: { previous_value: null, current_value: 2 } })
    }).pipe(Effect.provide(live))
  )

  it.live("a new conversation is created, then updated with everything that was set, the database id included", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url })
      yield* chatwoot.receive({ contact: { name: "New", email: "new@example.com" }, content: "x" })
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(events(hook.hits), [
        "contact_created",
        "conversation_created",
        "conversation_updated",
        "contact_updated",
        "message_created"
      ])
      const updated = hook.hits[2]?.body
      const [id] = updated.changed_attributes
      assert.strictEqual(id.id.previous_value, null)
      assert.notStrictEqual(id.id.current_value, updated.id)
      const contact = hook.hits[3]?.body
      assert.property(contact.changed_attributes[0], "last_activity_at")
    }).pipe(Effect.provide(live))
  )

  it.live("soft delete, status and answers are message_updated", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_updated"] })
      yield* chatwoot.setMessageStatus(4, "delivered")
      yield* chatwoot.webhooks.settled
      yield* chatwoot.answer(4, { submitted_values: [{ title: "A", value: "a" }] })
      yield* chatwoot.webhooks.settled
      yield* call("DELETE", "conversations/1/messages/4")
      yield* chatwoot.webhooks.settled
      assert.strictEqual(hook.hits.length, 3)
      assert.notProperty(hook.hits[0]?.body, "status")
      assert.strictEqual(hook.hits[0]?.body.conversation.messages[0].status, "delivered")
      assert.strictEqual(hook.hits[1]?.body.content_attributes.submitted_values[0].value, "a")
      assert.deepStrictEqual(hook.hits[2]?.body.content_attributes, { deleted: true })
    }).pipe(Effect.provide(live))
  )

  it.live("a satisfaction survey is a link outside the widget", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
      yield* call("POST", "conversations/1/messages", { json: { content: "Rate us", content_type: "input_csat" } })
      yield* chatwoot.webhooks.settled
      assert.match(hook.hits[0]?.body.content, /^Rate us http.*\/survey\/responses\/[0-9a-f-]{36}$/)
      assert.strictEqual(hook.hits[0]?.body.conversation.messages[0].content, "Rate us")
    }).pipe(Effect.provide(live))
  )

  it.live("the widget, automation rules and macros; the last two unsigned and without a delivery id", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url })
      yield* chatwoot.openWidget({ id: 1 })
      yield* chatwoot.runRule({ url: hook.url, conversationId: 1, event: "automation_event.conversation_updated" })
      yield* chatwoot.runRule({ url: hook.url, conversationId: 1, event: "macro.executed" })
      yield* chatwoot.webhooks.settled
      const [widget, rule, macro] = hook.hits
      assert.deepStrictEqual(events(hook.hits), [
        "webwidget_triggered",
        "automation_event.conversation_updated",
        "macro.executed"
      ])
      assert.strictEqual(widget?.body.contact.id, 1)
      assert.strictEqual(widget?.body.current_conversation, null)
      assert.property(widget?.headers, "x-chatwoot-signature")
      for (const hit of [rule, macro]) {
        assert.strictEqual(hit?.body.id, 1)
        assert.notProperty(hit?.headers, "x-chatwoot-signature")
        assert.notProperty(hit?.headers, "x-chatwoot-delivery")
      }
    }).pipe(Effect.provide(live))
  )

  it.live("typing: by a customer, by a user", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: accountEvents })
      yield* chatwoot.typing(1, true)
      yield* call("POST", "conversations/1/toggle_typing_status", { json: { typing_status: "off", is_private: true } })
      yield* chatwoot.webhooks.settled
      const [on, off] = hook.hits.map((hit) => hit.body)
      assert.deepStrictEqual([on.event, on.user.account.id, on.is_private], ["conversation_typing_on", 1, false])
      assert.deepStrictEqual([off.event, off.user.type, off.is_private], ["conversation_typing_off", "user", true])
    }).pipe(Effect.provide(live))
  )
})

describe("who hears", () => {
  it.live("account webhooks by subscription, the API inbox's own URL everything of conversations and messages", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const account = yield* receiver()
      const inbox = yield* receiver()
      yield* chatwoot.addWebhook({ url: account.url, subscriptions: ["contact_updated"] })
      const { secret } = yield* chatwoot.setInboxWebhook(chatwoot.inboxes.api, inbox.url)
      yield* chatwoot.receive(alice)
      yield* chatwoot.typing(1, true)
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(events(account.hits), ["contact_updated"])
      assert.deepStrictEqual(events(inbox.hits), ["conversation_updated", "message_created", "conversation_typing_on"])
      const shown = yield* call("GET", `inboxes/${chatwoot.inboxes.api}`)
      assert.strictEqual(shown.body.secret, secret)
    }).pipe(Effect.provide(live))
  )

  it.live("the bot hears of its inbox: opened and resolved, no created", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const bot = yield* receiver()
      yield* chatwoot.setAgentBot(chatwoot.inboxes.api, bot.url)
      yield* chatwoot.receive({ contact: { name: "New", email: "new@example.com" }, content: "x" })
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "resolved" } })
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(events(bot.hits), [
        "conversation_updated",
        "message_created",
        "conversation_status_changed",
        "conversation_resolved",
        "conversation_updated"
      ])
    }).pipe(Effect.provide(live))
  )

  it.live("one change to two targets has two delivery ids", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver()
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
      yield* chatwoot.setInboxWebhook(chatwoot.inboxes.api, hook.url)
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      const ids = named(hook.hits, "message_created").map((hit) => hit.headers["x-chatwoot-delivery"])
      assert.strictEqual(new Set(ids).size, 2)
    }).pipe(Effect.provide(live))
  )
})

describe("failure", () => {
  it.live("an account webhook is never retried", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver(() => 500)
      yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      const log = yield* chatwoot.webhooks.log
      assert.deepStrictEqual(
        log.map((record) => [record.kind, record.attempt, record.outcome]),
        [["account", 1, 500]]
      )
    }).pipe(Effect.provide(live))
  )

  it.live("an API inbox's failure marks the message and fires message_updated, once", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const hook = yield* receiver(() => 503)
      yield* chatwoot.setInboxWebhook(chatwoot.inboxes.api, hook.url)
      const sent = yield* call("POST", "conversations/2/messages", { json: { content: "x" } })
      yield* chatwoot.webhooks.settled
      const { body } = yield* call("GET", "conversations/2/messages")
      assert.deepInclude(body.payload.at(-1), { id: sent.body.id, status: "failed" })
      assert.strictEqual(body.payload.at(-1).content_attributes.external_error, "503 response")
      assert.strictEqual(named(hook.hits, "message_created").length, 1)
      assert.strictEqual(named(hook.hits, "message_updated").length, 1)
    }).pipe(Effect.provide(live))
  )

  it.live("nobody listening is noticed", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.addWebhook({ url: "http://127.0.0.1:1/hook", subscriptions: ["message_created"] })
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      assert.strictEqual((yield* chatwoot.webhooks.log)[0]?.outcome, "unreachable")
    }).pipe(Effect.provide(live))
  )
})

/** A receiver in process, so that TestClock governs time-outs and retries. */
const inProcess = (answer: () => Effect.Effect<number>) =>
  ChatwootSimulator.layerInProcess({ seed: { contacts: 1 } }).pipe(
    Layer.provide(
      InProcess.layer(
        HttpRouter.add("POST", "/hook", () => Effect.map(answer(), (status) => HttpServerResponse.empty({ status })))
      )
    )
  )

describe("time", () => {
  const attempts = Effect.flatMap(ChatwootSimulator, (chatwoot) =>
    Effect.map(chatwoot.webhooks.log, (log) =>
      log
        .filter((record) => record.event === "message_created")
        .map((record) => [record.attempt, record.outcome, record.deliveryId] as const)
    )
  )

  it.effect("an agent bot is tried 3 times, 3 s apart, under one delivery id, then people take over", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.setAgentBot(chatwoot.inboxes.api, "http://bot.test/hook")
      const received = yield* chatwoot.receive({ contact: { name: "New", email: "new@example.com" }, content: "x" })
      yield* TestClock.adjust("2999 millis")
      assert.strictEqual((yield* attempts).length, 1)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* attempts).length, 2)
      yield* TestClock.adjust("3 seconds")
      const all = yield* attempts
      assert.deepStrictEqual(
        all.map(([number, outcome]) => [number, outcome]),
        [
          [1, 500],
          [2, 500],
          [3, 500]
        ]
      )
      assert.strictEqual(new Set(all.map(([, , id]) => id)).size, 1)
      const conversation = (yield* chatwoot.conversations).find((row) => row.id === received.conversationId)
      assert.strictEqual(conversation?.status, "open")
      yield* TestClock.adjust("1 minute")
      yield* chatwoot.webhooks.settled
      assert.strictEqual((yield* attempts).length, 3)
    }).pipe(Effect.provide(inProcess(() => Effect.succeed(500))))
  )

  it.effect("a bot is not tried again on 503", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.setAgentBot(chatwoot.inboxes.api, "http://bot.test/hook")
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      assert.strictEqual((yield* attempts).length, 1)
    }).pipe(Effect.provide(inProcess(() => Effect.succeed(503))))
  )

  it.effect("a receiver has 5 seconds", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.addWebhook({ url: "http://app.test/hook", subscriptions: ["message_created"] })
      yield* chatwoot.receive(alice)
      const settled = yield* Effect.forkChild(chatwoot.webhooks.settled)
      yield* TestClock.adjust("4999 millis")
      assert.strictEqual(settled.pollUnsafe(), undefined)
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(settled)
      assert.strictEqual((yield* attempts)[0]?.[1], "timeout")
    }).pipe(Effect.provide(inProcess(() => Effect.never)))
  )

  it.effect("a clock that stands in 1970 does not make times that mean null", () =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const { baseUrl, tokens } = yield* ChatwootSimulator
      const response = yield* client.execute(
        HttpClientRequest.get(`${baseUrl}/api/v1/accounts/1/conversations/1`).pipe(
          HttpClientRequest.setHeader("api-access-token", tokens.administrator)
        )
      )
      const body = (yield* response.json) as { readonly created_at: number }
      assert.isAbove(body.created_at, 1_700_000_000)
    }).pipe(Effect.provide(inProcess(() => Effect.succeed(200))))
  )
})

describe("control", () => {
  const setup = Effect.gen(function* () {
    const chatwoot = yield* ChatwootSimulator
    const hook = yield* receiver()
    yield* chatwoot.addWebhook({ url: hook.url, subscriptions: ["message_created"] })
    return { chatwoot, hook }
  })

  it.live("double: the same fact under two delivery ids, or under one", () =>
    Effect.gen(function* () {
      const { chatwoot, hook } = yield* setup
      yield* chatwoot.webhooks.double(1)
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.double(1, { sameDeliveryId: true })
      yield* chatwoot.receive(alice)
      yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      const ids = hook.hits.map((hit) => hit.headers["x-chatwoot-delivery"])
      assert.strictEqual(ids.length, 5)
      assert.notStrictEqual(ids[0], ids[1])
      assert.strictEqual(ids[2], ids[3])
    }).pipe(Effect.provide(live))
  )

  it.live("hold and release: reversed, and with nested data of a later state", () =>
    Effect.gen(function* () {
      const { chatwoot, hook } = yield* setup
      yield* chatwoot.webhooks.hold
      const first = yield* chatwoot.receive(alice)
      const second = yield* chatwoot.receive(alice)
      yield* chatwoot.webhooks.settled
      assert.strictEqual(hook.hits.length, 0)
      yield* chatwoot.webhooks.release({ reversed: true })
      yield* chatwoot.webhooks.settled
      assert.deepStrictEqual(
        hook.hits.map((hit) => hit.body.id),
        [second.messageId, first.messageId]
      )
      assert.strictEqual(hook.hits[1]?.body.conversation.messages[0].id, second.messageId)
    }).pipe(Effect.provide(live))
  )

  it.live("what is about a conversation that was deleted meanwhile is not sent", () =>
    Effect.gen(function* () {
      const { chatwoot, hook } = yield* setup
      yield* chatwoot.webhooks.hold
      yield* chatwoot.receive(alice)
      yield* call("DELETE", "conversations/1")
      yield* chatwoot.webhooks.release()
      yield* chatwoot.webhooks.settled
      assert.strictEqual(hook.hits.length, 0)
    }).pipe(Effect.provide(live))
  )
})

describe("administration", () => {
  it.live("the secret is made by the server, shown on every read, and never changes", () =>
    Effect.gen(function* () {
      const created = yield* call("POST", "webhooks", { json: { url: "https://a.example.com/h", name: "A" } })
      const { webhook } = created.body.payload
      assert.strictEqual(webhook.subscriptions.length, 8)
      assert.isString(webhook.secret)
      const updated = yield* call("PATCH", `webhooks/${webhook.id}`, {
        json: { webhook: { url: "https://b.example.com/h", secret: "mine" } }
      })
      assert.strictEqual(updated.body.payload.webhook.secret, webhook.secret)
      const listed = yield* call("GET", "webhooks")
      assert.strictEqual(listed.body.payload.webhooks[0].url, "https://b.example.com/h")
      const gone = yield* call("DELETE", `webhooks/${webhook.id}`)
      assert.deepStrictEqual([gone.status, gone.text], [200, ""])
    }).pipe(Effect.provide(live))
  )

  it.live("a URL twice, unknown events and a flat form are refused", () =>
    Effect.gen(function* () {
      const json = { url: "https://a.example.com/h" }
      yield* call("POST", "webhooks", { json })
      const twice = yield* call("POST", "webhooks", { json })
      assert.deepStrictEqual([twice.status, twice.body.attributes], [422, ["url"]])
      for (const subscriptions of [[], ["nope"]]) {
        const answer = yield* call("POST", "webhooks", { json: { url: "https://b.example.com", subscriptions } })
        assert.deepStrictEqual([answer.status, answer.body.attributes], [422, ["subscriptions"]])
      }
      const form = new FormData()
      form.append("url", "https://c.example.com")
      const flat = yield* call("POST", "webhooks", { form })
      assert.deepStrictEqual(flat.body, { error: "param is missing or the value is empty: webhook" })
      const nested = new FormData()
      nested.append("webhook[url]", "https://c.example.com")
      assert.strictEqual((yield* call("POST", "webhooks", { form: nested })).status, 200)
    }).pipe(Effect.provide(live))
  )
})
