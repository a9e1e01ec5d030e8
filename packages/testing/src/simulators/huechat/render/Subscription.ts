/** v2 webhook subscriptions and the log of their deliveries: no example shows either, the text names what they say. */
import { isSuccess } from "../../WebhookPost.ts"
import type { SubscriptionRow } from "../Records.ts"
import type { State } from "../State.ts"
import { iso, isoOrNull } from "../Times.ts"
import type { DeliveryRecord } from "../webhooks/Attempt.ts"

/** Without the secret. */
export const toSubscription = ({ accountId }: State, row: SubscriptionRow) => ({
  id: row.id,
  account_id: accountId,
  url: row.url,
  name: row.name,
  description: row.description,
  events: row.events,
  is_active: row.isActive,
  status: row.disabledAt === null ? (row.isActive ? "active" : "inactive") : "disabled",
  consecutive_failures: row.consecutiveFailures,
  last_delivery_at: isoOrNull(row.lastDeliveryAt),
  created_at: iso(row.createdAt),
  updated_at: iso(row.updatedAt)
})

export const toDeliveryLog = (record: DeliveryRecord) => ({
  event: record.event,
  event_uuid: record.eventUuid,
  attempt: record.attempt,
  status: isSuccess(record.outcome) ? "success" : "failed",
  request_payload: JSON.parse(record.body),
  response_status: typeof record.outcome === "number" ? record.outcome : null,
  response_body: record.responseBody,
  error: errorOf(record),
  created_at: iso(record.at)
})

const errorOf = ({ outcome }: DeliveryRecord): string | null => {
  if (outcome === "timeout") return "The endpoint did not answer within 10 seconds"
  return outcome === "unreachable" ? "The endpoint could not be reached" : null
}
