/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { providerContract } from "@dragoman/testing/contracts"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Layer } from "effect"
import { capabilities } from "../src/HueChatCapabilities.ts"
import * as HueChatWorld from "./HueChatWorld.ts"

const inProcess = HueChatSimulator.layerInProcess(HueChatWorld.simulatorOptions).pipe(
  Layer.provide(HueChatWorld.layerReceiver)
)

providerContract({
  name: "HueChat in process",
  capabilities,
  clock: "test",
  layer: HueChatWorld.layer({ timeout: "30 seconds" }).pipe(
    Layer.provide(inProcess),
    Layer.provide(HueChatWorld.Inbox.layer)
  )
})

const overHttp = HueChatSimulator.layer(HueChatWorld.simulatorOptions).pipe(
  Layer.provide(NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" })),
  Layer.provide(HueChatWorld.layerReceiver),
  Layer.merge(NodeHttpClient.layerUndici)
)

providerContract({
  name: "HueChat over HTTP",
  capabilities,
  clock: "live",
  layer: HueChatWorld.layer({ timeout: "1 second" }).pipe(
    Layer.provide(overHttp),
    Layer.provide(HueChatWorld.Inbox.layer)
  )
})
