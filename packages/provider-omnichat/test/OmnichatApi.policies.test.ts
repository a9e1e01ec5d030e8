/** What each endpoint tells the pipeline: the limits it draws on, and whether it may be sent again. */
import { CallPolicy } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Context } from "effect"
import { rateLimits } from "../src/api/Limits.ts"
import { OmnichatApi } from "../src/OmnichatApi.ts"

const policies = Object.values(OmnichatApi.groups).flatMap((group) =>
  Object.values(group.endpoints).map((endpoint) => ({
    name: `${group.identifier}.${endpoint.identifier}`,
    method: endpoint.method,
    ...Context.getOrUndefined(group.annotations, CallPolicy),
    ...Context.getOrUndefined(endpoint.annotations, CallPolicy)
  }))
)

describe("OmnichatApi policies", () => {
  it("every endpoint draws on the team's allowance, the pass-through on Meta's too", () => {
    assert.strictEqual(rateLimits.team.max, 40)
    assert.strictEqual(rateLimits.team.window, "1 second")
    assert.deepStrictEqual(
      policies.filter((policy) => !policy.limits?.includes("team")),
      []
    )
    const other = policies.filter((policy) => policy.limits?.length !== 1)
    assert.deepStrictEqual(
      other.map(({ name, limits }) => ({ name, limits })),
      [{ name: "headless.send", limits: ["team", "recipient"] }]
    )
  })

  it("only what reads or sets a state may be sent again, and points are never adjusted twice", () => {
    assert.deepStrictEqual(
      policies
        .filter((policy) => policy.repeat === "safe")
        .map((policy) => policy.name)
        .sort(),
      [
        "contacts.upsert",
        "customers.upsert",
        "customers.upsertByOmniCustomerId",
        "headless.markRead",
        "identities.memberData"
      ]
    )
    assert.deepStrictEqual(
      policies.filter(({ repeat }) => repeat !== undefined && repeat !== "safe"),
      []
    )
  })
})
