/**
 * Requests a minute, by key and endpoint, in fixed windows. Every answer to a valid key tells how much is left; the calls that a limit
 * refuses count too, as those do that come without the scope.
 */
import { Clock, Effect } from "effect"
import { makeFixedWindows } from "../FixedWindows.ts"
import type { KeyRow } from "./Records.ts"

export interface Limits {
  /** In place of every endpoint's documented limit. A key's own limit comes before it. */
  readonly requestsPerMinute?: number
  /** Default: 60. */
  readonly windowSeconds?: number
}

export interface Counted {
  readonly exceeded: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** `documented` is the endpoint's own limit. */
export type CountRequest = (key: KeyRow, endpoint: string, documented: number) => Effect.Effect<Counted>

export const makeLimits = ({ requestsPerMinute, windowSeconds = 60 }: Limits): CountRequest => {
  const count = makeFixedWindows()
  return (key, endpoint, documented) =>
    Effect.map(Clock.currentTimeMillis, (milliseconds) => {
      const now = milliseconds / 1000
      const limit = key.requestsPerMinute ?? requestsPerMinute ?? documented
      const used = count(`${key.token} ${endpoint}`, windowSeconds, now)
      return {
        exceeded: used > limit,
        headers: {
          "x-ratelimit-limit": String(limit),
          "x-ratelimit-remaining": String(Math.max(0, limit - used)),
          "x-ratelimit-reset": String((Math.floor(now / windowSeconds) + 1) * windowSeconds)
        }
      }
    })
}
