/** One at a time by key: what reads a set and writes it back must not meet another that does the same. */
import { Effect, Semaphore } from "effect"

/** Runs an effect when those of the same key that came before it have ended. A key is forgotten when nobody waits for it. */
export const makeTurns = () => {
  const queues = new Map<string, { readonly semaphore: Semaphore.Semaphore; waiting: number }>()
  const enter = (key: string) => {
    const queue = queues.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), waiting: 0 }
    queue.waiting++
    queues.set(key, queue)
    return queue
  }
  return (key: string) =>
    <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
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
