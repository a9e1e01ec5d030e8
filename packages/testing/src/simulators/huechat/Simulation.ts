/** What every part of the simulator shares: the state, the clock, what it was set up to do, and the way to announce that something happened. */
import type { Effect } from "effect"
import type { HttpClient } from "effect/http"
import type { RecipientStatus, SubscriptionRow } from "./Records.ts"
import type { State } from "./State.ts"
import type { DeliveryRecord } from "./webhooks/Attempt.ts"

export interface Settings {
  /** Whether contacts can be read, made, changed and deleted by endpoints that are not documented, see `endpoints/ContactWrites.ts`. */
  readonly contactWrites: boolean
  /** Whether replies and webhooks show the `echo_id` that a message was sent with; the samples show `null`. */
  readonly showsEchoIds: boolean
  /** Whether the URLs of webhooks may be plain HTTP, which the vendor refuses. */
  readonly httpWebhooks: boolean
  /** Milliseconds between two messages of a broadcast. */
  readonly broadcastPace: number
  readonly generationsPerMonth: number
  readonly maximumAttachmentBytes: number
}

export interface Simulation {
  readonly baseUrl: string
  readonly state: State
  readonly settings: Settings
  /** Milliseconds, for the times of rows, see `makeRowClock`. */
  readonly now: () => number
  /** Hands an event to whoever subscribed. */
  readonly publish: (notice: Notice) => void
  /** An event for one webhook, whatever it is subscribed to. */
  readonly sendTo: (webhook: SubscriptionRow, notice: Notice) => void
  /** Every attempt to deliver so far. */
  readonly deliveries: Effect.Effect<ReadonlyArray<DeliveryRecord>>
  /** By which the simulator reaches others. */
  readonly http: HttpClient.HttpClient
  /** Runs beside the requests, until the simulator ends. */
  readonly background: (work: Effect.Effect<void>) => void
  /** How far a broadcast's message gets, by phone number; to all others it is delivered. */
  readonly outcomes: Map<string, RecipientStatus>
}

/** An event on its way to the webhooks. What it says is what was true when it happened. */
export interface Notice {
  /** Dotted: `message.created`. */
  readonly event: string
  /** Where it happened: v1 webhooks can be limited to an inbox. */
  readonly inboxId?: number
  readonly data: unknown
}

/** Whose doing something is; `null`: the system's. */
export interface Actor {
  readonly id: number
  readonly name: string
}

export const actorOf = (actor: Actor | null) =>
  actor === null ? null : { id: actor.id, name: actor.name, type: "user" }
