/** Deliveries that must be refused: what the headers lack, what is damaged in them, what was done to the body, what the clock says. */
import { it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { WebhookContractOptions, WebhookSample } from "../WebhookContract.ts"
import { anySignature, deliver, mapValues, now, refuses, secret, trusting, utf8 } from "./Deliveries.ts"

export const describeRefusals = (options: WebhookContractOptions, sample: WebhookSample) => {
  it.effect("refuses a delivery that lacks any of the headers", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      const signed = Object.keys(yield* options.sign(delivery.body, secret, now))
      yield* refuses(trusting(options, secret), { ...delivery, headers: {} }, "missing-header")
      for (const name of signed) {
        const { [name]: _, ...headers } = delivery.headers
        yield* refuses(trusting(options, secret), { ...delivery, headers }, "missing-header")
      }
    })
  )

  const damages: Readonly<Record<string, (signature: string) => string>> = {
    "an empty signature": () => "",
    "a truncated signature": (signature) => signature.slice(0, -2),
    "a signature that goes on": (signature) => `${signature}00`,
    "a signature of other characters": (signature) => "z".repeat(signature.length),
    "a scrambled signature": (signature) => [...signature].reverse().join("")
  }
  it.effect.each(Object.entries(damages))("refuses %s", ([, damage]) =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      const headers = mapValues(delivery.headers, (value) => value.replace(anySignature, damage))
      yield* refuses(trusting(options, secret), { ...delivery, headers }, "mismatch", "malformed-header")
    })
  )

  it.effect("refuses junk in the signature's header", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      for (const junk of ["", "=", ",", "junk", "t=,v1=", "sha256", "ÿ", "a".repeat(10_000)]) {
        const headers = mapValues(delivery.headers, (value) => (value.search(anySignature) === -1 ? value : junk))
        yield* refuses(trusting(options, secret), { ...delivery, headers }, "mismatch", "malformed-header")
      }
    })
  )

  if (options.prefix !== undefined) {
    const prefix = options.prefix
    it.effect("refuses a signature without its prefix, or with another", () =>
      Effect.gen(function* () {
        const delivery = yield* deliver(options, sample)
        for (const other of ["", "sha1=", prefix.toUpperCase(), ` ${prefix}`]) {
          const headers = mapValues(delivery.headers, (value) => value.replace(prefix, other))
          yield* refuses(trusting(options, secret), { ...delivery, headers }, "mismatch", "malformed-header")
        }
      })
    )
  }

  it.effect("refuses the same JSON with other white space", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      for (const body of [` ${sample.body}`, `${sample.body}\n`, `\uFEFF${sample.body}`]) {
        yield* refuses(trusting(options, secret), { ...delivery, body: utf8.encode(body) }, "mismatch")
      }
    })
  )

  const Tampering = Schema.Struct({ position: Schema.Natural, bit: Schema.Natural })
  it.effect.prop("refuses a body of which any bit was changed", [Tampering], ([{ position, bit }]) =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      const body = delivery.body.slice()
      const index = position % body.length
      body[index] = (body[index] ?? 0) ^ (1 << (bit % 8))
      yield* refuses(trusting(options, secret), { ...delivery, body }, "mismatch")
    })
  )
}

export const describeTime = (options: WebhookContractOptions, sample: WebhookSample, tolerance: number) => {
  it.effect("tolerates a time that is off by as much as is tolerated, both ways", () =>
    Effect.gen(function* () {
      for (const receivedAt of [now + tolerance, now - tolerance]) {
        yield* trusting(options, secret).verify(yield* deliver(options, sample, { receivedAt }))
      }
    })
  )

  it.effect("refuses a delivery that is too old or too new", () =>
    Effect.gen(function* () {
      const late = yield* deliver(options, sample, { receivedAt: now + tolerance + 1 })
      yield* refuses(trusting(options, secret), late, "too-old")
      const early = yield* deliver(options, sample, { receivedAt: now - tolerance - 1 })
      yield* refuses(trusting(options, secret), early, "too-new")
    })
  )

  it.effect("refuses a time that is not a number, or not the one that was signed", () =>
    Effect.gen(function* () {
      const delivery = yield* deliver(options, sample)
      const changed = (time: string) => mapValues(delivery.headers, (value) => value.replace(String(now), time))
      for (const time of ["", "soon", "NaN", "1e9", "-1", "0x10", "2026-01-01T00:00:00Z"]) {
        yield* refuses(trusting(options, secret), { ...delivery, headers: changed(time) }, "malformed-header")
      }
      yield* refuses(trusting(options, secret), { ...delivery, headers: changed(String(now + 1)) }, "mismatch")
    })
  )
}
