/** Every operation that the vendor documents is declared, in both versions of its documentation. */

import { Inventory } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { ChatwootApi } from "../src/ChatwootApi.ts"
import documented from "./fixtures/inventory.json" with { type: "json" }
import newer from "./fixtures/inventory-4.15.1.json" with { type: "json" }

/** Declared though no file documents them: the vendor's routes have them (see each endpoint's comment). */
const fromRoutes = [
  "contacts.active",
  "contacts.attachments",
  "contacts.destroyCustomAttributes",
  "conversations.attachments",
  "conversations.delete",
  "conversations.mute",
  "conversations.search",
  "conversations.transcript",
  "conversations.unmute",
  "conversations.unread",
  "conversations.updateLastSeen",
  "inboxes.delete",
  "inboxes.resetSecret",
  "messages.retry",
  "messages.update",
  "uploads.create",
  "uploads.createFromUrl"
]

describe("ChatwootApi inventory", () => {
  it("declares 128 of 128 operations of the documentation", () => {
    const report = Inventory.compare(ChatwootApi, documented)
    assert.deepStrictEqual(report.missing, [])
    assert.strictEqual(`${report.covered} of ${report.documented}`, "128 of 128")
  })

  it("declares every operation of the 4.15.1 documentation", () => {
    const report = Inventory.compare(ChatwootApi, newer)
    assert.deepStrictEqual(report.missing, [])
    assert.strictEqual(`${report.covered} of ${report.documented}`, "143 of 143")
  })

  it("declares nothing else but what the vendor's routes have", () => {
    const report = Inventory.compare(ChatwootApi, [...documented, ...newer])
    assert.deepStrictEqual(report.undocumented.map((it) => `${it.group}.${it.endpoint}`).sort(), fromRoutes)
  })

  it("names an operation that is not declared", () => {
    const extra = { method: "GET", path: "/api/v1/accounts/{account_id}/nothing" }
    assert.deepStrictEqual(Inventory.compare(ChatwootApi, [...documented, extra]).missing, [extra])
  })

  it("spells path parameters as the documentation does", () => {
    const spelled = new Set(newer.map((it) => `${it.method} ${it.path.replace(/\/$/, "")}`))
    const differing = Inventory.declaredEndpoints(ChatwootApi)
      .filter((it) => !fromRoutes.includes(`${it.group}.${it.endpoint}`))
      .map((it) => `${it.method} ${it.path.replaceAll(/:([a-z_]+)/g, "{$1}")}`)
      .filter((operation) => !spelled.has(operation))
    assert.deepStrictEqual(differing, [])
  })
})
