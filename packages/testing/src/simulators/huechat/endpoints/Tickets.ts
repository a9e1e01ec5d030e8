/** Tickets: listed, made, changed, commented, deleted. The underscore form of the statuses is the wire's. */
import { Effect } from "effect"
import { changeTicket, insertTicket } from "../changes/Tickets.ts"
import { allows, type Call, del, type Endpoint, get, patch, post, v2 } from "../Endpoint.ts"
import { existing, named, referred } from "../Lookups.ts"
import { dataBody, pageOf, sorted } from "../Paging.ts"
import * as Params from "../Params.ts"
import { type CommentRow, type Hash, type TicketRow, ticketPriorities, ticketStatuses } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toComment, toTicket } from "../render/Ticket.ts"

const read = (perMinute: number) => allows("tickets:read", perMinute)
const write = (perMinute: number) => allows("tickets:write", perMinute)
const path = (rest = "") => v2(`/tickets${rest}`)

export const ticketEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(120), (call) => list(call)),
  post(path(), write(60), (call) => create(call)),
  get(path("/:ticket_id"), read(240), (call) =>
    Effect.map(ticketOf(call), (ticket) => Reply.json(toTicket(call.simulation.state, ticket)))
  ),
  patch(path("/:ticket_id"), write(60), (call) => update(call)),
  del(path("/:ticket_id"), allows("tickets:delete", 30), (call) =>
    Effect.map(ticketOf(call), ({ id }) => {
      call.simulation.state.tickets.delete(id)
      return Reply.noContent
    })
  ),
  post(path("/:ticket_id/comments"), write(120), (call) => comment(call))
]

const ticketOf = (call: Call): Effect.Effect<TicketRow, Reply.Refusal> =>
  named(call, "ticket_id", call.simulation.state.tickets)

const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query, { usual: 25, maximum: 100 })
  const [assigneeId, contactId] = [Params.integer(query, "assignee_id"), Params.integer(query, "contact_id")]
  const found = [...state.tickets.values()].filter(
    (row) =>
      (query.status === undefined || row.status === query.status) &&
      (query.priority === undefined || row.priority === query.priority) &&
      (assigneeId === undefined || row.assigneeId === assigneeId) &&
      (contactId === undefined || row.contactId === contactId)
  )
  const rows = yield* sorted(found.toReversed(), Params.text(query, "sort") ?? "-created_at", sortKeys)
  return Reply.json(dataBody(rows, page, (row) => toTicket(state, row)))
})

const sortKeys: Readonly<Record<string, (row: TicketRow) => number>> = {
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt,
  due_date: (row) => row.dueDate ?? Number.MAX_SAFE_INTEGER,
  priority: (row) => ticketPriorities.indexOf(row.priority)
}

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { agents, contacts, conversations } = simulation.state
  const title = yield* titleOf(params)
  const contact = yield* existing(contacts, yield* Params.requiredInteger(params, "contact_id"), "contact")
  const conversation = yield* referred(conversations, Params.integer(params, "conversation_id"), "conversation")
  const assignee = yield* referred(agents, Params.integer(params, "assignee_id"), "assignee")
  const ticket = insertTicket(simulation, {
    title,
    contactId: contact.id,
    conversationId: conversation?.id ?? null,
    assigneeId: assignee?.id ?? null,
    description: Params.text(params, "description") ?? null,
    status: (yield* Params.oneOf(params, "status", ticketStatuses)) ?? "open",
    priority: (yield* priorityOf(params)) ?? "medium",
    dueDate: (yield* Params.moment(params, "due_date")) ?? null,
    customFields: Params.object(params, "custom_fields") ?? {}
  })
  return Reply.json(toTicket(simulation.state, ticket), 201)
})

const titleOf = Effect.fnUntraced(function* (params: Hash) {
  const title = yield* Params.requiredText(params, "title")
  return title.length > 255 ? yield* Reply.refuse(422, "title_too_long", "Ticket title exceeds 255 characters") : title
})

const priorityOf = (params: Hash) =>
  Effect.mapError(Params.oneOf(params, "priority", ticketPriorities), () =>
    Reply.invalid("priority", "Priority must be one of low/medium/high/critical")
  )

/** Custom fields are added to those there are. */
const update = Effect.fnUntraced(function* (call: Call) {
  const ticket = yield* ticketOf(call)
  const { params, simulation } = call
  const given = params.assignee_id === null ? null : Params.integer(params, "assignee_id")
  const assignee = yield* referred(simulation.state.agents, given, "assignee")
  const change = {
    title: "title" in params ? yield* titleOf(params) : undefined,
    description: "description" in params ? (Params.text(params, "description") ?? null) : undefined,
    status: yield* Params.oneOf(params, "status", ticketStatuses),
    priority: yield* priorityOf(params),
    assigneeId: assignee === null ? null : assignee?.id,
    dueDate: yield* Params.moment(params, "due_date"),
    customFields: { ...ticket.customFields, ...Params.object(params, "custom_fields") }
  }
  changeTicket(simulation, ticket, change, call.agent)
  return Reply.json(toTicket(simulation.state, ticket))
})

const comment = Effect.fnUntraced(function* (call: Call) {
  const ticket = yield* ticketOf(call)
  const { agent, now, simulation } = call
  const content = yield* Params.requiredText(call.params, "content")
  const row: CommentRow = { id: simulation.state.random.uuid(), content, authorId: agent.id, createdAt: now }
  ticket.comments = [...ticket.comments, row]
  ticket.updatedAt = now
  return Reply.json({ ...toComment(simulation.state, row), ticket_id: ticket.id }, 201)
})
