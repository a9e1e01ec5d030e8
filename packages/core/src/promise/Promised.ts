/**
 * A provider's operations as promises and async iterables: the same operations, argument by argument, run for callers who do not use
 * Effect. Nothing of a provider is written again here.
 *
 * | operation | becomes |
 * |---|---|
 * | one that answers | a function that returns a promise, rejected with the `ProviderError` |
 * | one that may find nothing | the same, `undefined` for nothing |
 * | a list | an async iterable that pages by itself, with `page(cursor)` beside it |
 * | a download | an async iterable of chunks |
 */
import { type Context, Effect, Option, Stream } from "effect"
import { type OperationKind, type Operations, operationKinds } from "../provider/Operations.ts"
import type { Listing, Page } from "../provider/Paging.ts"

/** A list: `for await (const contact of acme.contacts.list())`, or page by page with a cursor to keep. */
export interface PromiseListing<A> extends AsyncIterable<A> {
  readonly page: (cursor?: string) => Promise<Page<A>>
}

type Found<A> = A extends Option.Option<infer Value> ? Value | undefined : A

type PromisedOperation<Operation> = Operation extends (...args: infer Args) => infer Result
  ? Result extends Listing<infer Item>
    ? (...args: Args) => PromiseListing<Item>
    : Result extends Stream.Stream<infer Chunk, unknown>
      ? (...args: Args) => AsyncIterable<Chunk>
      : Result extends Effect.Effect<infer Value, unknown>
        ? (...args: Args) => Promise<Found<Value>>
        : never
  : never

/** The operations that a service has, as promises. */
export type Promised<Service> = {
  readonly [Group in keyof Operations & keyof Service]: {
    readonly [Name in keyof Service[Group]]: PromisedOperation<Service[Group][Name]>
  }
}

/** How operations are run: with which services, and until when. */
export interface Running {
  readonly context: Context.Context<never>
  /** Interrupts what is running when it is aborted; the promise is rejected with its reason. */
  readonly signal: AbortSignal
}

/** How long something is open: the signal that ends what runs on it, and what gives that signal. */
export const makeLifetime = () => {
  const controller = new AbortController()
  const close = () => controller.abort(new DOMException("the connection is closed", "AbortError"))
  return { signal: controller.signal, close }
}

type AnyOperation = (...args: ReadonlyArray<unknown>) => unknown

/** The operations of a service, each run when it is called. */
export const toPromised = <Service extends object>(service: Service, running: Running): Promised<Service> => {
  const groups = service as Readonly<Record<string, Readonly<Record<string, AnyOperation>> | undefined>>
  const promised = Object.entries(operationKinds).map(([group, kinds]) => {
    const operations = groups[group] ?? {}
    const entries = Object.entries(kinds).map(([name, kind]) => [name, toFunction(operations[name], kind, running)])
    return [group, Object.fromEntries(entries)]
  })
  return Object.fromEntries(promised) as Promised<Service>
}

/** Runs an effect as a promise, which is rejected with what the effect fails with, or with the signal's reason. */
export const run = <A, E>(effect: Effect.Effect<A, E>, { context, signal }: Running): Promise<A> =>
  Effect.runPromiseWith(context)(Effect.raceFirst(aborted(signal), effect))

const toFunction = (operation: AnyOperation | undefined, kind: OperationKind, running: Running) => {
  if (operation === undefined) return undefined
  switch (kind) {
    case "list":
      return (...args: ReadonlyArray<unknown>) => toPromiseListing(operation(...args) as Listing<unknown>, running)
    case "stream":
      return (...args: ReadonlyArray<unknown>) =>
        toIterable(operation(...args) as Stream.Stream<unknown, unknown>, running)
    default:
      return async (...args: ReadonlyArray<unknown>) => {
        const value = await run(operation(...args) as Effect.Effect<unknown, unknown>, running)
        return Option.isOption(value) ? Option.getOrUndefined(value) : value
      }
  }
}

const toPromiseListing = <A>(source: Listing<A>, running: Running): PromiseListing<A> => ({
  ...toIterable(source, running),
  page: (cursor) => run(source.page(cursor), running)
})

const toIterable = <A, E>(source: Stream.Stream<A, E>, { context, signal }: Running): AsyncIterable<A> => {
  const iterable = Stream.toAsyncIterableWith(Stream.interruptWhen(source, aborted(signal)), context)
  return { [Symbol.asyncIterator]: () => iterable[Symbol.asyncIterator]() }
}

const aborted = (signal: AbortSignal): Effect.Effect<never, unknown> =>
  Effect.callback((resume) => {
    const abort = () => resume(Effect.fail(signal.reason))
    if (signal.aborted) abort()
    else signal.addEventListener("abort", abort, { once: true })
    return Effect.sync(() => signal.removeEventListener("abort", abort))
  })
