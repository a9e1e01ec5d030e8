/**
 * One call, attempted until it succeeds or must not be made again: each attempt takes its units of the limits first, and a failed one teaches the
 * limiter. Whether an attempt may be repeated is the caller's to say.
 */
import { Effect, Random, type Tracer } from "effect"
import { learnFromRefusal } from "./CallLimits.ts"
import type { LimitDraw, LimiterService, LimitWait } from "./Limits.ts"
import type { ProviderError } from "./ProviderError.ts"

export interface Repetition {
  readonly limiter: LimiterService
  readonly draws: ReadonlyArray<LimitDraw>
  /** How often a call is made again. */
  readonly retries: number
  /** Milliseconds that a call may wait at a stretch. */
  readonly maxWait: number
  readonly mayRepeat: (error: ProviderError) => boolean
  readonly tooLong: (wait: LimitWait) => ProviderError
}

type Attempt = Effect.Effect<unknown, ProviderError>

export const repeating =
  ({ limiter, draws, retries, maxWait, mayRepeat, tooLong }: Repetition) =>
  (attempt: Attempt, span: Tracer.Span): Attempt => {
    const run = (repetition: number, refusal?: ProviderError): Attempt =>
      Effect.andThen(
        // A refusal whose wait is too long is a better answer than that it would be.
        Effect.mapError(limiter.take(draws, maxWait), (wait) => refusal ?? tooLong(wait)),
        Effect.catch(attempt, (error) =>
          Effect.flatMap(learnFromRefusal(limiter, draws, error), (wait) => {
            if (repetition === retries || !mayRepeat(error) || (wait !== "back-off" && wait > maxWait)) {
              return Effect.fail(error)
            }
            span.attribute("http.request.resend_count", repetition + 1)
            return Effect.andThen(pause(wait, repetition), run(repetition + 1, error))
          })
        )
      )
    return run(0)
  }

/** Milliseconds given, or 200 ms doubled with every repetition up to 30 s, half of it by chance. */
const pause = (wait: number | "back-off", repetition: number): Effect.Effect<void> => {
  if (wait !== "back-off") return Effect.sleep(wait)
  const longest = Math.min(200 * 2 ** repetition, 30_000)
  return Effect.flatMap(Random.next, (chance) => Effect.sleep(longest / 2 + (chance * longest) / 2))
}
