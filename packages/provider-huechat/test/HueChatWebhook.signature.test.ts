/** How deliveries are proven, by known answers and by the traps of the documentation's own code. */
import { Claims, Receiver } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, Redacted } from "effect"
import { HueChatWebhook } from "../src/index.ts"
import { fixture, sentAt, sign, toDelivery } from "./Deliveries.ts"

const utf8 = new TextEncoder()
const body = utf8.encode('{"version":1,"event":"webhook.test"}')
const at = 1_712_400_000
const digest = "6ecf76fbf05b57e0e904a3071cf37e7703a04da8922f079d1a082a62c7d77c8c"

type Options = HueChatWebhook.HueChatWebhookOptions

const sent = (header: string | undefined, receivedAt = at) => ({
  ...toDelivery(body, header === undefined ? {} : { "x-huechat-signature": header }),
  receivedAt: receivedAt * 1000
})

const secrets = ["whsec_test"]

const accepts = (header: string, options: Options = { secrets }, receivedAt = at) =>
  HueChatWebhook.make(options).verify(sent(header, receivedAt))

const reason = (header: string | undefined, options: Options = { secrets }, receivedAt = at) =>
  Effect.map(Effect.flip(HueChatWebhook.make(options).verify(sent(header, receivedAt))), (refused) => refused.reason)

describe("the signature", () => {
  it.effect("has a known answer: hex over `{t}.{body}`, the secret as UTF-8", () =>
    Effect.gen(function* () {
      const signed = yield* sign(body, Redacted.make("whsec_test"), at)
      assert.deepStrictEqual(signed, { "x-huechat-signature": `t=${at},v1=${digest}` })
      yield* accepts(`t=${at},v1=${digest}`)
      yield* accepts(`t=${at}, v1=${digest.toUpperCase()}`)
    })
  )

  it.effect(
    "contradiction 9: the receiver takes the old secret and the new, and one of several `v1` entries is enough",
    () =>
      Effect.gen(function* () {
        yield* accepts(`t=${at},v1=${digest}`, { secrets: ["whsec_new", "whsec_test"] })
        yield* accepts(`t=${at},v1=${"0".repeat(64)},v1=${digest}`)
        assert.strictEqual(yield* reason(`t=${at},v1=${digest}`, { secrets: ["whsec_new"] }), "mismatch")
        assert.strictEqual(yield* reason(`t=${at},v1=${"0".repeat(64)},v2=${digest}`), "mismatch")
      })
  )

  it.effect("contradiction 10: the time may be five minutes off, either way, or as much as is configured", () =>
    Effect.gen(function* () {
      const header = `t=${at},v1=${digest}`
      for (const off of [-300, 300]) yield* accepts(header, { secrets }, at + off)
      assert.strictEqual(yield* reason(header, { secrets }, at + 301), "too-old")
      assert.strictEqual(yield* reason(header, { secrets }, at - 301), "too-new")
      // Were `t` that of the first attempt, the last one would come nineteen minutes after it.
      yield* accepts(header, { secrets, toleranceSeconds: 1200 }, at + 1143)
      assert.strictEqual(yield* reason(header, { secrets, toleranceSeconds: 10 }, at + 11), "too-old")
      for (const off of [-86_400, 86_400]) yield* accepts(header, { secrets, toleranceSeconds: 0 }, at + off)
      assert.strictEqual(yield* reason(`t=soon,v1=${digest}`, { secrets, toleranceSeconds: 0 }), "malformed-header")
    })
  )

  it.effect(
    "contradiction 11: a missing header, a short digest and one that is not hex are refused, and nothing throws",
    () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* reason(undefined), "missing-header")
        assert.strictEqual(yield* reason(""), "malformed-header")
        assert.strictEqual(yield* reason(`t=${at}`), "malformed-header")
        assert.strictEqual(yield* reason(`v1=${digest}`), "malformed-header")
        assert.strictEqual(yield* reason(`t=soon,v1=${digest}`), "malformed-header")
        for (const bad of ["", "zz", digest.slice(0, 62), `${digest}00`, digest.replace(/^6e/, "zz"), "é".repeat(64)]) {
          assert.strictEqual(yield* reason(`t=${at},v1=${bad}`), "mismatch", bad)
        }
      })
  )

  it.effect("contradiction 11: is over the bytes, whatever they are", () =>
    Effect.gen(function* () {
      const bytes = Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d])
      const headers = yield* sign(bytes, Redacted.make("whsec_test"), at)
      yield* HueChatWebhook.make({ secrets }).verify({ ...sent(undefined), headers, body: bytes })
      const replaced = utf8.encode(new TextDecoder().decode(bytes))
      const refused = yield* Effect.flip(
        HueChatWebhook.make({ secrets }).verify({ ...sent(undefined), headers, body: replaced })
      )
      assert.strictEqual(refused.reason, "mismatch")
    })
  )

  it.effect(
    "contradiction 6: v1 is not signed, and needs a shared secret of its own or nothing configured at all",
    () =>
      Effect.gen(function* () {
        const legacy = { legacy: true } as const
        const ask = (options: Options, query = "") => HueChatWebhook.make(options).verify({ ...sent(undefined), query })
        const refuses = (options: Options, query?: string) =>
          Effect.map(Effect.flip(ask(options, query)), (refused) => refused.reason)
        assert.strictEqual(yield* refuses(legacy), "missing-secret")
        assert.strictEqual(yield* refuses({ ...legacy, secrets }), "missing-header")
        assert.strictEqual(yield* refuses({ ...legacy, secrets, allowUnsigned: true }), "missing-header")
        yield* ask({ ...legacy, allowUnsigned: true })
        const sharedSecret = { in: "query", name: "token", secrets: ["in the URL"] } as const
        yield* ask({ ...legacy, secrets, sharedSecret }, "token=in%20the%20URL")
        assert.strictEqual(yield* refuses({ ...legacy, secrets, sharedSecret }, "token=whsec_test"), "mismatch")
        yield* accepts(`t=${at},v1=${digest}`, { ...legacy, secrets, sharedSecret })
      })
  )
})

it("contradiction 12: ids are kept for a day, longer than any retry; there are ten seconds to answer", () => {
  const webhook = HueChatWebhook.make({ secrets })
  assert.isTrue(webhook.redelivers)
  assert.strictEqual(webhook.timeoutSeconds, 10)
  assert.isAtLeast(webhook.redeliveryWindowSeconds, 24 * 60 * 60)
})

describe("a receiver", () => {
  const open = Effect.gen(function* () {
    const types: Array<string> = []
    const receiver = yield* Receiver.make({
      accounts: { acme: HueChatWebhook.make({ secrets, toleranceSeconds: 1e10 }) },
      handler: (event) => void types.push(event.type),
      onLost: () => assert.fail("nothing fails here")
    })
    const web = Receiver.toWebHandler(receiver)
    const send = (init: RequestInit) =>
      Effect.promise(async () => (await web(new Request("https://example.com/acme", init))).status)
    return { send, types }
  })
  const quiet = Effect.provide([Claims.layerMemory(), Logger.layer([])])

  it.effect("contradiction 7: answers the ping that comes before there is a secret, and takes it for no event", () =>
    Effect.gen(function* () {
      const { send, types } = yield* open
      assert.strictEqual(yield* send({ method: "GET" }), 200)
      assert.strictEqual(yield* send({ method: "HEAD" }), 200)
      assert.deepStrictEqual(types, [])
    }).pipe(quiet, Effect.scoped)
  )

  it.effect("contradiction 13: answers 200 to whatever is signed, known or not; 401 is for signatures alone", () =>
    Effect.gen(function* () {
      const { send, types } = yield* open
      const names = ["unknown--event", "unknown--no-event-uuid", "unknown--no-data", "conversation.created--no-id"]
      for (const name of names) {
        const body = Uint8Array.from(fixture(name).body)
        const headers = yield* sign(body, Redacted.make("whsec_test"), sentAt)
        assert.strictEqual(yield* send({ method: "POST", headers, body }), 200, name)
        const forged = { "x-huechat-signature": `t=${sentAt},v1=${digest}` }
        assert.strictEqual(yield* send({ method: "POST", headers: forged, body }), 401, name)
      }
      assert.deepStrictEqual(types, ["unknown", "unknown", "unknown", "unknown"])
    }).pipe(quiet, Effect.scoped)
  )
})
