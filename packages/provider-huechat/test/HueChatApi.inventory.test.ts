/** Every operation that the vendor documents is declared, and what is declared beside them has a reason. */

import { Inventory } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { HueChatApi } from "../src/HueChatApi.ts"
import documented from "./fixtures/inventory.json" with { type: "json" }

/** Promised by scopes, documented nowhere. */
const promised = ["contactWrites.block", "contactWrites.create", "contactWrites.delete", "contactWrites.update"]

describe("HueChatApi inventory", () => {
  it("declares 85 of 85 operations of the documentation", () => {
    const report = Inventory.compare(HueChatApi, documented)
    assert.deepStrictEqual(report.missing, [])
    assert.strictEqual(`${report.covered} of ${report.documented}`, "85 of 85")
  })

  it("contradiction 37: what else is declared are the contact writes that scopes promise", () => {
    const undocumented = Inventory.declaredEndpoints(HueChatApi)
      .filter((it) => !isDocumented(it))
      .map((it) => `${it.group}.${it.endpoint}`)
    assert.deepStrictEqual(undocumented.sort(), promised)
  })

  it("names an operation that is not declared", () => {
    const extra = { method: "GET", path: "/api/v2/accounts/{account_id}/nothing" }
    assert.deepStrictEqual(Inventory.compare(HueChatApi, [...documented, extra]).missing, [extra])
  })

  it("contradiction 49: spells paths as the documentation does, accountId of broadcasts and templates too", () => {
    const differing = Inventory.declaredEndpoints(HueChatApi)
      .filter((it) => it.group !== "contactWrites" && !isDocumented(it))
      .map((it) => `${it.method} ${it.path}`)
    assert.deepStrictEqual(differing, [])
  })
})

const spelled = new Set(documented.map((it) => `${it.method} ${it.path}`))
const isDocumented = (it: { readonly method: string; readonly path: string }) =>
  spelled.has(`${it.method} ${it.path.replaceAll(/:(\w+)/g, "{$1}")}`)
