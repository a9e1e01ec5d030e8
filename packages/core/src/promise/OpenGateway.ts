/**
 * Many accounts of many vendors for programs that do not use Effect: the gateway, its providers as promises.
 *
 * @example
 * const gateway = openGateway({ acme: Chatwoot.layer({ ... }), globex: Omnichat.layer({ ... }) })
 * const contact = await gateway.use("acme", (acme) => acme.contacts.get(contactId))
 */
import { Effect, Layer, ManagedRuntime } from "effect"
import { FetchHttpClient, type HttpClient } from "effect/http"
import { Gateway, type GatewayOptions } from "../gateway/Gateway.ts"
import type { Provider } from "../provider/Provider.ts"
import { type ConnectOptions, type PromiseProvider, toProvider } from "./Connect.ts"
import { makeLifetime } from "./Promised.ts"

export interface PromiseGateway extends AsyncDisposable {
  /**
   * Gives an account's provider to `work` and keeps it until the work is done. Rejected with `UnknownAccount`, `AccountFailed`, or what the
   * work is rejected with.
   */
  readonly use: <A>(account: string, work: (provider: PromiseProvider) => PromiseLike<A> | A) => Promise<A>
  /** The names of the accounts, sorted. */
  readonly accounts: () => Promise<ReadonlyArray<string>>
  /** Releases every provider, as the `close` of a connection does. `await using` does it by itself. */
  readonly close: () => Promise<void>
}

/** A gateway over the accounts by name. Their providers are built when they are first used. */
export const openGateway = (
  accounts: Readonly<Record<string, Layer.Layer<Provider, unknown, HttpClient.HttpClient>>>,
  { httpClient = FetchHttpClient.layer, ...options }: ConnectOptions & GatewayOptions = {}
): PromiseGateway => {
  const runtime = ManagedRuntime.make(Gateway.layer(accounts, options).pipe(Layer.provide(httpClient)))
  const { signal, close: abort } = makeLifetime()
  const close = () => {
    abort()
    return runtime.dispose()
  }
  return {
    use: <A>(account: string, work: (provider: PromiseProvider) => PromiseLike<A> | A) =>
      runtime.runPromise(
        Effect.scoped(
          Effect.gen(function* () {
            const context = yield* Effect.context<Gateway>()
            const provider = toProvider(yield* Gateway.account(account), { context, signal })
            return yield* Effect.tryPromise({ try: async () => work(provider), catch: (reason) => reason })
          })
        )
      ),
    accounts: () => runtime.runPromise(Gateway.accounts),
    close,
    [Symbol.asyncDispose]: close
  }
}
