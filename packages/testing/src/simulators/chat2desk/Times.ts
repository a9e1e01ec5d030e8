/** The forms in which the vendor writes times; which one depends on where, see chat2desk-wire B5. */
import { day, hour } from "../Milliseconds.ts"

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19)

/** `2019-11-13T09:52:17 UTC`, of REST. */
export const utc = (milliseconds: number): string => `${iso(milliseconds)} UTC`

export const utcOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : utc(milliseconds)

/** `2021-06-10T17:38:04 MSK`, of `outbox_status` alone: three hours ahead of UTC. */
export const msk = (milliseconds: number): string => `${iso(milliseconds + 3 * hour)} MSK`

/** `2023-01-25T09:32:10.137860Z`, of most events. */
export const micro = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 23)}860Z`

/** `2022-07-28T23:01:40Z`, of tickets and some events. */
export const zulu = (milliseconds: number): string => `${iso(milliseconds)}Z`

export const unix = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** The first millisecond of a day written as `DD-MM-YYYY`; `undefined` for what is no date. */
export const startOfDay = (text: string): number | undefined => {
  const [, date = "", month = "", year = ""] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? []
  const start = Date.parse(`${year}-${month}-${date}T00:00:00Z`)
  return Number.isNaN(start) ? undefined : start
}

/** Whether a time lies between two days, both of them included; an absent one does not bound. */
export const withinDays =
  (start: number | undefined, finish: number | undefined) =>
  (time: number): boolean =>
    (start === undefined || time >= start) && (finish === undefined || time < finish + day)
