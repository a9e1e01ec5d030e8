/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { providerContract } from "@dragoman/testing/contracts"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Layer } from "effect"
import { capabilities } from "../src/ChatwootCapabilities.ts"
import * as ChatwootWorld from "./ChatwootWorld.ts"

const inProcess = ChatwootSimulator.layerInProcess(ChatwootWorld.simulatorOptions).pipe(
  Layer.provide(ChatwootWorld.layerReceiver)
)

providerContract({
  name: "Chatwoot in process",
  capabilities,
  clock: "test",
  layer: ChatwootWorld.layer({ timeout: "30 seconds" }).pipe(
    Layer.provide(inProcess),
    Layer.provide(ChatwootWorld.Inbox.layer)
  )
})

const overHttp = ChatwootSimulator.layer(ChatwootWorld.simulatorOptions).pipe(
  Layer.provide(NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" })),
  Layer.provide(ChatwootWorld.layerReceiver),
  Layer.merge(NodeHttpClient.layerUndici)
)

providerContract({
  name: "Chatwoot over HTTP",
  capabilities,
  clock: "live",
  layer: ChatwootWorld.layer({ timeout: "3 seconds" }).pipe(
    Layer.provide(overHttp),
    Layer.provide(ChatwootWorld.Inbox.layer)
  )
})
