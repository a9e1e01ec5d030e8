/**
 * Who is sent what, and what follows from a failure: three retries, after 10 s, 5 min and 2 h, and a webhook that for five hours has
 * received nothing is off from then on.
 */
import { Duration, Effect, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { type DispatchControl, makeDispatch } from "../../WebhookDispatch.ts"
import { isSuccess } from "../../WebhookPost.ts"
import type { WebhookRow } from "../Records.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { unix } from "../Times.ts"
import { type Delivery, type DeliveryRecord, post } from "./Attempt.ts"
import { toHook } from "./Events.ts"

/** The test's hand on the deliveries. */
export type WebhookControl = DispatchControl<DeliveryRecord>

export interface Deliveries extends WebhookControl {
  readonly publish: (simulation: Simulation, notice: Notice) => void
}

/** The pauses before the second, the third and the last attempt. */
export const retryPauses: ReadonlyArray<Duration.Duration> = [
  Duration.seconds(10),
  Duration.minutes(5),
  Duration.hours(2)
]

/** How long a webhook may fail before it is off. */
export const patienceWithWebhooks = Duration.hours(5)

/** Whether it is told of events: switched on, and not failing for too long. */
export const isOn = ({ enabled, failingSince }: WebhookRow, now: number): boolean =>
  enabled && (failingSince === null || now - failingSince < Duration.toMillis(patienceWithWebhooks))

export const makeDeliveries = (
  now: () => number
): Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    const { send, ...control } = yield* makeDispatch<Delivery, DeliveryRecord>({
      urlOf: ({ webhook }) => webhook.url,
      attempt: (delivery, number) =>
        Effect.tap(post(http, delivery, number), (record) => Effect.sync(() => count(delivery.webhook, record, now()))),
      isObsolete: ({ webhook }) => !isOn(webhook, now()),
      pauseAfter: (_, record, number) => (isSuccess(record.outcome) ? undefined : retryPauses[number - 1])
    })
    return {
      ...control,
      publish: (simulation, notice) => publish(send, simulation, notice)
    }
  })

const count = (webhook: WebhookRow, record: DeliveryRecord, now: number): void => {
  if (isSuccess(record.outcome)) {
    webhook.failingSince = null
    webhook.errors = []
    return
  }
  webhook.failingSince ??= now
  webhook.errors = [...webhook.errors, String(record.outcome)].slice(-10)
}

const publish = (send: (delivery: Delivery) => void, simulation: Simulation, { body, channelId, event }: Notice) => {
  const now = simulation.now()
  const targets = simulation.state.webhooks.filter(
    (webhook) =>
      isOn(webhook, now) &&
      webhook.events.includes(event) &&
      (channelId === null || webhook.channels === null || webhook.channels.includes(channelId))
  )
  if (targets.length === 0) return
  const text = JSON.stringify(toHook(event, body, now))
  for (const webhook of targets) {
    send({ webhook, event, body: text, token: simulation.state.credentials.token, timestamp: unix(now) })
  }
}
