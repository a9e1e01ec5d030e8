/** How the vendor writes times besides milliseconds: everything that is text is in the team's time zone, +08:00. */
import { hour } from "../Milliseconds.ts"

const offset = 8 * hour

/** `2026-01-05T17:00:00+08:00`, of webhook topics. */
export const withOffset = (milliseconds: number): string => `${local(milliseconds)}+08:00`

export const withOffsetOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : withOffset(milliseconds)

/** `2026-01-05T17:00:00`, of reports and logs. */
export const local = (milliseconds: number): string => new Date(milliseconds + offset).toISOString().slice(0, 19)

export const localOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : local(milliseconds)

/** Whole seconds as a string, of forwarded WhatsApp payloads. */
export const unixSeconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000))
