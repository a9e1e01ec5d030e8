/** What the configured secrets, or the lack of them, decide. */
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import type { WebhookContractOptions, WebhookSample } from "../WebhookContract.ts"
import { deliver, refuses, secret, trusting } from "./Deliveries.ts"

export const describeSecrets = (options: WebhookContractOptions, sample: WebhookSample) => {
  it.effect("accepts what any of several secrets signed, and nothing else", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      yield* trusting(options, "new", secret).verify(delivery)
      yield* trusting(options, secret, "old").verify(delivery)
      yield* refuses(trusting(options, "new", "old"), delivery, "mismatch")
    })
  )

  it.effect("refuses when no secret is configured, or an empty one", () =>
    Effect.gen(function* () {
      for (const configured of [[], [""], [" "]]) {
        const signed = yield* deliver(options, sample, { secret: configured[0] ?? secret })
        yield* refuses(trusting(options, ...configured), signed, "missing-secret")
      }
      const allowing = options.make({ secrets: [""], allowUnsigned: true })
      yield* refuses(allowing, yield* deliver(options, sample, { secret: "" }), "missing-secret")
    })
  )

  it.effect("says so when the configured secret has white space around it", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      for (const spaced of [`${secret}\n`, ` ${secret}`, `${secret}\t`]) {
        const refused = yield* Effect.flip(trusting(options, spaced).verify(delivery))
        assert.include(refused.message, "white space")
        assert.notInclude(refused.message, secret)
      }
    })
  )

  it.effect("accepts the unsigned only where that is allowed and no secret is configured", () =>
    Effect.gen(function* () {
      const unsigned = { ...(yield* deliver(options, sample)), headers: sample.headers ?? {} }
      yield* options.make({ allowUnsigned: true }).verify(unsigned)
      yield* refuses(options.make({ allowUnsigned: true, secrets: [secret] }), unsigned, "missing-header")
      yield* refuses(options.make({ allowUnsigned: false }), unsigned)
      const wrong = yield* deliver(options, sample, { secret: "another" })
      yield* refuses(options.make({ allowUnsigned: true, secrets: [secret] }), wrong, "mismatch")
    })
  )
}
