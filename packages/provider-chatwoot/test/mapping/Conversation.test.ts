import { assert, describe, it } from "@effect/vitest"
import {
  type ConversationSource,
  fromConversationStatus,
  toConversation,
  toConversationSnapshot,
  toConversationStatus
} from "../../src/mapping/Conversation.ts"

const rest: ConversationSource = {
  id: 9,
  inbox_id: 5,
  meta: {
    sender: { id: 21 },
    channel: "Channel::Email",
    assignee: { id: 7, name: "Bo Agent", email: "bo@example.com" },
    assignee_type: "User",
    team: { id: 2, name: "orders" }
  },
  status: "snoozed",
  priority: "high",
  labels: ["vip"],
  can_reply: false,
  unread_count: 10,
  additional_attributes: { mail_subject: "Order 1042" },
  custom_attributes: { order: 1042 },
  snoozed_until: "2026-02-14T08:00:00.000Z",
  created_at: 1_770_946_000,
  updated_at: 1_770_946_053.366333,
  timestamp: 1_770_946_053,
  last_activity_at: 1_770_946_053
}

describe("toConversation", () => {
  it("reads a conversation of REST", () => {
    assert.deepStrictEqual<unknown>(toConversation(rest), {
      id: "9",
      contactId: "21",
      channel: { id: "5", type: "email", vendorType: "Channel::Email" },
      status: "snoozed",
      snoozedUntil: "2026-02-14T08:00:00.000Z",
      priority: "high",
      assignee: { id: "7", name: "Bo Agent", email: "bo@example.com" },
      team: { id: "2", name: "orders" },
      tags: ["vip"],
      attributes: { order: 1042 },
      unreadCount: 10,
      subject: "Order 1042",
      canReply: false,
      createdAt: "2026-02-13T01:26:40.000Z",
      updatedAt: "2026-02-13T01:27:33.366Z",
      lastActivityAt: "2026-02-13T01:27:33.000Z"
    })
  })

  it("reads the same from a webhook, where channel and contact stand elsewhere", () => {
    const { channel, ...meta } = rest.meta ?? {}
    const webhook = {
      ...rest,
      channel: channel ?? null,
      meta: { ...meta, sender: null },
      contact_inbox: { contact_id: 21 }
    }
    assert.deepStrictEqual(toConversation(webhook), toConversation(rest))
  })

  it("needs nothing but an id", () => {
    assert.deepStrictEqual<unknown>(toConversation({ id: 9 }), { id: "9", channel: { type: "other" }, status: "open" })
  })

  it("keeps nobody out: null and absent both mean not assigned", () => {
    const nobody = { sender: null, channel: null, assignee: null, assignee_type: null, team: null }
    assert.deepStrictEqual(toConversation({ id: 9, meta: nobody, priority: null }), toConversation({ id: 9 }))
  })

  it("names a bot apart from an agent with the same number", () => {
    const assignee = { id: 5, name: "Helper" }
    assert.strictEqual(
      toConversation({ id: 9, meta: { assignee, assignee_type: "AgentBot" } }).assignee?.id,
      "AgentBot:5"
    )
    assert.strictEqual(toConversation({ id: 9, meta: { assignee, assignee_type: "User" } }).assignee?.id, "5")
  })

  it("falls back to timestamp before 3.13", () => {
    const { last_activity_at: _, ...older } = rest
    assert.strictEqual(toConversation(older).lastActivityAt, "2026-02-13T01:27:33.000Z")
  })

  it("counts a status of a later release as open, and leaves it out of a snapshot", () => {
    assert.strictEqual(toConversation({ id: 9, status: "hibernating" }).status, "open")
    assert.notProperty(toConversationSnapshot({ id: 9, status: "hibernating" }), "status")
  })

  it("knows each status both ways", () => {
    for (const status of ["open", "pending", "snoozed", "closed"] as const) {
      assert.strictEqual(toConversationStatus(fromConversationStatus[status]), status)
    }
  })
})
