/** Every operation that the vendor documents is declared, and what is declared beside them has a source. */

import { Inventory } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { OmnichatApi } from "../src/OmnichatApi.ts"
import documented from "./fixtures/inventory.json" with { type: "json" }

/** Of the newer developer guide, which the Postman file does not have. */
const fromGuide = ["agentMessages.send", "rooms.close", "rooms.toHumanAgent"]

describe("OmnichatApi inventory", () => {
  it("declares 31 of 31 operations of the documentation", () => {
    const report = Inventory.compare(OmnichatApi, documented)
    assert.deepStrictEqual(report.missing, [])
    assert.strictEqual(`${report.covered} of ${report.documented}`, "31 of 31")
  })

  it("declares nothing else but what the newer guide has", () => {
    const report = Inventory.compare(OmnichatApi, documented)
    assert.deepStrictEqual(report.undocumented.map((it) => `${it.group}.${it.endpoint}`).sort(), fromGuide)
  })

  it("names an operation that is not declared", () => {
    const extra = { method: "GET", path: "/v1/nothing" }
    assert.deepStrictEqual(Inventory.compare(OmnichatApi, [...documented, extra]).missing, [extra])
  })

  it("spells paths as the documentation does, but for a hyphen that no parameter's name may have", () => {
    const spelled = new Set(
      documented.map((it) => `${it.method} ${it.path.replace("{business-phone-number}", "{businessPhoneNumber}")}`)
    )
    const differing = Inventory.declaredEndpoints(OmnichatApi)
      .filter((it) => !fromGuide.includes(`${it.group}.${it.endpoint}`))
      .map((it) => `${it.method} ${it.path.replaceAll(/:(\w+)/g, "{$1}")}`)
      .filter((operation) => !spelled.has(operation))
    assert.deepStrictEqual(differing, [])
  })
})
