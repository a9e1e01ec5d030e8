import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { equalInConstantTime, fingerprint, hmacSha256, webHmacSha256 } from "../../src/webhook/Hmac.ts"

const utf8 = new TextEncoder()

/** Published by stripe-node, `test/crypto/helpers.ts`. */
const knownAnswers = [
  ["", "f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd"],
  ['{"obj1":"hello","obj2":"world"}', "bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363"],
  ["😀", "837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43"]
] as const

describe("HMAC-SHA256", () => {
  it.effect.each(knownAnswers)("of %s", ([message, expected]) =>
    Effect.gen(function* () {
      for (const hmac of [hmacSha256, webHmacSha256]) {
        for (const pieces of [[message], [utf8.encode(message)], ["", message, new Uint8Array()]]) {
          const digest = hmac("test_secret", pieces, "hex")
          assert.strictEqual(yield* Effect.promise(async () => digest), expected)
          const base64 = hmac("test_secret", pieces, "base64")
          assert.strictEqual(yield* Effect.promise(async () => base64), Buffer.from(expected, "hex").toString("base64"))
        }
      }
    })
  )

  it("is there at once on a runtime that has it natively", () => {
    assert.isString(hmacSha256("key", ["message"], "hex"))
  })

  const Sample = Schema.Struct({ key: Schema.String, head: Schema.String, body: Schema.Uint8Array })
  it.effect.prop("is the same natively and by WebCrypto", [Sample], ([{ key, head, body }]) =>
    Effect.gen(function* () {
      const web = yield* Effect.promise(() => webHmacSha256(key, [head, body], "base64"))
      assert.strictEqual(hmacSha256(key, [head, body], "base64"), web)
    })
  )
})

describe("comparing", () => {
  it("is by value, and by length first", () => {
    assert.isTrue(equalInConstantTime("abc", "abc"))
    for (const other of ["abd", "ab", "abc0", "ABC", "abģ", ""]) assert.isFalse(equalInConstantTime("abc", other))
  })
})

describe("the fingerprint of a body", () => {
  it.effect("is its SHA-256 in hex", () =>
    Effect.gen(function* () {
      const empty = yield* fingerprint(new Uint8Array())
      assert.strictEqual(empty(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
      const hello = yield* fingerprint(utf8.encode("hello"))
      assert.strictEqual(hello(), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
    })
  )
})
