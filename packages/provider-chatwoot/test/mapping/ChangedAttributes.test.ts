import { assert, describe, it } from "@effect/vitest"
import { readChanges, toConversationChanges } from "../../src/mapping/ChangedAttributes.ts"
import { toOrigin } from "../../src/mapping/Marker.ts"

const priority = { priority: { previous_value: null, current_value: "urgent" } }

describe("readChanges", () => {
  it("tells what is not told from nothing changed", () => {
    assert.isUndefined(readChanges(null).changes)
    assert.isUndefined(readChanges(undefined).changes)
    assert.strictEqual(readChanges([]).changes?.size, 0)
  })

  it("reads the array of one-key objects and the plain object alike", () => {
    assert.deepStrictEqual(readChanges([priority]), readChanges(priority))
  })

  it("puts an attribute that is told twice together, and drops one that did not change", () => {
    const step = (previous_value: unknown, current_value: unknown) => ({ team_id: { previous_value, current_value } })
    const { changes } = readChanges([
      step(1, 2),
      step(2, 3),
      { sla_policy_id: { previous_value: null, current_value: null } }
    ])
    assert.deepStrictEqual([...(changes?.values() ?? [])], [{ name: "team_id", before: 1, after: 3 }])
  })

  it("costs no other what cannot be read", () => {
    const { changes, unread } = readChanges([null, priority, { status: ["open", "resolved"] }])
    assert.deepStrictEqual([...(changes?.keys() ?? [])], ["priority"])
    assert.deepStrictEqual(
      unread.map(({ problem }) => problem),
      [
        "changed_attributes.0: Expected object",
        "changed_attributes.2.status: Expected { previous_value, current_value }"
      ]
    )
  })
})

describe("toConversationChanges", () => {
  it("makes one change of assignee out of the agent's and the bot's columns", () => {
    const { changes } = readChanges([
      { assignee_agent_bot_id: { previous_value: 5, current_value: null } },
      { assignee_id: { previous_value: null, current_value: 7 } },
      priority
    ])
    assert.deepStrictEqual<unknown>(toConversationChanges(changes?.values() ?? []), [
      { field: "assignee", from: { id: "AgentBot:5" }, to: { id: "7" } },
      { field: "priority", to: "urgent" }
    ])
  })
})

describe("toOrigin", () => {
  it.each([
    [{}, "live"],
    [{ dragoman: "send" }, "echo"],
    [{ dragoman: "import" }, "imported"],
    [{ dragoman: "send", external_created_at: 1_714_557_600 }, "imported"],
    [{ external_created_at: null }, "live"],
    [{ dragoman: "else" }, "live"],
    [null, "live"]
  ])("%o is %s", (attributes, origin) => {
    assert.strictEqual(toOrigin(attributes), origin)
  })
})
