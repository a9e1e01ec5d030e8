/** How the vendor writes times: Unix seconds in v1 and in most of what webhooks say, ISO 8601 in v2 and for webhooks themselves. */

export const unix = (milliseconds: number): number => Math.floor(milliseconds / 1000)

export const unixOrNull = (milliseconds: number | null): number | null =>
  milliseconds === null ? null : unix(milliseconds)

/** `2026-04-06T14:00:00Z`. */
export const iso = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

export const isoOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : iso(milliseconds)

/** `2026-04-06T14:00:00.000Z`, of v1 webhooks alone. */
export const isoWithMilliseconds = (milliseconds: number): string => new Date(milliseconds).toISOString()
