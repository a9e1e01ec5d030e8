/** Setting webhooks up: five at most, for events by name and, where a webhook wants no others, for channels by number. */
import { Effect } from "effect"
import { type Call, del, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfPath } from "../Lookups.ts"
import { integers, list, type Params, requiredText, text } from "../Params.ts"
import type { WebhookRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import { isOn } from "../webhooks/Deliveries.ts"
import { type EventName, isEvent } from "../webhooks/Events.ts"
import { insertWebhook, mostWebhooks, removeWebhook } from "../webhooks/Subscribe.ts"

export const webhookEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/webhooks", ({ simulation }) =>
    Effect.succeed(Reply.data(simulation.state.webhooks.all().map((webhook) => toWebhook(simulation, webhook))))
  ),
  // One webhook is a list of one.
  get("/v1/webhooks/:id", (call) =>
    Effect.map(webhookOfPath(call), (webhook) => Reply.data([toWebhook(call.simulation, webhook)]))
  ),
  post("/v1/webhooks", (call) => create(call)),
  put("/v1/webhooks/:id", (call) => update(call)),
  del("/v1/webhooks/:id", (call) =>
    Effect.map(webhookOfPath(call), (webhook) => {
      removeWebhook(call.simulation.state, webhook)
      return Reply.success
    })
  )
]

const webhookOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.webhooks, id, "Webhook")

const toWebhook = (simulation: Simulation, webhook: WebhookRow) => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  events: webhook.events,
  status: isOn(webhook, simulation.now()) ? "enable" : "disable",
  errors: webhook.errors.length === 0 ? null : webhook.errors,
  source: "client",
  channels: webhook.channels ?? []
})

/** A url of `null` deletes: those of the name given, or all where there is none, which is inferred. */
const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { webhooks } = simulation.state
  const name = text(params, "name")
  if (params.url === null) {
    for (const webhook of webhooks.filter((one) => name === undefined || one.name === name)) {
      removeWebhook(simulation.state, webhook)
    }
    return Reply.success
  }
  const url = yield* requiredText(params, "url")
  const events = yield* eventsOf(params)
  if (events === undefined) return yield* Reply.refused(Reply.missing("events"))
  if (webhooks.all().length >= mostWebhooks) {
    return yield* Reply.refused(Reply.badRequest({ webhook: [`No more than ${mostWebhooks} webhooks are allowed`] }))
  }
  const channels = yield* channelsOf(simulation, params)
  return Reply.data(
    toWebhook(
      simulation,
      insertWebhook(simulation.state, { name: name ?? "", url, events, channels: channels ?? null })
    )
  )
})

const update = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const webhook = yield* webhookOfPath(call)
  if (params.url === null) {
    removeWebhook(simulation.state, webhook)
    return Reply.success
  }
  const events = yield* eventsOf(params)
  const channels = yield* channelsOf(simulation, params)
  const status = text(params, "status")
  if (status !== undefined && status !== "enable" && status !== "disable") {
    return yield* Reply.refused(Reply.invalid("status", "Only 'enable' or 'disable' are allowed."))
  }
  webhook.name = text(params, "name") ?? webhook.name
  webhook.url = text(params, "url") ?? webhook.url
  webhook.events = events ?? webhook.events
  webhook.channels = channels ?? webhook.channels
  if (status === "enable") Object.assign(webhook, { enabled: true, failingSince: null, errors: [] })
  if (status === "disable") webhook.enabled = false
  return Reply.data(toWebhook(simulation, webhook))
})

const eventsOf = Effect.fnUntraced(function* (
  params: Params
): Effect.fn.Return<ReadonlyArray<EventName> | undefined, Reply.Refusal> {
  const names = list(params, "events")
  const unknown = names?.find((name) => !isEvent(name))
  if (unknown !== undefined) {
    return yield* Reply.refused(Reply.invalid("events", `Event ${String(unknown)} is not supported.`))
  }
  return names?.filter(isEvent)
})

const channelsOf = Effect.fnUntraced(function* (
  { state }: Simulation,
  params: Params
): Effect.fn.Return<ReadonlyArray<number> | undefined, Reply.Refusal> {
  const ids = integers(params, "channels")
  const unknown = ids?.find((id) => state.channels.get(id) === undefined)
  if (unknown !== undefined) {
    return yield* Reply.refused(Reply.invalid("channels", `Channel ${unknown} not found.`, "not_found"))
  }
  return ids === undefined || ids.length === 0 ? undefined : ids
})
