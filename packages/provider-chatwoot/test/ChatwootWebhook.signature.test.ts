/** How Chatwoot signs, by its test vector, and what each kind of webhook is. */
import { Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { ChatwootWebhook } from "../src/index.ts"
import { deliveryId, fixture, secret } from "./Deliveries.ts"

const body = new TextEncoder().encode('{"event":"message_created","id":1,"content":"a \\u003c b"}')
const timestamp = 1_700_000_000
const known = "sha256=98492d8811ee9948bd1b4595818bdf58f06e9dd7d82dfd2ad8061edee64fb83a"
const headers = { "x-chatwoot-signature": known, "x-chatwoot-timestamp": String(timestamp) }
const sent = { account: "acme", headers, body, receivedAt: timestamp * 1000 }

const refusal = (delivery: typeof sent, options: ChatwootWebhook.ChatwootWebhookOptions = { secrets: [secret] }) =>
  Effect.map(Effect.flip(ChatwootWebhook.make(options).verify(delivery)), ({ reason }) => reason)

describe("the signature", () => {
  it.effect("is the HMAC of time and raw bytes under the secret as it is shown", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* Signature.sign(ChatwootWebhook.signature, { secret, body, timestamp }), headers)
      yield* ChatwootWebhook.make({ secrets: [secret] }).verify(sent)
      yield* ChatwootWebhook.make({ secrets: [Redacted.make("older"), secret] }).verify(sent)
    })
  )

  it.effect("does not survive parsing and writing again, which unescapes what Rails escaped", () =>
    Effect.gen(function* () {
      const rewritten = new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body))))
      assert.strictEqual(yield* refusal({ ...sent, body: rewritten }), "mismatch")
    })
  )

  it.effect("is refused 301 seconds away, either way, unless more is tolerated", () =>
    Effect.gen(function* () {
      const late = { ...sent, receivedAt: (timestamp + 301) * 1000 }
      assert.strictEqual(yield* refusal(late), "too-old")
      assert.strictEqual(yield* refusal({ ...sent, receivedAt: (timestamp - 301) * 1000 }), "too-new")
      yield* ChatwootWebhook.make({ secrets: [secret] }).verify({ ...sent, receivedAt: (timestamp + 300) * 1000 })
      yield* ChatwootWebhook.make({ secrets: [secret], toleranceSeconds: 600 }).verify(late)
    })
  )

  it.effect("is not waived for a server that is too old to sign, unless the configuration says so", () =>
    Effect.gen(function* () {
      const unsigned = { ...sent, headers: {} as typeof headers }
      assert.strictEqual(yield* refusal(unsigned), "missing-header")
      assert.strictEqual(yield* refusal(unsigned, { secrets: [secret], allowUnsigned: true }), "missing-header")
      assert.strictEqual(yield* refusal(unsigned, {}), "missing-secret")
      yield* ChatwootWebhook.make({ allowUnsigned: true }).verify(unsigned)
    })
  )

  it.effect("may be replaced by a secret in the URL, for hooks of automation rules and macros", () =>
    Effect.gen(function* () {
      const options = { secrets: [secret], sharedSecret: { in: "query", name: "token" } } as const
      const { body } = fixture("macro.executed--macro")
      const hook = { account: "acme", headers: {}, body, receivedAt: 0, query: "token=test-secret" }
      yield* ChatwootWebhook.make(options).verify(hook)
      const wrong = ChatwootWebhook.make(options).verify({ ...hook, query: "token=guess" })
      assert.strictEqual((yield* Effect.flip(wrong)).reason, "mismatch")
    })
  )
})

describe("the kinds of webhook", () => {
  it("only an agent bot's deliveries are sent again", () => {
    const redelivers = (kind: ChatwootWebhook.ChatwootWebhookKind) => ChatwootWebhook.make({ kind }).redelivers
    assert.deepStrictEqual(
      [redelivers("account"), redelivers("api-inbox"), redelivers("agent-bot")],
      [false, false, true]
    )
    assert.isFalse(ChatwootWebhook.make({}).redelivers)
    assert.strictEqual(ChatwootWebhook.make({}).timeoutSeconds, 5)
  })

  it.effect.each([
    { serverVersion: "4.12.1", type: "conversation.status_changed" },
    { serverVersion: "v3.9", type: "conversation.status_changed" },
    { serverVersion: "4.13.0", type: "provider.event" },
    { serverVersion: "5.0.0", type: "provider.event" },
    { serverVersion: "latest", type: "provider.event" }
  ])("conversation_resolved from a bot's server $serverVersion is a $type", ({ serverVersion, type }) =>
    Effect.gen(function* () {
      const webhook = ChatwootWebhook.make({ kind: "agent-bot", serverVersion, allowUnsigned: true })
      const { body } = fixture("conversation_resolved--bot")
      const delivery = { account: "acme", headers: { "x-chatwoot-delivery": deliveryId }, body, receivedAt: 0 }
      const events = yield* Effect.fromResult(webhook.decode(yield* webhook.verify(delivery)))
      assert.deepStrictEqual(
        events.map((event) => event.type),
        [type]
      )
    })
  )
})
