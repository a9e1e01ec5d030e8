/** Conversations: listed, counted, searched, filtered, made, read, changed, deleted. */
import { Effect } from "effect"
import { dropConversation } from "../changes/Contacts.ts"
import { changeConversation, insertConversation } from "../changes/Conversations.ts"
import { insertMessage } from "../changes/Messages.ts"
import { allows, type Call, del, type Endpoint, get, patch, post, v1 } from "../Endpoint.ts"
import { filterConversations } from "../Filter.ts"
import { conversationOf, existing, referred } from "../Lookups.ts"
import { pageOf, slice } from "../Paging.ts"
import * as Params from "../Params.ts"
import { type ConversationRow, conversationPriorities, type Hash, messageTypes } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toConversation, toCreated, toFiltered, toFound, toListed } from "../render/Conversation.ts"
import { historyOf, type State } from "../State.ts"
import { relevanceOf, searchText } from "./Contacts.ts"

const read = (perMinute: number) => allows("conversations:read", perMinute)
const write = (perMinute: number) => allows("conversations:write", perMinute)

export const conversationEndpoints: ReadonlyArray<Endpoint> = [
  get(v1("/conversations"), read(240), (call) => list(call)),
  post(v1("/conversations"), write(60), (call) => create(call)),
  post(v1("/conversations/filter"), read(120), (call) => filter(call)),
  get(v1("/conversations/meta"), read(240), (call) =>
    Effect.map(matching(call), (rows) => Reply.json({ meta: counts(call, rows) }))
  ),
  get(v1("/conversations/search"), read(120), (call) => search(call)),
  get(v1("/conversations/:conversation_id"), read(480), (call) =>
    Effect.map(conversationOf(call), (conversation) => Reply.json(toConversation(call.simulation, conversation)))
  ),
  patch(v1("/conversations/:conversation_id"), write(120), (call) => update(call)),
  del(v1("/conversations/:conversation_id"), allows("conversations:delete", 30), (call) =>
    Effect.map(conversationOf(call), ({ id }) => {
      dropConversation(call.simulation, id)
      return Reply.empty
    })
  )
]

const pageSize = { usual: 25 }

const list = Effect.fnUntraced(function* (call: Call) {
  const page = yield* pageOf(call.query, pageSize)
  const all = yield* matching(call)
  const rows = withAssignee(call, all).toSorted((one, other) => other.lastActivityAt - one.lastActivityAt)
  return Reply.json({
    data: {
      meta: counts(call, all),
      payload: slice(rows, page).map((row) => toListed(call.simulation, row))
    }
  })
})

/** Everything but `assignee_type`, by which the counts differ among themselves. */
const matching = Effect.fnUntraced(function* ({ query, search, simulation: { state } }: Call) {
  const status = Params.text(query, "status") ?? "open"
  if (!["open", "resolved", "pending", "snoozed", "all"].includes(status)) {
    return yield* Reply.invalid("status", "Status must be one of open/resolved/pending/snoozed/all")
  }
  const [inboxId, teamId] = [Params.integer(query, "inbox_id"), Params.integer(query, "team_id")]
  const labels = [...search.getAll("labels[]"), ...search.getAll("labels")]
  const words = Params.text(query, "q")?.toLowerCase()
  return state.conversations.filter(
    (row) =>
      (status === "all" || row.status === status) &&
      (inboxId === undefined || row.inboxId === inboxId) &&
      (teamId === undefined || row.teamId === teamId) &&
      labels.every((label) => row.labels.includes(label)) &&
      (words === undefined || isAbout(state, row, words))
  )
})

/** The messages, or who they are with. */
const isAbout = (state: State, conversation: ConversationRow, words: string): boolean =>
  relevanceOf(state.contacts.need(conversation.contactId), words) > 0 ||
  historyOf(state, conversation.id).some(({ content }) => content?.toLowerCase().includes(words) === true)

const withAssignee = ({ agent, query }: Call, rows: ReadonlyArray<ConversationRow>): ReadonlyArray<ConversationRow> => {
  switch (query.assignee_type) {
    case "me":
      return rows.filter(({ assigneeId }) => assigneeId === agent.id)
    case "unassigned":
      return rows.filter(({ assigneeId }) => assigneeId === null)
    case "assigned":
      return rows.filter(({ assigneeId }) => assigneeId !== null)
    default:
      return rows
  }
}

const counts = ({ agent }: Call, rows: ReadonlyArray<ConversationRow>) => {
  const unassigned = rows.filter(({ assigneeId }) => assigneeId === null).length
  return {
    mine_count: rows.filter(({ assigneeId }) => assigneeId === agent.id).length,
    unassigned_count: unassigned,
    assigned_count: rows.length - unassigned,
    all_count: rows.length
  }
}

const filter = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const page = yield* pageOf(params, pageSize)
  const rows = yield* filterConversations(simulation.state, params)
  return Reply.json({
    meta: { all_count: rows.length },
    payload: slice(rows, page).map((row) => toFiltered(simulation, row))
  })
})

const search = Effect.fnUntraced(function* ({ query, simulation }: Call) {
  const wanted = yield* searchText(query)
  const page = yield* pageOf(query, pageSize)
  const rows = simulation.state.conversations.filter((row) => isAbout(simulation.state, row, wanted)).toReversed()
  return Reply.json({
    meta: { all_count: rows.length },
    payload: slice(rows, page).map((row) => toFound(simulation, row))
  })
})

const create = Effect.fnUntraced(function* ({ agent, params, simulation }: Call) {
  const { state } = simulation
  const inbox = yield* existing(state.inboxes, yield* Params.requiredInteger(params, "inbox_id"), "inbox")
  const contact = yield* existing(state.contacts, yield* Params.requiredInteger(params, "contact_id"), "contact")
  const status = yield* startingStatus(params)
  const snoozedUntil = yield* Params.moment(params, "snoozed_until")
  if (status === "snoozed" && (snoozedUntil === null || snoozedUntil === undefined)) {
    return yield* Reply.refuse(422, "snoozed_until_required", "snoozed_until is required when status is snoozed")
  }
  const assignee = yield* referred(state.agents, Params.integer(params, "assignee_id"), "assignee")
  const team = yield* referred(state.teams, Params.integer(params, "team_id"), "team")
  const sourceId = Params.text(params, "source_id") ?? null
  const known =
    sourceId === null
      ? undefined
      : state.conversations.find((row) => row.inboxId === inbox.id && row.sourceId === sourceId)
  if (known !== undefined) return Reply.json(toCreated(simulation, known))
  const conversation = insertConversation(simulation, {
    inboxId: inbox.id,
    contactId: contact.id,
    sourceId,
    status,
    snoozedUntil: status === "snoozed" ? snoozedUntil : null,
    assigneeId: assignee?.id,
    teamId: team?.id,
    additionalAttributes: Params.object(params, "additional_attributes"),
    customAttributes: Params.object(params, "custom_attributes")
  })
  const message = Params.object(params, "message")
  if (message !== undefined) firstMessage({ agentId: agent.id, conversation, message, simulation })
  return Reply.json(toCreated(simulation, conversation))
})

/** The list of fields knows `open` and `pending`; the errors of the same page know `snoozed` as well. */
const startingStatus = (params: Hash): Effect.Effect<"open" | "pending" | "snoozed", Reply.Refusal> => {
  const status = params.status ?? "open"
  return status === "open" || status === "pending" || status === "snoozed"
    ? Effect.succeed(status)
    : Effect.fail(Reply.invalid("status", "Status must be one of open/pending/snoozed"))
}

const firstMessage = ({
  agentId,
  conversation,
  message,
  simulation
}: {
  readonly simulation: Call["simulation"]
  readonly conversation: ConversationRow
  readonly message: Hash
  readonly agentId: number
}): void => {
  const messageType = messageTypes.find((type) => type === message.message_type) ?? "outgoing"
  insertMessage(simulation, conversation, {
    content: Params.text(message, "content") ?? null,
    messageType,
    private: Params.isTrue(message, "private"),
    sender: messageType === "incoming" ? { type: "contact", id: conversation.contactId } : { type: "user", id: agentId }
  })
}

/** The priority, and nothing else. */
const update = Effect.fnUntraced(function* (call: Call) {
  const conversation = yield* conversationOf(call)
  const { params, simulation } = call
  const priority = params.priority === null ? null : yield* Params.oneOf(params, "priority", conversationPriorities)
  changeConversation(simulation, conversation, { priority }, call.agent)
  return Reply.json({ id: conversation.id, priority: conversation.priority, status: conversation.status })
})
