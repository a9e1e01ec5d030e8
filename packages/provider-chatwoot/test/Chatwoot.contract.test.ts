/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { simulatedContract } from "@dragoman/testing/contracts"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { capabilities } from "../src/ChatwootCapabilities.ts"
import * as ChatwootWorld from "./ChatwootWorld.ts"

simulatedContract({
  name: "Chatwoot",
  capabilities,
  world: ChatwootWorld.layer,
  inProcess: ChatwootSimulator.layerInProcess(ChatwootWorld.simulatorOptions),
  served: ChatwootSimulator.layer(ChatwootWorld.simulatorOptions),
  server: NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" }),
  client: NodeHttpClient.layerUndici
})
