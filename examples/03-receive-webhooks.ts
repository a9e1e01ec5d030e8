/**
 * Receives webhooks as part of an Effect application: a route that verifies, normalizes and de-duplicates deliveries and hands each event
 * to a handler of its type. A customer of the simulator writes twice; the program ends when both messages are in.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { toPlainText } from "@dragoman/core/domain"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer, Queue, Redacted } from "effect"
import { HttpRouter, HttpServer } from "effect/http"
import { chatwootSimulator, server, transport } from "./support/simulated.ts"

const program = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  const { address } = yield* HttpServer.HttpServer
  const { secret } = yield* chatwoot.addWebhook({ url: `${HttpServer.formatAddress(address)}/webhooks/acme` })
  const inbox = yield* Queue.unbounded<string>()

  const webhooks = Receiver.layerRoutes({
    accounts: { acme: ChatwootWebhook.make({ secrets: [Redacted.make(secret)] }) },
    handler: Receiver.on({
      "message.created": ({ data }) => Queue.offer(inbox, toPlainText(data.message.content)),
      "conversation.created": ({ data }) => Console.log(`conversation ${data.conversation.id} begins`)
    }),
    // Chatwoot never sends a delivery again: whatever ends here must be kept by the application.
    onLost: (event) => Console.error(`lost ${event.id}`)
  }).pipe(Layer.provide(Claims.layerMemory()))
  yield* Layer.build(HttpRouter.serve(webhooks, { disableLogger: true, disableListenLog: true }))

  const contact = { name: "Ann Example", email: "ann@example.com" }
  yield* chatwoot.receive({ contact, content: "Hello?" })
  yield* chatwoot.receive({ contact, content: "Is anybody there?" })
  yield* Console.log(`Ann: ${yield* Queue.take(inbox)}`)
  yield* Console.log(`Ann: ${yield* Queue.take(inbox)}`)
})

program.pipe(Effect.scoped, Effect.provide([chatwootSimulator(), server(), transport]), NodeRuntime.runMain)
