import { createServer } from "node:http"
import { Signature } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { Clock, Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { describe, vi } from "vitest"
import { dragoman, start } from "../Harness.ts"

const secret = "test_secret"

const account = {
  DRAGOMAN_PROVIDER: "chatwoot",
  DRAGOMAN_CHATWOOT_ACCOUNT_ID: "3",
  DRAGOMAN_CHATWOOT_TOKEN: "t",
  DRAGOMAN_CHATWOOT_WEBHOOK_SECRET: secret
}

const body = (id: number) =>
  JSON.stringify({
    event: "message_created",
    id,
    content: "Hello",
    message_type: "incoming",
    created_at: "2026-02-13T01:27:33.365Z",
    private: false,
    account: { id: 3, name: "Acme" },
    conversation: { id: 5, status: "open", inbox_id: 1, channel: "Channel::Api" },
    sender: { id: 12, name: "Alice", type: "contact" }
  })

/** Waits in real time, whatever the test's clock says. */
const until = (condition: () => boolean) => Effect.promise(() => vi.waitUntil(condition, { interval: 5 }))

/** `dragoman listen` on a free port: where the account's webhook goes, and what is printed. */
const listening = Effect.fnUntraced(function* (args: ReadonlyArray<string> = [], env = {}) {
  const { printed, run } = start(["listen", "--port", "0", ...args], { env: { ...account, ...env } })
  const fiber = yield* Effect.forkScoped(run)
  yield* until(() => printed.err.length > 0 || fiber.pollUnsafe() !== undefined)
  const url = /^default: (\S+)/.exec(printed.err.join(""))?.[1] ?? ""
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/webhooks\/default$/)
  return { printed, url }
})

const post = (url: string, text: string, headers: Readonly<Record<string, string>>) =>
  Effect.promise(() => fetch(url, { method: "POST", body: text, headers }).then(({ status }) => status))

const deliver = Effect.fnUntraced(function* (url: string, text: string, signedWith = secret) {
  const timestamp = (yield* Clock.currentTimeMillis) / 1000
  const bytes = new TextEncoder().encode(text)
  const key = Redacted.make(signedWith)
  return yield* post(
    url,
    text,
    yield* Signature.sign(ChatwootWebhook.signature, { secret: key, body: bytes, timestamp })
  )
})

describe("listen", () => {
  it.live("prints events, each once, and refuses what is not right", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { printed, url } = yield* listening()
        assert.strictEqual(yield* deliver(url, body(7)), 200)
        assert.strictEqual(yield* deliver(url, body(7)), 200)
        assert.strictEqual(yield* deliver(url, body(8), "another"), 401)
        assert.strictEqual(yield* post(url, body(8), {}), 401)
        assert.strictEqual(yield* deliver(url, "<html>"), 400)
        assert.strictEqual(yield* deliver(url.replace("default", "other"), body(8)), 404)
        assert.strictEqual(yield* deliver(url, "x".repeat(5_000_001)), 413)
        assert.deepStrictEqual(
          printed.out.map((line) => JSON.parse(line).id),
          ["chatwoot:default:message.created:7"]
        )
      })
    )
  )

  it.live("needs something that deliveries can be trusted by", () =>
    Effect.gen(function* () {
      const { code, err } = yield* dragoman(["listen", "--port", "0"], {
        env: { ...account, DRAGOMAN_CHATWOOT_WEBHOOK_SECRET: "" }
      })
      assert.strictEqual(code, 2)
      assert.match(err.join("\n"), /^dragoman: default: every delivery would be refused: configure webhookSecret/)
    })
  )

  it.live("says that it accepts what nothing proves", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const env = { DRAGOMAN_CHATWOOT_WEBHOOK_SECRET: "", DRAGOMAN_CHATWOOT_ALLOW_UNSIGNED: "true" }
        const { printed, url } = yield* listening([], env)
        assert.match(printed.err.join(""), /unsigned deliveries are accepted/)
        assert.strictEqual(yield* post(url, body(7), {}), 200)
      })
    )
  )

  it.live("a URL that is none is bad usage", () =>
    Effect.gen(function* () {
      const { code, err } = yield* dragoman(["listen", "--port", "0", "--forward", "here"], { env: account })
      assert.strictEqual(code, 2)
      assert.match(err.join("\n"), /^dragoman: --forward: "here" does not fit, expected an http or https URL/)
    })
  )
})

/** An application that events are forwarded to; it answers as it is told. */
const application = Effect.gen(function* () {
  const answers = { status: 204, events: [] as Array<{ readonly id: string }> }
  const routes = HttpRouter.add(
    "POST",
    "/events",
    Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ json }) =>
      Effect.map(Effect.orDie(json), (event) => {
        answers.events.push(event as { readonly id: string })
        return HttpServerResponse.empty({ status: answers.status })
      })
    )
  )
  const context = yield* Layer.build(
    HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
      Layer.provideMerge(NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" }))
    )
  )
  const { address } = yield* Effect.provide(HttpServer.HttpServer, context)
  return { answers, url: `${HttpServer.formatAddress(address)}/events` }
})

describe("listen --forward", () => {
  it.live("hands events on instead of printing them; a failure is the vendor's to repeat", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { answers, url: forward } = yield* application
        const bot = { DRAGOMAN_CHATWOOT_WEBHOOK_KIND: "agent-bot" }
        const { printed, url } = yield* listening(["--forward", forward], bot)
        answers.status = 500
        assert.strictEqual(yield* deliver(url, body(7)), 500)
        answers.status = 204
        assert.strictEqual(yield* deliver(url, body(7)), 200)
        assert.deepStrictEqual(
          answers.events.map(({ id }) => id),
          ["chatwoot:default:message.created:7", "chatwoot:default:message.created:7"]
        )
        assert.deepStrictEqual(printed.out, [])
      })
    )
  )

  it.effect("tries again where the vendor does not, and prints what is lost", () =>
    Effect.gen(function* () {
      const { answers, url: forward } = yield* application
      const { printed, url } = yield* listening(["--forward", forward])
      answers.status = 503
      // The test's clock goes in small steps beside real requests, so that there is time for several of them.
      const clock = Effect.forever(
        Effect.andThen(TestClock.adjust("50 millis"), TestClock.withLive(Effect.sleep("10 millis")))
      )
      assert.strictEqual(yield* Effect.raceFirst(deliver(url, body(7)), clock), 500)
      assert.isAbove(answers.events.length, 1)
      assert.deepStrictEqual(
        printed.out.map((line) => JSON.parse(line).id),
        ["chatwoot:default:message.created:7"]
      )
    })
  )
})
