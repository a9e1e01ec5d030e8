/** Broadcasts: listed, made, changed, sent, canceled, deleted, reported on. */
import { Effect } from "effect"
import { day } from "../../Milliseconds.ts"
import { recipientsOf, startBroadcast } from "../changes/Broadcasts.ts"
import { allows, type Call, del, type Endpoint, get, post, put, v2 } from "../Endpoint.ts"
import { existing, named } from "../Lookups.ts"
import { limited } from "../Paging.ts"
import * as Params from "../Params.ts"
import type { BroadcastRow, Hash, TemplateRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { statsOf, toBroadcast, toCreatedBroadcast } from "../render/Broadcast.ts"
import type { State } from "../State.ts"

const read = (perMinute: number) => allows("broadcasts:read", perMinute)
const write = (perMinute: number) => allows("broadcasts:write", perMinute)
const path = (rest = "") => v2(`/broadcasts${rest}`)

export const broadcastEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(120), (call) => list(call)),
  post(path(), write(30), (call) => create(call)),
  get(path("/reports"), read(60), (call) => report(call)),
  get(path("/:broadcast_id"), read(240), (call) =>
    Effect.map(broadcastOf(call), (broadcast) => shown(call, broadcast))
  ),
  put(path("/:broadcast_id"), write(60), (call) => update(call)),
  del(path("/:broadcast_id"), allows("broadcasts:delete", 30), (call) => remove(call)),
  post(path("/:broadcast_id/send"), write(30), (call) => send(call)),
  post(path("/:broadcast_id/cancel"), write(30), (call) => cancel(call))
]

export const broadcastOf = (call: Call): Effect.Effect<BroadcastRow, Reply.Refusal> =>
  named(call, "broadcast_id", call.simulation.state.broadcasts)

const shown = ({ simulation: { state } }: Call, broadcast: BroadcastRow) =>
  Reply.json({ success: true, broadcast: toBroadcast(state, broadcast) })

/** Newest first. */
const list = ({ query, simulation: { state } }: Call) => {
  const inboxId = Params.integer(query, "inbox_id")
  const rows = [...state.broadcasts.values()].filter(
    (row) =>
      (inboxId === undefined || row.inboxId === inboxId) && (query.status === undefined || row.status === query.status)
  )
  const broadcasts = limited(rows.toReversed(), query, 50).map((row) => toBroadcast(state, row))
  return Effect.succeed(Reply.json({ success: true, broadcasts }))
}

/** A draft in any case: a time is kept for the sending. Recipients may follow as CSV. */
const create = Effect.fnUntraced(function* ({ agent, now, params, simulation: { state } }: Call) {
  const name = yield* nameOf(params)
  const inboxId = yield* Params.requiredInteger(params, "inbox_id")
  yield* existing(state.inboxes, inboxId, "inbox")
  const template = yield* templateOf(state, yield* Params.requiredText(params, "template_id"))
  const templateName = yield* Params.requiredText(params, "template_name")
  const broadcast: BroadcastRow = {
    id: state.random.uuid(),
    inboxId,
    name,
    templateId: template.id,
    templateName,
    templateParams: Params.object(params, "template_params") ?? {},
    labels: Params.texts(params, "labels") ?? [],
    status: "draft",
    recipients: recipientsOf(state, yield* inlineRecipients(params)),
    createdBy: agent.email,
    scheduledAt: (yield* Params.moment(params, "scheduled_at")) ?? null,
    startedAt: null,
    completedAt: null,
    createdAt: now
  }
  state.broadcasts.set(broadcast.id, broadcast)
  return Reply.json({ success: true, broadcast: toCreatedBroadcast(broadcast) }, 201)
})

const nameOf = Effect.fnUntraced(function* (params: Hash) {
  const name = yield* Params.requiredText(params, "name")
  return name.length > 255 ? yield* Reply.invalid("name", "name has at most 255 characters") : name
})

const templateOf = Effect.fnUntraced(function* (
  { templates }: State,
  id: string
): Effect.fn.Return<TemplateRow, Reply.Refusal> {
  const template = templates.get(id)
  if (template === undefined) return yield* Reply.notFound("template")
  return template.status === "approved"
    ? template
    : yield* Reply.refuse(400, "template_not_approved", "The specified template is not yet approved by Meta")
})

const inlineRecipients = Effect.fnUntraced(function* (params: Hash) {
  const given = params.recipients
  if (!Array.isArray(given)) return yield* Reply.required("recipients")
  const message = "Inline recipients limited to 1000; use CSV upload"
  return given.length > 1000
    ? yield* Reply.refuse(400, "recipient_count_exceeds_limit", message)
    : (given as ReadonlyArray<unknown>)
})

/** What is being sent, or was, cannot be changed. */
export const changeable = Effect.fnUntraced(function* (broadcast: BroadcastRow) {
  if (broadcast.status === "draft" || broadcast.status === "scheduled") return
  return yield* Reply.refuse(409, "not_editable", "Only draft and scheduled broadcasts can be updated")
})

const update = Effect.fnUntraced(function* (call: Call) {
  const broadcast = yield* broadcastOf(call)
  yield* changeable(broadcast)
  const { params, simulation } = call
  const { state } = simulation
  const templateId = Params.text(params, "template_id")
  const template = templateId === undefined ? undefined : yield* templateOf(state, templateId)
  const scheduledAt = yield* Params.moment(params, "scheduled_at")
  Object.assign(broadcast, {
    name: "name" in params ? yield* nameOf(params) : broadcast.name,
    templateId: template?.id ?? broadcast.templateId,
    templateName: Params.text(params, "template_name") ?? template?.name ?? broadcast.templateName,
    templateParams: Params.object(params, "template_params") ?? broadcast.templateParams,
    labels: Params.texts(params, "labels") ?? broadcast.labels,
    recipients: "recipients" in params ? recipientsOf(state, yield* inlineRecipients(params)) : broadcast.recipients,
    scheduledAt: scheduledAt === undefined ? broadcast.scheduledAt : scheduledAt
  })
  // One that waits for its time waits for the new one.
  if (broadcast.status === "scheduled" && scheduledAt !== undefined) startBroadcast(simulation, broadcast)
  return shown(call, broadcast)
})

const remove = Effect.fnUntraced(function* (call: Call) {
  const { id, status } = yield* broadcastOf(call)
  if (status !== "draft" && status !== "completed") {
    return yield* Reply.refuse(409, "not_deletable", "Only draft and completed broadcasts can be deleted")
  }
  call.simulation.state.broadcasts.delete(id)
  return Reply.json({ success: true })
})

/** A draft, or one that waits. */
const send = Effect.fnUntraced(function* (call: Call) {
  const broadcast = yield* broadcastOf(call)
  switch (broadcast.status) {
    case "in_progress":
      return yield* Reply.refuse(409, "already_sending", "Broadcast is already in progress")
    case "completed":
    case "failed":
      return yield* Reply.refuse(409, "already_completed", "Broadcast has already been sent")
    case "cancelled":
      return yield* Reply.refuse(409, "cannot_send_cancelled", "Cancelled broadcasts cannot be re-sent")
    case "scheduled":
    case "draft":
  }
  if (broadcast.recipients.length === 0) {
    return yield* Reply.refuse(400, "no_recipients", "The broadcast has no recipients")
  }
  startBroadcast(call.simulation, broadcast)
  return shown(call, broadcast)
})

const cancel = Effect.fnUntraced(function* (call: Call) {
  const broadcast = yield* broadcastOf(call)
  if (broadcast.status !== "in_progress" && broadcast.status !== "scheduled") {
    const message = "Only in-progress and scheduled broadcasts can be cancelled"
    return yield* Reply.refuse(409, "not_cancellable", message)
  }
  broadcast.status = "cancelled"
  return shown(call, broadcast)
})

/** What the text names, of the broadcasts that were started within the days asked for. */
const report = ({ now, query, simulation: { state } }: Call) => {
  const days = Params.integer(query, "days") ?? 30
  const rows = [...state.broadcasts.values()].filter(
    ({ startedAt }) => startedAt !== null && startedAt >= now - days * day
  )
  const recipients = rows.flatMap((row) => row.recipients)
  const stats = statsOf({ recipients })
  const share = (count: number) => (recipients.length === 0 ? 0 : count / recipients.length)
  const templates = Object.entries(Object.groupBy(rows, ({ templateName }) => templateName)).map(
    ([template_name, broadcasts = []]) => ({ template_name, broadcasts: broadcasts.length })
  )
  return Effect.succeed(
    Reply.json({
      success: true,
      reports: {
        days,
        total_broadcasts: rows.length,
        total_recipients: recipients.length,
        ...stats,
        delivery_rate: share(stats.delivered),
        read_rate: share(stats.read),
        failure_rate: share(stats.failed),
        top_templates: templates.toSorted((one, other) => other.broadcasts - one.broadcasts)
      }
    })
  )
}
