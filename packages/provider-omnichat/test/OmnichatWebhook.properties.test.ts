/** What holds for any body under any topic: decoding answers with events of the domain and never throws; a changed body never verifies. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { decode, delivery, fixtures, headersOf, receive } from "./Deliveries.ts"

const isEvent = Schema.is(Event)

const decodes = Effect.fnUntraced(function* (json: unknown, headers: Readonly<Record<string, string>>) {
  const events = yield* decode(json, headers)
  assert.isAbove(events.length, 0)
  for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event.data))
  assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
  const again = yield* decode(json, headers)
  assert.deepStrictEqual(
    again.map(({ id }) => id),
    events.map(({ id }) => id)
  )
})

const Index = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: fixtures.length - 1 }))
const at = (index: number) => fixtures[index] ?? { body: new Uint8Array(), name: "" }
const parse = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body))

describe("any body", () => {
  it.effect.prop("is decoded", [Schema.Json], ([json]) => decodes(json, {}))

  it.effect.prop("under any header of the vendor's is decoded", [Schema.Json, Schema.String, Schema.String], (all) => {
    const [json, topic, time] = all
    return decodes(json, { "x-omnichat-topic": topic, "x-omnichat-timestamp": time, "x-omnichat-team": topic })
  })

  it.effect.prop("under a known topic is decoded", [Schema.Json, Index], ([json, index]) =>
    decodes(json, headersOf(at(index).name))
  )

  it.effect.prop("of one topic under another is decoded", [Index, Index], ([index, other]) =>
    decodes(parse(at(index).body), headersOf(at(other).name))
  )

  it.effect.prop("with one key exchanged is decoded", [Index, Schema.Natural, Schema.Json], ([index, key, value]) => {
    const json = parse(at(index).body)
    const keys = Object.keys(json)
    return decodes({ ...json, [keys[key % keys.length] ?? ""]: value }, headersOf(at(index).name))
  })

  it.effect.prop("that was tampered with does not verify", [Index, Schema.Natural, Schema.Natural], (all) =>
    Effect.gen(function* () {
      const [index, place, bit] = all
      const signed = yield* delivery(at(index))
      const body = Uint8Array.from(signed.body)
      const where = place % body.length
      body[where] = (body[where] ?? 0) ^ (1 << (bit % 8))
      const verdict = yield* Effect.flip(receive({ ...signed, body }))
      assert.strictEqual(verdict._tag === "SignatureRefused" && verdict.reason, "mismatch")
    })
  )
})
