/**
 * Replies decode: every example of the vendor's documentation, and what is known to come beside those (chat2desk-wire B3).
 *
 * `fixtures/responses` holds the examples as `<group>.<endpoint>[.<name of the example>].json`; what had to be mended is told in
 * `fixtures/repairs.json`.
 */

import { Inventory } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { dataOf, firstOf, rowsOf, totalOf } from "../src/api/Envelope.ts"
import { Chat2DeskApi } from "../src/Chat2DeskApi.ts"
import repairs from "./fixtures/repairs.json" with { type: "json" }

const folder = (name: string) => new URL(`fixtures/${name}/`, import.meta.url)
const responses = folder("responses")
const names = Fixtures.names(responses)

const decode = (name: string) => {
  const [group = "", endpoint = ""] = name.split(".")
  return Fixtures.decodeReply(Chat2DeskApi, group, endpoint)
}

/** No reply of theirs is documented. */
const silent = [
  "clients.update",
  "companies.switchMode",
  "companies.update",
  "dialogs.update",
  "messages.inbox",
  "messages.markRead",
  "messages.markUnread",
  "messages.send",
  "messages.setStatus",
  "other.decodeQrCode",
  "other.deleteOutbox",
  "requests.close",
  "selfServiceMenu.send",
  "tags.deleteFrom",
  "templateGroups.create",
  "templateGroups.delete",
  "templateGroups.get",
  "templateGroups.list",
  "templateGroups.update",
  "templates.delete",
  "templates.update",
  "webhooks.update"
]

describe("documented examples", () => {
  it.effect.each(names)("%s", (name) =>
    Effect.gen(function* () {
      const reply = Fixtures.json(responses, name)
      assert.strictEqual(yield* decode(name)(reply), reply, "the reply itself, not a copy")
    })
  )

  it("every endpoint whose reply is documented has one", () => {
    const exemplified = new Set(names.map((name) => name.split(".").slice(0, 2).join(".")))
    const without = Inventory.declaredEndpoints(Chat2DeskApi)
      .map(({ group, endpoint }) => `${group}.${endpoint}`)
      .filter((name) => !exemplified.has(name))
      .sort()
    assert.deepStrictEqual(without, silent)
  })

  it("every repair is of a fixture", () => {
    const all = ["responses", "requests", "errors", "refused"].flatMap((kind) =>
      Fixtures.names(folder(kind)).map((name) => `${kind}/${name}`)
    )
    assert.includeMembers(all, Object.keys(repairs))
  })
})

const message = { id: 274002417, type: "from_client", text: "Hi" }

describe("what the examples do not show", () => {
  it.effect.each<readonly [why: string, endpoint: string, reply: unknown]>([
    ["messages in the envelope that production has", "messages.list", { data: [message], status: "success" }],
    ["one message in it", "messages.get", { data: message, status: "success" }],
    [
      "dialogs in it, with their number",
      "dialogs.list",
      { data: [{ id: 1 }], meta: { total: 1, limit: 20, offset: 0 } }
    ],
    ["a dialog in it, without a message", "dialogs.get", { data: { id: 1, last_message: null }, status: "success" }],
    ["unanswered dialogs in it", "dialogs.unanswered", { data: { ids: [], client_ids: [] }, status: "success" }],
    ["a request in it", "requests.get", { data: { id: 1, dialog_id: 2, tags: [{ id: 3 }] } }],
    ["a request's messages in it", "requests.messages", { data: [{ id: 1, clientID: 2, type: "in" }] }],
    ["operators' statuses in it", "operators.statuses", { data: [{ id: 0, name: { en: "Working" } }] }],
    ["tags in it", "tags.list", { data: [{ id: 1, label: "VIP" }], meta: { total: 1 } }],
    ["a webhook by itself, not in a list", "webhooks.get", { data: { id: 1, url: "https://example.com" } }],
    ["a tag by itself, not in a list", "tags.create", { data: { id: 1, label: "VIP" } }],
    ["a list that is empty, bare", "clients.dialogs", []],
    ["a client who got no question", "clients.lastQuestion", { data: null, status: "success" }],
    ["a type, a state and an event of a later release", "messages.list", { data: [{ id: 1, type: "bot" }] }],
    ["a webhook for it", "webhooks.list", { data: [{ id: 1, events: ["new_thing"] }] }],
    ["ids as text", "messages.list", [{ ...message, id: "274002417", operator_id: "1" }]],
    ["no comment's attachments", "messages.list", [{ ...message, attachments: null }]],
    ["coordinates in any form", "messages.list", [{ ...message, coordinates: "44.6 33.5" }]],
    [
      "a message that was sent",
      "messages.send",
      {
        data: {
          message_id: 1,
          channel_id: 2,
          operator_id: null,
          transport: "telegram",
          type: "to_client",
          client_id: 3
        }
      }
    ],
    [
      "an import that was refused as a whole message, without its text",
      "messages.import",
      { status: "failure", errors: [{ errors: [] }] }
    ],
    [
      "a transport that says `yes` to something new",
      "dataTypes.transports",
      { data: { new: { to_client: { sticker: "yes" } } } }
    ]
  ])("%s", ([, name, reply]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* decode(name)(reply), reply)
    })
  )

  it.effect.each<readonly [why: string, endpoint: string, reply: unknown, where: string]>([
    ["a client without an id", "clients.list", { data: [{ id: 1 }, { name: "Ann" }] }, `["data"][1]["id"]`],
    ["a message without an id, bare", "messages.list", [{ text: "Hi" }], `[0]["id"]`],
    ["a message that was sent without an id", "messages.send", { data: { client_id: 1 } }, `["message_id"]`],
    ["an import that says nothing", "messages.import", { errors: [] }, `["status"]`],
    ["a list that is none", "channels.list", { data: {} }, `["data"]`]
  ])("%s fails, and the failure says where", ([, name, reply, where]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(decode(name)(reply))
      assert.include(error.message, where)
    })
  )
})

describe("unwrapping", () => {
  it("a list, in its envelope or bare", () => {
    const inEnvelope = { data: [1, 2], meta: { total: 5 }, status: "success" }
    assert.deepStrictEqual([rowsOf(inEnvelope), totalOf(inEnvelope)], [[1, 2], 5])
    assert.deepStrictEqual([rowsOf([1, 2]), totalOf([1, 2])], [[1, 2], undefined])
    assert.strictEqual(totalOf({ data: [], meta: null }), undefined)
  })

  it("one thing, in its envelope, bare or in a list of one", () => {
    assert.deepStrictEqual(dataOf({ data: { id: 1 } }), { id: 1 })
    assert.deepStrictEqual(dataOf({ id: 1 }), { id: 1 })
    assert.deepStrictEqual(firstOf({ data: [{ id: 1 }] }), { id: 1 })
    assert.deepStrictEqual(firstOf({ data: { id: 1 } }), { id: 1 })
    assert.strictEqual(firstOf({ data: [] }), undefined)
  })
})
