/**
 * The two ways to run a simulator: on a port, or in process beside a client that reaches it. Both deliver webhooks through the `HttpClient`
 * required.
 */
import { Context, Effect, Layer, type Scope } from "effect"
import { HttpClient, HttpServer } from "effect/http"
import * as InProcess from "../InProcess.ts"
import type { Simulated, SimulatorOptions } from "./Simulated.ts"

export type LayerServing<Self> = Layer.Layer<Self, never, HttpServer.HttpServer | HttpClient.HttpClient>

export type LayerInProcess<Self> = Layer.Layer<Self | HttpClient.HttpClient, never, HttpClient.HttpClient>

/** Makes a simulator that calls itself `baseUrl`. */
export type MakeSimulator<Options, Service> = (
  baseUrl: string,
  options: Options
) => Effect.Effect<Simulated<Service>, never, HttpClient.HttpClient | Scope.Scope>

/** Serves on the `HttpServer` given. */
export const layerServing = <Self, Service, Options extends SimulatorOptions<unknown>>(
  simulator: Context.Key<Self, Service>,
  make: MakeSimulator<Options, Service>,
  options: Options
): LayerServing<Self> =>
  Layer.effect(
    simulator,
    Effect.gen(function* () {
      const server = yield* HttpServer.HttpServer
      const { app, service } = yield* make(options.baseUrl ?? HttpServer.formatAddress(server.address), options)
      yield* server.serve(app)
      return service
    })
  )

/** No port: the simulator, which calls itself `origin`, beside an `HttpClient` that reaches it. */
export const layerInProcess = <Self, Service, Options extends SimulatorOptions<unknown>>(
  simulator: Context.Key<Self, Service>,
  make: MakeSimulator<Options, Service>,
  origin: string,
  options: Options
): LayerInProcess<Self> =>
  Layer.effectContext(
    Effect.map(make(options.baseUrl ?? origin, options), ({ app, service }) =>
      Context.make(simulator, service).pipe(Context.add(HttpClient.HttpClient, InProcess.fromHttpEffect(app)))
    )
  )
