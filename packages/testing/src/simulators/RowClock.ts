/** The clock by which simulators date their rows. Time-outs, retries and limits go by the runtime's clock itself. */
import { Clock, Effect } from "effect"

/** 2026-01-05T09:00:00Z: where a clock that stands before 2001 is moved to. */
const presentDay = 1_767_603_600_000
const longAgo = 978_307_200_000

/** Milliseconds. Later than {@link Clock} by a constant while a `TestClock` stands in 1970, where vendors take 0 for no time at all. */
export const makeRowClock: Effect.Effect<() => number> = Clock.clockWith((clock) => {
  const shift = clock.currentTimeMillisUnsafe() < longAgo ? presentDay : 0
  return Effect.succeed(() => clock.currentTimeMillisUnsafe() + shift)
})
