/** The two limits: so many requests a calendar month by API mode, and so many messages a second, neither with a `Retry-After`. */
import { Clock, Effect } from "effect"
import { makeFixedWindows } from "../FixedWindows.ts"
import * as Reply from "./Reply.ts"
import { apiModes, type State } from "./State.ts"

export interface Limits {
  /** Draws on the month. */
  readonly countCall: Effect.Effect<void, Reply.Refusal>
  /** Draws on the second. */
  readonly countMessage: Effect.Effect<void, Reply.Refusal>
  /** As `companies/api_info` tells it. */
  readonly usage: () => {
    readonly used_this_month: number
    readonly left_free_requests: number | null
    readonly left_paid_requests: number
  }
}

export interface LimitOptions {
  readonly messagesPerSecond: number
  /** Instead of what the API mode allows. */
  readonly requestsPerMonth: number | undefined
}

export const makeLimits = (state: State, now: () => number, options: LimitOptions): Limits => {
  const countInWindow = makeFixedWindows()
  let month = ""
  let used = 0
  const free = () => options.requestsPerMonth ?? apiModes[state.settings.apiMode]
  const turnMonth = () => {
    const current = new Date(now()).toISOString().slice(0, 7)
    if (current !== month) used = 0
    month = current
  }
  return {
    countCall: Effect.suspend(() => {
      turnMonth()
      if (used >= free() + state.settings.paidRequests) return Reply.refused(Reply.quotaExceeded)
      used += 1
      return Effect.void
    }),
    countMessage: Effect.flatMap(Clock.currentTimeMillis, (time) =>
      countInWindow("messages", 1000, time) > options.messagesPerSecond
        ? Reply.refused(Reply.tooManyRequests)
        : Effect.void
    ),
    usage: () => {
      turnMonth()
      const left = Math.max(0, free() - used)
      return {
        used_this_month: used,
        // How the vendor writes that there is no limit is not documented.
        left_free_requests: Number.isFinite(left) ? left : null,
        left_paid_requests: Math.min(
          state.settings.paidRequests,
          Math.max(0, free() + state.settings.paidRequests - used)
        )
      }
    }
  }
}
