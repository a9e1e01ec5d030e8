/**
 * Replies decode: every example of the vendor's documentation, and what real servers send where the two differ.
 *
 * `fixtures/responses` holds the documentation's examples, one file for each operation (`.4.8` where the older document differs), put
 * together from the examples of properties where a reply has none of its own. `fixtures/contradictions.json` names those that no
 * server sends, why, and the wire fixture that stands in. `fixtures/wire` holds `<group>.<endpoint>[.<variant>].json`.
 */

import { Inventory } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootApi } from "../src/ChatwootApi.ts"
import contradictions from "./fixtures/contradictions.json" with { type: "json" }
import operations from "./fixtures/inventory-4.15.1.json" with { type: "json" }

const responsesFolder = new URL("fixtures/responses/", import.meta.url)
const wireFolder = new URL("fixtures/wire/", import.meta.url)

const contradicted: Readonly<Record<string, { readonly why: string; readonly wire: string }>> = contradictions

/** Operations that share method and path with another one. */
const shared: Readonly<Record<string, string>> = { "get-agent-conversation-metrics": "reports.agentConversations" }

const endpoints = Inventory.declaredEndpoints(ChatwootApi)

/** `group.endpoint` of a documented operation: of several on one path the plain JSON one, which is declared first. */
const endpointOf = (operation: string): readonly [group: string, endpoint: string] => {
  const alias = shared[operation]?.split(".")
  const documented = operations.find((row) => row.operation === operation)
  if (documented === undefined) throw new Error(`The documentation has no operation ${operation}`)
  const declared = endpoints.find((endpoint) => Inventory.operationKey(endpoint) === Inventory.operationKey(documented))
  return [alias?.[0] ?? declared?.group ?? "", alias?.[1] ?? declared?.endpoint ?? ""]
}

describe("documented examples", () => {
  const names = Fixtures.names(responsesFolder)

  it.effect.each(names.filter((name) => contradicted[name] === undefined))("%s", (name) =>
    Effect.gen(function* () {
      const [group, endpoint] = endpointOf(name.replace(/\.4\.8$/, ""))
      const reply = Fixtures.json(responsesFolder, name)
      assert.strictEqual(yield* Fixtures.decodeReply(ChatwootApi, group, endpoint)(reply), reply)
    })
  )

  it.effect.each(Object.keys(contradicted))("%s is not what servers send", (name) =>
    Effect.gen(function* () {
      const [group, endpoint] = endpointOf(name.replace(/\.4\.8$/, ""))
      assert.include(names, name)
      assert.isTrue(contradicted[name]?.wire.startsWith(`${group}.${endpoint}`), `${group}.${endpoint}`)
      assert.include(Fixtures.names(wireFolder), contradicted[name]?.wire)
      yield* Effect.flip(Fixtures.decodeReply(ChatwootApi, group, endpoint)(Fixtures.json(responsesFolder, name)))
    })
  )
})

describe("wire form", () => {
  it.effect.each(Fixtures.names(wireFolder))("%s", (name) =>
    Effect.gen(function* () {
      const [group = "", endpoint = ""] = name.split(".")
      const reply = Fixtures.json(wireFolder, name)
      assert.strictEqual(
        yield* Fixtures.decodeReply(ChatwootApi, group, endpoint)(reply),
        reply,
        "the reply itself, not a copy"
      )
    })
  )

  it.effect("a row without an id fails, and the failure says where", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        Fixtures.decodeReply(ChatwootApi, "contacts", "list")({ payload: [{ id: 1 }, { name: "Ann" }] })
      )
      assert.include(error.message, `["payload"][1]["id"]`)
    })
  )
})
