import { json } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import {
  type ConversationSource,
  fromConversationStatus,
  toConversation,
  toConversationSnapshot,
  toConversationStatus
} from "../../src/mapping/Conversation.ts"
import { toItsConversationId } from "../../src/mapping/Ids.ts"

type Row = Parameters<typeof toConversation>[0]

const replies = new URL("../fixtures/responses/", import.meta.url)
const reply = (name: string) => json(replies, name) as Row & { readonly payload: ReadonlyArray<Row> }

const listed = {
  id: "42",
  contactId: "1024",
  channel: { id: "3", type: "webchat", vendorType: "Channel::WebWidget" },
  status: "open",
  priority: "medium",
  assignee: { id: "5", name: "Agent Smith" },
  tags: ["support", "billing"],
  unreadCount: 2,
  canReply: true,
  createdAt: "2024-04-06T05:06:40.000Z",
  lastActivityAt: "2024-04-06T10:40:00.000Z"
}

describe("toConversation", () => {
  it("reads the documentation's conversation by itself", () => {
    assert.deepStrictEqual<unknown>(toConversation(reply("conversations.get")), {
      ...listed,
      team: { id: "2", name: "Support Team" },
      attributes: { plan: "enterprise" }
    })
  })

  it("reads it in a list", () => {
    const { data } = json(replies, "conversations.list") as { readonly data: { readonly payload: ReadonlyArray<Row> } }
    assert.deepStrictEqual<unknown>(data.payload.map(toConversation), [listed])
  })

  it("reads the few keys that a filter, a search, a creation and a change tell", () => {
    const smith = { id: "5", name: "Agent Smith" }
    assert.deepStrictEqual<unknown>(reply("conversations.filter").payload.map(toConversation), [
      {
        id: "42",
        contactId: "1024",
        channel: { id: "3", type: "other" },
        status: "open",
        priority: "medium",
        assignee: smith,
        lastActivityAt: "2024-04-06T10:40:00.000Z"
      }
    ])
    assert.deepStrictEqual<unknown>(reply("conversations.search").payload.map(toConversation), [
      { id: "42", contactId: "1024", channel: { id: "3", type: "other" }, status: "open" }
    ])
    assert.deepStrictEqual<unknown>(toConversation(reply("conversations.create")), {
      id: "43",
      contactId: "1024",
      channel: { id: "3", type: "other" },
      status: "open",
      assignee: smith,
      createdAt: "2024-04-06T10:40:00.000Z"
    })
    assert.deepStrictEqual<unknown>(toConversation(reply("conversations.update")), {
      id: "42",
      channel: { type: "other" },
      status: "open",
      priority: "high"
    })
  })

  it("takes a status of a later release for open; a snapshot leaves it out, as it does what is not told", () => {
    const wire: ConversationSource = { status: "waiting", priority: "critical" }
    assert.strictEqual(toConversation({ ...wire, id: 1 }).status, "open")
    const id = toItsConversationId({ conversation_id: 1 })
    if (id === undefined) return assert.fail("an id")
    assert.deepStrictEqual<unknown>(toConversationSnapshot(wire, id), { id: "1" })
  })

  it("reads snoozing in either encoding of time, and none where it is over", () => {
    const until = (snoozed_until: number | string | null) =>
      toConversation({ id: 1, status: "snoozed", snoozed_until }).snoozedUntil as string | undefined
    assert.strictEqual(until(1_712_400_000), "2024-04-06T10:40:00.000Z")
    assert.strictEqual(until("2026-04-08T09:00:00Z"), "2026-04-08T09:00:00.000Z")
    assert.isUndefined(until(null))
  })

  it("statuses go there and back", () => {
    for (const [ours, theirs] of Object.entries(fromConversationStatus)) {
      assert.strictEqual(toConversationStatus(theirs), ours)
    }
  })
})
