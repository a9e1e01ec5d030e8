/**
 * The simulator as the world of the provider contract, in process or behind a real port. The channel is an external one: people are on it under
 * any address, and how far a message got is for the program to say.
 */
import { AgentId, ChannelId, ContactId, ConversationId, MessageId, Timestamp } from "@dragoman/core/domain"
import { layerMemory } from "@dragoman/core/provider"
import { FileHost, Requests, WebhookInbox } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { Chat2DeskSimulator, type Options } from "@dragoman/testing/simulators/chat2desk"
import { Clock, type Duration, Effect, Layer, Redacted } from "effect"
import { Chat2Desk, Chat2DeskWebhook } from "../src/index.ts"

const webhookUrl = "http://receiver.example.com/chat2desk"

/** More than one page of 200, of clients, of dialogs and of messages. */
const severalPages = 230

/** The simulator's options: histories for the lists, and no limit that a suite of this size would reach by itself. */
export const simulatorOptions: Options = {
  seed: { contacts: severalPages, messagesPerConversation: 1 },
  messagesPerSecond: 100_000,
  settings: { apiMode: "unlimited" }
}

/** The requests by which the operations do their work. */
const working: World["Service"]["working"] = {
  "contacts.get": { method: "GET", path: /\/v1\/clients\/\d+$/ },
  "messages.send": { method: "POST", path: /\/v1\/messages$/ }
}

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = ({ timeout }: { readonly timeout: Duration.Input }) => {
  const provider = Effect.map(Chat2DeskSimulator, ({ baseUrl, token }) =>
    Chat2Desk.layer({ baseUrl, token: Redacted.make(token), accountName: "acme", timeout })
  )
  return Layer.merge(Layer.unwrap(provider), Layer.effect(World, makeWorld)).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(FileHost.layer),
    Layer.provide(layerMemory)
  )
}

/** A conversation of several pages: somebody who writes and writes, after everything that was seeded. */
const writeHistory = Effect.fnUntraced(function* () {
  const simulator = yield* Chat2DeskSimulator
  const since = Timestamp.make(new Date(yield* Clock.currentTimeMillis).toISOString())
  const arrivals = yield* Effect.forEach(Array.from({ length: severalPages }), (_, index) =>
    simulator.receive({ transport: "external", from: { id: "history@example.com" }, text: `Question ${index + 1}` })
  )
  return {
    conversationId: ConversationId.make(String(arrivals[0]?.dialogId)),
    messageIds: arrivals.map(({ messageId }) => String(messageId)),
    since
  }
})

const makeWorld = Effect.gen(function* () {
  const simulator = yield* Chat2DeskSimulator
  const inbox = yield* WebhookInbox
  const files = yield* FileHost
  for (const name of ["kept", "gone", "added"]) yield* simulator.defineCustomField({ name })
  const history = yield* writeHistory()
  yield* simulator.addWebhook({ url: webhookUrl })
  const webhook = Chat2DeskWebhook.make({ secrets: [Redacted.make(simulator.token)] })

  const [operator] = yield* simulator.operators
  return World.of({
    given: {
      contactIds: (yield* simulator.clients).map(({ id }) => String(id)),
      conversationIds: (yield* simulator.dialogs).map(({ id }) => String(id)),
      history,
      channelId: ChannelId.make(`${simulator.channelIds.app}:external`),
      agentId: AgentId.make(String(operator?.id)),
      tags: ["VIP", "billing", "urgent"],
      secrets: [simulator.token]
    },
    receive: Effect.fnUntraced(function* ({ attachment, email, text }) {
      const { clientId, dialogId, messageId } = yield* simulator.receive({
        transport: "external",
        from: { id: email, name: email },
        text,
        ...(attachment === undefined
          ? {}
          : { attachments: [{ name: attachment.fileName, link: yield* files.put(attachment) }] })
      })
      return {
        contactId: ContactId.make(String(clientId)),
        conversationId: ConversationId.make(String(dialogId)),
        messageId: MessageId.make(String(messageId))
      }
    }),
    messages: (conversationId) =>
      Effect.map(simulator.messages, (rows) =>
        rows
          .filter((row) => String(row.dialogId) === conversationId && row.type !== "system")
          .map(({ id, text, type }) => ({ id: String(id), text: text ?? "", isPrivate: type === "comment" }))
      ),
    contactsWithEmail: (email) =>
      Effect.map(simulator.clients, (rows) => rows.filter(({ phone }) => phone === email).length),
    blocked: (contactId) =>
      Effect.map(simulator.clients, (rows) => rows.some(({ blocked, id }) => blocked && String(id) === contactId)),
    // No team: a group hands the dialog to one of its operators, and the server keeps no trace of it.
    assigned: (conversationId) =>
      Effect.map(simulator.dialogs, (rows) => ({
        agentId: rows.find(({ id }) => String(id) === conversationId)?.operatorId?.toString()
      })),
    failDelivery: (messageId) => simulator.report(Number(messageId), { failed: "the line is dead" }),
    faults: simulator.faults,
    working,
    events: Effect.andThen(simulator.webhooks.settled, inbox.events(webhook, "acme"))
  })
})
