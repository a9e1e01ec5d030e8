/** The simulator as the world of the provider contract, in process or behind a real port. */
import { AgentId, ChannelId, ContactId, ConversationId, type Event, MessageId, TeamId } from "@dragoman/core/domain"
import { layerMemory, type OperationName, type Provider } from "@dragoman/core/provider"
import type { Faults } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { Clock, Context, type Duration, Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as HueChat from "../src/HueChat.ts"
import * as HueChatWebhook from "../src/HueChatWebhook.ts"

const webhookUrl = "http://receiver.example.com/huechat"
/** More than the 100 contacts, 25 conversations and 20 messages of a page. */
const seed = { contacts: 130, conversations: 60 }
const historyLength = 130

/** The simulator's options: histories for the lists, the undocumented endpoints, and no limit that a suite of this size would reach. */
export const simulatorOptions = { seed, contactWrites: true, limits: { requestsPerMinute: 100_000 } }

/** What the account's webhooks have told, as bodies and headers. */
export class Inbox extends Context.Service<
  Inbox,
  { readonly deliveries: Array<{ readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }> }
>()("test/Inbox") {
  static readonly layer = Layer.sync(Inbox, () => ({ deliveries: [] }))
}

/** The `HttpClient` by which the simulator reaches the receiver: it keeps what comes, and answers 200. */
export const layerReceiver: Layer.Layer<HttpClient.HttpClient, never, Inbox> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(Inbox, ({ deliveries }) =>
    HttpClient.make((request) =>
      Effect.sync(() => {
        if (request.body._tag === "Uint8Array") deliveries.push({ headers: request.headers, body: request.body.body })
        return HttpClientResponse.fromWeb(request, new Response("ok"))
      })
    )
  )
)

/** The requests by which the operations do their work; a contact is read in the list. */
const requestOf: Partial<Record<OperationName, Faults.Match>> = {
  "contacts.get": { method: "GET", path: /\/contacts$/ },
  "messages.send": { method: "POST", path: /\/conversations\/\d+\/messages$/ }
}

/** Sends carry an idempotency key and are made again: what is to be seen of a failure has to last longer than that. */
const outlasting = 100

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = (options: {
  readonly timeout: Duration.Input
}): Layer.Layer<Provider | World, never, HueChatSimulator | HttpClient.HttpClient | Inbox> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const simulator = yield* HueChatSimulator
      let requests = 0
      const counted = HttpClient.mapRequest(yield* HttpClient.HttpClient, (request) => {
        requests++
        return request
      })
      const provider = HueChat.layer({
        baseUrl: simulator.baseUrl,
        accountId: simulator.accountId,
        token: Redacted.make(simulator.token),
        accountName: "acme",
        contactWrites: true,
        timeout: options.timeout
      }).pipe(Layer.provide([Layer.succeed(HttpClient.HttpClient, counted), layerMemory]))
      const world = yield* makeWorld(Effect.sync(() => requests))
      return Layer.merge(provider, Layer.succeed(World, world))
    })
  )

const makeWorld = Effect.fnUntraced(function* (requests: Effect.Effect<number>) {
  const simulator = yield* HueChatSimulator
  const { deliveries } = yield* Inbox
  const { secret } = yield* simulator.addWebhook({ url: webhookUrl })
  const webhook = HueChatWebhook.make({ secrets: [Redacted.make(secret)] })
  const history = yield* simulator.seed({ contacts: 1, conversations: 1, messagesPerConversation: historyLength })
  const historyId = history.conversationIds[0] ?? 0
  const inHistory = (yield* simulator.messages).filter((row) => row.conversationId === historyId)

  const eventsOf = Effect.fnUntraced(function* (delivery: (typeof deliveries)[number]) {
    const receivedAt = yield* Clock.currentTimeMillis
    const verified = yield* webhook.verify({ account: "acme", receivedAt, ...delivery })
    return yield* Effect.fromResult(webhook.decode(verified))
  })

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
      secrets: [simulator.token, secret]
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
          .filter((row) => String(row.conversationId) === conversationId && row.messageType !== "activity")
          .map((row) => ({ id: String(row.id), text: row.content ?? "", isPrivate: row.private }))
      ),
    contactsWithEmail: (email) =>
      Effect.map(simulator.contacts, (rows) => rows.filter((row) => row.email === email).length),
    fault: (operation, fault, times = 1) =>
      simulator.faults.next(fault, {
        ...requestOf[operation],
        times: operation === "messages.send" && isRepeated(fault) ? times * outlasting : times
      }),
    clearFaults: simulator.faults.clear,
    requests,
    unreachable: {
      "messages.retry": "no operation makes a message fail: test/operations/Messages.test.ts retries one"
    },
    events: Effect.gen(function* () {
      yield* simulator.webhooks.settled
      const events: Array<Event> = []
      for (const delivery of deliveries) events.push(...(yield* Effect.orDie(eventsOf(delivery))))
      return events
    })
  })
})

/** After which a call with an idempotency key is made again. */
const isRepeated = (fault: Faults.Fault): boolean =>
  fault.type === "hang" ||
  fault.type === "drop-before" ||
  fault.type === "drop-after" ||
  (fault.type === "server-error" && fault.status >= 500)
