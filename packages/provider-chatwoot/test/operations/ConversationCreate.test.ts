/** `conversations.create`: under the contact's own session, in the state that was asked for, or refused for a reason. */
import type { AgentId, ChannelId, ContactId, Identity, TeamId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { callsOf, onAccount, told } from "./Account.ts"

/** A contact with a session in the API inbox, and the channel. */
const known = Effect.gen(function* () {
  const { contacts } = yield* Provider
  const { inboxes } = yield* ChatwootSimulator
  const channelId = String(inboxes.api) as ChannelId
  const identities: ReadonlyArray<Identity> = [{ channelType: "api", channelId, address: "ann-1" }]
  const { id: contactId } = yield* contacts.create({ email: "ann@example.com", identities })
  return { contactId, channelId }
})

describe("conversations.create", () => {
  onAccount("uses the session that the contact has, so that no second one appears", () =>
    Effect.gen(function* () {
      const { contacts, conversations } = yield* Provider
      const to = yield* known
      const [, sent] = yield* Requests.during(conversations.create(to))
      yield* conversations.create(to)
      assert.deepStrictEqual(callsOf(sent), [`GET contacts/${to.contactId}`, "POST conversations"])
      assert.strictEqual(sent[1]?.json.source_id, "ann-1")
      assert.strictEqual((yield* contacts.get(to.contactId)).identities?.length, 1)
    })
  )

  onAccount("lets the server make a session where the contact has none", () =>
    Effect.gen(function* () {
      const { contacts, conversations } = yield* Provider
      const { channelId } = yield* known
      const { id: contactId } = yield* contacts.create({ email: "bob@example.com" })
      const { contactId: of } = yield* conversations.create({ contactId, channelId })
      assert.deepStrictEqual([of, (yield* contacts.get(contactId)).identities?.length], [contactId, 1])
    })
  )

  onAccount("writes everything: status, agent, team, attributes, subject", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const to = yield* known
      const made = yield* conversations.create({
        ...to,
        status: "pending",
        assignee: "2" as AgentId,
        team: "1" as TeamId,
        attributes: { plan: "pro" },
        subject: "Invoice"
      })
      assert.deepInclude(made, { status: "pending", attributes: { plan: "pro" }, subject: "Invoice" })
      assert.deepStrictEqual([made.assignee?.id, made.team?.id, made.channel.id], ["2", "1", to.channelId])
    })
  )

  onAccount("a bot's inbox and a blocked contact decide the status; the one asked for is set after that", () =>
    Effect.gen(function* () {
      const { contacts, conversations } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const to = yield* known
      yield* chatwoot.setAgentBot(chatwoot.inboxes.api, "https://bot.example.com/")
      assert.strictEqual((yield* conversations.create(to)).status, "pending")
      assert.strictEqual((yield* conversations.create({ ...to, status: "closed" })).status, "closed")
      yield* contacts.setBlocked(to.contactId, true)
      assert.strictEqual((yield* conversations.create({ ...to, status: "open" })).status, "open")
      const [, sent] = yield* Requests.during(conversations.create({ ...to, status: "closed" }))
      assert.strictEqual(sent.length, 2)
    })
  )

  onAccount("a bot is assigned by a call of its own", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const made = yield* conversations.create({ ...(yield* known), assignee: "AgentBot:1" as AgentId })
      assert.strictEqual(made.assignee?.id, "AgentBot:1")
    })
  )

  onAccount(
    "when what comes after it fails, the error says which conversation there is",
    () =>
      Effect.gen(function* () {
        const { conversations } = yield* Provider
        const { faults } = yield* ChatwootSimulator
        yield* faults.next(Faults.serverError(), { path: "/assignments" })
        const error = yield* Requests.failing(
          conversations.create({ ...(yield* known), assignee: "AgentBot:1" as AgentId })
        )
        assert.deepStrictEqual(
          [told(error), error.progress],
          [{ reason: "Unavailable", applied: "partly" }, { conversationId: "1" }]
        )
      }),
    { chatwoot: { retries: 0 } }
  )

  onAccount("on a channel on which the contact has to write first, it is Unsupported instead of 500", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { inboxes } = yield* ChatwootSimulator
      const { contactId } = yield* known
      const channelId = String(inboxes.telegram) as ChannelId
      const [error, sent] = yield* Requests.during(Requests.failing(conversations.create({ contactId, channelId })))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      assert.isFalse(sent.some(({ method }) => method === "POST"))
    })
  )

  onAccount("of a contact who does not exist is NotFound", () =>
    Effect.gen(function* () {
      const { conversations } = yield* Provider
      const { channelId } = yield* known
      const error = yield* Requests.failing(conversations.create({ contactId: "99" as ContactId, channelId }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "no" })
    })
  )
})
