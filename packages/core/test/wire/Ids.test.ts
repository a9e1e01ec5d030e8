import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { Timestamp } from "../../src/domain/index.ts"
import { eventId, joinId, parseId, type Report, statusKey, toEvents, unknownFact } from "../../src/wire/index.ts"

const wellFormed = (text: string) => text.toWellFormed()

describe("composite ids", () => {
  it("are the values joined by colons, encoded only where they must be", () => {
    assert.strictEqual(joinId(["whatsapp", "15550100", "a:b"]), "whatsapp:15550100:a%3Ab")
    assert.strictEqual(joinId(["18337", "telegram"]), "18337:telegram")
    assert.strictEqual(joinId(["user@example.com", "+15550100"]), "user@example.com:+15550100")
  })

  it("do not parse unless they have the right number of values", () => {
    for (const bad of ["a", "a:b:c", ":b", "a:", "", "a:%E0%A4%A"]) assert.isUndefined(parseId(bad, 2), bad)
  })

  const Values = Schema.Array(Schema.NonEmptyString)
  it.effect.prop("parse back, whatever the values", [Values], ([values]) =>
    Effect.sync(() => {
      if (values.length === 0) return
      assert.deepStrictEqual(parseId(joinId(values), values.length), values.map(wellFormed))
    })
  )
})

const report: Report = {
  provider: "acme",
  account: "main",
  receivedAt: "2026-01-01T00:00:00.000Z" as Timestamp,
  deliveryKey: () => "d1"
}

describe("event ids", () => {
  it("name the fact", () => {
    assert.strictEqual(eventId("acme", "main", "message.created", "m1"), "acme:main:message.created:m1")
    assert.strictEqual(eventId("acme", "a:b", "message.created", "m1"), "acme:a%3Ab:message.created:m1")
    assert.strictEqual(statusKey("m1", "delivered", undefined), "m1:delivered")
    assert.strictEqual(statusKey("wamid.HBg=", "read", 1_700_000_000), "wamid.HBg=:read:1700000000")
  })

  const Status = Schema.Struct({ id: Schema.String, word: Schema.String, time: Schema.optionalKey(Schema.Natural) })
  const Colons = Schema.Literals(["a", "b", ":", "%", "a:b", "a%3Ab", "1", ""])
  const Tricky = Schema.Struct({ id: Colons, word: Colons, time: Schema.optionalKey(Schema.Literals([1, 2])) })
  const AnyStatus = Schema.Union([Status, Tricky])
  it.effect.prop("of two statuses are never the same", [AnyStatus, AnyStatus], ([left, right]) =>
    Effect.sync(() => {
      const same =
        wellFormed(left.id) === wellFormed(right.id) &&
        wellFormed(left.word) === wellFormed(right.word) &&
        left.time === right.time
      const keyOf = (status: typeof left) => statusKey(status.id, status.word, status.time)
      if (!same) assert.notStrictEqual(keyOf(left), keyOf(right))
      assert.strictEqual(keyOf(left), keyOf({ ...left }))
    })
  )

  it("fall back on the delivery and the position in it", () => {
    const events = toEvents({ ...report, deliveryId: "d1" }, [unknownFact(1, "a"), unknownFact(2, "b")])
    assert.deepStrictEqual(
      events.map(({ id, deliveryId }) => [id, deliveryId]),
      [
        ["acme:main:unknown:d1:0", "d1"],
        ["acme:main:unknown:d1:1", "d1"]
      ]
    )
  })

  it("make one event of a fact that stands twice, and do not ask for a hash that nobody needs", () => {
    const keyed = { ...unknownFact(1, "a"), key: "k" }
    const noHash: Report = {
      ...report,
      deliveryKey: () => {
        throw new Error("asked for")
      }
    }
    assert.strictEqual(toEvents(noHash, [keyed, keyed]).length, 1)
    assert.notProperty(toEvents(noHash, [keyed])[0], "deliveryId")
  })
})
