import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import { call, simulator } from "./Support.ts"

const live = simulator({ seed: { contacts: 4 } })
const many = simulator({ seed: { contacts: 60, messagesPerConversation: 1 } })

describe("lists", () => {
  it.live("25 a page, open ones unless status=all, counts without paging", () =>
    Effect.gen(function* () {
      const open = yield* call("GET", "conversations")
      assert.strictEqual(open.body.data.payload.length, 25)
      assert.deepStrictEqual(open.body.data.meta, {
        mine_count: 0,
        assigned_count: 0,
        unassigned_count: 45,
        all_count: 45
      })
      const third = yield* call("GET", "conversations?status=all&page=3&sort_by=created_at_asc")
      assert.strictEqual(third.body.data.meta.all_count, 60)
      assert.strictEqual(third.body.data.payload.length, 10)
      assert.strictEqual(third.body.data.payload[0].id, 51)
      const beyond = yield* call("GET", "conversations?status=all&page=4")
      assert.deepStrictEqual(beyond.body.data.payload, [])
    }).pipe(Effect.provide(many))
  )

  it.live("updated_within ignores paging", () =>
    Effect.gen(function* () {
      yield* call("POST", "conversations/5/labels", { json: { labels: ["vip"] } })
      const recent = yield* call("GET", "conversations?status=all&updated_within=3600&page=7")
      assert.deepStrictEqual(
        recent.body.data.payload.map((row: { id: number }) => row.id),
        [5]
      )
      assert.strictEqual(
        (yield* call("GET", "conversations?status=all&updated_within=9999999")).body.data.payload.length,
        60
      )
    }).pipe(Effect.provide(many))
  )

  it.live("the counts ignore assignee_type; filters by inbox, team, label, words", () =>
    Effect.gen(function* () {
      yield* call("POST", "conversations/1/assignments", { json: { assignee_id: 1 } })
      yield* call("POST", "conversations/2/labels", { json: { labels: ["vip"] } })
      const mine = yield* call("GET", "conversations?status=all&assignee_type=me")
      assert.strictEqual(mine.body.data.payload.length, 1)
      assert.strictEqual(mine.body.data.meta.all_count, 4)
      const labelled = yield* call("GET", "conversations?status=all&labels[]=vip")
      assert.strictEqual(labelled.body.data.payload[0].id, 2)
      const words = yield* call("GET", `conversations?status=all&q=${encodeURIComponent("of Bruno")}`)
      assert.strictEqual(words.body.data.payload.length, 1)
      assert.strictEqual((yield* call("GET", "conversations?inbox_id=2")).body.data.payload.length, 0)
    }).pipe(Effect.provide(live))
  )

  it.live("filter has meta at the top and no assigned_count", () =>
    Effect.gen(function* () {
      const answer = yield* call("POST", "conversations/filter", {
        json: {
          payload: [
            { attribute_key: "contact_id", filter_operator: "equal_to", values: [2], query_operator: "AND" },
            { attribute_key: "status", filter_operator: "equal_to", values: ["all"] }
          ]
        }
      })
      assert.deepStrictEqual(answer.body.meta, { mine_count: 0, unassigned_count: 1, all_count: 1 })
      assert.strictEqual(answer.body.payload[0].meta.sender.id, 2)
    }).pipe(Effect.provide(live))
  )
})

describe("the object", () => {
  it.live("mixes four encodings of time, and leaves out what is not assigned", () =>
    Effect.gen(function* () {
      const { body } = yield* call("GET", "conversations/1")
      assert.isTrue(Number.isInteger(body.created_at))
      assert.isFalse(Number.isInteger(body.updated_at))
      assert.strictEqual(body.agent_last_seen_at, 0)
      assert.strictEqual(body.snoozed_until, null)
      assert.notProperty(body.meta, "assignee")
      assert.notProperty(body.meta, "team")
      assert.strictEqual(body.meta.channel, "Channel::Api")
      assert.notProperty(body.meta.sender, "contact_inboxes")
      assert.strictEqual(body.messages.length, 1)
      assert.strictEqual(body.unread_count, 2)
      const messages = yield* call("GET", "conversations/1/messages")
      assert.strictEqual(messages.body.meta.agent_last_seen_at, null)
    }).pipe(Effect.provide(live))
  )

  it.live("an activity line is the last message, but not the last non-activity message", () =>
    Effect.gen(function* () {
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "resolved" } })
      const { body } = yield* call("GET", "conversations/1")
      assert.strictEqual(body.messages[0].message_type, 2)
      assert.strictEqual(body.messages[0].content, "Conversation was marked resolved by Ada Admin")
      assert.strictEqual(body.last_non_activity_message.message_type, 1)
    }).pipe(Effect.provide(live))
  )
})

describe("create", () => {
  const create = (json: unknown) => call("POST", "conversations", { json })

  it.live("without a source_id an API inbox gets another session each time", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      const before = (yield* call("GET", "contacts/1")).body.payload.contact_inboxes.length
      yield* create({ inbox_id: inboxes.api, contact_id: 1 })
      yield* create({ inbox_id: inboxes.api, contact_id: 1 })
      yield* create({ inbox_id: inboxes.api, contact_id: 1, source_id: "seed-1" })
      assert.strictEqual((yield* call("GET", "contacts/1")).body.payload.contact_inboxes.length, before + 2)
    }).pipe(Effect.provide(live))
  )

  it.live("by source_id alone; neither is 404; another contact's source_id is 422", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      assert.strictEqual((yield* create({ source_id: "seed-2" })).body.meta.sender.id, 2)
      assert.strictEqual((yield* create({ inbox_id: inboxes.api })).status, 404)
      const stolen = yield* create({ inbox_id: inboxes.api, contact_id: 1, source_id: "seed-2" })
      assert.deepStrictEqual([stolen.status, stolen.body], [422, { error: "source_id should be unique" }])
      const unknownStatus = yield* create({ source_id: "seed-1", status: "closed" })
      assert.strictEqual(unknownStatus.status, 500)
    }).pipe(Effect.provide(live))
  )

  it.live("an inbox that locks to one conversation gives the old one", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      yield* call("PATCH", `inboxes/${inboxes.api}`, { json: { lock_to_single_conversation: true } })
      assert.strictEqual((yield* create({ source_id: "seed-1" })).body.id, 1)
    }).pipe(Effect.provide(live))
  )

  it.live("a bot makes it pending, a blocked contact resolved, whatever was asked", () =>
    Effect.gen(function* () {
      const { inboxes } = yield* ChatwootSimulator
      yield* call("PATCH", "contacts/2", { json: { blocked: true } })
      assert.strictEqual((yield* create({ source_id: "seed-2", status: "open" })).body.status, "resolved")
      yield* call("POST", `inboxes/${inboxes.api}/set_agent_bot`, { json: { agent_bot: 1 } })
      assert.strictEqual((yield* create({ source_id: "seed-1", status: "open" })).body.status, "pending")
    }).pipe(Effect.provide(live))
  )

  it.live("with a first message", () =>
    Effect.gen(function* () {
      const { body } = yield* create({ source_id: "seed-1", message: { content: "First", source_id: "ext-1" } })
      assert.strictEqual(body.messages[0].content, "First")
      assert.strictEqual(body.messages[0].source_id, "ext-1")
    }).pipe(Effect.provide(live))
  )
})

describe("actions", () => {
  it.live("toggle_status toggles, snoozes with an ISO time, and answers 500 to an unknown word", () =>
    Effect.gen(function* () {
      const toggled = yield* call("POST", "conversations/1/toggle_status", { json: {} })
      assert.deepStrictEqual(toggled.body, {
        meta: {},
        payload: { success: true, conversation_id: 1, current_status: "resolved", snoozed_until: null }
      })
      const snoozed = yield* call("POST", "conversations/1/toggle_status", {
        json: { status: "snoozed", snoozed_until: 1_900_000_000 }
      })
      assert.strictEqual(snoozed.body.payload.snoozed_until, "2030-03-17T17:46:40.000Z")
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "open" } })
      assert.strictEqual((yield* call("GET", "conversations/1")).body.snoozed_until, null)
      assert.strictEqual((yield* call("POST", "conversations/1/toggle_status", { json: { status: "x" } })).status, 500)
    }).pipe(Effect.provide(live))
  )

  it.live("a human agent who opens a conversation becomes its assignee, an administrator does not", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      const open = (token: string) => call("POST", "conversations/4/toggle_status", { token, json: { status: "open" } })
      yield* open(tokens.administrator)
      assert.notProperty((yield* call("GET", "conversations/4")).body.meta, "assignee")
      yield* open(tokens.agent)
      assert.strictEqual((yield* call("GET", "conversations/4")).body.meta.assignee.name, "Grace Agent")
    }).pipe(Effect.provide(live))
  )

  it.live("a bot that hands a pending conversation over gets success: null", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "pending" } })
      const handed = yield* call("POST", "conversations/1/toggle_status", {
        token: tokens.agentBot,
        json: { status: "open" }
      })
      assert.strictEqual(handed.body.payload.success, null)
    }).pipe(Effect.provide(live))
  )

  it.live("assignments answer an agent, a raw team, a bot, or null", () =>
    Effect.gen(function* () {
      const assign = (json: unknown) => call("POST", "conversations/1/assignments", { json })
      assert.strictEqual((yield* assign({ assignee_id: 2 })).body.email, "grace@example.com")
      const team = yield* assign({ team_id: 1 })
      assert.match(team.body.created_at, /Z$/)
      assert.notProperty(team.body, "is_member")
      assert.strictEqual((yield* call("GET", "conversations/1")).body.meta.assignee_type, "User")
      assert.strictEqual((yield* assign({ assignee_id: 1, assignee_type: "AgentBot" })).body.bot_type, "webhook")
      assert.strictEqual((yield* call("GET", "conversations/1")).body.meta.assignee_type, "AgentBot")
      assert.strictEqual((yield* assign({ assignee_id: null })).text, "null")
      assert.notProperty((yield* call("GET", "conversations/1")).body.meta, "assignee")
    }).pipe(Effect.provide(live))
  )

  it.live("labels replace the set and need not exist; missing labels clear it", () =>
    Effect.gen(function* () {
      const set = yield* call("POST", "conversations/1/labels", { json: { labels: ["vip", "made-up"] } })
      assert.deepStrictEqual(set.body, { payload: ["vip", "made-up"] })
      assert.deepStrictEqual((yield* call("GET", "conversations/1/labels")).body, { payload: ["vip", "made-up"] })
      assert.deepStrictEqual((yield* call("POST", "conversations/1/labels", { json: {} })).body, { payload: [] })
    }).pipe(Effect.provide(live))
  )

  it.live("custom attributes are replaced, not merged", () =>
    Effect.gen(function* () {
      const set = (custom_attributes: unknown) =>
        call("POST", "conversations/1/custom_attributes", { json: { custom_attributes } })
      yield* set({ a: 1 })
      assert.deepStrictEqual((yield* set({ b: 2 })).body, { custom_attributes: { b: 2 } })
      assert.deepStrictEqual((yield* call("GET", "conversations/1")).body.custom_attributes, { b: 2 })
    }).pipe(Effect.provide(live))
  )

  it.live("priority: empty reply, null clears, unknown words are 500", () =>
    Effect.gen(function* () {
      const set = (priority: unknown) => call("POST", "conversations/1/toggle_priority", { json: { priority } })
      const urgent = yield* set("urgent")
      assert.deepStrictEqual([urgent.status, urgent.text], [200, ""])
      assert.strictEqual((yield* call("GET", "conversations/1")).body.priority, "urgent")
      yield* set(null)
      assert.strictEqual((yield* call("GET", "conversations/1")).body.priority, null)
      assert.strictEqual((yield* set("highest")).status, 500)
    }).pipe(Effect.provide(live))
  )

  it.live("muting blocks the contact and resolves the conversation", () =>
    Effect.gen(function* () {
      yield* call("POST", "conversations/1/mute")
      const { body } = yield* call("GET", "conversations/1")
      assert.deepStrictEqual([body.muted, body.status, body.meta.sender.blocked], [true, "resolved", true])
    }).pipe(Effect.provide(live))
  )

  it.live("an incoming message reopens a resolved conversation, waits, and counts as unread up to 10", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* call("POST", "conversations/1/update_last_seen")
      assert.strictEqual((yield* call("GET", "conversations/1")).body.unread_count, 0)
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "resolved" } })
      yield* call("POST", "conversations/1/messages", { json: { content: "Back", message_type: "incoming" } })
      const { body } = yield* call("GET", "conversations/1")
      assert.strictEqual(body.status, "open")
      assert.isAbove(body.waiting_since, 0)
      for (let n = 0; n < 12; n++) yield* chatwoot.receive({ contact: { id: 1 }, content: `${n}` })
      assert.strictEqual((yield* call("GET", "conversations/1")).body.unread_count, 10)
    }).pipe(Effect.provide(live))
  )
})
