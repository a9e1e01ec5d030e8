/** What an inbox keeps, and what it answers. */
import { Webhook } from "@dragoman/core/webhook"
import { unknownFact } from "@dragoman/core/wire"
import { assert, it } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { WebhookInbox } from "../src/index.ts"

const webhook = (trust: Webhook.Trust) =>
  Webhook.make(
    {
      provider: "acme",
      redelivers: false,
      timeoutSeconds: 5,
      redeliveryWindowSeconds: 60,
      secretKeys: new Set(),
      toFacts: (json) => [unknownFact(json, "no topic")]
    },
    trust
  )

const inbox = WebhookInbox.layerReceiver.pipe(Layer.provideMerge(WebhookInbox.layer))

it.effect("deliveries are kept with the time they came, and read as events", () =>
  Effect.gen(function* () {
    const { deliveries, events } = yield* WebhookInbox
    const http = yield* HttpClient.HttpClient
    const post = HttpClientRequest.post("https://receiver.example.com/", { headers: { "x-acme": "1" } })
    yield* TestClock.setTime(5000)
    yield* http.execute(HttpClientRequest.bodyJsonUnsafe(post, { id: 1 }))
    yield* TestClock.setTime(9000)
    assert.deepStrictEqual(
      deliveries.map(({ headers, receivedAt }) => [headers["x-acme"], receivedAt]),
      [["1", 5000]]
    )
    const told = yield* events(webhook({ allowUnsigned: true }), "main")
    assert.deepStrictEqual(
      told.map(({ account, receivedAt, type }) => [account, type, String(receivedAt)]),
      [["main", "unknown", "1970-01-01T00:00:05.000Z"]]
    )
    assert.isTrue(Exit.hasDies(yield* Effect.exit(events(webhook({}), "main"))))
  }).pipe(Effect.provide(inbox))
)

it.effect("handshakes are passed, with either name", () =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    for (const name of ["challenge", "hub.challenge"]) {
      const response = yield* http.get("https://receiver.example.com/", { urlParams: { [name]: "echo me" } })
      assert.strictEqual(yield* response.text, "echo me")
    }
    assert.isEmpty((yield* WebhookInbox).deliveries)
  }).pipe(Effect.provide(inbox))
)
