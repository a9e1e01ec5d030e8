/**
 * Two ways of doing the same thing, timed against each other. They run in very short rounds in turn (a b, b a, a b, ...), and what counts is
 * the median of the rounds' ratios. A round is shorter than a scheduler's slice: on a busy machine most rounds are not interrupted at
 * all, and those that are fall out of the median, as do those in which garbage is collected.
 *
 * It knows nothing of what is timed, and judges nothing.
 */
import { performance } from "node:perf_hooks"

/**
 * Prepares so many repetitions, untimed (requests to send, ids that nobody has seen), and gives back the run that is timed.
 */
export type Contender = (repetitions: number) => () => void | Promise<void>

export interface CompareOptions {
  /** How long the comparison may take in all, in milliseconds. */
  readonly millis: number
  /** How long the slower contender's half of a round is meant to take. Default: 0.2. */
  readonly roundMillis?: number
  /** Repetitions in a round, at least, for contenders that do several at a time. Default: 1. */
  readonly leastRepetitions?: number
  /** Tests bring a clock of their own. */
  readonly now?: () => number
}

export interface Comparison {
  /** Microseconds per repetition, median of the rounds. */
  readonly subject: number
  /** The same of what it is compared with. */
  readonly baseline: number
  /** Time of the subject by time of the baseline, median of the rounds' ratios. */
  readonly ratio: number
  readonly rounds: number
}

/** The share of the time in which the compiler gets to know the code. */
const warmUpShare = 0.3

/** Fewer rounds would make no median. They are made even when the time is up. */
const leastRounds = 11

export const compare = async (
  subject: Contender,
  baseline: Contender,
  { millis, roundMillis = 0.2, leastRepetitions = 1, now = () => performance.now() }: CompareOptions
): Promise<Comparison> => {
  const start = now()
  const time = async (contender: Contender, repetitions: number): Promise<number> => {
    const run = contender(repetitions)
    const before = now()
    const running = run()
    if (running !== undefined) await running
    return now() - before
  }

  const singles: Array<number> = []
  while (singles.length < leastRounds || now() - start < millis * warmUpShare) {
    singles.push(Math.max(await time(subject, leastRepetitions), await time(baseline, leastRepetitions)))
  }
  // The last ones: by then the code has been compiled.
  const single = median(singles.slice(-100)) / leastRepetitions
  const repetitions = Math.max(leastRepetitions, Math.round(roundMillis / single))

  const subjectTimes: Array<number> = []
  const baselineTimes: Array<number> = []
  for (let round = 0; round < leastRounds || now() - start < millis; round++) {
    const subjectFirst = round % 2 === 0
    const early = await time(subjectFirst ? subject : baseline, repetitions)
    const late = await time(subjectFirst ? baseline : subject, repetitions)
    subjectTimes.push(subjectFirst ? early : late)
    baselineTimes.push(subjectFirst ? late : early)
  }
  return {
    subject: (median(subjectTimes) / repetitions) * 1000,
    baseline: (median(baselineTimes) / repetitions) * 1000,
    ratio: median(subjectTimes.map((subjectTime, round) => subjectTime / (baselineTimes[round] ?? Number.NaN))),
    rounds: subjectTimes.length
  }
}

/** The middle one; of an even number, the mean of the two in the middle. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
