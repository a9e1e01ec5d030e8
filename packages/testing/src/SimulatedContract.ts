/**
 * The provider contract over a vendor's simulator, twice: in process under a `TestClock`, where no time is lost, and over real HTTP, where
 * sockets break. Its webhooks go to a {@link WebhookInbox}, which the world reads.
 *
 * @example
 * simulatedContract({
 *   name: "acme", capabilities, world: acmeWorld, inProcess: AcmeSimulator.layerInProcess(), served: AcmeSimulator.layer(),
 *   server: NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }), client: NodeHttpClient.layerUndici
 * })
 */
import { type Duration, Layer } from "effect"
import type { HttpClient, HttpServer } from "effect/http"
import { type ProviderContractOptions, providerContract } from "./ProviderContract.ts"
import type { Services } from "./provider-contract/Suite.ts"
import { WebhookInbox } from "./WebhookInbox.ts"

export interface SimulatedContractOptions<Simulator>
  extends Pick<ProviderContractOptions, "name" | "capabilities" | "unreachable"> {
  /** The provider, a record of its requests and its world, over a simulator and an `HttpClient` that reaches it. */
  readonly world: (options: {
    /** How long the provider may wait for a reply: shorter where the clock is live, because some cases wait for it. */
    readonly timeout: Duration.Input
  }) => Layer.Layer<Services, unknown, Simulator | HttpClient.HttpClient | WebhookInbox>
  readonly inProcess: Layer.Layer<Simulator | HttpClient.HttpClient, never, HttpClient.HttpClient>
  readonly served: Layer.Layer<Simulator, never, HttpServer.HttpServer | HttpClient.HttpClient>
  /** Where it is served. A server that closes idle connections at once makes the suite end at once. */
  readonly server: Layer.Layer<HttpServer.HttpServer, unknown>
  /** What reaches it there. */
  readonly client: Layer.Layer<HttpClient.HttpClient, unknown>
}

/** Declares both suites. Call it at the top level of a test file. */
export const simulatedContract = <Simulator>(options: SimulatedContractOptions<Simulator>): void => {
  const { client, inProcess, name, served, server, world } = options
  const receiver = WebhookInbox.layerReceiver
  providerContract({
    ...options,
    name: `${name} in process`,
    clock: "test",
    layer: world({ timeout: "30 seconds" }).pipe(
      Layer.provide(inProcess.pipe(Layer.provide(receiver))),
      Layer.provide(WebhookInbox.layer)
    )
  })
  providerContract({
    ...options,
    name: `${name} over HTTP`,
    clock: "live",
    layer: world({ timeout: "3 seconds" }).pipe(
      Layer.provide(served.pipe(Layer.provide([server, receiver]), Layer.merge(client))),
      Layer.provide(WebhookInbox.layer)
    )
  })
}
