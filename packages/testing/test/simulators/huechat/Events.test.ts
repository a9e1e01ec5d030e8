import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { events, HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { answering, call, greet, inProcess } from "./Support.ts"
import samples from "./samples.json" with { type: "json" }

/** Objects whose keys are the customer's, or depend on what changed. */
const open = ["additional_attributes", "custom_attributes", "changes"]

/** The keys of an object, those of objects in it, and what each value is; nothing of what is `null` in the other. */
const shapeOf = (value: Wire, other: Wire, name = ""): unknown => {
  if (value === null || other === null || other === undefined) return "any"
  if (Array.isArray(value)) return "list"
  if (typeof value !== "object") return typeof value
  if (open.includes(name)) return "object"
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, shapeOf(value[key], other[key], key)])
  )
}

/** Everything that happens in a business, once: from the first message to the won deal. */
const everything = Effect.gen(function* () {
  const huechat = yield* HueChatSimulator
  yield* huechat.addWebhook({ url: "https://receiver.example.com/hook" })
  const contact = { name: "Alice", email: "alice@example.com", phoneNumber: "+15550100123" }
  const { contactId, conversationId } = yield* huechat.receive({ contact, content: "Hello", sourceId: "wamid.1" })
  const { messageId } = yield* huechat.reply({ conversationId, content: "Hi" })
  yield* huechat.setMessageStatus(messageId, "delivered")
  yield* huechat.changeConversation(conversationId, { assigneeId: 1, priority: "high", labels: ["billing"] })
  yield* huechat.label(conversationId, [])
  yield* huechat.resolve(conversationId)
  yield* call("PATCH", `contacts/${contactId}`, { json: { email: "alice@example.org" } })
  const [approved] = yield* huechat.templates
  const json = {
    name: "Sale",
    inbox_id: 3,
    template_id: approved?.id,
    template_name: "x",
    recipients: ["+15550100123"]
  }
  const broadcast = (yield* call("POST", "v2/broadcasts", { json })).body.broadcast
  yield* call("POST", `v2/broadcasts/${broadcast.id}/send`)
  yield* TestClock.adjust("1 second")
  const pending = (yield* huechat.templates).find(({ status }) => status === "pending")
  yield* huechat.approveTemplate(pending?.id ?? "")
  yield* huechat.rejectTemplate(pending?.id ?? "")
  const ticket = (yield* call("POST", "v2/tickets", {
    json: {
      title: "Broken",
      contact_id: contactId,
      conversation_id: conversationId,
      assignee_id: 1,
      due_date: "2026-04-08T17:00:00Z"
    }
  })).body
  yield* huechat.closeTicket(ticket.id)
  const deal = { name: "Plan", contact_id: contactId, value: 28000.5, currency: "USD", owner_id: 1 }
  yield* huechat.winDeal((yield* call("POST", "v2/deals", { json: deal })).body.id)
  yield* huechat.loseDeal((yield* call("POST", "v2/deals", { json: deal })).body.id, "price")
  yield* call("DELETE", `contacts/${contactId}`)
  const [webhook] = yield* huechat.subscriptions
  yield* call("POST", `v2/outbound-webhooks/${webhook?.id}/test`)
  yield* huechat.webhooks.settled
  return (yield* huechat.webhooks.log).map(({ body }): Wire => JSON.parse(body))
})

const scene = everything.pipe(
  Effect.provide(
    inProcess(
      { contactWrites: true },
      answering(() => 200)
    )
  )
)

describe("events", () => {
  it.effect("every one is there", () =>
    Effect.gen(function* () {
      const seen = (yield* scene).map(({ event }) => event)
      assert.deepStrictEqual([...new Set(seen)].toSorted(), events.toSorted())
    })
  )

  for (const sample of samples) {
    it.effect(`${sample.event} has the shape of the documentation's sample`, () =>
      Effect.gen(function* () {
        const body = (yield* scene).find(({ event }) => event === sample.event)
        assert.deepStrictEqual(shapeOf(body, sample), shapeOf(sample, body))
      })
    )
  }

  it.effect("deal.lost is as deal.won, and says why; webhook.test names its webhook", () =>
    Effect.gen(function* () {
      const bodies = yield* scene
      const dataOf = (name: string) => bodies.find(({ event }) => event === name)?.data
      const { lost_reason, ...lost } = dataOf("deal.lost")
      assert.deepStrictEqual([lost_reason, lost.stage], ["price", "closed_lost"])
      assert.hasAllKeys(lost, Object.keys(dataOf("deal.won")))
      assert.isString(dataOf("webhook.test").webhook_id)
    })
  )

  it.effect("times are Unix seconds, but ISO 8601 where they are planned and in broadcasts", () =>
    Effect.gen(function* () {
      const bodies = yield* scene
      const dataOf = (name: string) => bodies.find(({ event }) => event === name)?.data
      assert.isNumber(dataOf("ticket.created").created_at)
      assert.strictEqual(dataOf("ticket.created").due_date, "2026-04-08T17:00:00Z")
      assert.isNumber(dataOf("deal.won").closed_at)
      assert.match(dataOf("broadcast.completed").completed_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      assert.match(String(bodies[0]?.timestamp), /^\d{10}(\.\d{1,3})?$/)
    })
  )
})

describe("what comes with what", () => {
  const told = Effect.gen(function* () {
    const { webhooks } = yield* HueChatSimulator
    yield* webhooks.settled
    return (yield* webhooks.log).map(({ body }): Wire => JSON.parse(body))
  })
  const listening = Effect.gen(function* () {
    const huechat = yield* HueChatSimulator
    const { conversationId } = yield* greet
    const names = events.filter((event) => event.startsWith("conversation.") || event === "message.updated")
    yield* huechat.addWebhook({ url: "https://receiver.example.com/hook", events: names })
    return { huechat, conversationId }
  })
  const live = inProcess(
    {},
    answering(() => 200)
  )

  it.effect("labels are an update, and an event for each that came or went, with all there are", () =>
    Effect.gen(function* () {
      const { conversationId, huechat } = yield* listening
      yield* huechat.label(conversationId, ["a", "b"])
      yield* huechat.label(conversationId, ["b"], 2)
      const bodies = yield* told
      assert.deepStrictEqual(
        bodies.map(({ data, event }) => [event, data.label, data.all_labels, data.added_by?.id ?? data.removed_by?.id]),
        [
          ["conversation.updated", undefined, undefined, undefined],
          ["conversation.label_added", "a", ["a", "b"], 1],
          ["conversation.label_added", "b", ["a", "b"], 1],
          ["conversation.updated", undefined, undefined, undefined],
          ["conversation.label_removed", "a", ["b"], 2]
        ]
      )
      assert.deepStrictEqual(bodies[0]?.data.changes, { labels: { from: [], to: ["a", "b"] } })
    }).pipe(Effect.provide(live))
  )

  it.effect("a change of status is its own event and no update; the same status again is none", () =>
    Effect.gen(function* () {
      const { conversationId } = yield* listening
      const toggle = (status: string) =>
        call("POST", `conversations/${conversationId}/toggle_status`, { json: { status } })
      yield* toggle("pending")
      yield* toggle("pending")
      const [first, ...others] = yield* told
      assert.deepStrictEqual(
        [first?.event, first?.data],
        [
          "conversation.status_changed",
          {
            id: conversationId,
            display_id: conversationId,
            previous_status: "open",
            current_status: "pending",
            changed_by: { id: 1, name: "Amira Agent", type: "user" },
            snoozed_until: null
          }
        ]
      )
      assert.deepStrictEqual(others, [])
    }).pipe(Effect.provide(live))
  )

  it.effect("what the system does was done by nobody", () =>
    Effect.gen(function* () {
      const { conversationId, huechat } = yield* listening
      yield* huechat.snooze(conversationId, (yield* huechat.now) + 60_000)
      yield* TestClock.adjust("1 minute")
      const [snoozed, woken] = yield* told
      assert.deepStrictEqual(
        [snoozed?.data.current_status, snoozed?.data.changed_by.id, woken?.data.current_status, woken?.data.changed_by],
        ["snoozed", 1, "open", null]
      )
      assert.match(snoozed?.data.snoozed_until, /^\d{4}-.*Z$/)
    }).pipe(Effect.provide(live))
  )

  it.effect("a message that was read was delivered; an edit and a deletion show no change", () =>
    Effect.gen(function* () {
      const { conversationId, huechat } = yield* listening
      const { messageId } = yield* huechat.reply({ conversationId, content: "Hi" })
      yield* huechat.setMessageStatus(messageId, "read")
      yield* huechat.editMessage(messageId, "Hi!")
      yield* call("DELETE", `conversations/${conversationId}/messages/${messageId}`)
      const bodies = yield* told
      assert.deepStrictEqual(
        bodies.map(({ data }) => [data.previous_status, data.current_status, data.delivered_at !== null]),
        [
          ["sent", "read", true],
          ["read", "read", true],
          ["read", "read", true]
        ]
      )
      assert.notProperty(bodies[1]?.data, "content")
    }).pipe(Effect.provide(live))
  )
})
