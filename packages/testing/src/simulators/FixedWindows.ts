/** Counters as vendors' limits keep them: by key, in windows aligned to the epoch and not to the first call. */

/** Counts a call and says how many its window has now. `now` is in the unit of `length`. */
export type CountCall = (key: string, length: number, now: number) => number

export const makeFixedWindows = (): CountCall => {
  const counters = new Map<string, { readonly window: number; readonly count: number }>()
  return (key, length, now) => {
    const window = Math.floor(now / length)
    const counter = counters.get(key)
    const count = counter?.window === window ? counter.count + 1 : 1
    counters.set(key, { window, count })
    return count
  }
}
