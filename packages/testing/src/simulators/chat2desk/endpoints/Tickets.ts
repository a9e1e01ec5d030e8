/** Tickets. A body is judged whole: the refusal names everything that is wrong with it. */
import { Effect } from "effect"
import { type Call, del, type Endpoint, get, post, put } from "../Endpoint.ts"
import { orderOf, type Params, pageOf, text } from "../Params.ts"
import type { TicketRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toTicket, toUpdates } from "../render/Ticket.ts"
import { adminOf } from "../State.ts"
import { judge, readTicket } from "./TicketBody.ts"

export const ticketEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/tickets", (call) => list(call)),
  get("/v1/tickets/:id", (call) => Effect.map(ticketOfPath(call, 404), (ticket) => Reply.data(toTicket(ticket)))),
  post("/v1/tickets", (call) => create(call)),
  put("/v1/tickets/:id", (call) => update(call)),
  del("/v1/tickets/:id", (call) => remove(call))
]

/** By the bare number or as `TICK-2`. */
const ticketOfPath = (
  { path, simulation: { state } }: Call,
  status: number
): Effect.Effect<TicketRow, Reply.Refusal> => {
  const name = path("id")
  const ticket = state.tickets.get(Number(name.replace("TICK-", "")))
  const errors = Reply.problem(`Ticket #${name} not found`, "not_found")
  return Reply.orRefuse(
    ticket,
    new Reply.Refusal({ status, body: { message: "bad_request", errors, status: "error" } })
  )
}

const numbers = {
  reporter_id: "reporterId",
  updater_id: "updaterId",
  assignee_id: "assigneeId",
  priority: "priority",
  status: "status"
} as const satisfies Readonly<Record<string, keyof TicketRow>>

const list = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  yield* checkFilters(params)
  const requestId = text(params, "request_id")
  const found = state.tickets.filter(
    (ticket) =>
      Object.entries(numbers).every(
        ([name, key]) => text(params, name) === undefined || text(params, name) === String(ticket[key])
      ) &&
      (requestId === undefined || ticket.requestIds.includes(requestId))
  )
  return yield* pageOf(params, found, toTicket)
})

const checkFilters = Effect.fnUntraced(function* (params: Params) {
  const wrong = [...Object.keys(numbers), "request_id", "limit"].filter(
    (name) => !/^\d*$/.test(text(params, name) ?? "")
  )
  const errors = Object.fromEntries(wrong.map((name) => [name, [Reply.problem("Parameter must be a numeric value.")]]))
  if (wrong.length > 0) return yield* Reply.refused(Reply.badRequest(errors))
  yield* orderOf(params)
  if (params.id === undefined) return
  const reason = "Parameter 'id' cannot be specified. Use /v1/tickets/<id> instead."
  return yield* Reply.refused(Reply.invalid("id", reason, "invalid_filter_and_sorting_params"))
})

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  yield* judge(state, params, { isNew: true, now: simulation.now() })
  const now = simulation.now()
  const { reporterId = adminOf(state).id, ...fields } = readTicket(params)
  const ticket = state.tickets.insert((id) => ({
    id,
    summary: "",
    description: "",
    status: 1,
    priority: 2,
    deadline: null,
    assigneeId: null,
    requestIds: [],
    ...fields,
    reporterId,
    updaterId: reporterId,
    createdAt: now,
    updatedAt: now
  }))
  simulation.publish({ event: "new_ticket", channelId: null, body: { ticket: toTicket(ticket) } })
  return Reply.data(toTicket(ticket))
})

/** Whoever changes a ticket through the API is called so. */
const publicApi = "Public API"

const update = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const ticket = yield* ticketOfPath(call, 404)
  yield* judge(simulation.state, params, { isNew: false, now: simulation.now() })
  const before = { ...ticket }
  const { reporterId: _, ...fields } = readTicket(params)
  Object.assign(ticket, fields, { updaterId: publicApi, updatedAt: simulation.now() })
  const body = { ticket: toTicket(ticket), updates: toUpdates(before, ticket) }
  simulation.publish({ event: "ticket_updated", channelId: null, body })
  return Reply.data(toTicket(ticket))
})

/** One that does not exist is an error inside an HTTP 200. The event's key has a blank in it. */
const remove = Effect.fnUntraced(function* (call: Call) {
  const ticket = yield* ticketOfPath(call, 200)
  call.simulation.state.tickets.remove(ticket.id)
  const body = { id: String(ticket.id), ticket: toTicket(ticket), "deleted by": publicApi }
  call.simulation.publish({ event: "ticket_deleted", channelId: null, body })
  return Reply.success
})
