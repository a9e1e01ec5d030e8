/** The provider contract over the simulator: once in process, where no time is lost, and once over real HTTP with undici. */
import { createServer } from "node:http"
import { providerContract } from "@dragoman/testing/contracts"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Layer } from "effect"
import { capabilities } from "../src/Chat2DeskCapabilities.ts"
import * as Chat2DeskWorld from "./Chat2DeskWorld.ts"

const inbox = Chat2DeskWorld.Inbox.layer
const toReceiver = Layer.provide(Chat2DeskWorld.layerReceiver.pipe(Layer.provide(inbox)))

const inProcess = Chat2DeskSimulator.layerInProcess(Chat2DeskWorld.simulatorOptions).pipe(toReceiver)

providerContract({
  name: "Chat2Desk in process",
  capabilities,
  clock: "test",
  layer: Chat2DeskWorld.layer({ timeout: "30 seconds" }).pipe(Layer.provide([inProcess, inbox]))
})

const overHttp = Chat2DeskSimulator.layer(Chat2DeskWorld.simulatorOptions).pipe(
  Layer.provide(NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" })),
  toReceiver,
  Layer.merge(NodeHttpClient.layerUndici)
)

providerContract({
  name: "Chat2Desk over HTTP",
  capabilities,
  clock: "live",
  layer: Chat2DeskWorld.layer({ timeout: "3 seconds" }).pipe(Layer.provide([overHttp, inbox]))
})
