/**
 * The simulator as the world of the provider contract, in process or behind a real port. The channel is an external one: people are on it under
 * any address, and how far a message got is for the program to say.
 */
import { ChannelId, ContactId, ConversationId, type Event, MessageId, Timestamp } from "@dragoman/core/domain"
import { AttachmentHost, layerMemory, type OperationName, type Provider } from "@dragoman/core/provider"
import type { Faults } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { Chat2DeskSimulator, type Options } from "@dragoman/testing/simulators/chat2desk"
import { Clock, Context, type Duration, Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
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

/** The requests by which the operations do their work. */
const requestOf: Partial<Record<OperationName, Faults.Match>> = {
  "contacts.get": { method: "GET", path: /\/v1\/clients\/\d+$/ },
  "messages.send": { method: "POST", path: /\/v1\/messages$/ }
}

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = (options: {
  readonly timeout: Duration.Input
}): Layer.Layer<Provider | World | AttachmentHost, never, Chat2DeskSimulator | HttpClient.HttpClient | Inbox> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const simulator = yield* Chat2DeskSimulator
      let requests = 0
      const files = makeFiles()
      const counted = HttpClient.mapRequest(files.beside(yield* HttpClient.HttpClient), (request) => {
        requests++
        return request
      })
      const provider = Chat2Desk.layer({
        baseUrl: simulator.baseUrl,
        token: Redacted.make(simulator.token),
        accountName: "acme",
        timeout: options.timeout
      }).pipe(Layer.provide([Layer.succeed(HttpClient.HttpClient, counted), layerMemory]))
      const world = yield* makeWorld(
        Effect.sync(() => requests),
        files
      )
      return Layer.mergeAll(provider, Layer.succeed(World, world), Layer.succeed(AttachmentHost, files.host))
    })
  )

/** Where bytes are put so that the vendor, or whoever downloads them, can fetch them. */
const makeFiles = () => {
  const origin = "https://files.example.com"
  const stored = new Map<string, () => Response>()
  const put = async (name: string, type: string, bytes: ArrayBuffer) => {
    const url = `${origin}/${stored.size}/${name}`
    stored.set(url, () => new Response(bytes, { headers: { "content-type": type } }))
    return url
  }
  const host = AttachmentHost.of({
    put: (file) =>
      Effect.promise(async () => put(file.name, file.type, await new Response(file.stream()).arrayBuffer()))
  })
  const beside = (inner: HttpClient.HttpClient) =>
    HttpClient.make((request, url) => {
      const file = stored.get(url.href)
      return file === undefined ? inner.execute(request) : Effect.succeed(HttpClientResponse.fromWeb(request, file()))
    })
  return { host, beside, put }
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

const makeWorld = Effect.fnUntraced(function* (
  requests: Effect.Effect<number>,
  files: Pick<ReturnType<typeof makeFiles>, "put">
) {
  const simulator = yield* Chat2DeskSimulator
  const { deliveries } = yield* Inbox
  for (const name of ["kept", "gone", "added"]) yield* simulator.defineCustomField({ name })
  const history = yield* writeHistory()
  yield* simulator.addWebhook({ url: webhookUrl })
  const webhook = Chat2DeskWebhook.make({ secrets: [Redacted.make(simulator.token)] })

  const eventsOf = Effect.fnUntraced(function* (delivery: (typeof deliveries)[number]) {
    const receivedAt = yield* Clock.currentTimeMillis
    const verified = yield* webhook.verify({ account: "acme", receivedAt, ...delivery })
    return yield* Effect.fromResult(webhook.decode(verified))
  })

  return World.of({
    given: {
      contactIds: (yield* simulator.clients).map(({ id }) => String(id)),
      conversationIds: (yield* simulator.dialogs).map(({ id }) => String(id)),
      history,
      channelId: ChannelId.make(`${simulator.channelIds.app}:external`),
      // Without agent and team: the suite takes both away again, which Chat2Desk cannot. See test/operations/Conversations.test.ts.
      tags: ["VIP", "billing", "urgent"],
      secrets: [simulator.token]
    },
    receive: Effect.fnUntraced(function* ({ attachment, email, text }) {
      const bytes = attachment === undefined ? undefined : new Uint8Array(attachment.bytes).buffer
      const link =
        attachment === undefined || bytes === undefined
          ? undefined
          : yield* Effect.promise(() => files.put(attachment.fileName, attachment.contentType, bytes))
      const { clientId, dialogId, messageId } = yield* simulator.receive({
        transport: "external",
        from: { id: email, name: email },
        text,
        ...(attachment === undefined || link === undefined
          ? {}
          : { attachments: [{ name: attachment.fileName, link }] })
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
    fault: (operation, fault, times = 1) => simulator.faults.next(fault, { ...requestOf[operation], times }),
    clearFaults: simulator.faults.clear,
    requests,
    events: Effect.gen(function* () {
      yield* simulator.webhooks.settled
      const events: Array<Event> = []
      for (const delivery of deliveries) events.push(...(yield* Effect.orDie(eventsOf(delivery))))
      return events
    })
  })
})
