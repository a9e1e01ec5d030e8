/**
 * A provider: all operations for one account of one vendor. `Provider` is the vendor-neutral service; a vendor's own service has only
 * the operations that its capabilities do not call `none`, so that using one of those does not compile.
 *
 * A vendor's package implements the operations that it has and calls {@link makeProvider}; names, spans, `applied` on writes and the refusal of
 * the rest are added here, once.
 */
import { Context, Effect, Stream } from "effect"
import type { Capabilities } from "./Capabilities.ts"
import { type OperationKind, type OperationName, type Operations, operationKinds } from "./Operations.ts"
import { failedListing, type Listing, listing } from "./Paging.ts"
import { ProviderError, Unsupported } from "./ProviderError.ts"

interface About<C extends Capabilities = Capabilities> {
  /** The vendor's name in lower case, as in event ids and errors. */
  readonly provider: string
  /** The name under which the application configured the account, `default` if it did not. */
  readonly accountName: string
  /** What the provider implements. */
  readonly capabilities: C
  /** What this account can really do: asks the vendor where that tells. */
  readonly effectiveCapabilities: Effect.Effect<Capabilities, ProviderError>
}

export interface ProviderService extends Operations, About {}

/** The vendor-neutral service. An operation that the vendor lacks fails with `Unsupported`. */
export class Provider extends Context.Service<Provider, ProviderService>()("@dragoman/core/provider/Provider") {}

type NoneOf<C extends Capabilities> = {
  [Name in keyof C["operations"]]: C["operations"][Name] extends { readonly level: "none" } ? Name : never
}[keyof C["operations"]]

type SupportedIn<C extends Capabilities, Group extends keyof Operations> = Exclude<
  keyof Operations[Group],
  {
    [Name in keyof Operations[Group]]: `${Group}.${Extract<Name, string>}` extends NoneOf<C> ? Name : never
  }[keyof Operations[Group]]
>

/** The operations that capabilities do not call `none`. */
export type SupportedOperations<C extends Capabilities> = {
  readonly [Group in keyof Operations as SupportedIn<C, Group> extends never ? never : Group]: Pick<
    Operations[Group],
    SupportedIn<C, Group>
  >
}

/** A vendor's own service: what it supports, and who it is. */
export type SupportedProvider<C extends Capabilities> = SupportedOperations<C> & About<C>

/** Refuses operations that the capabilities call `none`: the other half of the check, which a plain type lets through. */
type NothingElse<Implementation, C extends Capabilities> = {
  readonly [Group in keyof Implementation]: Group extends keyof SupportedOperations<C>
    ? {
        readonly [Name in keyof Implementation[Group]]: Name extends keyof SupportedOperations<C>[Group]
          ? unknown
          : never
      }
    : never
}

/** Completes a vendor's implementation; the compiler checks it against the capabilities both ways. */
export const makeProvider = <const C extends Capabilities, Implementation extends SupportedOperations<C>>(
  about: About<C>,
  implementation: Implementation & NothingElse<Implementation, C>
): { readonly provider: ProviderService; readonly supported: SupportedProvider<C> } => {
  const groups = implementation as Record<string, Record<string, AnyOperation>>
  const complete: Record<string, unknown> = { ...about }
  for (const [group, kinds] of Object.entries(operationKinds)) {
    const operations: Record<string, unknown> = {}
    for (const [name, kind] of Object.entries(kinds)) {
      const operation = `${group}.${name}` as OperationName
      const implemented = groups[group]?.[name]
      operations[name] =
        implemented === undefined ? unsupported(about, operation, kind) : labelled(about, operation, kind, implemented)
    }
    complete[group] = operations
  }
  const provider = complete as unknown as ProviderService
  return { provider, supported: provider as unknown as SupportedProvider<C> }
}

type AnyOperation = (...args: ReadonlyArray<unknown>) => unknown

/** Fails with the operation's own name instead of the vendor call's, says of every failed write whether it was applied, and traces it. */
const labelled = (
  about: About,
  operation: OperationName,
  kind: OperationKind,
  implemented: AnyOperation
): AnyOperation => {
  const span = { attributes: { "dragoman.provider": about.provider, "dragoman.account": about.accountName } }
  const relabel = (error: ProviderError) =>
    error.with({ operation, applied: kind === "write" ? (error.applied ?? "no") : undefined })
  const label = <A>(effect: Effect.Effect<A, ProviderError>) =>
    effect.pipe(Effect.mapError(relabel), Effect.withSpan(`${about.provider}.${operation}`, span))
  switch (kind) {
    case "list":
      return (...args) => {
        const source = implemented(...args) as Listing<unknown>
        return listing((cursor) => label(source.page(cursor)))
      }
    case "stream":
      return (...args) => Stream.mapError(implemented(...args) as Stream.Stream<unknown, ProviderError>, relabel)
    default:
      return (...args) => label(implemented(...args) as Effect.Effect<unknown, ProviderError>)
  }
}

const unsupported = (about: About, operation: OperationName, kind: OperationKind): AnyOperation => {
  const level = about.capabilities.operations[operation]
  const error = new ProviderError({
    provider: about.provider,
    operation,
    reason: new Unsupported(level.note === undefined ? {} : { hint: level.note }),
    ...(kind === "write" ? { applied: "no" } : {})
  })
  if (kind === "list") return () => failedListing(error)
  return kind === "stream" ? () => Stream.fail(error) : () => Effect.fail(error)
}
