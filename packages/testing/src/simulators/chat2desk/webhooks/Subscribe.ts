/** Webhooks come and go; what is on its way to one that is gone is not delivered. */
import type { WebhookRow } from "../Records.ts"
import type { State } from "../State.ts"

/** So many are free of charge, and no more are sold here. */
export const mostWebhooks = 5

export const insertWebhook = (
  { webhooks }: State,
  fields: Pick<WebhookRow, "name" | "url" | "events" | "channels">
): WebhookRow => webhooks.insert((id) => ({ id, ...fields, enabled: true, errors: [], failingSince: null }))

export const removeWebhook = ({ webhooks }: State, webhook: WebhookRow): void => {
  webhook.enabled = false
  webhooks.remove(webhook.id)
}
