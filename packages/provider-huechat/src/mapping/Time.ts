/**
 * HueChat's times: Unix seconds in most places, ISO 8601 in broadcasts, templates and due dates, also side by side in one webhook. A number that
 * would be a year beyond 33000 as seconds is read as milliseconds. Source: huechat-wire 21, 22.
 */
import type { Timestamp } from "@dragoman/core/domain"
import { fromEpochMillis, toTimestamp } from "@dragoman/core/wire"

/** Whatever stands where a time should: what cannot be read as one is an absent one. */
export const toTime = (value: unknown): Timestamp | undefined => {
  if (typeof value === "number") return value > latestSeconds ? fromEpochMillis(value) : toTimestamp(value)
  if (typeof value !== "string") return undefined
  return /^\d{13}$/.test(value) ? fromEpochMillis(Number(value)) : toTimestamp(value)
}

const latestSeconds = 1e12
