/** The four encodings of a time that Chatwoot mixes. All take milliseconds. */

/** Integer seconds. */
export const epoch = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** Integer seconds, 0 when there is none. */
export const epochOrZero = (milliseconds: number | null): number => (milliseconds === null ? 0 : epoch(milliseconds))

/** UTC with milliseconds, `null` when there is none. */
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()
export const isoOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : iso(milliseconds)

/** Seconds with microseconds. The row's id supplies them, so that the number always has a fraction, as Ruby's floats print one. */
export const floatEpoch = (milliseconds: number, id: number): number =>
  (milliseconds * 1000 + 1 + (id % 997)) / 1_000_000
