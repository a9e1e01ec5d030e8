/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { simulatedContract } from "@dragoman/testing/contracts"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { capabilities } from "../src/Chat2DeskCapabilities.ts"
import * as Chat2DeskWorld from "./Chat2DeskWorld.ts"

simulatedContract({
  name: "Chat2Desk",
  capabilities,
  world: Chat2DeskWorld.layer,
  inProcess: Chat2DeskSimulator.layerInProcess(Chat2DeskWorld.simulatorOptions),
  served: Chat2DeskSimulator.layer(Chat2DeskWorld.simulatorOptions),
  server: NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" }),
  client: NodeHttpClient.layerUndici
})
