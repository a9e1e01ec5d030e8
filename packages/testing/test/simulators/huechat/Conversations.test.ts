import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess, refusal } from "./Support.ts"

const ids = (rows: Wire) => rows.map(({ id }: Wire) => id)

const condition = (key: string, operator: string, values: unknown, joiner: string | null = null) => ({
  attribute_key: key,
  filter_operator: operator,
  values,
  query_operator: joiner
})

describe("the list of conversations", () => {
  it.effect("shows open ones, 25 a page, within data, with counts that ignore assignee_type", () =>
    Effect.gen(function* () {
      const { body } = yield* call("GET", "conversations", { query: { assignee_type: "me" } })
      assert.deepStrictEqual(body.data.meta, {
        mine_count: 15,
        unassigned_count: 15,
        assigned_count: 15,
        all_count: 30
      })
      assert.lengthOf(body.data.payload, 15)
      assert.isTrue(body.data.payload.every(({ status }: Wire) => status === "open"))
      const pages = yield* Effect.forEach([1, 2, 3], (page) =>
        Effect.map(call("GET", "conversations", { query: { status: "all", page } }), (one) =>
          ids(one.body.data.payload)
        )
      )
      assert.deepStrictEqual(
        pages.map((page) => page.length),
        [25, 25, 10]
      )
      assert.strictEqual(new Set(pages.flat()).size, 60)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 60 } })))
  )

  it.effect("filters by status, inbox, team, labels (all of them) and words", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId } = yield* greet
      const other = yield* huechat.receive({
        inboxId: huechat.inboxes.email,
        contact: { name: "Bob", email: "bob@example.com" },
        content: "My invoice"
      })
      yield* huechat.changeConversation(conversationId, { teamId: 2, labels: ["vip", "billing"] })
      yield* huechat.label(other.conversationId, ["vip"])
      const found = (query: string) =>
        Effect.map(call("GET", `conversations?status=all&${query}`), ({ body }) => ids(body.data.payload))
      assert.deepStrictEqual(yield* found("team_id=2"), [conversationId])
      assert.deepStrictEqual(yield* found(`inbox_id=${huechat.inboxes.email}`), [other.conversationId])
      assert.sameMembers(yield* found("labels[]=vip"), [conversationId, other.conversationId])
      assert.deepStrictEqual(yield* found("labels[]=vip&labels[]=billing"), [conversationId])
      assert.deepStrictEqual(yield* found("q=invoice"), [other.conversationId])
      assert.deepStrictEqual(yield* found("q=alice@"), [conversationId])
      yield* huechat.resolve(other.conversationId)
      assert.deepStrictEqual(ids((yield* call("GET", "conversations?status=resolved")).body.data.payload), [2])
      assert.deepStrictEqual(refusal(yield* call("GET", "conversations?status=asleep")), [400, "invalid_status"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("counts, by inbox and team too", () =>
    Effect.gen(function* () {
      yield* greet
      const { body } = yield* call("GET", "conversations/meta", { query: { inbox_id: 2 } })
      assert.deepStrictEqual(body, { meta: { mine_count: 0, unassigned_count: 1, assigned_count: 0, all_count: 1 } })
      assert.strictEqual((yield* call("GET", "conversations/meta?team_id=1")).body.meta.all_count, 0)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("finding conversations", () => {
  it.effect("by a filter of AND and OR, custom attributes included", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      for (const name of ["a", "b", "c"]) {
        yield* huechat.receive({ contact: { name, email: `${name}@example.com` }, content: "Hi" })
      }
      yield* huechat.changeConversation(1, { priority: "high", customAttributes: { plan: "gold" } })
      yield* huechat.changeConversation(2, { assigneeId: 2, labels: ["vip"] })
      const found = (...payload: ReadonlyArray<object>) =>
        Effect.map(call("POST", "conversations/filter", { json: { payload } }), ({ body }) => [
          body.meta.all_count,
          ids(body.payload).toSorted()
        ])
      assert.deepStrictEqual(yield* found(condition("priority", "equal_to", ["high", "urgent"])), [1, [1]])
      assert.deepStrictEqual(yield* found(condition("plan", "equal_to", ["gold"])), [1, [1]])
      assert.deepStrictEqual(yield* found(condition("label", "contains", ["vip"])), [1, [2]])
      assert.deepStrictEqual(yield* found(condition("assignee_id", "is_not_present", null)), [2, [1, 3]])
      assert.deepStrictEqual(
        yield* found(condition("assignee_id", "equal_to", [2], "OR"), condition("priority", "is_present", null)),
        [2, [1, 2]]
      )
      assert.deepStrictEqual(
        yield* found(condition("status", "equal_to", ["open"], "AND"), condition("priority", "equal_to", ["low"])),
        [0, []]
      )
      assert.deepStrictEqual(yield* found(condition("created_at", "is_greater_than", ["2020-01-01"])), [3, [1, 2, 3]])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("refuses filters that say nothing, or what it does not know", () =>
    Effect.gen(function* () {
      const code = (payload: unknown) =>
        Effect.map(call("POST", "conversations/filter", { json: { payload } }), (answer) => refusal(answer))
      assert.deepStrictEqual(yield* code([]), [400, "payload_required"])
      assert.deepStrictEqual(yield* code([condition("status", "resembles", [])]), [400, "invalid_filter_operator"])
      assert.deepStrictEqual(yield* code([condition("contact_id", "equal_to", [1])]), [400, "invalid_attribute_key"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("by words, with the few fields of the example", () =>
    Effect.gen(function* () {
      const { contactId, conversationId } = yield* greet
      const { body } = yield* call("GET", "conversations/search", { query: { q: "hel" } })
      const found = {
        id: conversationId,
        status: "open",
        inbox_id: 2,
        meta: { sender: { id: contactId, name: "Alice" } }
      }
      assert.deepStrictEqual(body, { meta: { all_count: 1 }, payload: [found] })
      assert.deepStrictEqual(refusal(yield* call("GET", "conversations/search")), [400, "query_required"])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("making a conversation", () => {
  it.effect("with an assignee and a first message", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { contactId } = yield* greet
      const { body, status } = yield* call("POST", "conversations", {
        json: {
          inbox_id: 3,
          contact_id: contactId,
          status: "pending",
          assignee_id: 2,
          message: { content: "Welcome", message_type: "outgoing" },
          custom_attributes: { source: "api" }
        }
      })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual([body.id, body.display_id, body.status, body.priority], [2, 2, "pending", null])
      assert.deepStrictEqual(body.meta, {
        sender: { id: contactId, name: "Alice" },
        assignee: { id: 2, name: "Sam Support" }
      })
      const message = (yield* huechat.messages).at(-1)
      assert.deepStrictEqual([message?.content, message?.conversationId], ["Welcome", 2])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("the same source_id on the inbox is the same conversation", () =>
    Effect.gen(function* () {
      const { contactId } = yield* greet
      const json = { inbox_id: 3, contact_id: contactId, source_id: "wamid.1" }
      const [first, second] = [
        yield* call("POST", "conversations", { json }),
        yield* call("POST", "conversations", { json })
      ]
      assert.strictEqual(first.body.id, second.body.id)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("refuses as documented", () =>
    Effect.gen(function* () {
      const { contactId } = yield* greet
      const right = { inbox_id: 2, contact_id: contactId }
      const cases: ReadonlyArray<readonly [object, number, string]> = [
        [{ contact_id: contactId }, 400, "inbox_id_required"],
        [{ inbox_id: 2 }, 400, "contact_id_required"],
        [{ ...right, inbox_id: 99 }, 404, "inbox_not_found"],
        [{ ...right, contact_id: 99 }, 404, "contact_not_found"],
        [{ ...right, status: "resolved" }, 400, "invalid_status"],
        [{ ...right, status: "snoozed" }, 422, "snoozed_until_required"]
      ]
      for (const [json, status, code] of cases) {
        assert.deepStrictEqual(refusal(yield* call("POST", "conversations", { json })), [status, code])
      }
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("one conversation", () => {
  it.effect("by its display_id, not by its UUID", () =>
    Effect.gen(function* () {
      const { conversationId, messageId } = yield* greet
      const { body } = yield* call("GET", `conversations/${conversationId}`)
      assert.deepInclude(body, {
        display_id: conversationId,
        unread_count: 1,
        can_reply: true,
        waiting_since: body.created_at
      })
      assert.deepInclude(body.last_non_activity_message, { id: messageId, content: "Hello", message_type: "incoming" })
      assert.deepInclude(body.meta, { channel: "Channel::Api", hmac_verified: true, assignee: null, team: null })
      assert.deepStrictEqual(refusal(yield* call("GET", `conversations/${body.uuid}`)), [404, "not_found"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("the PATCH changes the priority and nothing else, null included; toggle_priority cannot clear it", () =>
    Effect.gen(function* () {
      const { conversationId: id } = yield* greet
      const patched = yield* call("PATCH", `conversations/${id}`, { json: { priority: "urgent", status: "resolved" } })
      assert.deepStrictEqual(patched.body, { id, priority: "urgent", status: "open" })
      const cleared = yield* call("PATCH", `conversations/${id}`, { json: { priority: null } })
      assert.strictEqual(cleared.body.priority, null)
      const wrong = yield* call("PATCH", `conversations/${id}`, { json: { priority: "critical" } })
      assert.deepStrictEqual(refusal(wrong), [400, "invalid_priority"])
      const toggled = yield* call("POST", `conversations/${id}/toggle_priority`, { json: { priority: "low" } })
      assert.deepStrictEqual([toggled.status, toggled.text], [200, ""])
      const none = yield* call("POST", `conversations/${id}/toggle_priority`, { json: { priority: null } })
      assert.strictEqual(none.status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("assignments answer with the agent, the team or null", () =>
    Effect.gen(function* () {
      const { conversationId: id } = yield* greet
      const assign = (json: object) => call("POST", `conversations/${id}/assignments`, { json })
      const agent = { id: 2, name: "Sam Support", email: "sam.support@example.com" }
      assert.deepStrictEqual((yield* assign({ assignee_id: 2, team_id: 1 })).body, agent)
      assert.deepStrictEqual((yield* assign({ team_id: 2 })).body, { id: 2, name: "Sales Team" })
      assert.strictEqual((yield* assign({ assignee_id: null })).text, "null")
      assert.deepStrictEqual(refusal(yield* assign({})), [400, "assignee_or_team_required"])
      assert.deepStrictEqual(refusal(yield* assign({ assignee_id: 9 })), [404, "assignee_not_found"])
      const { body } = yield* call("GET", `conversations/${id}`)
      assert.deepStrictEqual([body.meta.assignee, body.meta.team], [null, { id: 2, name: "Sales Team" }])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("labels are replaced, custom attributes merged and cleared by null", () =>
    Effect.gen(function* () {
      const { conversationId: id } = yield* greet
      const labels = yield* call("POST", `conversations/${id}/labels`, { json: { labels: ["a", "b", "a"] } })
      assert.deepStrictEqual(labels.body, { payload: ["a", "b"] })
      yield* call("POST", `conversations/${id}/labels`, { json: { labels: [] } })
      assert.deepStrictEqual((yield* call("GET", `conversations/${id}/labels`)).body, { payload: [] })
      const attributes = (custom_attributes: object) =>
        call("POST", `conversations/${id}/custom_attributes`, { json: { custom_attributes } })
      yield* attributes({ a: 1, b: { deep: true } })
      assert.deepStrictEqual((yield* attributes({ a: null, c: "x" })).body, {
        custom_attributes: { b: { deep: true }, c: "x" }
      })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("snoozing needs a date, and ends then", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      const toggle = (json: object) => call("POST", `conversations/${id}/toggle_status`, { json })
      assert.deepStrictEqual(refusal(yield* toggle({ status: "snoozed" })), [422, "snoozed_until_required"])
      assert.deepStrictEqual(refusal(yield* toggle({ status: "closed" })), [400, "invalid_status"])
      const until = new Date((yield* huechat.now) + 3_600_000).toISOString()
      assert.deepStrictEqual((yield* toggle({ status: "snoozed", snoozed_until: until })).body, {
        meta: {},
        payload: {
          success: true,
          conversation_id: id,
          current_status: "snoozed",
          snoozed_until: until.replace(".000", "")
        }
      })
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual((yield* huechat.conversations)[0]?.status, "snoozed")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* huechat.conversations)[0]?.status, "open")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("a customer's message opens one that snoozes, and begins another after one that is resolved", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      yield* huechat.snooze(id, (yield* huechat.now) + 1000)
      assert.strictEqual((yield* greet).conversationId, id)
      assert.strictEqual((yield* huechat.conversations)[0]?.status, "open")
      yield* huechat.resolve(id)
      assert.notStrictEqual((yield* greet).conversationId, id)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("snoozing again counts from then on, and one that is deleted does not wake", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      const start = yield* huechat.now
      yield* huechat.snooze(id, start + 60_000)
      yield* huechat.snooze(id, start + 120_000)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* huechat.conversations)[0]?.status, "snoozed")
      yield* call("DELETE", `conversations/${id}`)
      yield* TestClock.adjust("1 minute")
      yield* huechat.settled
      assert.lengthOf(yield* huechat.messages, 0)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("participants, muting, reading", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      const participants = yield* call("PATCH", `conversations/${id}/participants`, { json: { user_ids: [2] } })
      const sam = { id: 2, name: "Sam Support", email: "sam.support@example.com", availability_status: "busy" }
      assert.deepStrictEqual(participants.body, [sam])
      assert.deepStrictEqual((yield* call("GET", `conversations/${id}/participants`)).body, [sam])
      const post = (action: string) => call("POST", `conversations/${id}/${action}`)
      yield* post("mute")
      assert.deepInclude((yield* call("GET", `conversations/${id}`)).body, { muted: true, status: "open" })
      assert.strictEqual((yield* huechat.contacts)[0]?.blocked, false)
      yield* post("unmute")
      assert.strictEqual((yield* post("update_last_seen")).body.unread_count, 0)
      assert.strictEqual((yield* post("unread")).body.unread_count, 1)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("WhatsApp can be answered for a day", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const contact = { phoneNumber: "+15550100123" }
      yield* huechat.receive({ inboxId: huechat.inboxes.whatsapp, contact, content: "Hi" })
      assert.isTrue((yield* call("GET", "conversations/1")).body.can_reply)
      yield* TestClock.adjust("24 hours")
      assert.isFalse((yield* call("GET", "conversations/1")).body.can_reply)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("deleting takes its messages along", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { conversationId: id } = yield* greet
      const { status, text } = yield* call("DELETE", `conversations/${id}`)
      assert.deepStrictEqual([status, text], [200, ""])
      assert.lengthOf(yield* huechat.messages, 0)
      assert.deepStrictEqual(refusal(yield* call("DELETE", `conversations/${id}`)), [404, "not_found"])
    }).pipe(Effect.provide(inProcess()))
  )
})
