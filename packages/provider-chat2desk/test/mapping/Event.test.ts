/** The table of events against the documentation's list, and what a body says when it is not in it. */
import { assert, describe, it } from "@effect/vitest"
import { webhookEvents } from "../../src/api/Webhooks.ts"
import { hookTypes } from "../../src/api/webhooks/HookTypes.ts"
import { documentedNames, toFacts } from "../../src/mapping/Event.ts"

const problemOf = (json: unknown) => {
  const [fact] = toFacts(json)
  return fact?.type === "unknown" ? fact.data : fact?.type
}

describe("names", () => {
  it("differ for three of the 25", () => {
    const renamed = webhookEvents.filter((name) => hookTypes[name] !== name)
    assert.deepStrictEqual(renamed, ["operator_status_changed", "device_updated", "new_ticket"])
    assert.sameMembers([...documentedNames()], Object.values(hookTypes))
  })
})

describe("a body that is not read", () => {
  it("says why", () => {
    assert.deepStrictEqual(problemOf({ hook_type: "sale" }), {
      problem: "hook_type: sale is not documented",
      name: "sale"
    })
    assert.deepStrictEqual(problemOf({ hook_type: "inbox" }), { problem: "message_id: Missing key", name: "inbox" })
    for (const json of [null, [], "inbox", 1, {}, { hook_type: 1 }, { hook_type: null }]) {
      assert.deepStrictEqual(problemOf(json), { problem: "hook_type: Expected string" })
    }
  })

  it("keeps its time and all of it", () => {
    const json = { hook_type: "sale", event_time: "2023-01-25T09:32:10.137860Z", amount: 1 }
    const [fact] = toFacts(json)
    assert.strictEqual(fact?.occurredAt as string | undefined, "2023-01-25T09:32:10.137Z")
    assert.strictEqual(fact?.raw, json)
  })

  it("is not taken for a method of an object", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      assert.deepStrictEqual(problemOf({ hook_type: name }), {
        problem: `hook_type: ${name} is not documented`,
        name
      })
    }
  })
})
