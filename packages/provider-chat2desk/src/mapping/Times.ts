/**
 * Chat2Desk's times, in all their forms (chat2desk-wire B5): `2019-11-13T09:52:17 UTC` in REST, the same with `MSK` in `outbox_status`, ISO
 * 8601 with microseconds or without a fraction in `event_time` and a ticket's `timestamp`, Unix seconds as a number or as text, and
 * `13.11.2019 09:52:17` from older releases, which is taken for UTC, as REST's times are.
 *
 * No zone word is left to `Date.parse`, whose reading of them depends on the engine.
 */
import type { Timestamp } from "@dragoman/core/domain"
import { fromEpochSeconds, fromIso, toEpochSeconds } from "@dragoman/core/wire"

/** `undefined` for what is not a time, and for a time of a zone that is not known. */
export const toTime = (time: unknown): Timestamp | undefined => {
  if (typeof time === "number") return fromEpochSeconds(time)
  if (typeof time !== "string") return undefined
  if (/^\d{1,11}(\.\d+)?$/.test(time)) return fromEpochSeconds(Number(time))
  return fromIso(time) ?? fromZoneWord(time) ?? fromLegacy(time)
}

const fromZoneWord = (time: string): Timestamp | undefined => {
  const [, date, clock, zone = ""] = worded.exec(time) ?? []
  const offset = Object.hasOwn(zoneWords, zone) ? zoneWords[zone] : undefined
  return offset === undefined ? undefined : fromIso(`${date}T${clock}${offset}`)
}

const fromLegacy = (time: string): Timestamp | undefined => {
  const [, day, month, year, clock] = legacy.exec(time) ?? []
  return day === undefined ? undefined : fromIso(`${year}-${month}-${day}T${clock}Z`)
}

/** Unix seconds as text, as `messages/import` wants them. */
export const fromTime = (time: Timestamp): string => String(toEpochSeconds(time))

/** `25-12-2025`, the day in UTC, as the filters by date want it. */
export const fromDay = (time: Timestamp): string => {
  const [year, month, day] = time.slice(0, 10).split("-")
  return `${day}-${month}-${year}`
}

const worded = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?([A-Z]{2,5})$/
const legacy = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)$/

/** Beside `UTC`, which every reader of ISO 8601 here knows. Moscow has kept one offset since 2014. */
const zoneWords: Readonly<Record<string, string>> = { GMT: "Z", MSK: "+03:00" }
