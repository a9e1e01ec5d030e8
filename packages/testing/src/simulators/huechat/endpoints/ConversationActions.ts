/** What is done to one conversation: status, priority, assignment, labels, attributes, people, reading, files. */
import { Effect } from "effect"
import { type ConversationPatch, changeConversation } from "../changes/Conversations.ts"
import { allows, type Call, type Endpoint, get, type Handled, patch, post, v1 } from "../Endpoint.ts"
import { conversationOf, existing, referred } from "../Lookups.ts"
import { pageOf, slice } from "../Paging.ts"
import * as Params from "../Params.ts"
import { type ConversationRow, conversationPriorities, conversationStatuses } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toConversation } from "../render/Conversation.ts"
import { toAttachment } from "../render/Message.ts"
import { historyOf } from "../State.ts"
import { isoOrNull } from "../Times.ts"

type Action = (call: Call, conversation: ConversationRow) => Handled

const on = (name: string) => v1(`/conversations/:conversation_id/${name}`)

const acting = (name: string, perMinute: number, act: Action): Endpoint =>
  post(on(name), allows("conversations:write", perMinute), withConversation(act))

const reading = (name: string, perMinute: number, act: Action): Endpoint =>
  get(on(name), allows("conversations:read", perMinute), withConversation(act))

function withConversation(act: Action): Endpoint["handle"] {
  return (call) => Effect.flatMap(conversationOf(call), (conversation) => act(call, conversation))
}

const changing = (call: Call, conversation: ConversationRow, change: ConversationPatch): void =>
  changeConversation(call.simulation, conversation, change, call.agent)

const mute =
  (muted: boolean): Action =>
  (call, conversation) => {
    changing(call, conversation, { muted })
    return Effect.succeed(Reply.empty)
  }

export const conversationActionEndpoints: ReadonlyArray<Endpoint> = [
  acting("toggle_status", 120, (call, conversation) => toggleStatus(call, conversation)),
  acting("toggle_priority", 120, (call, conversation) => togglePriority(call, conversation)),
  acting("assignments", 120, (call, conversation) => assign(call, conversation)),
  acting("custom_attributes", 120, (call, conversation) => changeAttributes(call, conversation)),
  reading("labels", 240, (_, { labels }) => Effect.succeed(Reply.json({ payload: labels }))),
  acting("labels", 120, (call, conversation) => replaceLabels(call, conversation)),
  acting("mute", 120, mute(true)),
  acting("unmute", 120, mute(false)),
  reading("participants", 240, (call, conversation) => Effect.succeed(participants(call, conversation))),
  patch(
    on("participants"),
    allows("conversations:write", 120),
    withConversation((call, conversation) => replaceParticipants(call, conversation))
  ),
  acting("toggle_typing_status", 600, (call) => toggleTyping(call)),
  acting("transcript", 30, (call) => sendTranscript(call)),
  acting("unread", 120, (call, conversation) => {
    const last = historyOf(call.simulation.state, conversation.id).findLast((row) => row.messageType === "incoming")
    conversation.agentLastSeenAt = last === undefined ? null : last.createdAt - 1
    return Effect.succeed(Reply.json(toConversation(call.simulation, conversation)))
  }),
  acting("update_last_seen", 240, (call, conversation) => {
    conversation.agentLastSeenAt = call.now
    return Effect.succeed(Reply.json(toConversation(call.simulation, conversation)))
  }),
  reading("attachments", 120, (call, conversation) => attachments(call, conversation))
]

const toggleStatus: Action = Effect.fnUntraced(function* (call, conversation) {
  const { params } = call
  const status = conversationStatuses.find((word) => word === params.status)
  if (status === undefined) {
    return yield* Reply.invalid("status", "Status must be one of open/resolved/pending/snoozed")
  }
  const snoozedUntil = yield* Params.moment(params, "snoozed_until")
  if (status === "snoozed" && (snoozedUntil === null || snoozedUntil === undefined)) {
    return yield* Reply.refuse(422, "snoozed_until_required", "snoozed_until is required when status is snoozed")
  }
  changing(call, conversation, { status, snoozedUntil })
  return Reply.json({
    meta: {},
    payload: {
      success: true,
      conversation_id: conversation.id,
      current_status: conversation.status,
      snoozed_until: isoOrNull(conversation.snoozedUntil)
    }
  })
})

/** Unlike the `PATCH`, it cannot clear the priority. */
const togglePriority: Action = Effect.fnUntraced(function* (call, conversation) {
  const priority = yield* Params.oneOf(call.params, "priority", conversationPriorities)
  if (priority === undefined) return yield* Reply.required("priority")
  changing(call, conversation, { priority })
  return Reply.empty
})

/** Answers with the agent, or else the team, or `null` where nobody is left. */
const assign: Action = Effect.fnUntraced(function* (call, conversation) {
  const { params, simulation } = call
  if (!("assignee_id" in params) && !("team_id" in params)) {
    return yield* Reply.refuse(400, "assignee_or_team_required", "assignee_id or team_id must be provided")
  }
  const agent = yield* referred(simulation.state.agents, idOrNull(params.assignee_id), "assignee")
  const team = yield* referred(simulation.state.teams, idOrNull(params.team_id), "team")
  changing(call, conversation, {
    assigneeId: agent === null ? null : agent?.id,
    teamId: team === null ? null : team?.id
  })
  if (agent !== undefined) {
    return Reply.json(agent === null ? null : { id: agent.id, name: agent.name, email: agent.email })
  }
  return Reply.json(team ?? null)
})

const idOrNull = (value: unknown): number | null | undefined =>
  value === undefined || value === null ? value : Number(value)

/** Merged into what is there; `null` takes a key away. */
const changeAttributes: Action = Effect.fnUntraced(function* (call, conversation) {
  const given = Params.object(call.params, "custom_attributes")
  if (given === undefined) return yield* Reply.required("custom_attributes")
  const merged = Object.entries({ ...conversation.customAttributes, ...given }).filter(([, value]) => value !== null)
  changing(call, conversation, { customAttributes: Object.fromEntries(merged) })
  return Reply.json({ custom_attributes: conversation.customAttributes })
})

const replaceLabels: Action = Effect.fnUntraced(function* (call, conversation) {
  const labels = Params.texts(call.params, "labels")
  if (labels === undefined) return yield* Reply.required("labels")
  changing(call, conversation, { labels: [...new Set(labels)] })
  return Reply.json({ payload: conversation.labels })
})

const participants = ({ simulation: { state } }: Call, { participantIds }: ConversationRow) =>
  Reply.json(
    participantIds.map((id) => {
      const { availability, email, name } = state.agents.need(id)
      return { id, name, email, availability_status: availability }
    })
  )

const replaceParticipants: Action = Effect.fnUntraced(function* (call, conversation) {
  const ids = Params.integers(call.params, "user_ids")
  if (ids === undefined) return yield* Reply.required("user_ids")
  const agents = yield* Effect.forEach(ids, (id) => existing(call.simulation.state.agents, id, "user"))
  changing(call, conversation, { participantIds: [...new Set(agents.map(({ id }) => id))] })
  return participants(call, conversation)
})

/** Customers see it; nothing that the API shows changes. */
const toggleTyping = ({ params }: Call): Handled =>
  params.typing_status === "on" || params.typing_status === "off"
    ? Effect.succeed(Reply.empty)
    : Effect.fail(Reply.invalid("typing_status", "typing_status must be on or off"))

const sendTranscript = Effect.fnUntraced(function* ({ params }: Call) {
  const email = yield* Params.requiredText(params, "email")
  if (!email.includes("@")) return yield* Reply.refuse(422, "invalid_email", "The email is not valid")
  return Reply.json({ message: "Transcript sent" })
})

const attachments: Action = Effect.fnUntraced(function* (call, conversation) {
  const page = yield* pageOf(call.query, { usual: 25 })
  const rows = historyOf(call.simulation.state, conversation.id).flatMap((message) =>
    message.attachments.map((attachment) => toAttachment(call.simulation, message, attachment))
  )
  return Reply.json({ meta: { total_count: rows.length, current_page: page.page }, payload: slice(rows, page) })
})
