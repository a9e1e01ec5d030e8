/**
 * What an application does with events. A handler may be an Effect or a plain (async) function wherever one is accepted: it fails by an
 * Effect's failure or defect, a rejected promise or a thrown error, all the same to the receiver.
 */
import { Effect, Predicate } from "effect"
import type { Event, EventOf, EventType } from "../../domain/Event.ts"

/** What a handler answers with: an Effect or a promise to wait for, or nothing. What they yield is not looked at. */
// biome-ignore lint/suspicious/noConfusingVoidType: `undefined` would refuse plain functions that return nothing
export type HandlerResult<R = never> = Effect.Effect<unknown, unknown, R> | PromiseLike<unknown> | void

export interface HandlerContext {
  /** For plain functions: aborted when the handler takes too long or the receiver closes. (An Effect is interrupted.) */
  readonly signal: AbortSignal
}

/** Handles one event. */
export type Handler<R = never> = (event: Event, context: HandlerContext) => HandlerResult<R>

/** One handler per event type; `otherwise` gets the types that have none. Without it they are accepted and ignored. */
export type Handlers<R = never> = {
  readonly [Type in EventType]?: (event: EventOf<Type>, context: HandlerContext) => HandlerResult<R>
} & { readonly otherwise?: Handler<R> }

/**
 * A handler from a table by event type, each typed by its event.
 *
 * @example
 * const handler = Receiver.on({
 *   "message.created": ({ data }) => Inbox.use((inbox) => inbox.add(data.message)),
 *   otherwise: (event) => Effect.logDebug(event.type)
 * })
 */
export const on =
  <const Table extends Handlers<unknown>>(
    table: Table & { readonly [Unknown in Exclude<keyof Table, keyof Handlers>]: never }
  ): Handler<HandlerServices<Table>> =>
  (event, context) => {
    const handler = (Object.hasOwn(table, event.type) ? table[event.type] : table.otherwise) as
      | Handler<HandlerServices<Table>>
      | undefined
    return handler?.(event, context)
  }

/** The services that the Effects among a table's handlers need. */
export type HandlerServices<Table> = Effect.Services<
  Extract<ResultOf<Table[keyof Table]>, Effect.Effect<unknown, unknown, unknown>>
>

type ResultOf<H> = H extends (...parameters: never) => infer Result ? Result : never

/** Runs a handler on an event. */
export const runHandler = <R>(handler: Handler<R>, event: Event): Effect.Effect<unknown, unknown, R> =>
  Effect.suspend(() => {
    const controller = new AbortController()
    return Effect.onInterrupt(toEffect<unknown, R>(handler(event, { signal: controller.signal })), () =>
      Effect.sync(() => controller.abort())
    )
  })

/** An Effect, a promise, or a value that is there at once. */
export type Effectful<A, R = never> = Effect.Effect<A, unknown, R> | PromiseLike<A> | A

/** The Effect that was meant. A rejected promise is a failure with what it was rejected with. */
export const toEffect = <A, R>(result: Effectful<A, R>): Effect.Effect<A, unknown, R> => {
  if (Effect.isEffect(result)) return result as Effect.Effect<A, unknown, R>
  if (Predicate.isPromiseLike(result)) return Effect.tryPromise({ try: () => result, catch: (error) => error })
  return Effect.succeed(result as A)
}
