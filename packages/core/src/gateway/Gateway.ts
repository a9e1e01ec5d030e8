/**
 * Many accounts of many vendors behind one service: `Gateway.account("acme")` gives that account's provider, whatever vendor it is at.
 * A provider is built when it is first asked for, shared by all who use it at the same time, and released some time after the last of
 * them is done.
 *
 * The gateway knows names and layers, no credentials and no vendor.
 */
import { Cause, Context, type Duration, Effect, Layer, LayerMap, Predicate, Schema, type Scope } from "effect"
import { Provider, type ProviderService } from "../provider/Provider.ts"

/** No account is configured under this name. */
export class UnknownAccount extends Schema.TaggedError<UnknownAccount>()("UnknownAccount", {
  account: Schema.String,
  known: Schema.Array(Schema.String)
}) {
  override get message(): string {
    const known = this.known.length === 0 ? "none is configured" : `known are ${this.known.join(", ")}`
    return `no account "${this.account}": ${known}`
  }
}

/** The account's layer could not be built: its configuration is incomplete, or its lookup failed. The next call tries again. */
export class AccountFailed extends Schema.TaggedError<AccountFailed>()("AccountFailed", {
  account: Schema.String,
  cause: Schema.Defect()
}) {
  override get message(): string {
    const told = Predicate.hasProperty(this.cause, "message") ? String(this.cause.message) : ""
    return `account "${this.account}": ${told === "" ? "its provider could not be built" : told}`
  }
}

export type GatewayError = UnknownAccount | AccountFailed

export interface GatewayService {
  /** The account's provider, for as long as the scope is open. */
  readonly account: (name: string) => Effect.Effect<ProviderService, GatewayError, Scope.Scope>
  /** The names of the accounts, sorted. */
  readonly accounts: Effect.Effect<ReadonlyArray<string>>
}

export interface GatewayOptions {
  /** How long a provider that nobody uses is kept. Default: 5 minutes. */
  readonly idleTimeToLive?: Duration.Input
}

/** Accounts that are not known beforehand, such as rows of a table. */
export interface AccountLookup<E, R> {
  /** The layer of an account, `undefined` where there is none of that name. Build it with `Layer.unwrap` where it takes an effect. */
  readonly lookup: (name: string) => Layer.Layer<Provider, E, R> | undefined
  /** The names, for `accounts` and for the error that names them. */
  readonly accounts: Effect.Effect<ReadonlyArray<string>>
}

export class Gateway extends Context.Service<Gateway, GatewayService>()("@dragoman/core/gateway/Gateway") {
  /**
   * The accounts by name. What their layers require, the gateway's layer requires.
   *
   * @example
   * Gateway.layer({ acme: Acme.layer({ account: "acme", ... }), globex: Globex.layerConfig({ ... }) })
   */
  static layer<const Accounts extends Readonly<Record<string, Layer.Layer<Provider, unknown, unknown>>>>(
    accounts: Accounts,
    options?: GatewayOptions
  ): Layer.Layer<Gateway, never, Layer.Services<Accounts[keyof Accounts]>> {
    const lookup = (name: string) => (Object.hasOwn(accounts, name) ? accounts[name] : undefined)
    return Gateway.layerLookup(
      { lookup, accounts: Effect.succeed(Object.keys(accounts)) } as AccountLookup<
        unknown,
        Layer.Services<Accounts[keyof Accounts]>
      >,
      options
    )
  }

  /** The accounts by a function. */
  static layerLookup<E, R>(accounts: AccountLookup<E, R>, options?: GatewayOptions): Layer.Layer<Gateway, never, R> {
    return Layer.effect(Gateway, make(accounts, options)) as Layer.Layer<Gateway, never, R>
  }

  /** `yield* Gateway.account("acme")`: the provider of one account. */
  static account(name: string): Effect.Effect<ProviderService, GatewayError, Gateway | Scope.Scope> {
    return Effect.flatMap(Gateway, (gateway) => gateway.account(name))
  }

  /** The names of all accounts. */
  static readonly accounts: Effect.Effect<ReadonlyArray<string>, never, Gateway> = Effect.flatMap(
    Gateway,
    (gateway) => gateway.accounts
  )

  /** One account as the `Provider` of a program that knows of no others: `program.pipe(Effect.provide(Gateway.provider("acme")))`. */
  static provider(name: string): Layer.Layer<Provider, GatewayError, Gateway> {
    return Layer.effect(Provider, Gateway.account(name))
  }
}

const make = Effect.fnUntraced(function* <E, R>({ lookup, accounts }: AccountLookup<E, R>, options?: GatewayOptions) {
  const sorted = Effect.map(accounts, (names) => names.toSorted())

  const unknown = (account: string) =>
    Effect.flatMap(sorted, (known) => Effect.fail(new UnknownAccount({ account, known })))

  const layers = yield* LayerMap.make(
    (name: string) => (lookup(name) ?? Layer.effect(Provider, unknown(name))).pipe(Layer.catchCause(failedAs(name))),
    { idleTimeToLive: options?.idleTimeToLive ?? "5 minutes" }
  )

  return Gateway.of({
    accounts: sorted,
    account: (name) =>
      layers.contextEffect(name).pipe(
        Effect.map((context) => Context.get(context, Provider)),
        // A failure is not worth keeping: the configuration may be completed, the account added.
        Effect.tapError(() => layers.invalidate(name))
      )
  })
})

const failedAs =
  (account: string) =>
  (cause: Cause.Cause<unknown>): Layer.Layer<Provider, GatewayError> => {
    const why = Cause.squash(cause)
    return Layer.effect(
      Provider,
      Effect.fail(why instanceof UnknownAccount ? why : new AccountFailed({ account, cause: why }))
    )
  }
