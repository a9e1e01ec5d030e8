/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { simulatedContract } from "@dragoman/testing/contracts"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { capabilities } from "../src/HueChatCapabilities.ts"
import * as HueChatWorld from "./HueChatWorld.ts"

simulatedContract({
  name: "HueChat",
  capabilities,
  world: HueChatWorld.layer,
  inProcess: HueChatSimulator.layerInProcess(HueChatWorld.simulatorOptions),
  served: HueChatSimulator.layer(HueChatWorld.simulatorOptions),
  server: NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" }),
  client: NodeHttpClient.layerUndici
})
