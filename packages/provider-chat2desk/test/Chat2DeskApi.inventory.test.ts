/** Every operation that the vendor documents is declared, and nothing else. */

import { Inventory } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { Chat2DeskApi } from "../src/Chat2DeskApi.ts"
import documented from "./fixtures/inventory.json" with { type: "json" }

describe("Chat2DeskApi inventory", () => {
  it("declares 78 of 78 operations of the documentation, and nothing else", () => {
    const report = Inventory.compare(Chat2DeskApi, documented)
    assert.deepStrictEqual(report.missing, [])
    assert.strictEqual(`${report.covered} of ${report.documented}`, "78 of 78")
    assert.deepStrictEqual(report.undocumented, [])
  })

  it("names an operation that is not declared", () => {
    const extra = { method: "GET", path: "/v1/nothing" }
    assert.deepStrictEqual(Inventory.compare(Chat2DeskApi, [...documented, extra]).missing, [extra])
  })

  it("spells paths as the documentation does, parameters and the end of a path included", () => {
    const spelled = new Set(documented.map(({ method, path }) => `${method} ${path}`))
    const differing = Inventory.declaredEndpoints(Chat2DeskApi)
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`)
      .filter((operation) => !spelled.has(operation))
    assert.deepStrictEqual(differing, [])
  })
})
