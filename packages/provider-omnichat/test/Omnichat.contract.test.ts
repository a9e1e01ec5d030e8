/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { InProcess } from "@dragoman/testing"
import { providerContract } from "@dragoman/testing/contracts"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Layer } from "effect"
import { capabilities } from "../src/OmnichatCapabilities.ts"
import * as OmnichatWorld from "./OmnichatWorld.ts"

const inProcess = OmnichatSimulator.layerInProcess(OmnichatWorld.simulatorOptions).pipe(
  Layer.provide(InProcess.layerUnreachable)
)

providerContract({
  name: "Omnichat in process",
  capabilities,
  clock: "test",
  layer: OmnichatWorld.layer({ timeout: "30 seconds" }).pipe(Layer.provide(inProcess))
})

const overHttp = OmnichatSimulator.layer(OmnichatWorld.simulatorOptions).pipe(
  Layer.provide(NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" })),
  Layer.provide(InProcess.layerUnreachable),
  Layer.merge(NodeHttpClient.layerUndici)
)

providerContract({
  name: "Omnichat over HTTP",
  capabilities,
  clock: "live",
  layer: OmnichatWorld.layer({ timeout: "3 seconds" }).pipe(Layer.provide(overHttp))
})
