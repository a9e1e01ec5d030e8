/** Conversations: status, assignment, tags, attributes and priority, each change seen afterwards and alone. */
import { Conversation, Timestamp } from "@dragoman/core/domain"
import type { Assignment } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Clock, Effect, Result, Schema, Stream } from "effect"
import { holdsTags } from "./Contacts.ts"
import { holdsEntity } from "./Lists.ts"
import type { Suite } from "./Suite.ts"
import { emailOf, newcomer } from "./Writing.ts"

export const describeConversations = (suite: Suite): void => {
  describeStatus(suite)
  describeAssignment(suite)
  describeDetails(suite)
  describeCreation(suite)
}

const describeStatus = ({ capabilities, skip, test }: Suite): void => {
  for (const status of capabilities.values.statuses.filter((name) => name !== "snoozed")) {
    test(`a conversation becomes ${status}`, ["conversations.setStatus", "conversations.get"], (setting) =>
      Effect.gen(function* () {
        const { conversations } = setting.provider
        const { conversationId } = yield* newcomer(setting)
        yield* conversations.setStatus(conversationId, { status })
        assert.strictEqual((yield* conversations.get(conversationId)).status, status)
        const listed = yield* Stream.runCollect(conversations.list({ status }))
        assert.isTrue(listed.every((conversation) => conversation.status === status))
        assert.include(
          listed.map(({ id }) => id),
          conversationId
        )
      })
    )
  }

  const title = "a conversation is snoozed until its time, and woken"
  if (!capabilities.values.statuses.includes("snoozed")) skip(title, "there is no such status")
  else {
    test(title, ["conversations.setStatus", "conversations.get"], (setting) =>
      Effect.gen(function* () {
        const { conversations } = setting.provider
        const { conversationId } = yield* newcomer(setting)
        const tomorrow = (yield* Clock.currentTimeMillis) + 86_400_000
        const snoozedUntil = Timestamp.make(new Date(Math.floor(tomorrow / 1000) * 1000).toISOString())
        yield* conversations.setStatus(conversationId, { status: "snoozed", snoozedUntil })
        assert.deepInclude(yield* conversations.get(conversationId), { status: "snoozed", snoozedUntil })
        yield* conversations.setStatus(conversationId, { status: "open" })
        const woken = yield* conversations.get(conversationId)
        assert.strictEqual(woken.status, "open")
        assert.notProperty(woken, "snoozedUntil")
      })
    )
  }
}

const describeAssignment = ({ can, capabilities, test }: Suite): void => {
  const isPartial = capabilities.operations["conversations.assign"].level === "partial"
  test(
    "a conversation is assigned to agent and team, each by itself, and taken away; what `partial` leaves out changes nothing",
    ["conversations.assign"],
    (setting) =>
      Effect.gen(function* () {
        const { conversations } = setting.provider
        const { agentId, teamId } = setting.world.given
        const { conversationId } = yield* newcomer(setting)
        const assigned = Effect.map(setting.world.assigned(conversationId), (now) => [now.agentId, now.teamId])
        const assign = Effect.fnUntraced(function* (to: Assignment | null, wanted: Assigned) {
          const before = yield* assigned
          const outcome = yield* Effect.result(conversations.assign(conversationId, to))
          if (Result.isFailure(outcome)) {
            assert.isTrue(isPartial, `only what is partial may refuse ${JSON.stringify(to)}`)
            assert.include(["Unsupported", "InvalidRequest"], outcome.failure.reason._tag)
            assert.strictEqual(outcome.failure.applied, "no")
          }
          const now = yield* assigned
          assert.deepStrictEqual(now, Result.isFailure(outcome) ? before : wanted)
          if (!can("conversations.get")) return
          const { assignee, team } = yield* conversations.get(conversationId)
          assert.deepStrictEqual([assignee?.id, team?.id], now)
        })
        yield* assign(null, [undefined, undefined])
        if (agentId !== undefined) yield* assign({ agent: agentId }, [agentId, undefined])
        if (agentId !== undefined && teamId !== undefined) {
          yield* assign({ team: teamId, agent: agentId }, [agentId, teamId])
          yield* assign({ agent: null }, [undefined, teamId])
        }
        assert.notDeepEqual(yield* assigned, [undefined, undefined], "something was assigned")
        yield* assign(null, [undefined, undefined])
      })
  )
}

/** Ids of agent and team. */
type Assigned = readonly [agent: string | undefined, team: string | undefined]

const describeDetails = ({ can, capabilities, skip, test }: Suite): void => {
  const tags = "a conversation's tags are added, removed and set, and the others stay"
  if (!capabilities.values.tags.on.includes("conversation")) skip(tags, "conversations have no tags")
  else {
    test(tags, ["conversations.addTags", "conversations.removeTags", "conversations.setTags"], (setting) =>
      Effect.gen(function* () {
        const { conversations } = setting.provider
        const { conversationId } = yield* newcomer(setting)
        yield* holdsTags(conversations, conversationId, setting.world.given.tags)
        const shown = yield* conversations.get(conversationId)
        assert.deepStrictEqual(shown.tags, [setting.world.given.tags[2]])
      })
    )
  }

  test(
    "a conversation's attributes are set and unset by name, and the others stay",
    ["conversations.setAttributes", "conversations.get"],
    (setting) =>
      Effect.gen(function* () {
        const { conversations } = setting.provider
        const { conversationId } = yield* newcomer(setting)
        yield* conversations.setAttributes(conversationId, { set: { kept: "yes", order: "1", gone: "soon" } })
        yield* conversations.setAttributes(conversationId, { set: { order: "2" }, unset: ["gone", "never"] })
        const { attributes } = yield* conversations.get(conversationId)
        assert.deepStrictEqual(attributes, { kept: "yes", order: "2" })
      })
  )

  test("a conversation's priority is set and cleared", ["conversations.setPriority", "conversations.get"], (setting) =>
    Effect.gen(function* () {
      const { conversations } = setting.provider
      const { conversationId } = yield* newcomer(setting)
      for (const priority of capabilities.values.priorities) {
        yield* conversations.setPriority(conversationId, priority)
        assert.strictEqual((yield* conversations.get(conversationId)).priority, priority)
      }
      yield* conversations.setPriority(conversationId, null)
      assert.notProperty(yield* conversations.get(conversationId), "priority")
    })
  )

  test("a conversation is marked as read, up to a message", ["conversations.markRead"], (setting) =>
    Effect.gen(function* () {
      const { conversations } = setting.provider
      const { conversationId, messageId } = yield* newcomer(setting)
      yield* conversations.markRead(conversationId, { messageId })
      // Where no conversation is shown, nobody is told how many are unread.
      if (can("conversations.get")) {
        assert.include([0, undefined], (yield* conversations.get(conversationId)).unreadCount)
      }
    })
  )

  test("typing is shown and hidden", ["conversations.setTyping"], (setting) =>
    Effect.gen(function* () {
      const { conversationId, messageId } = yield* newcomer(setting)
      for (const on of [true, false]) yield* setting.provider.conversations.setTyping({ conversationId, messageId }, on)
    })
  )
}

const describeCreation = ({ test }: Suite): void => {
  test(
    "a conversation that is created is what get then shows, and once deleted is NotFound",
    ["conversations.create", "conversations.get", "contacts.create", "conversations.delete"],
    (setting) =>
      Effect.gen(function* () {
        const { contacts, conversations } = setting.provider
        const { channelId } = setting.world.given
        const contact = yield* contacts.create({ name: "Alice", email: emailOf(setting) })
        const created = yield* conversations.create({ contactId: contact.id, channelId })
        assert.isTrue(Schema.is(Conversation)(created))
        holdsEntity(created, setting.world.given.secrets)
        assert.deepInclude(created, { contactId: contact.id, status: "open" })
        assert.strictEqual(created.channel.id, channelId)
        const shown = yield* conversations.get(created.id)
        assert.deepInclude(shown, { id: created.id, contactId: contact.id, channel: created.channel })
        yield* conversations.delete(created.id)
        assert.strictEqual((yield* Effect.flip(conversations.get(created.id))).reason._tag, "NotFound")
      })
  )
}
