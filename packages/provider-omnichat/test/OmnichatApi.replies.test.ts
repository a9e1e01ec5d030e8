/**
 * Replies decode: every example of the vendor's documentation, and what its tables, its newer guide and Meta say beyond those.
 *
 * `fixtures/responses` holds the examples as `<group>.<endpoint>[.<name of the example>].json`; what had to be mended is told in
 * `fixtures/repairs.json`.
 */

import { Inventory } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { OmnichatApi } from "../src/OmnichatApi.ts"
import repairs from "./fixtures/repairs.json" with { type: "json" }

const responsesFolder = new URL("fixtures/responses/", import.meta.url)

const names = Fixtures.names(responsesFolder)

/** Their replies say nothing. */
const silent = [
  "contacts.delete",
  "contacts.upsert",
  "customers.delete",
  "customers.upsert",
  "customers.upsertByOmniCustomerId",
  "loyalty.adjustPoints",
  "metaBusiness.uploadPublicKey",
  "rooms.assignAgent",
  "rooms.assignCollaborator",
  "rooms.close",
  "rooms.toHumanAgent",
  "rooms.unassignAgent",
  "rooms.unassignCollaborator"
]

describe("documented examples", () => {
  it.effect.each(names)("%s", (name) =>
    Effect.gen(function* () {
      const [group = "", endpoint = ""] = name.split(".")
      const reply = Fixtures.json(responsesFolder, name)
      assert.strictEqual(
        yield* Fixtures.decodeReply(OmnichatApi, group, endpoint)(reply),
        reply,
        "the reply itself, not a copy"
      )
    })
  )

  it("every endpoint that answers something has one", () => {
    const exemplified = new Set(names.map((name) => name.split(".").slice(0, 2).join(".")))
    const without = Inventory.declaredEndpoints(OmnichatApi)
      .map(({ group, endpoint }) => `${group}.${endpoint}`)
      .filter((name) => !exemplified.has(name))
      .sort()
    assert.deepStrictEqual(without, ["agentMessages.send", ...silent, "headless.markRead"].sort())
  })

  it("every repair is of a fixture", () => {
    const all = ["responses", "requests"].flatMap((folder) =>
      Fixtures.names(new URL(`fixtures/${folder}/`, import.meta.url)).map((name) => `${folder}/${name}`)
    )
    assert.includeMembers(all, Object.keys(repairs))
  })
})

const channel = { platform: "whatsapp", channelId: "85250000001" }

describe("what the examples do not show", () => {
  it.effect.each<readonly [why: string, endpoint: string, reply: unknown]>([
    [
      "a WhatsApp user without a phone number",
      "contacts.list",
      { content: [{ channel, id: null, bsuid: "US.13491208655302741918" }], totalElements: 1 }
    ],
    [
      "an agent's binding time as text, an attribute of a new type, an unknown platform",
      "contacts.list",
      {
        content: [
          {
            channel: { platform: "telegram", channelId: "1" },
            id: "2",
            agentBindTime: "2026-01-01T00:00:00+08:00",
            customAttributes: [{ key: "a", value: ["b"], type: "list" }]
          }
        ]
      }
    ],
    ["an empty page without a count", "messages.list", { content: [] }],
    [
      "a message of a new type, with nothing but its id",
      "messages.list",
      { content: [{ id: "m1" }, { id: "m2", messageType: "sticker", message: null }], totalElements: 2 }
    ],
    ["message ids as the table has them", "messages.sendDirect", { content: { trackId: "t", messageIds: "wamid.1" } }],
    ["a message id that is null", "messages.sendDirect", { content: { trackId: "t", messageIds: ["wamid.1", null] } }],
    ["chatbots as a bare array", "chatbots.list", [{ id: "1", name: "Bot", type: 3 }]],
    ["a tracking code in a list", "omoSales.referralLink", { content: [{ agentName: "Ken" }] }],
    ["nobody with that member id", "customers.get", { content: null }],
    [
      "a message to a BSUID, held by Meta",
      "headless.send",
      {
        messaging_product: "whatsapp",
        contacts: [{ input: "US.1", user_id: "US.1" }],
        messages: [{ id: "wamid.1", message_status: "held_for_quality_assessment" }]
      }
    ],
    ["a message marked as read", "headless.markRead", { success: true }],
    ["an agent message that was not sent", "agentMessages.send", { messageIds: ["m1", null] }]
  ])("%s", ([, name, reply]) =>
    Effect.gen(function* () {
      const [group = "", endpoint = ""] = name.split(".")
      assert.strictEqual(yield* Fixtures.decodeReply(OmnichatApi, group, endpoint)(reply), reply)
    })
  )

  it.effect.each<readonly [why: string, endpoint: string, reply: unknown, where: string]>([
    [
      "a message without an id",
      "messages.list",
      { content: [{ id: "m1" }, { message: "Hi" }] },
      `["content"][1]["id"]`
    ],
    ["a contact that nobody can name", "contacts.list", { content: [{ channel, name: "Ann" }] }, "a bsuid"],
    ["a message that was accepted without an id", "headless.send", { messages: [] }, `["messages"]`],
    ["a contact without a channel", "contacts.list", { content: [{ id: "1" }] }, `["content"][0]["channel"]`]
  ])("%s fails, and the failure says where", ([, name, reply, where]) =>
    Effect.gen(function* () {
      const [group = "", endpoint = ""] = name.split(".")
      const error = yield* Effect.flip(Fixtures.decodeReply(OmnichatApi, group, endpoint)(reply))
      assert.include(error.message, where)
    })
  )
})
