/** The two ways in which tests run a simulator, and receivers of its webhooks that have no port. */
import { Effect, Layer } from "effect"
import { FetchHttpClient, type HttpClient, HttpRouter, HttpServerResponse } from "effect/http"
import * as InProcess from "../../src/InProcess.ts"
import type { LayerInProcess, LayerServing } from "../../src/simulators/SimulatorLayers.ts"
import { localServer } from "../LocalServer.ts"

export const runsOf = <Self, Options>(of: {
  readonly layer: (options?: Options) => LayerServing<Self>
  readonly layerInProcess: (options?: Options) => LayerInProcess<Self>
}) => ({
  /** On a real port. */
  simulator: (options?: Options) =>
    of.layer(options).pipe(Layer.provideMerge(FetchHttpClient.layer), Layer.provide(localServer)),
  /** For what time governs; webhooks go to `receivers`, which nobody listens to by default. */
  inProcess: (options?: Options, receivers: Layer.Layer<HttpClient.HttpClient> = InProcess.layerUnreachable) =>
    of.layerInProcess(options).pipe(Layer.provide(receivers))
})

/** Receivers that answer `status` to everything. */
export const answering = (status: () => number) =>
  InProcess.layer(
    HttpRouter.add(
      "*",
      "/*",
      Effect.sync(() => HttpServerResponse.text("noted", { status: status() }))
    )
  )

export const neverAnswering = InProcess.layer(HttpRouter.add("*", "/*", Effect.never))
