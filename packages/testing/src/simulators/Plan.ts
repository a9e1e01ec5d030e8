/** What a test has planned for the next things that match: values by key, each for a number of times. */

export interface PlanMatch {
  /** Whom it is for. Absent: anybody. */
  readonly to?: string
  /** How many. Default: 1. */
  readonly times?: number
}

export interface Plan<Value> {
  readonly add: (value: Value, match: PlanMatch) => void
  /** The value planned first that matches, once less from then on. */
  readonly take: (to: string) => Value | undefined
}

export const makePlan = <Value>(): Plan<Value> => {
  let entries: ReadonlyArray<{ readonly value: Value; readonly to: string | undefined; left: number }> = []
  return {
    add: (value, { times = 1, to }) => {
      entries = [...entries, { value, to, left: times }]
    },
    take: (to) => {
      const hit = entries.find((entry) => entry.to === undefined || entry.to === to)
      if (hit === undefined) return undefined
      hit.left -= 1
      entries = entries.filter((entry) => entry.left > 0)
      return hit.value
    }
  }
}
