/**
 * Every event is handled once: claimed before its handler runs, committed when that succeeded, released when it failed or was
 * interrupted. A duplicate that arrives meanwhile waits for the outcome. This is the policy; which ids are claimed or done is written
 * down in a `ClaimStore`.
 */
import { Context, Duration, Effect, Exit, Layer, Option, Schema } from "effect"
import * as ClaimStore from "./ClaimStore.ts"

/** The event is being handled elsewhere, and was for longer than the caller would wait. */
export class StillInProgress extends Schema.TaggedError<StillInProgress>()("StillInProgress", {
  eventId: Schema.String
}) {}

export interface OnceOptions {
  /** For how long the vendor may send the event again. */
  readonly keepFor: Duration.Duration
  /** How long handling may take before a claim counts as abandoned. */
  readonly lease: Duration.Duration
  /** How long a duplicate waits for the outcome of the one in progress. */
  readonly patience: Duration.Duration
}

/** Handles events once. */
export class Claims extends Context.Service<
  Claims,
  {
    /** Runs `handle` unless the event was handled before; the first to succeed settles it for all. */
    readonly once: <A, E, R>(
      eventId: string,
      options: OnceOptions,
      handle: Effect.Effect<A, E, R>
    ) => Effect.Effect<"handled" | "duplicate", E | ClaimStore.ClaimStoreError | StillInProgress, R>
  }
>()("@dragoman/core/webhook/Claims") {}

export interface ClaimsOptions {
  /**
   * The shortest time for which a handled id is remembered, however soon the vendor stops to redeliver by itself: a day, so that a
   * delivery that somebody sends again by hand is still known.
   */
  readonly keepAtLeast?: Duration.Input
}

export const layer = (options: ClaimsOptions = {}): Layer.Layer<Claims, never, ClaimStore.ClaimStore> =>
  Layer.effect(
    Claims,
    Effect.gen(function* () {
      const store = yield* ClaimStore.ClaimStore
      const keepAtLeast = Duration.fromInputUnsafe(options.keepAtLeast ?? "1 day")

      const claim = Effect.fnUntraced(function* (eventId: string, { lease, patience }: OnceOptions, restore: Restore) {
        let left = patience
        while (true) {
          const claim = yield* store.claim(eventId, lease)
          if (claim._tag !== "InProgress") return claim
          const [waited, settled] = yield* Effect.timed(restore(Effect.timeoutOption(claim.settled, left)))
          if (Option.isNone(settled)) return yield* new StillInProgress({ eventId })
          left = Duration.subtract(left, waited)
        }
      })

      return {
        once: (eventId, options, handle) =>
          Effect.uninterruptibleMask(
            Effect.fnUntraced(function* (restore) {
              const claimed = yield* claim(eventId, options, restore)
              if (claimed._tag === "Committed") return "duplicate"
              const exit = yield* Effect.exit(restore(handle))
              if (Exit.isFailure(exit)) {
                yield* unheard("released", claimed.release)
                return yield* Effect.failCause(exit.cause)
              }
              yield* unheard("committed", claimed.commit(Duration.max(options.keepFor, keepAtLeast)))
              return "handled"
            })
          )
      }
    })
  )

/** Claims in the memory of this process. */
export const layerMemory = (
  options: ClaimsOptions & NonNullable<Parameters<typeof ClaimStore.layerMemory>[0]> = {}
): Layer.Layer<Claims> => Layer.provide(layer(options), ClaimStore.layerMemory(options))

/** Makes an effect interruptible inside a region that is not. */
type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** The handler's outcome stands even if the store does not hear of it: then the lease runs out, and a redelivery is handled again. */
const unheard = (what: string, settle: Effect.Effect<void, ClaimStore.ClaimStoreError>): Effect.Effect<void> =>
  Effect.catch(settle, (error) => Effect.logWarning(`the event's claim could not be ${what}: ${error.message}`))
