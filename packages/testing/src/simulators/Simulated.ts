/** What is the same in all simulators around their vendor's part: options, the hand on it, and the server that it becomes. */
import { Effect, type Scope } from "effect"
import { type HttpClient, HttpRouter, type HttpServerResponse } from "effect/http"
import * as Faults from "../Faults.ts"
import type * as InProcess from "../InProcess.ts"

export interface SimulatorOptions<SeedOptions> {
  /** What the server calls itself, in the URLs that it hands out too, when that is not where it listens. */
  readonly baseUrl?: string
  /** Seeds at once; otherwise there is nobody at the start. */
  readonly seed?: SeedOptions
}

export interface SimulatorService<WebhookControl> {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly faults: Faults.Faults["Service"]
  readonly webhooks: WebhookControl
}

/** The server as one effect that answers requests, and the hand on it. */
export interface Simulated<Service> {
  readonly app: InProcess.HttpApp
  readonly service: Service
}

/** The return type of a simulator's `make`. */
export type Making<Service> = Effect.fn.Return<Simulated<Service>, never, HttpClient.HttpClient | Scope.Scope>

/** A vendor's part. */
interface Parts<SeedOptions, Own> {
  readonly routes: ReadonlyArray<HttpRouter.Route>
  /** How the vendor routes, where that is not how the router does by itself. */
  readonly routing?: (typeof HttpRouter.RouterConfig)["Service"]
  /** The answer to everything that has no route. */
  readonly notFound: HttpServerResponse.HttpServerResponse
  readonly service: Own & { readonly seed: (options: SeedOptions) => Effect.Effect<unknown> }
}

/** Puts the routes behind the faults, and seeds where that was asked for. */
export const simulated = Effect.fnUntraced(function* <SeedOptions, Own>(
  baseUrl: string,
  { seed }: SimulatorOptions<SeedOptions>,
  { notFound, routes, routing = {}, service }: Parts<SeedOptions, Own>
) {
  const faults = yield* Faults.make
  const router = yield* HttpRouter.make.pipe(Effect.provideService(HttpRouter.RouterConfig, routing))
  yield* router.addAll(routes)
  yield* router.add("*", "/*", notFound)
  if (seed !== undefined) yield* service.seed(seed)
  return { app: faults.middleware(router.asHttpEffect()), service: { ...service, baseUrl, faults } }
})
