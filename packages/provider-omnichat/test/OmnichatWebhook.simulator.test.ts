/** What a whole server sends, through a whole receiver: handshakes, signatures, and the events that a conversation becomes. */
import type { Event } from "@dragoman/core/domain"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { InProcess } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { OmnichatWebhook } from "../src/index.ts"

const secret = "signature-secret"
const verifyToken = "verification-token"
const receiverUrl = "http://receiver.example.com/webhooks/acme"

/** The simulator beside the events that its deliveries became, and what was not accepted. */
const world = Effect.gen(function* () {
  const events: Array<Event> = []
  const refusals: Array<string> = []
  const routes = Receiver.layerRoutes({
    accounts: { acme: OmnichatWebhook.make({ secrets: [secret], verifyToken }) },
    handler: (event) => {
      events.push(event)
    },
    onLost: () => assert.fail("nothing fails here"),
    onRefused: ({ message }) => {
      refusals.push(message)
    }
  }).pipe(Layer.provide(Claims.layerMemory()))
  const services = yield* Layer.build(OmnichatSimulator.layerInProcess().pipe(Layer.provide(InProcess.layer(routes))))
  const simulator = yield* Effect.provideContext(OmnichatSimulator, services)
  return { simulator, events, refusals }
})

const shared = { url: receiverUrl, verifyToken, secret }

describe("a server's deliveries", () => {
  it.effect("of three products to one URL are all accepted, each event once", () =>
    Effect.gen(function* () {
      const { events, refusals, simulator } = yield* world
      yield* simulator.addWebhook(shared)
      yield* simulator.addWhatsAppWebhook(shared)
      yield* simulator.addAiAgent(shared)
      yield* simulator.webhooks.double(2)
      const { roomId } = yield* simulator.receive({ from: { userId: "15550100123", name: "Ann" }, content: "Hello" })
      yield* simulator.reply({ roomId, text: "Good morning" })
      yield* simulator.close(roomId)
      yield* simulator.receive({ from: { userId: "U1", name: "Ben" }, content: "Hi", platform: "line" })
      yield* simulator.webhooks.settled

      assert.deepStrictEqual(refusals, [])
      assert.deepStrictEqual(
        events.filter(({ type }) => type === "unknown"),
        []
      )
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
      const types = new Set(events.map(({ type }) => type))
      for (const type of [
        "contact.created",
        "message.created",
        "message.status_changed",
        "conversation.status_changed",
        "conversation.updated",
        "conversation.assigned",
        "provider.event"
      ] as const) {
        assert.isTrue(types.has(type), type)
      }
      const written = events.flatMap((event) => (event.type === "message.created" ? [event.data.message] : []))
      assert.deepStrictEqual(
        written.map(({ channel, content }) => [channel?.type, content]),
        [
          ["whatsapp", [{ type: "text", text: "Hello" }]],
          ["line", [{ type: "text", text: "Hi" }]]
        ]
      )
      const ended = events.filter(({ type }) => type === "conversation.status_changed").map(({ data }) => data)
      assert.isTrue(ended.some((data) => "conversation" in data && data.conversation?.status === "closed"))
    })
  )

  it.effect("are not set up where the token is not the configured one", () =>
    Effect.gen(function* () {
      const { refusals, simulator } = yield* world
      for (const set of [simulator.addWebhook, simulator.addWhatsAppWebhook]) {
        const refused = yield* Effect.flip(set({ ...shared, verifyToken: "guess" }))
        assert.strictEqual(refused.status, 403)
      }
      assert.lengthOf(refusals, 2)
    })
  )

  it.effect("that are unsigned are refused", () =>
    Effect.gen(function* () {
      const { events, refusals, simulator } = yield* world
      yield* simulator.addWhatsAppWebhook({ ...shared, signs: "nothing" })
      yield* simulator.receive({ from: { userId: "15550100123" }, content: "Hello" })
      // It will be tried again for a week: nothing settles here.
      const attempted = Effect.andThen(Effect.yieldNow, simulator.webhooks.log)
      const [attempt] = yield* Effect.repeat(attempted, { until: (log) => log.length > 0 })
      assert.strictEqual(attempt?.outcome, 401)
      assert.deepStrictEqual(events, [])
      assert.lengthOf(refusals, 1)
    })
  )
})
