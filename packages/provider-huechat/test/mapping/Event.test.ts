/** The table of events by itself: what is told of a body that cannot be read, and the types of what is beyond the domain. */
import { assert, describe, it } from "@effect/vitest"
import { documentedNames, toFacts } from "../../src/mapping/Event.ts"
import { toTime } from "../../src/mapping/Time.ts"
import { bodyOf } from "../Deliveries.ts"

const problemOf = (json: unknown): string | undefined => {
  const [fact] = toFacts(json, { legacy: false })
  return fact?.type === "unknown" ? fact.data.problem : undefined
}

const envelope = { version: 1, event_uuid: "e1", timestamp: 1_712_500_000.25 }

describe("a body that cannot be read", () => {
  it("says where, and never what stands there", () => {
    assert.strictEqual(problemOf(null), "Expected object")
    assert.strictEqual(problemOf({ ...envelope, event: 7 }), "event: Expected string")
    assert.strictEqual(problemOf({ ...envelope, event: "a.b" }), "event: a.b is not documented")
    const message = { ...envelope, event: "message.created", data: { id: null, content: ["a secret"] } }
    assert.match(problemOf(message) ?? "", /^data\.id: .*; data\.content: /)
    assert.notInclude(problemOf(message), "a secret")
    const status = { ...envelope, event: "conversation.status_changed", data: { id: 42, current_status: "" } }
    assert.strictEqual(problemOf(status), "data.current_status: Missing key")
  })

  it("has the time and the name of the event all the same", () => {
    const [fact] = toFacts({ ...envelope, event: "a.b" }, { legacy: false })
    assert.strictEqual(fact?.occurredAt, "2024-04-07T14:26:40.250Z")
  })
})

it("names that objects have anyway are not events", () => {
  for (const event of ["constructor", "__proto__", "toString", "has"]) {
    assert.strictEqual(problemOf({ ...envelope, event, data: {} }), `event: ${event} is not documented`)
  }
})

it("the vendor's object is passed on as it is, not a copy of it", () => {
  for (const name of documentedNames()) {
    const body = bodyOf(name)
    const [fact] = toFacts(body, { legacy: false })
    assert.strictEqual(fact?.raw, body.data, name)
  }
})

it("contradiction 21: a time is Unix seconds, milliseconds beyond 1e12, or ISO text", () => {
  const at = "2024-04-07T14:26:40.000Z"
  const all = [1_712_500_000, 1_712_500_000_000, "1712500000", "1712500000000", "2024-04-07T14:26:40Z", at]
  for (const time of all) assert.strictEqual(toTime(time) as string, at, String(time))
  assert.strictEqual(toTime(1_712_500_000.123) as string, "2024-04-07T14:26:40.123Z")
  for (const none of [null, undefined, 0, "", "soon", {}, [], true, Number.NaN, 1e300, -1])
    assert.isUndefined(toTime(none))
})
