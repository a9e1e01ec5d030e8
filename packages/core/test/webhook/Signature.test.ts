/** What is particular to each scheme. What all have in common is held by the webhook contract of `@dragoman/testing`. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result } from "effect"
import { Base64 } from "effect/encoding"
import { type Delivery, Signature } from "../../src/webhook/index.ts"

const utf8 = new TextEncoder()

const deliveryOf = (body: string, headers: Delivery["headers"], receivedAt = 0, query = ""): Delivery => ({
  account: "main",
  body: utf8.encode(body),
  headers,
  receivedAt: receivedAt * 1000,
  query
})

const reasonOf = (verified: Effect.Effect<void, Signature.SignatureRefused>) =>
  Effect.map(Effect.flip(verified), ({ reason }) => reason)

const secret = Redacted.make("test_secret")

describe("plainHmac", () => {
  const scheme = Signature.plainHmac({ signatureHeader: "X-Signature", prefix: "sha256=" })

  it.effect("signs the body alone", () =>
    Effect.gen(function* () {
      const body = utf8.encode('{"obj1":"hello","obj2":"world"}')
      assert.deepStrictEqual(yield* Signature.sign(scheme, { secret, body }), {
        "x-signature": "sha256=bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363"
      })
    })
  )
})

describe("timestampedHmac", () => {
  it.effect("signs as Standard Webhooks does, with a key that is Base64 behind a prefix", () =>
    Effect.gen(function* () {
      const scheme = Signature.timestampedHmac({
        signatureHeader: "webhook-signature",
        timestampHeader: "webhook-timestamp",
        prefix: "v1,",
        encoding: "base64",
        toleranceSeconds: 300,
        key: (text) => Result.getOrThrow(Base64.decode(text.replace(/^whsec_/, ""))),
        message: (body, timestamp) => [`msg_p5jXN8AQM9LWM0D4loKWxJek.${timestamp}.`, body]
      })
      const body = '{"test": 2432232314}'
      const key = Redacted.make("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
      const headers = yield* Signature.sign(scheme, { secret: key, body: utf8.encode(body), timestamp: 1614265330 })
      assert.deepStrictEqual(headers, {
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "webhook-timestamp": "1614265330"
      })
      yield* Signature.verify(scheme, deliveryOf(body, headers, 1614265330), [key])
    })
  )

  it.effect("names every header that is missing at once", () =>
    Effect.gen(function* () {
      const scheme = Signature.timestampedHmac({
        signatureHeader: "X-Sig",
        timestampHeader: "X-Time",
        toleranceSeconds: 1
      })
      const refused = yield* Effect.flip(Signature.verify(scheme, deliveryOf("", {}), [secret]))
      assert.include(refused.message, "x-sig, x-time")
    })
  )
})

describe("versionedHmac", () => {
  const scheme = Signature.versionedHmac({ header: "X-HueChat-Signature", version: "v1", toleranceSeconds: 300 })
  const body = '{"version":1,"event":"webhook.test"}'
  const time = 1712400000

  it.effect("has time and signatures in one header", () =>
    Effect.gen(function* () {
      const headers = yield* Signature.sign(scheme, { secret, body: utf8.encode(body), timestamp: time })
      const value = headers["x-huechat-signature"] ?? ""
      assert.match(value, /^t=1712400000,v1=[0-9a-f]{64}$/)
      const spaced = value.replace(",", ", ")
      const swapped = value.split(",").reverse().join(",")
      const upper = value.toUpperCase().replace("T=", "t=").replace("V1=", "v1=")
      for (const form of [value, spaced, swapped, upper]) {
        yield* Signature.verify(scheme, deliveryOf(body, { "x-huechat-signature": form }, time), [secret])
      }
    })
  )

  it.effect.each(["v1=00", "t=1", "t=1,v2=00", "t,v1", "garbage"])("refuses %s as malformed", (form) =>
    Effect.gen(function* () {
      const delivery = deliveryOf(body, { "x-huechat-signature": form }, 1)
      assert.strictEqual(yield* reasonOf(Signature.verify(scheme, delivery, [secret])), "malformed-header")
    })
  )
})

describe("verifySharedSecret", () => {
  const inHeader: Signature.SharedSecret = { in: "header", name: "Authorization", prefix: "Bearer " }
  const inQuery: Signature.SharedSecret = { in: "query", name: "key" }
  const another = Redacted.make("a b&c")

  it.effect("finds the secret in a header, behind its prefix", () =>
    Effect.gen(function* () {
      const with_ = (authorization: string) =>
        Signature.verifySharedSecret(inHeader, deliveryOf("", { authorization }), [another, secret])
      yield* with_("Bearer test_secret")
      for (const wrong of ["test_secret", "Bearer test_secre", "Bearer test_secrets", "bearer test_secret", ""]) {
        assert.strictEqual(yield* reasonOf(with_(wrong)), "mismatch", wrong)
      }
    })
  )

  it.effect("finds the secret in the query, decoded", () =>
    Effect.gen(function* () {
      const with_ = (query: string) =>
        Signature.verifySharedSecret(inQuery, deliveryOf("", {}, 0, query), [another, secret])
      yield* with_("x=1&key=test_secret")
      yield* with_("key=a%20b%26c")
      assert.strictEqual(yield* reasonOf(with_("key=")), "mismatch")
      assert.strictEqual(yield* reasonOf(with_("x=1")), "missing-header")
    })
  )

  it.effect("fails closed", () =>
    Effect.gen(function* () {
      const nothing = Signature.verifySharedSecret(inQuery, deliveryOf("", {}, 0, "key="), [Redacted.make("")])
      assert.strictEqual(yield* reasonOf(nothing), "missing-secret")
      const missing = Signature.verifySharedSecret(inHeader, deliveryOf("", {}), [secret])
      assert.strictEqual(yield* reasonOf(missing), "missing-header")
    })
  )
})
