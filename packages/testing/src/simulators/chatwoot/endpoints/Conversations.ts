/** Conversations: list, counts, filter, search, create, show, update, delete. */
import { Effect } from "effect"
import { type Caller, seesConversation } from "../Authentication.ts"
import { filterableConversation, inOrder, matching, withAssignee } from "../ConversationFinder.ts"
import { createContactInbox, derivedSourceId, findContactInbox } from "../changes/ContactInboxes.ts"
import { changeConversation, insertConversation, lockedConversation } from "../changes/Conversations.ts"
import * as Endpoint from "../Endpoint.ts"
import { filterRows } from "../Filter.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { ConversationRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { conversationOf } from "../render/Conversation.ts"
import { actorOf, momentOf, priorityOf, statusOf } from "./ConversationParams.ts"
import { addMessage } from "./MessageBuilder.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const pageSize = 25

export const conversationEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/conversations"), "member", (call) => Effect.map(matching(call), (rows) => listReply(call, rows))),
  get(inAccount("/conversations/meta"), "member", (call) =>
    Effect.map(matching(call), (rows) => Reply.json({ meta: counts(rows, call.caller) }))
  ),
  get(inAccount("/conversations/search"), "member", (call) => Effect.succeed(searchReply(call))),
  post(inAccount("/conversations/filter"), "member", (call) =>
    Effect.map(filterRows(visible(call), filterableConversation, call.body.params, call.now), (rows) => {
      const { assigned_count: _, ...meta } = counts(rows, call.caller)
      return Reply.json({ meta, payload: pageOf(call, inOrder(rows, "last_activity_at_desc")) })
    })
  ),
  post(inAccount("/conversations"), "member-or-bot", (call) => create(call)),
  get(inAccount("/conversations/:conversation_id"), "member-or-bot", (call) =>
    Effect.map(Lookups.conversationOfPath(call), (row) => Reply.json(conversationOf(call.simulation, row)))
  ),
  patch(inAccount("/conversations/:conversation_id"), "member-or-bot", (call) => update(call)),
  del(inAccount("/conversations/:conversation_id"), "administrator", (call) =>
    Effect.map(Lookups.conversationOfPath(call), (row) => {
      call.simulation.state.messages.removeOf(row.id)
      call.simulation.state.conversations.remove(row.id)
      return Reply.empty
    })
  )
]

const visible = ({ caller, simulation: { state } }: Endpoint.Call): ReadonlyArray<ConversationRow> =>
  state.conversations.filter((row) => seesConversation(state, caller, row))

const counts = (rows: ReadonlyArray<ConversationRow>, caller: Caller) => {
  const mine = caller.type === "user" ? rows.filter((row) => row.assigneeId === caller.user.id).length : 0
  const assigned = rows.filter((row) => row.assigneeId !== null).length
  return {
    mine_count: mine,
    assigned_count: assigned,
    unassigned_count: rows.length - assigned,
    all_count: rows.length
  }
}

/** The counts are those before the `assignee_type` filter. `updated_within` switches paging off. */
const listReply = (call: Endpoint.Call, rows: ReadonlyArray<ConversationRow>) => {
  const chosen = inOrder(withAssignee(call, rows), call.query.get("sort_by") ?? "last_activity_at_desc")
  const payload = call.query.has("updated_within")
    ? chosen.map((row) => conversationOf(call.simulation, row))
    : pageOf(call, chosen)
  return Reply.json({ data: { meta: counts(rows, call.caller), payload } })
}

const pageOf = (call: Endpoint.Call, rows: ReadonlyArray<ConversationRow>) => {
  const from = (Endpoint.pageOf(call.query).number - 1) * pageSize
  return rows.slice(from, from + pageSize).map((row) => conversationOf(call.simulation, row))
}

/** By the words of messages; rows are slim here. */
const searchReply = (call: Endpoint.Call) => {
  const { state } = call.simulation
  const words = call.query.get("q")?.toLowerCase() ?? ""
  const found = visible(call).filter((row) =>
    state.messages.of(row.id).some((message) => message.content?.toLowerCase().includes(words) ?? false)
  )
  const from = (Endpoint.pageOf(call.query).number - 1) * pageSize
  const payload = found.slice(from, from + pageSize).map((row) => {
    const { account_id, created_at, id, inbox_id, messages, meta, status, uuid } = conversationOf(call.simulation, row)
    return { id, uuid, created_at, account_id, inbox_id, status, contact: meta.sender, messages }
  })
  return Reply.json({ meta: counts(found, call.caller), payload })
}

const create = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const { params } = call.body
  const contactInbox = yield* sessionFor(call)
  yield* Lookups.inboxFor(simulation, call.caller, contactInbox.inboxId)
  const locked = lockedConversation(simulation, contactInbox)
  if (locked !== undefined) return Reply.json(conversationOf(simulation, locked))
  const conversation = insertConversation(simulation, contactInbox, {
    status: yield* statusOf(params),
    snoozedUntil: momentOf(params.snoozed_until),
    assigneeId: Params.integer(params, "assignee_id"),
    teamId: Params.integer(params, "team_id"),
    additionalAttributes: Params.hash(params, "additional_attributes"),
    customAttributes: Params.hash(params, "custom_attributes")
  })
  const message = Params.hash(params, "message")
  if (message !== undefined) yield* addMessage(simulation, conversation, call.caller, message)
  return Reply.json(conversationOf(simulation, conversation))
})

/** The session a new conversation belongs to: the one named, else one made for the contact, on API inboxes a new one every time. */
const sessionFor = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const { state } = simulation
  const { params } = call.body
  const sourceId = Params.text(params, "source_id")
  const contactId = Params.integer(params, "contact_id")
  const inboxId = Params.integer(params, "inbox_id")
  if (contactId === undefined || inboxId === undefined) {
    const known = state.contactInboxes.find(
      (row) => row.sourceId === sourceId && (inboxId === undefined || row.inboxId === inboxId)
    )
    return known === undefined ? yield* Effect.fail(Reply.notFound) : known
  }
  const inbox = yield* Lookups.inboxFor(simulation, call.caller, inboxId)
  const contact = yield* Lookups.row(state.contacts, contactId)
  const owned = sourceId === undefined ? undefined : findContactInbox(simulation, inbox, sourceId)
  if (owned !== undefined && owned.contactId !== contact.id) {
    return yield* Effect.fail(Reply.unprocessable("source_id should be unique"))
  }
  const wanted = sourceId ?? (yield* derivedSourceId(simulation, contact, inbox))
  return owned ?? (yield* createContactInbox(simulation, contact, inbox, wanted))
})

const update = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const conversation = yield* Lookups.conversationOfPath(call)
  const priority = yield* priorityOf(call.body.params)
  changeConversation(call.simulation, conversation, { priority }, actorOf(call.caller))
  return Reply.json(conversationOf(call.simulation, conversation))
})
