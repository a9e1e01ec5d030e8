/**
 * How a simulator's webhooks leave: in order per URL, tried again on the vendor's schedule, doubled and held back where a test asks for it.
 * What a delivery is, and what follows from one that failed, is the vendor's business.
 */
import { type Duration, Effect, FiberSet, identity, Latch, Queue, type Scope } from "effect"

export interface DispatchRules<Delivery, Attempt> {
  readonly urlOf: (delivery: Delivery) => string
  /** Sends once; `number` counts from 1. */
  readonly attempt: (delivery: Delivery, number: number) => Effect.Effect<Attempt>
  /** Asked before every attempt: what a delivery is about may be gone by then, and the delivery with it. */
  readonly isObsolete: (delivery: Delivery) => boolean
  /** How long until the next attempt; `undefined` when this one was the last. */
  readonly pauseAfter: (delivery: Delivery, attempt: Attempt, number: number) => Duration.Duration | undefined
  /** Called after the last attempt. */
  readonly ended?: (delivery: Delivery, attempt: Attempt) => void
}

/** The part of a simulator's hand on its deliveries that is the same for all vendors. */
export interface DispatchControl<Attempt> {
  /** Every attempt so far, in the order in which they ended. */
  readonly log: Effect.Effect<ReadonlyArray<Attempt>>
  /** Waits until nothing is on its way and no retry is due. Deliveries that are held back are not waited for. */
  readonly settled: Effect.Effect<void>
  /** Keeps deliveries back until `release`. */
  readonly hold: Effect.Effect<void>
  readonly release: (options?: { readonly reversed?: boolean }) => Effect.Effect<void>
  /** Sends each of the next `times` deliveries, by default one, twice; nothing tells the two apart. */
  readonly double: (times?: number) => Effect.Effect<void>
}

export interface Dispatch<Delivery, Attempt> extends DispatchControl<Attempt> {
  readonly send: (delivery: Delivery) => void
  /** `copy`: what the second one is; by default the same. */
  readonly double: (times?: number, copy?: (delivery: Delivery) => Delivery) => Effect.Effect<void>
}

export const makeDispatch = <Delivery, Attempt>(
  rules: DispatchRules<Delivery, Attempt>
): Effect.Effect<Dispatch<Delivery, Attempt>, never, Scope.Scope> =>
  Effect.gen(function* () {
    const run = yield* FiberSet.makeRuntime<never>()
    const work = makeWork(yield* Latch.make(true))
    const log: Array<Attempt> = []

    const attempt = Effect.fnUntraced(function* (delivery: Delivery, number: number): Effect.fn.Return<void> {
      if (rules.isObsolete(delivery)) return work.end()
      const made = yield* rules.attempt(delivery, number)
      log.push(made)
      const pause = rules.pauseAfter(delivery, made, number)
      if (pause !== undefined) {
        // Beside the line: what comes after it does not wait for the retry.
        run(Effect.delay(attempt(delivery, number + 1), pause))
        return
      }
      rules.ended?.(delivery, made)
      work.end()
    })

    const lines = new Map<string, Queue.Queue<Delivery>>()
    const openLine = (url: string): Queue.Queue<Delivery> => {
      const line = Effect.runSync(Queue.unbounded<Delivery>())
      lines.set(url, line)
      run(Effect.forever(Effect.flatMap(Queue.take(line), (delivery) => attempt(delivery, 1))))
      return line
    }
    const gate = makeGate<Delivery>((delivery) => {
      const url = rules.urlOf(delivery)
      work.begin()
      Queue.offerUnsafe(lines.get(url) ?? openLine(url), delivery)
    })
    return { ...gate, log: Effect.sync(() => [...log]), settled: work.settled }
  })

/** Counts what is under way. */
const makeWork = (idle: Latch.Latch) => {
  let count = 0
  return {
    begin: () => {
      count += 1
      idle.closeUnsafe()
    },
    end: () => {
      count -= 1
      if (count === 0) idle.openUnsafe()
    },
    settled: idle.await
  }
}

/** Where deliveries are doubled and held back. */
const makeGate = <Delivery>(pass: (delivery: Delivery) => void) => {
  let held: Array<Delivery> | undefined
  let doubling: { readonly left: number; readonly copy: (delivery: Delivery) => Delivery } | undefined
  const copies = (delivery: Delivery): ReadonlyArray<Delivery> => {
    if (doubling === undefined || doubling.left === 0) return [delivery]
    doubling = { ...doubling, left: doubling.left - 1 }
    return [delivery, doubling.copy(delivery)]
  }
  return {
    send: (delivery: Delivery): void => {
      for (const one of copies(delivery)) {
        if (held === undefined) pass(one)
        else held.push(one)
      }
    },
    double: (times = 1, copy: (delivery: Delivery) => Delivery = identity) =>
      Effect.sync(() => {
        doubling = { left: times, copy }
      }),
    hold: Effect.sync(() => {
      held ??= []
    }),
    release: (options: { readonly reversed?: boolean } = {}) =>
      Effect.sync(() => {
        const waiting = held ?? []
        held = undefined
        for (const delivery of options.reversed === true ? waiting.toReversed() : waiting) pass(delivery)
      })
  }
}
