/**
 * The webhooks of v1, which the text calls inbound though they tell of events. A new URL is asked for a sign of life first, by a GET whose
 * answer may be anything. Deleting answers with a message, by the shape of the generated example.
 */
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { allows, type Call, del, type Endpoint, get, patch, post, v1 } from "../Endpoint.ts"
import { existing, numbered } from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { LegacyWebhookRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { isoWithMilliseconds } from "../Times.ts"
import { patience } from "../webhooks/Attempt.ts"
import { legacyEvents } from "../webhooks/Events.ts"
import { knownEvents, webhookUrl } from "../webhooks/WebhookUrl.ts"

const write = allows("webhooks:write", 30)

export const legacyWebhookEndpoints: ReadonlyArray<Endpoint> = [
  get(v1("/webhooks"), allows("webhooks:read", 120), (call) =>
    Effect.succeed(
      Reply.json({ payload: call.simulation.state.legacyWebhooks.all().map((row) => toWebhook(call, row)) })
    )
  ),
  post(v1("/webhooks"), write, (call) => create(call)),
  patch(v1("/webhooks/:id"), write, (call) => update(call)),
  del(v1("/webhooks/:id"), write, (call) =>
    Effect.map(webhookOf(call), ({ id }) => {
      call.simulation.state.legacyWebhooks.remove(id)
      return Reply.json({ message: "Webhook deleted" })
    })
  )
]

const webhookOf = (call: Call): Effect.Effect<LegacyWebhookRow, Reply.Refusal> =>
  numbered(call, "id", call.simulation.state.legacyWebhooks)

const create = Effect.fnUntraced(function* (call: Call) {
  const { now, params, simulation } = call
  const { inboxes, legacyWebhooks } = simulation.state
  const url = yield* webhookUrl(simulation, params)
  const subscriptions = yield* knownEvents(Params.texts(params, "subscriptions") ?? legacyEvents, legacyEvents)
  const inboxId = Params.integer(params, "inbox_id") ?? null
  if (inboxId !== null) yield* existing(inboxes, inboxId, "inbox")
  yield* ping(call, url)
  const name = Params.text(params, "name") ?? null
  const row = legacyWebhooks.insert((id) => ({
    id,
    url,
    name,
    subscriptions,
    inboxId,
    createdAt: now,
    updatedAt: now
  }))
  return Reply.json({ payload: toWebhook(call, row) })
})

const update = Effect.fnUntraced(function* (call: Call) {
  const row = yield* webhookOf(call)
  const { now, params, simulation } = call
  const url = "url" in params ? yield* webhookUrl(simulation, params) : row.url
  const subscriptions = yield* knownEvents(Params.texts(params, "subscriptions") ?? row.subscriptions, legacyEvents)
  Object.assign(row, { url, subscriptions, name: Params.text(params, "name") ?? row.name, updatedAt: now })
  return Reply.json({ payload: toWebhook(call, row) })
})

const ping = ({ simulation: { http } }: Call, url: string): Effect.Effect<void, Reply.Refusal> =>
  http.execute(HttpClientRequest.get(url)).pipe(
    Effect.scoped,
    Effect.timeout(patience),
    Effect.mapError(() => Reply.refuse(422, "url_unreachable", "URL did not respond to test ping")),
    Effect.asVoid
  )

const toWebhook = ({ simulation: { state } }: Call, row: LegacyWebhookRow) => ({
  id: row.id,
  account_id: state.accountId,
  url: row.url,
  webhook_type: "account",
  subscriptions: row.subscriptions,
  name: row.name,
  inbox_id: row.inboxId,
  created_at: isoWithMilliseconds(row.createdAt),
  updated_at: isoWithMilliseconds(row.updatedAt)
})
