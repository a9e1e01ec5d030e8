/** What decoding a vendor's bodies must give, also when something in them is not as documented. */
import { Event } from "@dragoman/core/domain"
import type { Delivery } from "@dragoman/core/webhook"
import { assert, it } from "@effect/vitest"
import { Effect, Result, Schema } from "effect"
import { receive } from "../Decoding.ts"
import type { WebhookContractOptions, WebhookSample } from "../WebhookContract.ts"
import { deliver, now, secret, trusting, utf8 } from "./Deliveries.ts"
import { replacements, withReplaced } from "./JsonDamage.ts"

export const describeSample = (options: WebhookContractOptions, sample: WebhookSample) => {
  const decode = (delivery: Delivery) => receive(trusting(options, secret), delivery)

  it.effect(
    `${sample.name}: becomes events of the domain${sample.events === undefined ? "" : `: ${sample.events.join(", ")}`}`,
    () =>
      Effect.gen(function* () {
        const events = yield* decode(yield* deliver(options, sample, { account: "a:b c" }))
        assert.isAbove(events.length, 0)
        for (const event of events) fitsTheDomain(event)
        assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
        for (const { account } of events) assert.strictEqual(account, "a:b c")
        if (sample.events !== undefined)
          assert.deepStrictEqual(
            events.map(({ type }) => type),
            sample.events
          )
      })
  )

  it.effect(`${sample.name}: keeps its ids when it is delivered again, and shares none with another account`, () =>
    Effect.gen(function* () {
      const ids = (events: ReadonlyArray<Event>) => events.map(({ id }) => id)
      const sent = ids(yield* decode(yield* deliver(options, sample)))
      const again = yield* deliver(options, sample, { timestamp: now + 3600, receivedAt: now + 3600 })
      assert.deepStrictEqual(ids(yield* decode(again)), sent)
      const elsewhere = ids(yield* decode(yield* deliver(options, sample, { account: "other" })))
      assert.isEmpty(elsewhere.filter((id) => sent.includes(id)))
    })
  )

  it.effect(`${sample.name}: is never refused or dropped for what is wrong inside it`, () =>
    Effect.gen(function* () {
      const webhook = trusting(options, secret)
      const delivery = yield* deliver(options, sample)
      const json: unknown = JSON.parse(sample.body)
      for (const replacement of replacements(json)) {
        const body = utf8.encode(JSON.stringify(withReplaced(json, replacement)))
        const decoded = webhook.decode(yield* webhook.trust({ ...delivery, body }))
        const where = `${replacement.path.join(".")} = ${JSON.stringify(replacement.value)}`
        assert.isTrue(Result.isSuccess(decoded), where)
        const events = Result.getOrElse(decoded, () => [])
        assert.isAbove(events.length, 0, where)
        for (const event of events) fitsTheDomain(event, where)
      }
    })
  )

  it.effect(`${sample.name}: cut short, is not JSON and nothing worse`, () =>
    Effect.gen(function* () {
      const webhook = trusting(options, secret)
      const delivery = yield* deliver(options, sample)
      for (const length of [0, 1, sample.body.length >> 1, sample.body.trimEnd().length - 1]) {
        const decoded = webhook.decode(yield* webhook.trust({ ...delivery, body: delivery.body.subarray(0, length) }))
        assert.isTrue(Result.isFailure(decoded), `${length} bytes`)
      }
    })
  )
}

const explain = Schema.decodeUnknownResult(Event)
const isEvent = Schema.is(Event)

const fitsTheDomain = (event: unknown, where = "") => {
  if (isEvent(event)) return
  const result = explain(event)
  assert.fail(`${where} does not fit the domain: ${Result.isFailure(result) ? result.failure.message : "?"}`)
}
