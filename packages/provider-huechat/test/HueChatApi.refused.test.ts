/** Every request example of the documentation leaves as it is, and what the documentation forbids does not leave. */
import { json, names } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Call, callWith, inAccount, sending } from "./ApiCalls.ts"

const folder = (name: string) => new URL(`./fixtures/${name}/`, import.meta.url)

describe("documented request examples", () => {
  it.effect.each(names(folder("requests")))("%s leaves as it is", (name) =>
    Effect.gen(function* () {
      const payload = json(folder("requests"), name)
      const { sent } = yield* sending(callWith(name, payload))
      assert.deepStrictEqual(
        sent.map(({ body }) => JSON.parse(String(body))),
        [payload]
      )
    })
  )
})

const newConversation = { inbox_id: 3, contact_id: 5 }
const newBroadcast = { name: "Sale", inbox_id: 3, template_id: "t1", template_name: "sale", recipients: [] }
const newDeal = { name: "Acme", contact_id: 1, value: 1, currency: "USD" }
const newTemplate = { name: "a", language: "en", category: "UTILITY", inbox_id: 3, components: [] }
const condition = { attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null }

describe("refused before sending", () => {
  it.effect.each<readonly [why: string, name: string, payload: unknown, complaint: string]>([
    [
      "a key that the endpoint does not know",
      "conversations.update",
      { priority: "low", status: "open" },
      `["status"]`
    ],
    [
      "contradiction 26: a new conversation that is snoozed",
      "conversations.create",
      { ...newConversation, status: "snoozed" },
      `["status"]`
    ],
    [
      "contradiction 26: a new conversation that is resolved",
      "conversations.create",
      { ...newConversation, status: "resolved" },
      `["status"]`
    ],
    ["contradiction 27: no priority by toggling", "conversations.togglePriority", { priority: null }, `["priority"]`],
    [
      "a snooze without its end",
      "conversations.toggleStatus",
      { status: "snoozed" },
      "required when status is snoozed"
    ],
    [
      "a snooze until a word",
      "conversations.toggleStatus",
      { status: "snoozed", snoozed_until: "tomorrow" },
      `["snoozed_until"]`
    ],
    ["an assignment of nothing", "conversations.assign", {}, "or team_id must be given"],
    ["a filter without conditions", "conversations.filter", { payload: [] }, `["payload"]`],
    [
      "a filter whose first condition is not joined",
      "conversations.filter",
      { payload: [condition, condition] },
      "must be null in the last condition and in no other"
    ],
    [
      "the generator's filter",
      "conversations.filter",
      json(folder("refused"), "conversations.filter.generated"),
      `["page"]`
    ],
    [
      "contradiction 20: a size of messages' pages",
      "conversations.filter",
      { payload: [condition], per_page: 5 },
      `["per_page"]`
    ],
    [
      "contradiction 25: a conversation's priority of tickets",
      "conversations.update",
      { priority: "critical" },
      `["priority"]`
    ],
    [
      "contradiction 25: a ticket's priority of conversations",
      "tickets.update",
      { priority: "urgent" },
      `["priority"]`
    ],
    ["contradiction 24: a ticket's status with a hyphen", "tickets.update", { status: "in-progress" }, `["status"]`],
    ["contradiction 31: neither text nor files", "messages.create", { content: "" }, `["content"]`],
    [
      "contradiction 32: a template's name and values",
      "messages.create",
      { content: "Hi", message_type: "template", template_params: { name: "a" } },
      `["template_params"]`
    ],
    ["a message without an echo_id that says so", "messages.create", { content: "Hi", echo_id: "" }, `["echo_id"]`],
    ["a webhook over plain HTTP", "webhooks.create", { url: "http://example.com", subscriptions: [] }, `["url"]`],
    [
      "contradiction 3: an event of v2 in v1",
      "webhooks.create",
      { url: "https://example.com", subscriptions: ["message.created"] },
      `["subscriptions"][0]`
    ],
    [
      "a subscription without events",
      "outboundWebhooks.create",
      { url: "https://example.com", events: [] },
      `["events"]`
    ],
    [
      "1001 recipients",
      "broadcasts.create",
      { ...newBroadcast, recipients: Array(1001).fill("+15550100") },
      `["recipients"]`
    ],
    [
      "a name of 256 characters",
      "broadcasts.create",
      { ...newBroadcast, name: "n".repeat(256) },
      "at most 255 characters"
    ],
    ["a template's name in capitals", "templates.create", { ...newTemplate, name: "Sale" }, `["name"]`],
    [
      "a description of nine characters",
      "templates.generate",
      { description: "Say hello", category: "UTILITY", language: "en" },
      `["description"]`
    ],
    ["1001 members", "contactLists.addMembers", { contact_ids: Array(1001).fill(1) }, `["contact_ids"]`],
    ["nobody to remove", "contactLists.removeMembers", { contact_ids: [] }, `["contact_ids"]`],
    ["a list without a name", "contactLists.create", { name: "" }, `["name"]`],
    ["a currency in words", "deals.create", { ...newDeal, currency: "dollar" }, `["currency"]`],
    ["a probability of 101", "deals.create", { ...newDeal, probability: 101 }, `["probability"]`],
    ["a date with a time", "deals.update", { expected_close_date: "2026-04-30T00:00:00Z" }, `["expected_close_date"]`],
    [
      "a contact's phone number without a plus sign",
      "contactWrites.create",
      { phone_number: "15550100" },
      `["phone_number"]`
    ]
  ])("%s", ([, name, payload, complaint]) =>
    Effect.gen(function* () {
      const { sent, outcome } = yield* sending(callWith(name, payload))
      assert.deepStrictEqual(sent, [])
      assert.include(String(outcome._tag === "Failure" ? outcome.failure : "it succeeded"), complaint)
    })
  )

  it.effect.each<readonly [why: string, call: Call, complaint: string]>([
    ["a page of 101 contacts", (c) => c.contacts.list({ ...inAccount, query: { per_page: 101 } }), `["per_page"]`],
    [
      "a page of 201 members",
      (c) => c.contactLists.members({ params: { account_id: 1, list_id: "l1" }, query: { per_page: 201 } }),
      `["per_page"]`
    ],
    [
      "201 log entries",
      (c) => c.outboundWebhooks.logs({ params: { account_id: 1, webhook_id: "w1" }, query: { limit: 201 } }),
      `["limit"]`
    ],
    ["page 0", (c) => c.contacts.list({ ...inAccount, query: { page: 0 } }), `["page"]`],
    ["a search for one character", (c) => c.contacts.search({ ...inAccount, query: { q: "a" } }), `["q"]`],
    [
      "contradiction 20: a size of conversations' pages",
      (c) => c.conversations.list({ ...inAccount, query: { per_page: 5 } as { readonly page?: number } }),
      `["per_page"]`
    ]
  ])("%s", ([, call, complaint]) =>
    Effect.gen(function* () {
      const { sent, outcome } = yield* sending(call)
      assert.deepStrictEqual(sent, [])
      assert.include(String(outcome._tag === "Failure" ? outcome.failure : "it succeeded"), complaint)
    })
  )
})
