/** The simulator as the world of the provider contract, in process or behind a real port. */
import { AgentId, ChannelId, ContactId, ConversationId, MessageId, TeamId } from "@dragoman/core/domain"
import { layerMemory } from "@dragoman/core/provider"
import { Requests, WebhookInbox } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { type Duration, Effect, Layer, Redacted } from "effect"
import * as Chatwoot from "../src/Chatwoot.ts"
import * as ChatwootWebhook from "../src/ChatwootWebhook.ts"

const webhookUrl = "http://receiver.example.com/chatwoot"
const seed = { contacts: 47, conversations: 60 }
/** More than one page of 1000, the longest that the server answers. */
const historyLength = 1100

/** The simulator's options: histories for the lists, and no limit that a suite of this size would reach by itself. */
export const simulatorOptions = {
  seed,
  limits: { contactSearchPerMinute: 100_000, messagesPerMinutePerConversation: 1000 }
}

/** The requests by which the operations do their work. */
const working: World["Service"]["working"] = {
  "contacts.get": { method: "GET", path: /\/contacts\/\d+$/ },
  "messages.send": { method: "POST", path: /\/conversations\/\d+\/messages$/ }
}

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = ({ timeout }: { readonly timeout: Duration.Input }) => {
  const provider = Effect.map(ChatwootSimulator, ({ accountId, baseUrl, tokens }) =>
    Chatwoot.layer({
      baseUrl,
      accountId,
      token: Redacted.make(tokens.administrator),
      accountName: "acme",
      timeout
    })
  )
  return Layer.merge(Layer.unwrap(provider), Layer.effect(World, makeWorld)).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide(layerMemory)
  )
}

const makeWorld = Effect.gen(function* () {
  const simulator = yield* ChatwootSimulator
  const inbox = yield* WebhookInbox
  const { secret } = yield* simulator.addWebhook({ url: webhookUrl })
  const webhook = ChatwootWebhook.make({ secrets: [Redacted.make(secret)] })
  const history = yield* simulator.seed({ contacts: 1, conversations: 1, messagesPerConversation: historyLength })
  const historyId = history.conversationIds[0] ?? 0
  const inHistory = (yield* simulator.messages).filter((row) => row.conversationId === historyId)

  return World.of({
    given: {
      contactIds: (yield* simulator.contacts).map(({ id }) => String(id)),
      conversationIds: (yield* simulator.conversations).map(({ id }) => String(id)),
      history: {
        conversationId: ConversationId.make(String(historyId)),
        messageIds: inHistory.map(({ id }) => String(id))
      },
      channelId: ChannelId.make(String(simulator.inboxes.api)),
      agentId: AgentId.make("1"),
      teamId: TeamId.make("1"),
      tags: ["vip", "billing", "urgent"],
      secrets: [simulator.tokens.administrator, simulator.tokens.agent]
    },
    receive: ({ attachment, email, text }) =>
      Effect.map(
        simulator.receive({
          contact: { name: email, email },
          content: text,
          ...(attachment === undefined ? {} : { attachments: [attachment] })
        }),
        ({ contactId, conversationId, messageId }) => ({
          contactId: ContactId.make(String(contactId)),
          conversationId: ConversationId.make(String(conversationId)),
          messageId: MessageId.make(String(messageId))
        })
      ),
    messages: (conversationId) =>
      Effect.map(simulator.messages, (rows) =>
        rows
          .filter((row) => String(row.conversationId) === conversationId && row.type !== 2)
          .map((row) => ({ id: String(row.id), text: row.content ?? "", isPrivate: row.private }))
      ),
    contactsWithEmail: (email) =>
      Effect.map(simulator.contacts, (rows) => rows.filter((row) => row.email === email).length),
    blocked: (contactId) =>
      Effect.map(simulator.contacts, (rows) => rows.some(({ blocked, id }) => blocked && String(id) === contactId)),
    assigned: (conversationId) =>
      Effect.map(simulator.conversations, (rows) => {
        const row = rows.find(({ id }) => String(id) === conversationId)
        return { agentId: row?.assigneeId?.toString(), teamId: row?.teamId?.toString() }
      }),
    failDelivery: (messageId) => simulator.setMessageStatus(Number(messageId), "failed", "the line is dead"),
    faults: simulator.faults,
    working,
    events: Effect.andThen(simulator.webhooks.settled, inbox.events(webhook, "acme"))
  })
})
