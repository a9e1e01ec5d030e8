/**
 * Vendors' times into the domain's: ISO 8601 in UTC with milliseconds. Nothing here throws: a time that cannot be read is an absent one,
 * and so are `0`, `""` and `null`, which vendors send for *never*.
 */
import type { Timestamp } from "../domain/Scalars.ts"

/** Latest time that a JavaScript date can hold, in milliseconds. */
const maxMillis = 8.64e15

/** Seconds since 1970, whole or with a fraction. */
export const fromEpochSeconds = (seconds: number | null | undefined): Timestamp | undefined =>
  seconds === null || seconds === undefined ? undefined : fromEpochMillis(seconds * 1000)

/** Milliseconds since 1970. */
export const fromEpochMillis = (millis: number | null | undefined): Timestamp | undefined => {
  if (millis === null || millis === undefined || !(millis > 0) || millis > maxMillis) return undefined
  return new Date(millis).toISOString() as Timestamp
}

const isoInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)$/

/** ISO 8601 with a zone, in any of its spellings. A time without a zone is not read: guessing one would be wrong for most accounts. */
export const fromIso = (text: string | null | undefined): Timestamp | undefined => {
  if (text === null || text === undefined || text === "") return undefined
  if (!isoInUtc.test(text) && !withZone.test(text)) return undefined
  const millis = Date.parse(text.replace(" UTC", "Z").replace(" +", "+"))
  return fromEpochMillis(millis)
}

/** Either of the two, for fields that a vendor sends in both forms. Numbers are seconds, numeric strings too. */
export const toTimestamp = (value: number | string | null | undefined): Timestamp | undefined => {
  if (typeof value === "number") return fromEpochSeconds(value)
  if (typeof value === "string" && /^\d{9,11}(\.\d+)?$/.test(value)) return fromEpochSeconds(Number(value))
  return fromIso(value)
}

/** The way back, for vendors that want seconds. */
export const toEpochSeconds = (timestamp: Timestamp): number => Math.floor(Date.parse(timestamp) / 1000)
