/** What holds for any body under any event's name: decoding answers with events of the domain and never throws; a changed body never verifies. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { bodyOf, decode, delivery, fixture, fixtures, legacyWebhook, receive, webhook } from "./Deliveries.ts"

const isEvent = Schema.is(Event)

const decodes = Effect.fnUntraced(function* (json: unknown) {
  for (const by of [webhook, legacyWebhook]) {
    const events = yield* decode(json, by)
    assert.isAbove(events.length, 0)
    for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event.data))
    const ids = events.map(({ id }) => id)
    assert.strictEqual(new Set(ids).size, events.length)
    assert.deepStrictEqual(
      (yield* decode(json, by)).map(({ id }) => id),
      ids
    )
  }
})

const objects = fixtures.map(({ name }) => name).filter((name) => name !== "unknown--list")
const Name = Schema.Literals(objects)

describe("any body", () => {
  it.effect.prop("is decoded", [Schema.Json], ([json]) => decodes(json))

  it.effect.prop("in any envelope is decoded", [Schema.Json, Schema.Json, Schema.Json, Schema.Json], (all) => {
    const [event, event_uuid, timestamp, data] = all
    return decodes({ version: 1, event, event_uuid, timestamp, data })
  })

  it.effect.prop("as the data of a known event is decoded", [Schema.Json, Name], ([data, name]) =>
    decodes({ ...bodyOf(name), data })
  )

  it.effect.prop("of one event under another's name is decoded", [Name, Name], ([one, other]) =>
    decodes({ ...bodyOf(one), event: bodyOf(other).event })
  )

  it.effect.prop("with one key exchanged is decoded", [Name, Schema.Natural, Schema.Json], ([name, key, value]) => {
    const body = bodyOf(name)
    const keys = Object.keys(body.data ?? {})
    return decodes({ ...body, data: { ...body.data, [keys[key % keys.length] ?? ""]: value } })
  })

  it.effect.prop("with any change reported is decoded", [Schema.String, Schema.Json, Schema.Json], (all) => {
    const [key, from, to] = all
    const body = bodyOf("conversation.updated")
    return decodes({ ...body, data: { ...body.data, changes: { [key]: { from, to }, [`${key}s`]: from } } })
  })

  it.effect.prop("that was tampered with does not verify", [Name, Schema.Natural, Schema.Natural], (all) =>
    Effect.gen(function* () {
      const [name, place, bit] = all
      const signed = yield* delivery(fixture(name.startsWith("legacy--") ? "message.created" : name))
      const body = Uint8Array.from(signed.body)
      const where = place % body.length
      body[where] = (body[where] ?? 0) ^ (1 << (bit % 8))
      const verdict = yield* Effect.flip(receive({ ...signed, body }))
      assert.strictEqual(verdict._tag === "SignatureRefused" && verdict.reason, "mismatch")
    })
  )
})

describe("event ids", () => {
  it.effect.prop("of two events are never the same", [Schema.NonEmptyString, Schema.NonEmptyString], ([one, other]) =>
    Effect.gen(function* () {
      const body = bodyOf("conversation.updated")
      const idsOf = (event_uuid: string) =>
        Effect.map(decode({ ...body, event_uuid }), (events) => events.map(({ id }) => id))
      const ids = [...(yield* idsOf(one)), ...(yield* idsOf(other))]
      assert.strictEqual(new Set(ids).size, one === other ? ids.length / 2 : ids.length)
    })
  )
})
