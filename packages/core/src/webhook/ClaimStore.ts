/**
 * Where it is written down which events were handled. The store only knows three states of an id (nobody has it, somebody has it, done)
 * and must change them atomically; what follows from them is the business of `Claims`. Memory is one store; the interface suits a table
 * (insert, else read the row; settle where the token is still ours) and Redis (`SET NX PX`) as well.
 */
import { Clock, Context, Deferred, Duration, Effect, Layer, Schema } from "effect"

/** The store could not be asked or told. */
export class ClaimStoreError extends Schema.TaggedError<ClaimStoreError>()("ClaimStoreError", {
  message: Schema.String,
  cause: Schema.optionalKey(Schema.Defect())
}) {}

/** What became of an attempt to claim an event. */
export type Claim =
  | {
      /** It is the caller's now: handle it, then `commit` or `release`. */
      readonly _tag: "Claimed"
      /** Done; the id is remembered for at least `keepFor`. */
      readonly commit: (keepFor: Duration.Duration) => Effect.Effect<void, ClaimStoreError>
      /** Not done; the next one may claim it. */
      readonly release: Effect.Effect<void, ClaimStoreError>
    }
  | {
      /** Somebody is at it. `settled` ends when it is worth asking again: at the outcome, or after a while. */
      readonly _tag: "InProgress"
      readonly settled: Effect.Effect<void>
    }
  | {
      /** It was handled before. */
      readonly _tag: "Committed"
    }

/** The store behind `Claims`. */
export class ClaimStore extends Context.Service<
  ClaimStore,
  {
    /**
     * Claims an event id. `lease` is how long the claim holds if nobody settles it: after that its process is taken for dead, the id may
     * be claimed again, and the late settlement of the old claim must change nothing.
     */
    readonly claim: (eventId: string, lease: Duration.Duration) => Effect.Effect<Claim, ClaimStoreError>
  }
>()("@dragoman/core/webhook/ClaimStore") {}

/**
 * In the memory of this process: right for one process, forgotten when it ends. At most `capacity` handled ids are kept (about 150 bytes
 * each); beyond that the oldest go early, which is logged once, because their redeliveries would be handled again. Claims need no lease
 * here: they end with the fiber that holds them.
 */
export const layerMemory = (options: { readonly capacity?: number } = {}): Layer.Layer<ClaimStore> =>
  Layer.sync(ClaimStore, () => {
    const running = new Map<string, Deferred.Deferred<void>>()
    const done = new ExpiringIds(options.capacity ?? 100_000)

    const claimed = (eventId: string): Claim => {
      const settled = Deferred.makeUnsafe<void>()
      running.set(eventId, settled)
      const settle = Effect.sync(() => {
        if (running.get(eventId) === settled) running.delete(eventId)
        Deferred.doneUnsafe(settled, Effect.void)
      })
      return {
        _tag: "Claimed",
        commit: (keepFor) =>
          Effect.andThen(Clock.currentTimeMillis, (now) =>
            Effect.andThen(done.add(eventId, now, now + Duration.toMillis(keepFor)), settle)
          ),
        release: settle
      }
    }

    return {
      claim: (eventId) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          if (done.has(eventId, now)) return { _tag: "Committed" }
          const settled = running.get(eventId)
          return settled === undefined ? claimed(eventId) : { _tag: "InProgress", settled: Deferred.await(settled) }
        })
    }
  })

/** Ids with the time at which each may be forgotten, oldest first. */
class ExpiringIds {
  readonly #expiry = new Map<string, number>()
  readonly #capacity: number
  #warned = false

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  has(id: string, now: number): boolean {
    const expiresAt = this.#expiry.get(id)
    return expiresAt !== undefined && expiresAt > now
  }

  add(id: string, now: number, expiresAt: number): Effect.Effect<void> {
    this.#expiry.delete(id)
    this.#expiry.set(id, expiresAt)
    const tooEarly = this.#forget(now)
    if (!tooEarly || this.#warned) return Effect.void
    this.#warned = true
    return Effect.logWarning(
      `more than ${this.#capacity} events within the time their ids are to be kept: the oldest are forgotten early, raise the capacity`
    )
  }

  /** Drops what has expired from the old end, then what is too much; answers whether an id went before its time. */
  #forget(now: number): boolean {
    for (const [id, expiresAt] of this.#expiry) {
      const expired = expiresAt <= now
      if (!expired && this.#expiry.size <= this.#capacity) return false
      this.#expiry.delete(id)
      if (!expired) return true
    }
    return false
  }
}
