/**
 * Replies decode: every example of the vendor's documentation, and what its texts say beyond those.
 *
 * `fixtures/responses` holds the examples as `<group>.<endpoint>[.<name of the example>].json`. Where the documentation has a generator's
 * noise in the place of an example, there is none; `fixtures/repairs.json` tells.
 */

import { Inventory } from "@dragoman/testing"
import { decodeReply, json, names } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { unwrap, unwrapRows } from "../src/api/Envelopes.ts"
import { secretOf } from "../src/api/OutboundWebhooks.ts"
import { HueChatApi } from "../src/HueChatApi.ts"
import repairs from "./fixtures/repairs.json" with { type: "json" }

const folder = (name: string) => new URL(`./fixtures/${name}/`, import.meta.url)
const examples = names(folder("responses"))

const decode = (name: string) => {
  const [group = "", endpoint = ""] = name.split(".")
  return decodeReply(HueChatApi, group, endpoint)
}

/** Their replies have no example: they say nothing, or something that nobody wrote down. */
const withoutExample =
  `broadcasts.cancel broadcasts.delete broadcasts.get broadcasts.reports broadcasts.send broadcasts.update
  broadcasts.uploadCsv contactLists.delete contactLists.get contactLists.members contactLists.removeMembers contactLists.update
  contactWrites.block contactWrites.create contactWrites.delete contactWrites.update conversations.attachments conversations.delete
  conversations.markUnread conversations.mute conversations.sendTranscript conversations.setParticipants
  conversations.togglePriority conversations.toggleTyping conversations.unmute conversations.updateLastSeen deals.addNote
  deals.create deals.delete deals.get deals.update messages.createMultipart messages.delete messages.retry outboundWebhooks.create
  outboundWebhooks.delete outboundWebhooks.get outboundWebhooks.list outboundWebhooks.logs outboundWebhooks.rotateSecret
  outboundWebhooks.test outboundWebhooks.update templates.analytics templates.categories templates.create templates.delete
  templates.get templates.inboxes templates.resubmit templates.update templates.uploadMedia tickets.addComment tickets.delete
  tickets.get tickets.update webhooks.delete webhooks.update`.split(/\s+/)

describe("documented examples", () => {
  it.effect.each(examples)("%s", (name) =>
    Effect.gen(function* () {
      const reply = json(folder("responses"), name)
      assert.strictEqual(yield* decode(name)(reply), reply, "the reply itself, not a copy")
    })
  )

  it("every endpoint has one, or is known to have none", () => {
    const exemplified = new Set(examples.map((name) => name.split(".").slice(0, 2).join(".")))
    const without = Inventory.declaredEndpoints(HueChatApi)
      .map(({ group, endpoint }) => `${group}.${endpoint}`)
      .filter((name) => !exemplified.has(name))
    assert.deepStrictEqual(without.sort(), withoutExample)
  })

  it("every repair is of a fixture", () => {
    const all = ["responses", "requests", "errors", "refused"].flatMap((it) =>
      names(folder(it)).map((name) => `${it}/${name}`)
    )
    assert.includeMembers(all, Object.keys(repairs))
  })
})

const fits = (cases: ReadonlyArray<readonly [why: string, endpoint: string, reply: unknown]>) =>
  it.effect.each(cases)("%s", ([, name, reply]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* decode(name)(reply), reply)
    })
  )

const bare = { id: 42, status: "open" }

describe("what the examples do not show", () => {
  fits([
    [
      "contradiction 4: a subscription to an event of a later release",
      "outboundWebhooks.get",
      { id: "1", events: ["a"] }
    ],
    [
      "contradiction 16: a conversation whose display id is not its id",
      "conversations.get",
      { ...bare, display_id: 7 }
    ],
    [
      "contradiction 17: ids of v1 as text",
      "conversations.get",
      { id: "42", inbox_id: "3", meta: { sender: { id: "5" } } }
    ],
    ["contradiction 17: ids of v2 as numbers", "tickets.list", { data: [{ id: 1 }], meta: null }],
    [
      "contradiction 17: ids that are no valid UUIDs",
      "broadcasts.list",
      { broadcasts: [{ id: "b1b2", template_id: "t1" }] }
    ],
    ["contradiction 19: a page without a meta", "contacts.list", { payload: [{ id: 1 }] }],
    ["contradiction 19: a page of conversations without counts", "conversations.list", { data: { payload: [bare] } }],
    [
      "contradiction 21: Unix seconds where the example has ISO text, and the other way round",
      "tickets.list",
      { data: [{ id: "t", created_at: 1712420000, due_date: "2026-04-08T17:00:00Z" }] }
    ],
    [
      "contradiction 21: ISO text of a contact",
      "contacts.list",
      { payload: [{ id: 1, created_at: "2026-04-06T10:00:00Z" }] }
    ],
    [
      "contradiction 24: a ticket's status with a hyphen, and the short form",
      "tickets.list",
      {
        data: [
          { id: "1", status: "in-progress" },
          { id: "2", status: "waiting" }
        ]
      }
    ],
    ["contradiction 25: a ticket that is urgent", "tickets.list", { data: [{ id: "1", priority: "urgent" }] }],
    ["contradiction 36: a message that repeats its echo_id", "messages.create", { id: 1, echo_id: "e1" }],
    ["contradiction 36: a message that does not", "messages.create", { id: 1, echo_id: null }],
    [
      "contradiction 41: a message of type template",
      "messages.list",
      { payload: [{ id: 1, message_type: "template" }] }
    ],
    ["contradiction 43: a sender without a type", "messages.list", { payload: [{ id: 1, sender: { id: 5 } }] }],
    [
      "contradiction 43: a sender that is nobody with an id",
      "messages.list",
      { payload: [{ id: 1, sender: { id: null, name: "A rule", type: "automation" } }] }
    ],
    [
      "an attachment, which no sample shows, with a size in words",
      "messages.list",
      { payload: [{ id: 1, attachments: [{ url: "https://files.example.com/a.pdf", file_size: "12 KB" }] }] }
    ],
    [
      "contradiction 45: counts that do not add up stay as they are",
      "broadcasts.recipients",
      { recipients: [], status_counts: { sent: 20, delivered: 1450 } }
    ],
    [
      "contradiction 47: a template in Meta's locale",
      "templates.list",
      { templates: [{ id: "t", language: "en_US" }] }
    ],
    [
      "a channel, status, priority and kind of content of a later release",
      "messages.list",
      {
        payload: [{ id: 1, content_type: "sticker", status: "queued", message_type: "carousel" }]
      }
    ],
    ["a conversation that nobody is assigned to", "conversations.assign", null],
    ["a conversation assigned to a team alone", "conversations.assign", { id: 2, name: "Support Team" }],
    ["a new contact in Chatwoot's envelope", "contactWrites.create", { payload: { contact: { id: 1 } } }],
    ["contradiction 50: a new webhook without Chatwoot's nested one", "webhooks.create", { payload: { id: 11 } }],
    ["a deal in a stage of one's own", "deals.list", { data: [{ id: "1", stage: "pilot" }] }]
  ])

  it.effect.each<readonly [why: string, endpoint: string, reply: unknown, where: string]>([
    ["a message without an id", "messages.list", { payload: [{ id: 1 }, { content: "Hi" }] }, `["payload"][1]["id"]`],
    ["a contact without an id", "contacts.search", { payload: [{ name: "Ann" }] }, `["payload"][0]["id"]`],
    ["a page of conversations in a filter's envelope", "conversations.list", { payload: [bare] }, `["data"]`],
    ["a generator's noise", "messages.create", json(folder("errors"), "generated.v2"), `["id"]`]
  ])("%s fails, and the failure says where", ([, name, reply, where]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(decode(name)(reply))
      assert.include(error.message, where)
    })
  )
})

describe("contradiction 18: envelopes", () => {
  const thing = { id: "1", name: "A" }

  it.effect.each<readonly [endpoint: string, name: string]>([
    ["broadcasts.get", "broadcast"],
    ["templates.get", "template"],
    ["contactLists.get", "contact_list"],
    ["tickets.get", "ticket"],
    ["deals.get", "deal"],
    ["deals.create", "deal"],
    ["outboundWebhooks.get", "webhook"],
    ["outboundWebhooks.create", "webhook"],
    ["contactWrites.update", "contact"],
    ["contactWrites.create", "contact"]
  ])("one thing of %s is found in every envelope", ([endpoint, name]) =>
    Effect.gen(function* () {
      for (const reply of [thing, { data: thing }, { payload: thing }, { success: true, [name]: thing }]) {
        assert.strictEqual(yield* decode(endpoint)(reply), reply)
        assert.strictEqual(unwrap(name, reply as Record<string, typeof thing>), thing)
      }
    })
  )

  it("one envelope deeper, as Chatwoot has it", () => {
    assert.strictEqual(unwrap("contact", { payload: { contact: thing } }), thing)
  })

  it.effect.each<readonly [endpoint: string, name: string]>([
    ["conversations.attachments", "attachments"],
    ["templates.inboxes", "inboxes"],
    ["contactLists.members", "members"],
    ["outboundWebhooks.list", "webhooks"],
    ["outboundWebhooks.logs", "logs"]
  ])("rows of %s are found in every envelope", ([endpoint, name]) =>
    Effect.gen(function* () {
      const rows = [thing]
      const replies = [rows, { data: rows, meta: {} }, { payload: rows }, { data: { payload: rows } }, { [name]: rows }]
      for (const reply of replies) {
        assert.strictEqual(yield* decode(endpoint)(reply), reply)
        assert.strictEqual(unwrapRows(name, reply as Record<string, typeof rows>), rows)
      }
    })
  )
})

describe("contradiction 8: the secret is told once, wherever that is", () => {
  it.each<readonly [reply: unknown, secret: string | undefined]>([
    [{ id: "1", secret: "whsec_1" }, "whsec_1"],
    [{ data: { id: "1", secret: "whsec_2" } }, "whsec_2"],
    [{ payload: { id: 1, secret: "whsec_3" } }, "whsec_3"],
    [{ success: true, webhook: { secret: "whsec_4" } }, "whsec_4"],
    [{ id: "1", secret: "" }, undefined],
    [{ id: "1" }, undefined],
    [null, undefined],
    ["", undefined]
  ])("%j", (reply, secret) => {
    assert.strictEqual(secretOf(reply), secret)
  })
})
