/**
 * The webhooks of v2: their secret is shown when it is made and never again, and two are valid for a day when it is changed. No example
 * shows a reply: objects are bare and lists are `{ data, meta }`, as everywhere in the newer half of v2.
 */
import { Clock, Effect } from "effect"
import { day } from "../../Milliseconds.ts"
import { isSuccess } from "../../WebhookPost.ts"
import { insertSubscription, newSecret } from "../changes/Setup.ts"
import { allows, type Call, del, type Endpoint, get, patch, post, v2 } from "../Endpoint.ts"
import { named } from "../Lookups.ts"
import { dataBody, pageOf } from "../Paging.ts"
import * as Params from "../Params.ts"
import type { SubscriptionRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toDeliveryLog, toSubscription } from "../render/Subscription.ts"
import { events as allEvents } from "../webhooks/Events.ts"
import { knownEvents, webhookUrl } from "../webhooks/WebhookUrl.ts"

const read = (perMinute: number) => allows("outbound_webhooks:read", perMinute)
const write = (perMinute: number) => allows("outbound_webhooks:write", perMinute)
const path = (rest = "") => v2(`/outbound-webhooks${rest}`)

export const webhookSubscriptionEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(60), (call) => list(call)),
  post(path(), write(30), (call) => create(call)),
  get(path("/:webhook_id"), read(120), (call) =>
    Effect.map(webhookOf(call), (row) => Reply.json(toSubscription(call.simulation.state, row)))
  ),
  patch(path("/:webhook_id"), write(30), (call) => update(call)),
  del(path("/:webhook_id"), write(30), (call) =>
    Effect.map(webhookOf(call), ({ id }) => {
      call.simulation.state.subscriptions.delete(id)
      return Reply.noContent
    })
  ),
  post(path("/:webhook_id/test"), write(10), (call) => test(call)),
  get(path("/:webhook_id/logs"), read(60), (call) => logs(call)),
  post(path("/:webhook_id/rotate-secret"), write(5), (call) => rotate(call))
]

const webhookOf = (call: Call): Effect.Effect<SubscriptionRow, Reply.Refusal> =>
  named(call, "webhook_id", call.simulation.state.subscriptions)

const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query, { usual: 25, maximum: 100 })
  return Reply.json(dataBody([...state.subscriptions.values()], page, (row) => toSubscription(state, row)))
})

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const url = yield* webhookUrl(simulation, params)
  const given = Params.texts(params, "events")
  if (given === undefined || given.length === 0) return yield* Reply.required("events")
  const row = insertSubscription(simulation, {
    url,
    events: yield* knownEvents(given, allEvents),
    name: Params.text(params, "name"),
    description: Params.text(params, "description"),
    isActive: params.is_active !== false
  })
  return Reply.json({ ...toSubscription(simulation.state, row), secret: row.secret }, 201)
})

/** Switching on again forgets the failures. */
const update = Effect.fnUntraced(function* (call: Call) {
  const row = yield* webhookOf(call)
  const { now, params, simulation } = call
  const url = "url" in params ? yield* webhookUrl(simulation, params) : row.url
  const events = yield* knownEvents(Params.texts(params, "events") ?? row.events, allEvents)
  Object.assign(row, {
    url,
    events,
    name: Params.text(params, "name") ?? row.name,
    description: Params.text(params, "description") ?? row.description,
    updatedAt: now
  })
  if (typeof params.is_active === "boolean") {
    Object.assign(row, { isActive: params.is_active, disabledAt: null })
    if (params.is_active) row.consecutiveFailures = 0
  }
  return Reply.json(toSubscription(simulation.state, row))
})

/** Sent also to a webhook that is off or not subscribed to it. */
const test = Effect.fnUntraced(function* (call: Call) {
  const row = yield* webhookOf(call)
  call.simulation.sendTo(row, {
    event: "webhook.test",
    data: { webhook_id: row.id, message: "This is a test event from HueChat" }
  })
  return Reply.json({ success: true, message: "Test event sent" })
})

const logs = Effect.fnUntraced(function* (call: Call) {
  const row = yield* webhookOf(call)
  const { query, simulation } = call
  const limit = Math.min(200, Math.max(1, Params.integer(query, "limit") ?? 50))
  const own = (yield* simulation.deliveries)
    .filter(({ webhookId }) => webhookId === row.id)
    .filter(
      (record) => query.status === undefined || query.status === (isSuccess(record.outcome) ? "success" : "failed")
    )
  return Reply.json({ data: own.toReversed().slice(0, limit).map(toDeliveryLog) })
})

const rotate = Effect.fnUntraced(function* (call: Call) {
  const row = yield* webhookOf(call)
  const until = (yield* Clock.currentTimeMillis) + day
  row.previousSecret = { secret: row.secret, until }
  row.secret = newSecret(call.simulation)
  row.updatedAt = call.now
  return Reply.json({ ...toSubscription(call.simulation.state, row), secret: row.secret })
})
