/**
 * Answers a WhatsApp message that Omnichat forwards: quoted, with buttons. The handlers know no vendor. The customer is played by the
 * simulator, which reports at the end that the answer was read.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { Outbound, toPlainText } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { Omnichat, OmnichatWebhook } from "@dragoman/provider-omnichat"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Deferred, Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServer } from "effect/http"
import { server, transport } from "./support/simulated.ts"

const verifyToken = "entered at the vendor, and asked for by it before the first delivery"

const program = Effect.gen(function* () {
  const omnichat = yield* OmnichatSimulator
  const { messages } = yield* Provider
  const { address } = yield* HttpServer.HttpServer
  const secret = "what forwarded payloads are signed with"
  const answered = yield* Deferred.make<void>()

  const webhooks = Receiver.layerRoutes({
    accounts: { acme: OmnichatWebhook.make({ secrets: [secret], verifyToken }) },
    handler: Receiver.on({
      "message.created": Effect.fn(function* ({ data: { message } }) {
        const { conversationId, direction, id } = message
        if (direction !== "inbound" || conversationId === undefined) return
        yield* Console.log(`${message.author.name} on WhatsApp: ${toPlainText(message.content)}`)
        yield* messages.send({
          to: { conversationId },
          replyTo: { messageId: id },
          content: [Outbound.choices("Good morning! We are open until six.", ["Book a table", "Thanks"])]
        })
      }),
      "message.status_changed": Effect.fn(function* ({ data: { message } }) {
        yield* Console.log(`our answer: ${message.status}`)
        if (message.status === "read") yield* Deferred.succeed(answered, undefined)
      })
    }),
    onLost: (event) => Console.error(`lost ${event.id}`)
  }).pipe(Layer.provide(Claims.layerMemory()))
  yield* Layer.build(HttpRouter.serve(webhooks, { disableLogger: true, disableListenLog: true }))

  yield* omnichat.addWhatsAppWebhook({ url: `${HttpServer.formatAddress(address)}/webhooks/acme`, secret, verifyToken })
  yield* omnichat.receive({ from: { userId: "15550100123", name: "Ann Example" }, content: "Are you open today?" })
  yield* Deferred.await(answered)
})

/** The simulated team as a provider; without `baseUrl` and with your token it is your own. */
const account = Layer.unwrap(
  Effect.map(OmnichatSimulator, ({ baseUrl, token }) => Omnichat.layer({ baseUrl, token: Redacted.make(token) }))
).pipe(Layer.provideMerge(OmnichatSimulator.layer().pipe(Layer.provide([server(), transport]))))

program.pipe(Effect.scoped, Effect.provide([account, server()]), Effect.provide(transport), NodeRuntime.runMain)
