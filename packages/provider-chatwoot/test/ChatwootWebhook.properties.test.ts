/** What holds for any body: decoding answers with events of the domain and never throws; a changed body never verifies. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { decode, delivery, fixtures, receive, webhookFor } from "./Deliveries.ts"

const isEvent = Schema.is(Event)

const decodes = Effect.fnUntraced(function* (json: unknown) {
  const events = yield* decode(json)
  assert.isAbove(events.length, 0)
  for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event.data))
  assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
})

/** Which fixture, which of the places in it, and what is put there. */
const Mutation = Schema.Struct({
  fixture: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: fixtures.length - 1 })),
  places: Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 500 }))).check(Schema.isMaxLength(4)),
  value: Schema.Union([
    Schema.Null,
    Schema.Boolean,
    Schema.String,
    Schema.Finite,
    Schema.Int,
    Schema.Array(Schema.Null),
    Schema.Record(Schema.String, Schema.Null)
  ])
})

describe("any body", () => {
  it.effect.prop("is decoded", [Schema.Json], ([json]) => decodes(json))

  it.effect.prop(
    "under a known name is decoded",
    [Schema.Int, Schema.Record(Schema.String, Schema.Json)],
    ([index, json]) => decodes({ ...json, event: fixtures[Math.abs(index) % fixtures.length]?.name.split("--")[0] })
  )

  it.effect.prop("that is a fixture with some values exchanged is decoded", [Mutation], ([mutation]) => {
    const json = parse(fixtures[mutation.fixture]?.body ?? new Uint8Array())
    for (const place of mutation.places) replace(json, place, mutation.value)
    return decodes(json)
  })

  it.effect.prop(
    "that was tampered with does not verify",
    [Mutation.fields.fixture, Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100_000 })), Schema.Int],
    ([index, place, difference]) =>
      Effect.gen(function* () {
        const { body, name } = fixtures[index] ?? { body: new Uint8Array(), name: "" }
        const signed = yield* delivery(body)
        const tampered = Uint8Array.from(body)
        const at = place % tampered.length
        // Any difference but 0.
        tampered[at] = (tampered[at] ?? 0) ^ (1 + (Math.abs(difference) % 255))
        const verdict = yield* Effect.flip(receive(webhookFor(name), { ...signed, body: tampered }))
        assert.strictEqual(verdict._tag === "SignatureRefused" && verdict.reason, "mismatch")
      })
  )
})

const parse = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body))

/** Puts a value in the place of the `place`th value, in the order of reading, round and round. */
const replace = (json: unknown, place: number, value: unknown): void => {
  const places = slots(json)
  const slot = places[place % Math.max(1, places.length)]
  if (slot !== undefined) slot.holder[slot.key] = structuredClone(value)
}

interface Slot {
  readonly holder: Record<string, unknown>
  readonly key: string
}

const slots = (json: unknown): ReadonlyArray<Slot> => {
  if (typeof json !== "object" || json === null) return []
  const holder = json as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slots(holder[key])])
}
