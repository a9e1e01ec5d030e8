/** The signature by known answers (chat2desk-wire B1), and how long it is good for. */
import { type Delivery, type DeliveryHeaders, Signature } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Chat2DeskWebhook } from "../src/index.ts"

const utf8 = new TextEncoder()

/** The vendor's example: body, time and digest. */
const documentedBody =
  '{"message_id":28780,"type":"from_client","text":"test7","transport":"widget","client_id":12568,"operator_id":null,"dialog_id":942,"channel_id":1,"photo":null,"coordinates":null,"audio":null,"pdf":null,"client":{"id":12568,"phone":"[chat] 1d0bb2e221762cfcc05c","client_phone":null,"name":"[chat] 1d0bb2e221762cfcc05c","assigned_name":null,"external_id":null},"hook_type":"inbox","request_id":5357,"attachments":[],"is_new_request":false,"is_new_client":false,"insta_comment":false,"extra_data":{},"is_new":true,"event_time":"2025-04-03T11:50:06.984494Z"}'
const documentedTime = 1_743_681_006
const documentedDigest = "88b574d8237e1b7740f88102018b734d3dd5bc6803c509a3694eff9721b0c595"

/** Of the token `test_token`. */
const digests = {
  documented: "b9c55b60bda7a6811bbcbbf502d5d6985ef630600ee305aa40085b74ce1aa1d3",
  short: "372015bbcf946ec490ccf6bc6e22716dc5452f61a9e7ee0b22d40bd1b0352c10"
}
const shortBody = '{"hook_type":"inbox","message_id":1}'

const sent = (body: string, signature: string, options: { readonly later?: number } = {}): Delivery => ({
  account: "acme",
  headers: { "x-signature": signature, "x-timestamp": String(documentedTime) },
  body: utf8.encode(body),
  receivedAt: (documentedTime + (options.later ?? 0)) * 1000
})

const verify = (secrets: ReadonlyArray<string>, delivery: Delivery) =>
  Chat2DeskWebhook.make({ secrets }).verify(delivery)

const reason = (secrets: ReadonlyArray<string>, delivery: Delivery) =>
  Effect.map(Effect.flip(verify(secrets, delivery)), (refused) => refused.reason)

describe("known answers", () => {
  it.effect("of the documentation, whose key stands there as it is", () => {
    const literal: Signature.SignatureScheme = { ...Chat2DeskWebhook.signature, key: (secret) => secret }
    return Effect.gen(function* () {
      const delivery = sent(documentedBody, documentedDigest)
      yield* Signature.verify(literal, delivery, [Redacted.make("md5_api_token")])
      const headers = yield* Signature.sign(literal, {
        secret: Redacted.make("md5_api_token"),
        body: delivery.body,
        timestamp: documentedTime
      })
      assert.deepStrictEqual(headers, delivery.headers)
    })
  })

  it("of the key: the token's MD5 in hex", () => {
    assert.strictEqual(Chat2DeskWebhook.signingKey("test_token"), "c452458f4e50cdf9c8a1338016a6289d")
    assert.strictEqual(Chat2DeskWebhook.signingKey(""), "d41d8cd98f00b204e9800998ecf8427e")
  })

  it.effect("of deliveries that a token signed", () =>
    Effect.gen(function* () {
      yield* verify(["test_token"], sent(documentedBody, digests.documented))
      yield* verify(["test_token"], sent(shortBody, digests.short))
      yield* verify(["test_token"], sent(shortBody, digests.short.toUpperCase()))
      assert.strictEqual(yield* reason(["test_token"], sent(shortBody, digests.documented)), "mismatch")
      assert.strictEqual(yield* reason(["test_token"], sent(documentedBody, documentedDigest)), "mismatch")
      assert.strictEqual(yield* reason(["md5_api_token"], sent(documentedBody, documentedDigest)), "mismatch")
    })
  )
})

describe("a new token signs from then on", () => {
  it.effect("and both are right while it is replaced", () =>
    Effect.gen(function* () {
      const delivery = sent(shortBody, digests.short)
      yield* verify(["next_token", "test_token"], delivery)
      assert.strictEqual(yield* reason(["next_token"], delivery), "mismatch")
    })
  )
})

describe("the time", () => {
  const hours = 3600
  it.effect.each([0, 10, 10 + 5 * 60, 10 + 5 * 60 + 2 * hours])(
    "lets the repetition after %s seconds pass, if the event's time is the one that is signed",
    (later) => verify(["test_token"], sent(shortBody, digests.short, { later }))
  )

  it.effect("refuses what is older than three hours, unless more is tolerated", () =>
    Effect.gen(function* () {
      const late = sent(shortBody, digests.short, { later: 3 * hours + 1 })
      assert.strictEqual(yield* reason(["test_token"], late), "too-old")
      yield* Chat2DeskWebhook.make({ secrets: ["test_token"], toleranceSeconds: 6 * hours }).verify(late)
      const strict = Chat2DeskWebhook.make({ secrets: ["test_token"], toleranceSeconds: 300 })
      const refused = yield* Effect.flip(strict.verify(sent(shortBody, digests.short, { later: 301 })))
      assert.strictEqual(refused.reason, "too-old")
    })
  )
})

describe("accounts that nothing is signed for", () => {
  const unsigned: Delivery = { ...sent(shortBody, ""), headers: {} }
  const given = (headers: DeliveryHeaders, query = ""): Delivery => ({ ...unsigned, headers, query })

  it.effect("need that said, and a configured token is not waived", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* reason([], unsigned), "missing-secret")
      assert.strictEqual(yield* reason(["test_token"], unsigned), "missing-header")
      yield* Chat2DeskWebhook.make({ allowUnsigned: true }).verify(unsigned)
      const both = Chat2DeskWebhook.make({ allowUnsigned: true, secrets: ["test_token"] })
      assert.strictEqual((yield* Effect.flip(both.verify(unsigned))).reason, "missing-header")
    })
  )

  it.effect("may have a secret in the URL", () =>
    Effect.gen(function* () {
      const sharedSecret = { in: "query", name: "key", secrets: ["s3cret"] } as const
      const webhook = Chat2DeskWebhook.make({ secrets: ["test_token"], sharedSecret })
      yield* webhook.verify(given({}, "key=s3cret"))
      yield* webhook.verify(sent(shortBody, digests.short))
      assert.strictEqual((yield* Effect.flip(webhook.verify(given({}, "key=guess")))).reason, "mismatch")
    })
  )
})

it("the vendor sends again what was not answered with success, and gives up after five hours", () => {
  const webhook = Chat2DeskWebhook.make({})
  assert.isTrue(webhook.redelivers)
  assert.strictEqual(webhook.redeliveryWindowSeconds, 5 * 60 * 60)
})
