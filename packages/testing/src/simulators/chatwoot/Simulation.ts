/** What every part of the simulator shares: the state, the clock, the limits and the way to announce that something happened. */
import type { Limits } from "./Limits.ts"
import type { State } from "./State.ts"

export interface Simulation {
  readonly baseUrl: string
  readonly state: State
  readonly limits: Limits
  /** Milliseconds, for the times of rows, see `makeRowClock`. */
  readonly now: () => number
  /** Hands an event to whoever subscribed. The payload is rendered when it is sent, so nested data may be newer than the event. */
  readonly publish: (notice: Notice) => void
}

export interface Notice {
  readonly event: string
  readonly payload: () => Readonly<Record<string, unknown>>
  /** Which conversation's inbox and bot hear of it. Absent: only account webhooks do. */
  readonly conversationId?: number
  readonly audience: ReadonlyArray<"account" | "inbox" | "bot">
  /** A URL that a rule or a macro names: posted to without signature and delivery id. */
  readonly ruleUrl?: string
  /** Set on message events: a failed API-inbox delivery marks this message. */
  readonly messageId?: number
}
