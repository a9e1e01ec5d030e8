import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Timestamp } from "../../src/domain/index.ts"
import {
  fromEpochMillis,
  fromEpochSeconds,
  fromIso,
  toEpochSeconds,
  toIsoText,
  toTimestamp
} from "../../src/wire/index.ts"

const millennium = "2001-09-09T01:46:40.000Z"

describe("times", () => {
  it("are read from seconds and milliseconds, with fractions", () => {
    assert.strictEqual(fromEpochSeconds(1_000_000_000), millennium)
    assert.strictEqual(fromEpochSeconds(1_770_946_053.365), "2026-02-13T01:27:33.365Z")
    assert.strictEqual(fromEpochMillis(1_770_946_053_365), "2026-02-13T01:27:33.365Z")
  })

  it.each([
    "2001-09-09T01:46:40.000Z",
    "2001-09-09T01:46:40Z",
    "2001-09-09T01:46Z".replace("46Z", "46:40Z"),
    "2001-09-09T03:46:40+02:00",
    "2001-09-09T03:46:40.000+0200",
    "2001-09-08T22:46:40-03:00",
    "2001-09-09 01:46:40 UTC",
    "2001-09-09T01:46:40 UTC",
    "2001-09-09T01:46:40.0Z",
    "2001-09-09 01:46:40 +0000",
    "2001-09-08 22:46:40 -0300",
    "2001-09-09T01:46:40.000000Z"
  ])("are read from %s", (text) => {
    assert.strictEqual(fromIso(text), millennium)
  })

  it("are absent where a vendor says never, or where they would be guessed", () => {
    for (const nothing of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, null, undefined]) {
      assert.isUndefined(fromEpochSeconds(nothing), String(nothing))
      assert.isUndefined(fromEpochMillis(nothing), String(nothing))
    }
    assert.isUndefined(fromEpochMillis(Date.UTC(10_000, 0)), "more digits than the form has")
    const unreadable = [
      "",
      "2001-09-09T01:46:40",
      "2001-09-09",
      "09/09/2001",
      "soon",
      "2001-13-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      null
    ]
    for (const text of unreadable) assert.isUndefined(fromIso(text), String(text))
  })

  it("lose what is less than a millisecond, and no day of the month", () => {
    assert.strictEqual(fromIso("2023-12-31T23:59:59.9999Z"), "2023-12-31T23:59:59.999Z")
    assert.strictEqual(fromIso("2023-12-31T23:59:59.1Z"), "2023-12-31T23:59:59.100Z")
    assert.strictEqual(fromIso("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00.000Z")
    for (const none of [
      "2023-02-29T00:00:00Z",
      "2023-04-31T00:00:00Z",
      "2023-04-31T00:00:00+02:00",
      "2023-00-10T00:00:00Z"
    ]) {
      assert.isUndefined(fromIso(none), none)
    }
  })

  it("that do not exist are not taken as they stand", () => {
    assert.strictEqual(fromIso("2026-02-28T23:59:59.999Z"), "2026-02-28T23:59:59.999Z")
    assert.strictEqual(fromIso("2026-01-31T00:00:00.000Z"), "2026-01-31T00:00:00.000Z")
    for (const none of ["2026-02-13T25:00:00.000Z", "2026-02-13T00:60:00.000Z", "2026-00-13T00:00:00.000Z"]) {
      assert.isUndefined(fromIso(none), none)
    }
  })

  it.effect.prop("are written as a date writes them", [Schema.Number], ([value]) =>
    Effect.sync(() => {
      const millis = Math.abs(Number.isFinite(value) ? value : 0) % Date.UTC(10_000, 0)
      assert.strictEqual(toIsoText(millis), new Date(millis).toISOString())
    })
  )

  it("are read in either form where a vendor mixes them", () => {
    for (const either of [1_000_000_000, "1000000000", "1000000000.0", "2001-09-09T01:46:40Z"]) {
      assert.strictEqual(toTimestamp(either), millennium)
    }
    for (const nothing of [0, "0", "", null, undefined, "12"]) assert.isUndefined(toTimestamp(nothing))
  })

  it.effect.prop(
    "never throw, and are always of the domain's form",
    [Schema.Union([Schema.Number, Schema.String])],
    ([value]) =>
      Effect.sync(() => {
        const time = toTimestamp(value)
        if (time !== undefined) assert.isTrue(Schema.is(Timestamp)(time), time)
      })
  )

  it.effect.prop("go back to the seconds they came from", [Schema.Int], ([value]) =>
    Effect.sync(() => {
      const seconds = 1 + (Math.abs(value) % 4_000_000_000)
      const time = fromEpochSeconds(seconds)
      assert.strictEqual(time === undefined ? undefined : toEpochSeconds(time), seconds)
    })
  )
})
