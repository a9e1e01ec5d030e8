/** What holds for any body: decoding answers with events of the domain and never throws; a changed body or time never verifies. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Chat2DeskWebhook } from "../src/index.ts"
import { bodyOf, decode, delivery, fixtures, receive, receivedAt } from "./Deliveries.ts"

const isEvent = Schema.is(Event)

const decodes = Effect.fnUntraced(function* (json: unknown) {
  const events = yield* decode(json)
  assert.isAbove(events.length, 0)
  for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event.data))
  assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
  assert.deepStrictEqual(yield* decode(json), events)
})

const names = Object.values(Chat2DeskWebhook.hookTypes)
const Index = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: fixtures.length - 1 }))
const HookType = Schema.Literals(names)
const at = (index: number) => fixtures[index]?.name ?? "inbox"

describe("any body", () => {
  it.effect.prop("is decoded", [Schema.Json], ([json]) => decodes(json))

  it.effect.prop(
    "under any name is decoded",
    [Schema.Record(Schema.String, Schema.Json), Schema.Union([HookType, Schema.Json])],
    ([json, name]) => decodes({ ...json, hook_type: name })
  )

  it.effect.prop("of one event under the name of another is decoded", [Index, HookType], ([index, name]) =>
    decodes(bodyOf(at(index), { hook_type: name }))
  )

  it.effect.prop("with one key exchanged is decoded", [Index, Schema.Natural, Schema.Json], ([index, key, value]) => {
    const keys = Object.keys(bodyOf(at(index)))
    return decodes(bodyOf(at(index), { [keys[key % keys.length] ?? ""]: value }))
  })

  it.effect.prop("that was tampered with does not verify", [Index, Schema.Natural, Schema.Natural], (all) =>
    Effect.gen(function* () {
      const [index, place, bit] = all
      const signed = yield* delivery(fixtures[index]?.body ?? new Uint8Array())
      const body = Uint8Array.from(signed.body)
      const where = place % body.length
      body[where] = (body[where] ?? 0) ^ (1 << (bit % 8))
      const verdict = yield* Effect.flip(receive({ ...signed, body }))
      assert.strictEqual(verdict._tag === "SignatureRefused" && verdict.reason, "mismatch")
    })
  )

  it.effect.prop("under another time does not verify", [Index, Schema.Natural], ([index, seconds]) =>
    Effect.gen(function* () {
      const signed = yield* delivery(fixtures[index]?.body ?? new Uint8Array())
      const headers = { ...signed.headers, "x-timestamp": String(receivedAt / 1000 + (seconds % 3600)) }
      const verdict = yield* Effect.flip(receive({ ...signed, headers }))
      assert.strictEqual(verdict._tag === "SignatureRefused" && verdict.reason, "mismatch")
    })
  )
})
