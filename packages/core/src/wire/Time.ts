/**
 * Vendors' times into the domain's: ISO 8601 in UTC with milliseconds. Nothing here throws: a time that cannot be read is an absent one,
 * and so are `0`, `""` and `null`, which vendors send for *never*.
 */
import type { Timestamp } from "../domain/Scalars.ts"

/** Seconds since 1970, whole or with a fraction. */
export const fromEpochSeconds = (seconds: number | null | undefined): Timestamp | undefined =>
  seconds === null || seconds === undefined ? undefined : fromEpochMillis(seconds * 1000)

/** Milliseconds since 1970. */
export const fromEpochMillis = (millis: number | null | undefined): Timestamp | undefined => {
  if (millis === null || millis === undefined || !(millis > 0 && millis < year10000)) return undefined
  return toIsoText(millis)
}

/** Milliseconds since 1970 that are a time in any case, as a clock gives them. Throws where a `Date` would. */
export const toIsoText = (millis: number): Timestamp => {
  if (!(millis >= 0 && millis < year10000)) return new Date(millis).toISOString() as Timestamp
  const whole = Math.floor(millis)
  const day = Math.floor(whole / dayMillis)
  const inDay = whole - day * dayMillis
  const hour = twoDigits[Math.floor(inDay / 3_600_000)]
  const minute = twoDigits[Math.floor(inDay / 60_000) % 60]
  const second = twoDigits[Math.floor(inDay / 1000) % 60]
  const fraction = threeDigits[inDay % 1000]
  return `${toDate(day)}T${hour}:${minute}:${second}.${fraction}Z` as Timestamp
}

const dayMillis = 86_400_000
/** From then on years have more digits than the domain's form. */
const year10000 = Date.UTC(10_000, 0)
const threeDigits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0"))
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"))

/**
 * The date of a day since 1970. Remembered, because a delivery has half a dozen times and few days: `Date.prototype.toISOString` alone took
 * a fifth of the time that a delivery may cost.
 */
const toDate = (day: number): string => {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= datesKept) dates.clear()
  const date = new Date(day * dayMillis).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

const datesKept = 1000
const dates = new Map<number, string>()

/** A day from 1971 on that, no leap day being among them, exists. */
const day =
  "(?:197[1-9]|19[89]\\d|[2-9]\\d{3})-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
const clock = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"

/** In the domain's form already: many times are, and stay as they are. */
const asIs = new RegExp(`^${day}T${clock}\\.\\d{3}Z$`)
/** Nearly: no milliseconds, or more digits. To parse these would take most of the time that a small delivery may cost. */
const nearly = new RegExp(`^(${day})[T ](${clock})(?:\\.(\\d+))?\\s?(?:Z|UTC)$`)
const withZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)$/

/** ISO 8601 with a zone, in any of its spellings. A time without a zone is not read: guessing one would be wrong for most accounts. */
export const fromIso = (text: string | null | undefined): Timestamp | undefined => {
  if (text === null || text === undefined || text === "") return undefined
  if (asIs.test(text)) return text as Timestamp
  const [, date, time, fraction = ""] = nearly.exec(text) ?? []
  if (date !== undefined) return `${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z` as Timestamp
  if (!withZone.test(text) || !isDate(text)) return undefined
  return fromEpochMillis(Date.parse(text.includes(" ") ? text.replace(" UTC", "Z").replace(" +", "+") : text))
}

/** The 30th of February would be read as a day of March. */
const isDate = (text: string): boolean => {
  const day = Number(text.slice(8, 10))
  if (day <= 28) return day > 0
  return day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
}

/** Either of the two, for fields that a vendor sends in both forms. Numbers are seconds, numeric strings too. */
export const toTimestamp = (value: number | string | null | undefined): Timestamp | undefined => {
  if (typeof value === "number") return fromEpochSeconds(value)
  if (typeof value === "string" && /^\d{9,11}(\.\d+)?$/.test(value)) return fromEpochSeconds(Number(value))
  return fromIso(value)
}

/** The way back, for vendors that want seconds. */
export const toEpochSeconds = (timestamp: Timestamp): number => Math.floor(Date.parse(timestamp) / 1000)
