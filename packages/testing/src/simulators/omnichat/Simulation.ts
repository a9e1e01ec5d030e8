/** What every part of the simulator shares: the state, the clock, and the way to announce that something happened. */
import type { State } from "./State.ts"
import type { Receipts } from "./sending/Receipts.ts"

export interface Simulation {
  readonly baseUrl: string
  readonly state: State
  /** Requests a second that the team may make. */
  readonly requestsPerSecond: number
  /** The longest range in which contacts that changed may be asked for. */
  readonly contactRange: "any" | "seven-days"
  /** Milliseconds, for the times of rows, see `makeRowClock`. */
  readonly now: () => number
  /** Hands an event to whoever subscribed. */
  readonly publish: (notice: Notice) => void
  /** What becomes of messages that are sent. */
  readonly receipts: Receipts
}

/** An event on its way to the webhooks of one kind. What it says is what was true when it happened. */
export type Notice =
  | { readonly kind: "topics"; readonly topic: string; readonly body: unknown }
  /** `field` is that of the changes inside. */
  | { readonly kind: "whatsapp"; readonly phone: string; readonly field: string; readonly body: unknown }
  | { readonly kind: "ai-agent"; readonly platform: string; readonly type: string; readonly body: unknown }
