/**
 * Who is sent what, and what follows from a failure: ten more attempts, and after ten failures in a row no further events, until somebody
 * switches the webhook on again. What is already under way when that happens is tried to its end: one event's ten retries are all made,
 * as the schedule says, though they alone can switch the webhook off.
 */
import { Duration, Effect, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { type Dispatch, type DispatchControl, makeDispatch } from "../../WebhookDispatch.ts"
import { isSuccess } from "../../WebhookPost.ts"
import type { SubscriptionRow } from "../Records.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { type Delivery, type DeliveryRecord, post } from "./Attempt.ts"
import { legacyName } from "./Events.ts"

/** The test's hand on the deliveries. */
export type WebhookControl = DispatchControl<DeliveryRecord>

export interface Deliveries extends WebhookControl {
  readonly publish: (simulation: Simulation, notice: Notice) => void
  /** An event for one webhook, whatever it is subscribed to. */
  readonly sendTo: (simulation: Simulation, webhook: SubscriptionRow, notice: Notice) => void
}

/** Failures in a row that switch a webhook off. */
export const toleratedFailures = 10

/** Pauses before the retries: 1 s to 32 s, then minutes. */
export const retryPauses: ReadonlyArray<Duration.Duration> = [1, 2, 4, 8, 16, 32, 60, 120, 300, 600].map((seconds) =>
  Duration.seconds(seconds)
)

export const makeDeliveries: Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> = Effect.gen(
  function* () {
    const http = yield* HttpClient.HttpClient
    const { send, ...control } = yield* makeDispatch<QueuedDelivery, DeliveryRecord>({
      urlOf: ({ target }) => target.webhook.url,
      attempt: (delivery, number) => Effect.map(post(http, delivery, number), (record) => counted(delivery, record)),
      isObsolete: ({ simulation, target }) => isGone(simulation, target),
      pauseAfter: (_, record, number) => (isSuccess(record.outcome) ? undefined : retryPauses[number - 1])
    })
    return {
      ...control,
      publish: (simulation, notice) => publish(send, simulation, notice),
      sendTo: (simulation, webhook, notice) =>
        send({ simulation, target: { kind: "v2", webhook }, ...enveloped(simulation, notice) })
    }
  }
)

interface QueuedDelivery extends Delivery {
  readonly simulation: Simulation
}

/** Deleted, or switched off by somebody: then retries end as well. */
const isGone = ({ state }: Simulation, target: Delivery["target"]): boolean =>
  target.kind === "v1"
    ? state.legacyWebhooks.get(target.webhook.id) === undefined
    : !state.subscriptions.has(target.webhook.id) || (!target.webhook.isActive && target.webhook.disabledAt === null)

/** Every attempt counts. Success of a late one does not switch a webhook on again. */
const counted = ({ simulation, target }: QueuedDelivery, record: DeliveryRecord): DeliveryRecord => {
  if (target.kind === "v1") return record
  const { webhook } = target
  webhook.lastDeliveryAt = simulation.now()
  webhook.consecutiveFailures = isSuccess(record.outcome) ? 0 : webhook.consecutiveFailures + 1
  if (webhook.consecutiveFailures >= toleratedFailures && webhook.isActive) {
    webhook.isActive = false
    webhook.disabledAt = simulation.now()
  }
  return record
}

const publish = (
  send: Dispatch<QueuedDelivery, DeliveryRecord>["send"],
  simulation: Simulation,
  notice: Notice
): void => {
  const { legacyWebhooks, subscriptions } = simulation.state
  const hearing = [...subscriptions.values()].filter(
    ({ events, isActive }) => isActive && events.includes(notice.event)
  )
  if (hearing.length > 0) {
    const letter = enveloped(simulation, notice)
    for (const webhook of hearing) send({ simulation, target: { kind: "v2", webhook }, ...letter })
  }
  const event = legacyName(notice.event)
  const legacy = legacyWebhooks.filter(
    ({ inboxId, subscriptions }) => subscriptions.includes(event) && (inboxId === null || inboxId === notice.inboxId)
  )
  for (const webhook of legacy) {
    const body = JSON.stringify({ event, ...Object(notice.data) })
    send({ simulation, target: { kind: "v1", webhook }, event, eventUuid: null, body })
  }
}

/** `timestamp` is when it happened, in seconds with three digits after the point. */
const enveloped = ({ now, state }: Simulation, { data, event }: Notice) => {
  const eventUuid = state.random.uuid()
  return {
    event,
    eventUuid,
    body: JSON.stringify({ version: 1, event, event_uuid: eventUuid, timestamp: now() / 1000, data })
  }
}
