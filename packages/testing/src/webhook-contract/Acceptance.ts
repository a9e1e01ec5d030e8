/** Deliveries that must be accepted. */
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import type { WebhookContractOptions, WebhookSample } from "../WebhookContract.ts"
import { deliver, refuses, secret, trusting } from "./Deliveries.ts"

export const describeAcceptance = (options: WebhookContractOptions, sample: WebhookSample) => {
  const bodies = {
    "a body as the vendor sends it": sample.body,
    "a body in UTF-8": '{"text":"größer, 日本語, 😀"}',
    "an empty body": ""
  }
  it.effect.each(Object.entries(bodies))("accepts %s", ([, body]) =>
    Effect.gen(function* () {
      const verified = yield* trusting(options, secret).verify(yield* deliver(options, { ...sample, body }))
      assert.strictEqual(verified.account, "main")
    })
  )

  it.effect("accepts bytes that are a part of a larger buffer", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      const larger = new Uint8Array(delivery.body.length + 20)
      larger.set(delivery.body, 10)
      yield* trusting(options, secret).verify({ ...delivery, body: larger.subarray(10, 10 + delivery.body.length) })
    })
  )

  if (options.several !== undefined) {
    const several = options.several
    it.effect("accepts several signatures of which one is right", () =>
      Effect.gen(function* () {
        const wrong = yield* deliver(options, sample, { secret: "another" })
        const right = yield* deliver(options, sample)
        for (const headers of [several([wrong.headers, right.headers]), several([right.headers, wrong.headers])]) {
          yield* trusting(options, secret).verify({ ...right, headers })
        }
        const headers = several([wrong.headers, wrong.headers])
        yield* refuses(trusting(options, secret), { ...right, headers }, "mismatch")
      })
    )
  }

  if (options.withUnknownVersion !== undefined) {
    const withUnknownVersion = options.withUnknownVersion
    it.effect("ignores signatures of an unknown version", () =>
      Effect.gen(function* () {
        const right = yield* deliver(options, sample)
        yield* trusting(options, secret).verify({ ...right, headers: withUnknownVersion(right.headers) })
        const wrong = yield* deliver(options, sample, { secret: "another" })
        yield* refuses(trusting(options, secret), { ...right, headers: withUnknownVersion(wrong.headers) }, "mismatch")
      })
    )
  }
}
