/** Every fixture becomes exactly its events, and those are events of the domain. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { decode, fixtures } from "../Fixtures.ts"

const isEvent = Schema.is(Event)

describe("webhook payloads", () => {
  it("has all documented examples", () => {
    assert.lengthOf(
      fixtures.filter(({ name }) => name.startsWith("documented--")),
      16
    )
  })

  it.each(fixtures)("$name", ({ expected, json }) => {
    const events = decode(json)
    assert.deepStrictEqual(events, expected)
    for (const event of events) assert.isTrue(isEvent(event), JSON.stringify(event))
  })
})
