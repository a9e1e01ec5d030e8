/** How deliveries are proven, by known answers, and in which order the proofs are looked at. */
import { type Delivery, type DeliveryHeaders, Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { OmnichatWebhook } from "../src/index.ts"

const utf8 = new TextEncoder()

const sent = (body: string, headers: DeliveryHeaders, query = ""): Delivery => ({
  account: "acme",
  headers,
  body: utf8.encode(body),
  receivedAt: 1_770_946_055_000,
  query
})

const reason = (options: OmnichatWebhook.OmnichatWebhookOptions, delivery: Delivery) =>
  Effect.map(Effect.flip(OmnichatWebhook.make(options).verify(delivery)), (refused) => refused.reason)

const accepts = (options: OmnichatWebhook.OmnichatWebhookOptions, delivery: Delivery) =>
  OmnichatWebhook.make(options).verify(delivery)

const topic = sent('{"ticketId":123}', {
  "x-omnichat-signature": "4eaf5908ccc6613a79fd5322468dacfa25012f172c5725a81ba0531563ebcbef",
  "x-omnichat-topic": "ticket/delete"
})

const empty = '{"object":"whatsapp_business_account","entry":[]}'
const emptySignature = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"
const forwarded = sent(empty, { "x-hub-signature-256": emptySignature })

const secrets = ["omni_test_secret"]
const appSecrets = ["test_app_secret"]

describe("known answers", () => {
  it.effect("of the vendor's signature: hex over the raw body, without a prefix", () =>
    Effect.gen(function* () {
      const [secret = ""] = secrets
      const signed = yield* Signature.sign(OmnichatWebhook.signature, {
        secret: Redacted.make(secret),
        body: topic.body
      })
      assert.strictEqual(signed["x-omnichat-signature"], topic.headers["x-omnichat-signature"])
      yield* accepts({ secrets }, topic)
    })
  )

  it.effect("of Meta's signature, over the bytes with their escapes", () =>
    Effect.gen(function* () {
      yield* accepts({ appSecrets }, forwarded)
      const escaped = "sha256=02331cadf5416e9e5dc4ecf73b5c9b7aa6577a90b90fbb6bad6e9a35d8a8f6a9"
      const plain = "sha256=1156bb8871b0fb6c41be587675ee25663758799081f9aa28d1ecccad94158e9d"
      yield* accepts({ appSecrets }, sent('{"text":"\\u00e4\\u00f6\\u00e5"}', { "x-hub-signature-256": escaped }))
      yield* accepts({ appSecrets }, sent('{"text":"äöå"}', { "x-hub-signature-256": plain }))
      const unescaped = sent('{"text":"äöå"}', { "x-hub-signature-256": escaped })
      assert.strictEqual(yield* reason({ appSecrets }, unescaped), "mismatch")
    })
  )
})

describe("the order of proofs", () => {
  it.effect("secrets verify both signatures, unless Meta's has its own", () =>
    Effect.gen(function* () {
      const both = { secrets: [...secrets, ...appSecrets] }
      yield* accepts(both, topic)
      yield* accepts(both, forwarded)
      yield* accepts({ secrets, appSecrets }, forwarded)
      assert.strictEqual(yield* reason({ secrets, appSecrets: ["other"] }, forwarded), "mismatch")
      assert.strictEqual(yield* reason({ ...both, appSecrets: [] }, forwarded), "missing-header")
    })
  )

  it.effect("the vendor's signature decides where it is there", () =>
    Effect.gen(function* () {
      const headers = { "x-hub-signature-256": emptySignature, "x-omnichat-signature": "00" }
      assert.strictEqual(yield* reason({ secrets, appSecrets }, sent(empty, headers)), "mismatch")
      yield* accepts({ appSecrets }, sent(empty, headers))
    })
  )

  it.effect("a signature that is missing is not waived", () =>
    Effect.gen(function* () {
      const bare = sent(empty, {})
      for (const options of [{ secrets }, { appSecrets }, { secrets, appSecrets }]) {
        assert.strictEqual(yield* reason(options, bare), "missing-header")
        assert.strictEqual(yield* reason({ ...options, allowUnsigned: true }, bare), "missing-header")
      }
      assert.strictEqual(yield* reason({}, bare), "missing-secret")
      assert.strictEqual(yield* reason({}, topic), "missing-secret")
      assert.strictEqual(yield* reason({ secrets: [""], allowUnsigned: true }, bare), "missing-secret")
      yield* accepts({ allowUnsigned: true }, bare)
    })
  )

  it.effect("a shared secret stands for the signature that is not there", () =>
    Effect.gen(function* () {
      const sharedSecret = { in: "query", name: "token", secrets: ["in the URL"] } as const
      const options = { secrets, sharedSecret }
      yield* accepts(options, sent(empty, {}, "token=in%20the%20URL"))
      yield* accepts(options, topic)
      assert.strictEqual(yield* reason(options, sent(empty, {}, "token=omni_test_secret")), "mismatch")
      assert.strictEqual(yield* reason(options, sent(empty, {})), "missing-header")
      const tampered = { ...topic, body: utf8.encode('{"ticketId":124}'), query: "token=in%20the%20URL" }
      assert.strictEqual(yield* reason(options, tampered), "mismatch")
    })
  )

  it.effect("a shared secret alone is all that is asked for", () =>
    Effect.gen(function* () {
      const options = { secrets: ["t"], sharedSecret: { in: "header", name: "X-Token" } } as const
      yield* accepts(options, sent(empty, { "x-token": "t", "x-omnichat-signature": "of a secret that is not known" }))
      assert.strictEqual(yield* reason(options, forwarded), "missing-header")
    })
  )
})

describe("the handshake", () => {
  const ask = (query: string, options: OmnichatWebhook.OmnichatWebhookOptions = { secrets, verifyToken: "v" }) =>
    OmnichatWebhook.make(options).challenge(new URLSearchParams(query))

  it("is answered in both spellings", () => {
    assert.strictEqual(ask("verify_token=v&challenge=c1"), "c1")
    assert.strictEqual(ask("hub.mode=subscribe&hub.verify_token=v&hub.challenge=c2"), "c2")
    const options = { verifyToken: Redacted.make("v") }
    assert.strictEqual(ask("verify_token=v&challenge=c3", options), "c3")
  })

  it("is not answered to the wrong token, nor without one, nor to the signature secret", () => {
    assert.isUndefined(ask("verify_token=w&challenge=c"))
    assert.isUndefined(ask("challenge=c"))
    assert.isUndefined(ask("verify_token=omni_test_secret&challenge=c"))
    assert.isUndefined(ask("verify_token=&challenge=c", { secrets, verifyToken: "" }))
    assert.isUndefined(ask("verify_token=v&challenge=c", { secrets }))
  })
})

it("nothing is sent again, and 15 seconds is all there is", () => {
  const webhook = OmnichatWebhook.make({})
  assert.isFalse(webhook.redelivers)
  assert.strictEqual(webhook.timeoutSeconds, 15)
})
