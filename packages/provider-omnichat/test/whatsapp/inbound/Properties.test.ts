/** What holds for any body: decoding answers with events of the domain, never throws, and the same body has the same ids. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { toFacts } from "../../../src/whatsapp/index.ts"
import { decode, fixtures, payload } from "../Fixtures.ts"

const isEvent = Schema.is(Event)

const decodes = (json: unknown) =>
  Effect.sync(() => {
    assert.isAbove(toFacts(structuredClone(json)).length, 0)
    const events = decode(json)
    for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event))
    const ids = events.map(({ id }) => id)
    assert.strictEqual(new Set(ids).size, ids.length)
    assert.deepStrictEqual(
      decode(json).map(({ id }) => id),
      ids
    )
  })

/** Which fixture, which of the places in it, and what is put there. */
const Mutation = Schema.Struct({
  fixture: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: fixtures.length - 1 })),
  places: Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 200 }))).check(Schema.isMaxLength(4)),
  value: Schema.Union([
    Schema.Null,
    Schema.Boolean,
    Schema.String,
    Schema.Finite,
    Schema.Array(Schema.Null),
    Schema.Record(Schema.String, Schema.Null)
  ])
})

const Kind = Schema.Union([
  Schema.String,
  Schema.Literals(["text", "image", "interactive", "edit", "revoke", "system", "order", "contacts", "__proto__"])
])

describe("any body", () => {
  it.effect.prop("is decoded", [Schema.Json], ([json]) => decodes(json))

  it.effect.prop(
    "that is a message of any kind is decoded",
    [Kind, Schema.Json, Schema.Json],
    ([type, body, context]) =>
      decodes({
        entry: [
          {
            changes: [
              {
                field: "messages",
                value: {
                  metadata: { display_phone_number: "15550100" },
                  messages: [
                    Object.fromEntries([
                      ["id", "wamid.1"],
                      ["type", type],
                      [type, body],
                      ["context", context]
                    ])
                  ]
                }
              }
            ]
          }
        ]
      })
  )

  it.effect.prop("that is a fixture with some values exchanged is decoded", [Mutation], ([mutation]) => {
    const json = payload(fixtures[mutation.fixture]?.name ?? "")
    for (const place of mutation.places) replace(json, place, mutation.value)
    return decodes(json)
  })

  it.each(fixtures)("$name has the same ids in any order of keys, and its input is left alone", ({ json, name }) => {
    const reversed = reverseKeys(json)
    assert.deepStrictEqual(
      decode(reversed).map(({ id }) => id),
      decode(json).map(({ id }) => id)
    )
    assert.deepStrictEqual(json, payload(name))
  })
})

const reverseKeys = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(reverseKeys)
  if (typeof json !== "object" || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reverseKeys(value)])
  )
}

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
