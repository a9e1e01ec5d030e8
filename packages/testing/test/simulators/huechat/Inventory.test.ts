import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import documented from "./documented.json" with { type: "json" }
import examples from "./examples.json" with { type: "json" }
import { answering, type CallOptions, call, greet, inProcess } from "./Support.ts"

type Method = Parameters<typeof call>[0]
type Row = readonly [method: Method, path: string, body?: object]

const form = (fileName: string, type: string, text: string): FormData => {
  const data = new FormData()
  data.set("file", new Blob([text], { type }), fileName)
  return data
}

/** Every operation that the vendor documents; `:words` stand for what was made before. */
const operations: ReadonlyArray<Row> = [
  ["GET", "contacts"],
  ["GET", "contacts/search?q=alice"],
  ["GET", "conversations"],
  ["POST", "conversations", { inbox_id: 2, contact_id: 1 }],
  [
    "POST",
    "conversations/filter",
    { payload: [{ attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null }] }
  ],
  ["GET", "conversations/meta"],
  ["GET", "conversations/search?q=hello"],
  ["GET", "conversations/1"],
  ["PATCH", "conversations/1", { priority: "high" }],
  ["POST", "conversations/1/assignments", { assignee_id: 2, team_id: 1 }],
  ["GET", "conversations/1/attachments"],
  ["POST", "conversations/1/custom_attributes", { custom_attributes: { a: 1 } }],
  ["POST", "conversations/1/labels", { labels: ["vip"] }],
  ["GET", "conversations/1/labels"],
  ["POST", "conversations/1/mute"],
  ["PATCH", "conversations/1/participants", { user_ids: [1] }],
  ["GET", "conversations/1/participants"],
  ["POST", "conversations/1/toggle_priority", { priority: "urgent" }],
  ["POST", "conversations/1/toggle_status", { status: "open" }],
  ["POST", "conversations/1/toggle_typing_status", { typing_status: "on", is_private: false }],
  ["POST", "conversations/1/transcript", { email: "alice@example.com" }],
  ["POST", "conversations/1/unmute"],
  ["POST", "conversations/1/unread"],
  ["POST", "conversations/1/update_last_seen"],
  ["GET", "conversations/1/messages"],
  ["POST", "conversations/1/messages", { content: "Hi" }],
  ["POST", "conversations/1/messages/:failed/retry"],
  ["POST", "conversations/1/messages/1/translate", { target_language: "fr" }],
  ["DELETE", "conversations/1/messages/1"],
  ["POST", "webhooks", { url: "https://receiver.example.com/hook", subscriptions: ["message_created"] }],
  ["GET", "webhooks"],
  ["PATCH", "webhooks/1", { name: "Other" }],
  ["DELETE", "webhooks/1"],
  ["GET", "v2/broadcasts"],
  [
    "POST",
    "v2/broadcasts",
    { name: "One", inbox_id: 3, template_id: ":template", template_name: "order_update", recipients: ["+15550100123"] }
  ],
  ["GET", "v2/broadcasts/reports"],
  ["GET", "v2/broadcasts/:broadcast"],
  ["PUT", "v2/broadcasts/:broadcast", { name: "Two" }],
  ["POST", "v2/broadcasts/:draft/upload-csv", form("recipients.csv", "text/csv", "phone_number\n+15550100124\n")],
  ["GET", "v2/broadcasts/:broadcast/recipients"],
  ["POST", "v2/broadcasts/:broadcast/send"],
  ["POST", "v2/broadcasts/:broadcast/cancel"],
  ["DELETE", "v2/broadcasts/:draft"],
  ["GET", "v2/templates"],
  [
    "POST",
    "v2/templates",
    { name: "new_one", language: "en", category: "UTILITY", inbox_id: 3, components: [{ type: "BODY", text: "Hi" }] }
  ],
  ["POST", "v2/templates/ai-generate", { description: "A friendly greeting" }],
  ["GET", "v2/templates/analytics/:template"],
  ["GET", "v2/templates/inboxes"],
  ["POST", "v2/templates/resubmit", { template_id: ":rejected", waba_id: "1", access_token: "EAAB" }],
  ["POST", "v2/templates/sync", { inbox_id: 3, waba_id: "1", access_token: "EAAB" }],
  ["POST", "v2/templates/upload-media", form("header.png", "image/png", "...")],
  ["GET", "v2/templates/:template"],
  ["PUT", "v2/templates/:template", { language: "fr" }],
  ["DELETE", "v2/templates/:template"],
  ["GET", "/api/v2/templates/categories"],
  ["POST", "v2/contact-lists", { name: "VIP" }],
  ["GET", "v2/contact-lists"],
  ["GET", "v2/contact-lists/:list"],
  ["PATCH", "v2/contact-lists/:list", { description: "Them" }],
  ["POST", "v2/contact-lists/:list/members", { contact_ids: [1] }],
  ["GET", "v2/contact-lists/:list/members"],
  ["DELETE", "v2/contact-lists/:list/members", { contact_ids: [1] }],
  ["DELETE", "v2/contact-lists/:list"],
  ["POST", "v2/tickets", { title: "Broken", contact_id: 1 }],
  ["GET", "v2/tickets"],
  ["GET", "v2/tickets/:ticket"],
  ["PATCH", "v2/tickets/:ticket", { status: "in_progress" }],
  ["POST", "v2/tickets/:ticket/comments", { content: "Looking" }],
  ["DELETE", "v2/tickets/:ticket"],
  ["POST", "v2/deals", { name: "Plan", contact_id: 1, value: 1, currency: "USD", tags: ["q2"] }],
  ["GET", "v2/deals"],
  ["GET", "v2/deals/pipeline"],
  ["GET", "v2/deals/:deal"],
  ["PATCH", "v2/deals/:deal", { stage: "proposal" }],
  ["POST", "v2/deals/:deal/notes", { content: "Called" }],
  ["DELETE", "v2/deals/:deal"],
  ["GET", "v2/outbound-webhooks"],
  ["POST", "v2/outbound-webhooks", { url: "https://receiver.example.com/hook", events: ["message.created"] }],
  ["GET", "v2/outbound-webhooks/:webhook"],
  ["PATCH", "v2/outbound-webhooks/:webhook", { is_active: true }],
  ["POST", "v2/outbound-webhooks/:webhook/test"],
  ["GET", "v2/outbound-webhooks/:webhook/logs"],
  ["POST", "v2/outbound-webhooks/:webhook/rotate-secret"],
  ["DELETE", "v2/outbound-webhooks/:webhook"],
  ["DELETE", "conversations/1"]
]

describe("the inventory", () => {
  it("is whole: each of the 85 documented operations is asked once", () => {
    const asked = operations.map((operation) => documentedOf(operation))
    assert.deepStrictEqual([asked.length, new Set(asked).size, documented.length], [85, 85, 85])
  })

  it.effect("every operation does what it is for, under its documented limit and as in its documented example", () =>
    Effect.gen(function* () {
      const ids = yield* prepare
      for (const operation of operations) {
        const [method, path, body] = operation
        const { body: reply, headers, status } = yield* call(method, named(path, ids), bodyOf(body, ids))
        assert.isBelow(status, 300, `${method} ${path}: ${JSON.stringify(reply)}`)
        assert.strictEqual(headers["x-ratelimit-limit"], documentedOf(operation).perMinute?.toString(), path)
        const example = examples.find((one) => sameOperation(one, documentedOf(operation)))
        if (example !== undefined) {
          assert.strictEqual(status, example.status, path)
          assert.deepStrictEqual(missingFrom(reply, example.body), [], `${method} ${path}`)
        }
        const made = method === "POST" ? makes[path] : undefined
        if (made !== undefined) ids[made] = reply.broadcast?.id ?? reply.id
      }
    }).pipe(
      Effect.provide(
        inProcess(
          {},
          answering(() => 200)
        )
      )
    )
  )

  it.effect("every operation names the scope that a key lacks, before it looks at anything else", () =>
    Effect.gen(function* () {
      const { token } = yield* (yield* HueChatSimulator).addKey({ scopes: ["nothing:read"] })
      for (const operation of operations) {
        const { scope } = documentedOf(operation)
        const { body, status } = yield* call(operation[0], operation[1], { token })
        const error = `API key lacks ${scope} scope`
        const expected = { error, code: "insufficient_scope", status: 403 }
        if (scope !== null) assert.deepStrictEqual([status, body], [403, expected], operation[1])
      }
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("what is not documented is not there", () =>
    Effect.gen(function* () {
      yield* greet
      for (const path of [
        "contacts/1",
        "inboxes",
        "agents",
        "v2/ai-agents",
        "v2/contact-lists/bulk-import",
        "/platform"
      ]) {
        const { body, status } = yield* call("GET", path)
        assert.deepStrictEqual(
          [path, status, body],
          [path, 404, { error: "The requested resource does not exist", code: "not_found", status: 404 }]
        )
      }
      assert.strictEqual((yield* call("GET", "/api/v1/accounts/2/contacts")).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )
})

/** What the replies of these are called further down. */
const makes: Readonly<Record<string, string>> = {
  "v2/broadcasts": "broadcast",
  "v2/contact-lists": "list",
  "v2/tickets": "ticket",
  "v2/deals": "deal",
  "v2/outbound-webhooks": "webhook"
}

/** The documented operation with the most literal path that this one is. */
const documentedOf = ([method, path]: Row) => {
  const asked = path.startsWith("/") ? path : `/api/${path.startsWith("v2/") ? path : `v1/${path}`}`
  const whole = asked.replace(/^\/api\/(v\d)\/(?!templates\/categories)/, "/api/$1/accounts/1/").replace(/\?.*$/, "")
  const [found] = documented
    .filter((one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(whole))
    .toSorted((one, other) => one.path.split("{").length - other.path.split("{").length)
  if (found === undefined) throw new Error(`${method} ${whole} is not documented`)
  return found
}

interface Operation {
  readonly method: string
  readonly path: string
}

const sameOperation = (one: Operation, other: Operation): boolean =>
  one.method === other.method && one.path === other.path

/** Objects whose keys are the customer's. */
const open = ["additional_attributes", "custom_attributes", "custom_fields", "components"]

/** Where a reply lacks what the documentation's example has, or has another kind of value; of lists, the first items are compared. */
const missingFrom = (reply: Wire, example: Wire, at = ""): ReadonlyArray<string> => {
  if (example === null || reply === null) return []
  if (typeof reply !== typeof example || Array.isArray(reply) !== Array.isArray(example)) return [at]
  if (Array.isArray(example)) {
    if (example.length === 0) return []
    return reply.length === 0 ? [`${at}[]`] : missingFrom(reply[0], example[0], `${at}[]`)
  }
  if (typeof example !== "object" || open.includes(at.replaceAll(/^.*\.|\[\]/g, ""))) return []
  return Object.keys(example).flatMap((key) =>
    key in reply ? missingFrom(reply[key], example[key], `${at}.${key}`) : [`${at}.${key}`]
  )
}

const named = (text: string, ids: Readonly<Record<string, string>>): string =>
  text.replaceAll(/:([a-z]+)(?=["/]|$)/g, (whole, name) => ids[name] ?? whole)

const bodyOf = (body: object | undefined, ids: Readonly<Record<string, string>>): CallOptions => {
  if (body === undefined) return {}
  return body instanceof FormData ? { form: body } : { text: named(JSON.stringify(body), ids) }
}

/** Alice and her conversation, a message that failed, and what has to be in another state than it is made in. */
const prepare = Effect.gen(function* () {
  const huechat = yield* HueChatSimulator
  const { conversationId } = yield* greet
  const { messageId } = yield* huechat.reply({ conversationId, content: "Lost" })
  yield* huechat.setMessageStatus(messageId, "failed")
  yield* huechat.label(conversationId, ["support"])
  const templates = yield* huechat.templates
  const [approved, rejected] = ["approved", "rejected"].map((status) => templates.find((row) => row.status === status))
  const draft = yield* call("POST", "v2/broadcasts", {
    json: { name: "Draft", inbox_id: 3, template_id: approved?.id, template_name: approved?.name, recipients: [] }
  })
  const ids: Record<string, string> = {
    failed: String(messageId),
    template: approved?.id ?? "",
    rejected: rejected?.id ?? "",
    draft: draft.body.broadcast.id
  }
  return ids
})
