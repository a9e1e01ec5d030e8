/** What a whole server sends, through a whole receiver, over real HTTP: the events that a conversation becomes, each fact once. */
import { createServer } from "node:http"
import { AgentId, ChannelId, ContactId, ConversationId, type Event, Outbound } from "@dragoman/core/domain"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, Redacted } from "effect"
import { HttpRouter, HttpServer } from "effect/http"
import { Chat2Desk, Chat2DeskWebhook } from "../src/index.ts"

const port = NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" })

/** A receiver on a port of its own. */
const receiving = Effect.fnUntraced(function* (secrets: ReadonlyArray<string>) {
  const events: Array<Event> = []
  const refusals: Array<string> = []
  const routes = Receiver.layerRoutes({
    accounts: { acme: Chat2DeskWebhook.make({ secrets }) },
    handler: (event) => {
      events.push(event)
    },
    onLost: () => assert.fail("nothing fails here"),
    onRefused: ({ message }) => {
      refusals.push(message)
    }
  }).pipe(Layer.provide([Claims.layerMemory(), Logger.layer([])]))
  const services = yield* Layer.build(
    HttpRouter.serve(routes, { disableListenLog: true, disableLogger: true }).pipe(Layer.provideMerge(port))
  )
  const { address } = yield* Effect.provideContext(HttpServer.HttpServer, services)
  return { events, refusals, url: `${HttpServer.formatAddress(address)}/webhooks/acme` }
})

/** The simulator on another, its webhook set up at the receiver, and the provider in front of it. */
const world = Effect.fnUntraced(function* (secrets: ReadonlyArray<string> = ["a token", "simulated-api-token"]) {
  const receiver = yield* receiving(secrets)
  const served = Chat2DeskSimulator.layer().pipe(Layer.provide(port), Layer.provideMerge(NodeHttpClient.layerUndici))
  const services = yield* Layer.build(served)
  const simulator = yield* Effect.provideContext(Chat2DeskSimulator, services)
  yield* simulator.addWebhook({ url: receiver.url })
  const account = Chat2Desk.layer({ baseUrl: simulator.baseUrl, token: Redacted.make(simulator.token) })
  const provided = yield* Effect.provideContext(Layer.build(account), services)
  const provider = yield* Effect.provideContext(Chat2Desk.Chat2Desk, provided)
  return { ...receiver, simulator, provider }
})

/** A conversation from its first word to its end, worked on through the provider. */
const converse = Effect.fnUntraced(function* ({ provider, simulator }: Effect.Success<ReturnType<typeof world>>) {
  const began = yield* simulator.receive({
    from: { id: "734937551", name: "Ann" },
    text: "Hello",
    transport: "telegram"
  })
  const conversationId = ConversationId.make(String(began.dialogId))
  const contactId = ContactId.make(String(began.clientId))
  const sent = yield* provider.messages.send({
    to: { conversationId },
    content: [Outbound.choices("Shall we deliver on Friday?", ["Yes", "No"])],
    externalId: "order-42"
  })
  const [, agent] = yield* simulator.operators
  yield* provider.conversations.assign(conversationId, { agent: AgentId.make(String(agent?.id)) })
  const note = yield* provider.messages.addNote({ conversationId }, [Outbound.text("A regular")])
  yield* provider.contacts.addTags(contactId, ["VIP"])
  yield* provider.conversations.addTags(conversationId, ["urgent"])
  yield* provider.conversations.setStatus(conversationId, { status: "closed" })
  yield* simulator.webhooks.settled
  return { began, conversationId, contactId, sent, note, agentId: String(agent?.id) }
})

const messagesIn = (events: ReadonlyArray<Event>) =>
  events.flatMap((event) => (event.type === "message.created" ? [event] : []))

describe("a conversation that begins in Telegram", () => {
  it.live("is answered with buttons, transferred, commented on, tagged and closed: each fact is one event", () =>
    Effect.gen(function* () {
      const whole = yield* world()
      const { events, refusals, simulator } = whole
      yield* simulator.webhooks.double(100)
      const { agentId, began, contactId, conversationId, note, sent } = yield* converse(whole)

      assert.deepStrictEqual(refusals, [])
      assert.isAbove((yield* simulator.webhooks.log).length, events.length)
      assert.deepStrictEqual(
        events.filter(({ type }) => type === "unknown"),
        []
      )
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
      assert.deepStrictEqual(
        events.map((event) => (event.type === "provider.event" ? event.data.name : event.type)),
        [
          "contact.created",
          "conversation.status_changed",
          "new_request",
          "message.created",
          "message.created",
          "message.status_changed",
          "message.status_changed",
          "message.status_changed",
          "conversation.assigned",
          "message.created",
          "contact.tagged",
          "add_tag_to_request",
          "close_request",
          "conversation.status_changed"
        ]
      )
      const written = messagesIn(events)
      assert.deepStrictEqual(
        written.map(({ data, origin }) => [data.message.id, data.message.visibility, origin] as const),
        [
          [String(began.messageId), "public", "live"],
          [sent.messages[0]?.id, "public", "echo"],
          [note.id, "private", "live"]
        ] as never
      )
      for (const { data } of written) {
        assert.strictEqual(data.conversation?.id, conversationId)
        assert.strictEqual(data.message.contactId, contactId)
        assert.strictEqual(data.message.channel?.id, ChannelId.make(`${simulator.channelIds.main}:telegram`))
      }
      const statuses = events.flatMap((event) =>
        event.type === "conversation.status_changed" ? [event.data.conversation.status] : []
      )
      assert.deepStrictEqual(statuses, ["open", "closed"])
      const [assigned] = events.flatMap((event) => (event.type === "conversation.assigned" ? [event.data.changes] : []))
      assert.deepStrictEqual(assigned, [{ field: "assignee", to: { id: agentId } }])
    })
  )

  it.live("reads the same from the API as from its webhooks", () =>
    Effect.gen(function* () {
      const whole = yield* world()
      yield* converse(whole)
      for (const { data } of messagesIn(whole.events)) {
        const {
          createdAt: _,
          raw: __,
          status: ___,
          author,
          ...read
        } = yield* whole.provider.messages.get({
          messageId: data.message.id
        })
        const { createdAt: ____, author: told, ...reported } = data.message
        assert.deepStrictEqual(reported, read)
        assert.strictEqual(told.id, author.id)
      }
    })
  )
})

describe("other deliveries", () => {
  it.live("that another token signed are refused, and nothing comes of them", () =>
    Effect.gen(function* () {
      const { events, refusals, simulator } = yield* world(["another token"])
      yield* simulator.receive({ from: { id: "15550100123" }, text: "Hello" })
      const attempted = Effect.andThen(Effect.yieldNow, simulator.webhooks.log)
      yield* Effect.repeat(attempted, { until: (log) => log.length >= 3 })
      assert.deepStrictEqual(events, [])
      assert.lengthOf(refusals, 3)
    })
  )

  it.live("about operators, devices, blocked and imported are all known", () =>
    Effect.gen(function* () {
      const { events, refusals, simulator } = yield* world()
      const began = yield* simulator.receive({ from: { id: "15550100123", name: "Ben" }, text: "Hi" })
      const [, agent] = yield* simulator.operators
      yield* simulator.logOut(agent?.id ?? 0)
      yield* simulator.setBlocked(began.clientId, true)
      yield* simulator.setBlocked(began.clientId, false)
      yield* simulator.writeOutside({ dialogId: began.dialogId, text: "From the phone" })
      yield* simulator.changeDevice({})
      yield* simulator.askForQrCode(15550100199)
      yield* simulator.askForHints(began.messageId)
      yield* simulator.chooseHint(began.messageId, 1)
      yield* simulator.webhooks.settled

      assert.deepStrictEqual(refusals, [])
      assert.deepStrictEqual(
        events.filter(({ type }) => type === "unknown"),
        []
      )
      const types = new Set(events.map(({ type }) => type))
      for (const type of ["contact.blocked", "contact.unblocked", "provider.event"] as const) {
        assert.isTrue(types.has(type), type)
      }
      const imported = messagesIn(events).filter(({ origin }) => origin === "imported")
      assert.deepStrictEqual(
        imported.map(({ data }) => data.message.content),
        [[{ type: "text", text: "From the phone" }]]
      )
    })
  )
})
