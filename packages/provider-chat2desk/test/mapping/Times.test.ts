/** The forms of chat2desk-wire B5, one by one. */
import { Timestamp } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { fromDay, fromTime, toTime } from "../../src/mapping/Times.ts"

describe("a time", () => {
  it.each([
    ["REST: a blank and a zone word", "2019-11-13T09:52:17 UTC", "2019-11-13T09:52:17.000Z"],
    ["outbox_status: Moscow's", "2021-06-10T17:38:04 MSK", "2021-06-10T14:38:04.000Z"],
    ["Moscow's, a day before UTC's", "2021-03-01T01:30:00 MSK", "2021-02-28T22:30:00.000Z"],
    ["event_time: microseconds", "2023-01-25T09:32:10.137860Z", "2023-01-25T09:32:10.137Z"],
    ["event_time: without a fraction", "2022-07-28T23:01:40Z", "2022-07-28T23:01:40.000Z"],
    ["Unix seconds", 1674639130, "2023-01-25T09:32:10.000Z"],
    ["Unix seconds as text, of an import", "1682676120", "2023-04-28T10:02:00.000Z"],
    ["older releases, in UTC", "13.11.2019 09:52:17", "2019-11-13T09:52:17.000Z"],
    ["a ticket's timestamp", "2024-06-18T12:00:00Z", "2024-06-18T12:00:00.000Z"],
    ["an offset", "2024-06-18T12:00:00.5+0200", "2024-06-18T10:00:00.500Z"]
  ] as const)("%s", (_, time, read) => {
    assert.strictEqual(toTime(time), Timestamp.make(read))
  })

  it.each([
    null,
    undefined,
    0,
    "",
    "0",
    Number.NaN,
    -1,
    "yesterday",
    "2019-11-13T09:52:17",
    "2019-11-13T09:52:17 XYZ",
    "2019-11-13T09:52:17 constructor",
    "2019-02-30T09:52:17 UTC",
    "2019-11-13T25:52:17 UTC",
    "31.02.2019 09:52:17",
    "13.11.2019"
  ])("is not made of %s", (time) => {
    assert.isUndefined(toTime(time))
  })

  it.prop("never throws, and is one of the domain's", [Schema.Union([Schema.String, Schema.Number])], ([time]) => {
    const read = toTime(time)
    assert.isTrue(read === undefined || Schema.is(Timestamp)(read))
  })
})

describe("the way back", () => {
  const time = Timestamp.make("2023-04-28T23:59:59.900Z")

  it("is Unix seconds as text for an import", () => {
    assert.strictEqual(fromTime(time), "1682726399")
    assert.strictEqual(toTime(fromTime(time)), Timestamp.make("2023-04-28T23:59:59.000Z"))
  })

  it("is the day for a filter", () => {
    assert.strictEqual(fromDay(time), "28-04-2023")
  })
})
