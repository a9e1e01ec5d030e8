/**
 * One at a time by key, within this process: what reads and then writes must not meet another that does the same. Other processes are not kept
 * out; what must hold across them needs the vendor's own means.
 */
import { Effect, Semaphore } from "effect"

/** Runs an effect when those of the same key that came before it have ended, in whatever way. */
export type Turns<Key> = (key: Key) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** Turns of their own. Keys are compared as a `Map` does, and one is forgotten when nobody waits for it. */
export const makeTurns = <Key = string>(): Turns<Key> => {
  const queues = new Map<Key, { readonly semaphore: Semaphore.Semaphore; waiting: number }>()
  const enter = (key: Key) => {
    const queue = queues.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), waiting: 0 }
    queue.waiting++
    queues.set(key, queue)
    return queue
  }
  return (key) => (effect) =>
    Effect.suspend(() => {
      const queue = enter(key)
      return Effect.ensuring(
        queue.semaphore.withPermit(effect),
        Effect.sync(() => {
          queue.waiting--
          if (queue.waiting === 0) queues.delete(key)
        })
      )
    })
}
