/**
 * One account of one vendor for programs that do not use Effect.
 *
 * @example
 * await using acme = await connect(Chatwoot.layer({ accountId: 1, token: Redacted.make(process.env.CHATWOOT_TOKEN ?? "") }))
 * for await (const conversation of acme.conversations.list({ status: "open" })) console.log(conversation.id)
 * const { messages } = await acme.messages.send({ to: { conversationId }, content: [Outbound.text("Hello")] })
 */
import { Context, type Effect, Layer, ManagedRuntime } from "effect"
import { FetchHttpClient, type HttpClient } from "effect/http"
import type { Capabilities } from "../provider/Capabilities.ts"
import { Provider, type ProviderService } from "../provider/Provider.ts"
import { makeLifetime, type Promised, type Running, run, toPromised } from "./Promised.ts"

export interface ConnectOptions {
  /** What requests go out through. Default: `fetch`. */
  readonly httpClient?: Layer.Layer<HttpClient.HttpClient, unknown>
}

interface About {
  /** The vendor's name in lower case. */
  readonly provider: string
  /** The name under which the application configured the account, `default` if it did not. */
  readonly accountName: string
  /** What the provider implements. */
  readonly capabilities: Capabilities
  /** What this account can really do: asks the vendor where that tells. */
  readonly effectiveCapabilities: () => Promise<Capabilities>
}

/** A provider's operations as promises. Of the vendor-neutral ones, those that the vendor lacks are rejected as `Unsupported`. */
export type PromiseProvider<Service = ProviderService> = Promised<Service> &
  About & {
    /** The same provider, whose calls and iterations are interrupted when the signal is aborted. */
    readonly withSignal: (signal: AbortSignal) => PromiseProvider<Service>
  }

/** A provider that is open until it is closed. */
export type Connection<Services = Provider, Service = ProviderService> = PromiseProvider<Service> &
  AsyncDisposable & {
    /** Runs an effect with the services of the layer: the way to the vendor's own client. */
    readonly run: <A, E>(
      effect: Effect.Effect<A, E, Services>,
      options?: { readonly signal?: AbortSignal }
    ) => Promise<A>
    /** Releases what the layer holds. What is running still is interrupted, what comes after is refused: both are rejected with an `AbortError`. */
    readonly close: () => Promise<void>
  }

/** What of a provider's service is not an operation; a vendor's own service has it too. */
type ServiceAbout = Pick<ProviderService, "provider" | "accountName" | "capabilities" | "effectiveCapabilities">

/**
 * Builds a provider's layer. Rejected with what that fails with, such as a configuration that is incomplete. `service` asks for a vendor's own
 * service instead of the vendor-neutral one (`connect(Omnichat.layer(options), { service: Omnichat.Omnichat })`): then what the vendor lacks
 * does not compile.
 */
export const connect = async <Services, E, Service extends ServiceAbout = ProviderService>(
  layer: Layer.Layer<Services, E, HttpClient.HttpClient>,
  options: ConnectOptions & { readonly service?: Context.Key<NoInfer<Services>, Service> } = {}
): Promise<Connection<Services, Service>> => {
  const runtime = ManagedRuntime.make(Layer.provide(layer, options.httpClient ?? FetchHttpClient.layer))
  const { signal, close: abort } = makeLifetime()
  const close = () => {
    abort()
    return runtime.dispose()
  }
  const context = await runtime.context().catch(async (reason: unknown) => {
    await close()
    throw reason
  })
  const service = Context.getUnsafe(context, (options.service ?? Provider) as Context.Key<unknown, Service>)
  return {
    ...toProvider(service, { context, signal }),
    run: (effect, options) => runtime.runPromise(effect, options),
    close,
    [Symbol.asyncDispose]: close
  }
}

/** A provider's promise form, run with the services given. */
export const toProvider = <Service extends ServiceAbout>(
  service: Service,
  running: Running
): PromiseProvider<Service> => ({
  ...toPromised(service, running),
  provider: service.provider,
  accountName: service.accountName,
  capabilities: service.capabilities,
  effectiveCapabilities: () => run(service.effectiveCapabilities, running),
  withSignal: (signal) => toProvider(service, { ...running, signal: AbortSignal.any([running.signal, signal]) })
})
