/** What every part of the simulator shares: the state, the clock, and the way to announce that something happened. */
import type { State } from "./State.ts"
import type { Receipts } from "./sending/Receipts.ts"
import type { EventName } from "./webhooks/Events.ts"

export interface Simulation {
  readonly baseUrl: string
  readonly state: State
  /** Milliseconds, for the times of rows, see `makeRowClock`. */
  readonly now: () => number
  /** Hands an event to whoever subscribed. */
  readonly publish: (notice: Notice) => void
  /** What becomes of messages that are sent. */
  readonly receipts: Receipts
}

/** An event on its way to the webhooks. What it says is what was true when it happened. */
export interface Notice {
  readonly event: EventName
  /** Whose webhooks hear of it; `null` where it belongs to no channel and all of them do. */
  readonly channelId: number | null
  /** Without the event's name and time, which are added. */
  readonly body: Readonly<Record<string, unknown>>
}
