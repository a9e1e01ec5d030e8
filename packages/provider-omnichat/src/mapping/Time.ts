/** Omnichat's times: milliseconds since 1970 in REST, ISO 8601 in webhooks, and for some fields either. */
import type { Timestamp } from "@dragoman/core/domain"
import { fromEpochMillis, fromIso } from "@dragoman/core/wire"

/** Text of digits is milliseconds too. A time without an offset is not read: it is not said whose it would be. */
export const toTime = (time: number | string | null | undefined): Timestamp | undefined => {
  if (typeof time === "number") return fromEpochMillis(time)
  return typeof time === "string" && /^\d+$/.test(time) ? fromEpochMillis(Number(time)) : fromIso(time)
}
