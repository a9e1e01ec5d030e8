/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { simulatedContract } from "@dragoman/testing/contracts"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { capabilities } from "../src/OmnichatCapabilities.ts"
import * as OmnichatWorld from "./OmnichatWorld.ts"

simulatedContract({
  name: "Omnichat",
  capabilities,
  world: OmnichatWorld.layer,
  inProcess: OmnichatSimulator.layerInProcess(OmnichatWorld.simulatorOptions),
  served: OmnichatSimulator.layer(OmnichatWorld.simulatorOptions),
  server: NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" }),
  client: NodeHttpClient.layerUndici
})
