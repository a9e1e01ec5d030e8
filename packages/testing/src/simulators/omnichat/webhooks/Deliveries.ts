/**
 * Who is sent what, and what follows from a failure. Topics and AI events are sent once (no retry is documented), and their webhook is
 * switched off by more than 20 failures in a row; the second documented rule, 10 % of an hour, names no minimum and is left out. Forwarded
 * WhatsApp payloads are tried again as Meta does, with growing pauses for seven days.
 */
import { Duration, Effect, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { type Dispatch, type DispatchControl, makeDispatch } from "../../WebhookDispatch.ts"
import type { WebhookRow } from "../Records.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { type Delivery, type DeliveryRecord, post, received } from "./Attempt.ts"

/** The test's hand on the deliveries. */
export type WebhookControl = DispatchControl<DeliveryRecord>

export interface Deliveries extends WebhookControl {
  readonly publish: (simulation: Simulation, notice: Notice) => void
}

/** A webhook that fails once more than this in a row is switched off. */
export const toleratedFailures = 20

/** How long Meta goes on trying. */
const retryWindow = Duration.days(7)

export const makeDeliveries: Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> = Effect.gen(
  function* () {
    const http = yield* HttpClient.HttpClient
    const { send, ...control } = yield* makeDispatch<Delivery, DeliveryRecord>({
      urlOf: ({ webhook }) => webhook.url,
      attempt: (delivery, number) => post(http, delivery, number),
      isObsolete: ({ webhook }) => !webhook.enabled,
      pauseAfter: ({ webhook }, record, number) =>
        webhook.kind === "whatsapp" && !received(record) ? pauseBefore(number + 1) : undefined,
      ended: ({ webhook }, record) => count(webhook, record)
    })
    return {
      ...control,
      publish: (simulation, notice) => publish(send, simulation, notice)
    }
  }
)

/** 1 s, 2 s, 4 s, ...: `undefined` once their sum is past the seven days. */
const pauseBefore = (attempt: number): Duration.Duration | undefined => {
  const seconds = 2 ** (attempt - 2)
  return 2 * seconds - 1 <= Duration.toSeconds(retryWindow) ? Duration.seconds(seconds) : undefined
}

const count = (webhook: WebhookRow, record: DeliveryRecord): void => {
  webhook.consecutiveFailures = received(record) ? 0 : webhook.consecutiveFailures + 1
  if (webhook.kind !== "whatsapp" && webhook.consecutiveFailures > toleratedFailures) webhook.enabled = false
}

const publish = (send: Dispatch<Delivery, DeliveryRecord>["send"], simulation: Simulation, notice: Notice): void => {
  const targets = simulation.state.webhooks.filter((webhook) => webhook.enabled && hears(webhook, notice))
  if (targets.length === 0) return
  const headers = headersOf(simulation, notice)
  const body = JSON.stringify(notice.body)
  for (const webhook of targets) send({ webhook, event: eventOf(notice), headers, body })
}

const hears = (webhook: WebhookRow, notice: Notice): boolean => {
  if (webhook.kind !== notice.kind) return false
  switch (notice.kind) {
    case "topics":
      return webhook.covers.includes(notice.topic)
    case "whatsapp":
      return webhook.covers.includes(notice.phone)
    case "ai-agent":
      return webhook.covers.includes(notice.platform)
  }
}

const eventOf = (notice: Notice): string => {
  switch (notice.kind) {
    case "topics":
      return notice.topic
    case "whatsapp":
      return notice.field
    case "ai-agent":
      return notice.type
  }
}

/** The topic is nowhere but here; AI events carry their type in the body. */
const headersOf = (simulation: Simulation, notice: Notice): Readonly<Record<string, string>> => {
  if (notice.kind === "whatsapp") return { "user-agent": "facebookexternalua" }
  const { random, team } = simulation.state
  return {
    "user-agent": "OmnichatWebhook/1.0",
    "x-omnichat-event-id": random.uuid(),
    ...(notice.kind === "topics" ? { "x-omnichat-topic": notice.topic } : {}),
    "x-omnichat-timestamp": String(simulation.now()),
    "x-omnichat-team": team.id,
    "x-omnichat-trace-id": random.uuid().replaceAll("-", ""),
    "x-omnichat-trace-name": "webhook"
  }
}
