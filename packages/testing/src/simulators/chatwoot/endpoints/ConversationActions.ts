/** What is done to one conversation: status, priority, assignment, labels, attributes, typing, muting, reading, files. */
import { Effect } from "effect"
import type { Caller } from "../Authentication.ts"
import { changeContact } from "../changes/Contacts.ts"
import { announceTyping, changeConversation } from "../changes/Conversations.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { ConversationRow, ConversationStatus } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { conversationOf } from "../render/Conversation.ts"
import { agentOf, slimBot, teamRecord, webhookBot, webhookUser } from "../render/Directory.ts"
import { attachmentOf } from "../render/Message.ts"
import type { Simulation } from "../Simulation.ts"
import { members } from "../State.ts"
import { isoOrNull } from "../Times.ts"
import { actorOf, momentOf, priorityOf, statusOf } from "./ConversationParams.ts"

const { get, inAccount, post } = Endpoint

type Action = (call: Endpoint.Call, conversation: ConversationRow) => Endpoint.Handled

const action = (name: string, access: "member" | "member-or-bot", act: Action): Endpoint.Endpoint =>
  post(inAccount(`/conversations/:conversation_id/${name}`), access, (call) =>
    Effect.flatMap(Lookups.conversationOfPath(call), (conversation) => act(call, conversation))
  )

const reading = (name: string, access: "member" | "member-or-bot", act: Action): Endpoint.Endpoint => ({
  ...action(name, access, act),
  method: "GET"
})

export const conversationActionEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  action("toggle_status", "member-or-bot", (call, conversation) => toggleStatus(call, conversation)),
  action("toggle_priority", "member-or-bot", (call, conversation) => togglePriority(call, conversation)),
  action("assignments", "member-or-bot", (call, conversation) => assign(call, conversation)),
  action("toggle_typing_status", "member-or-bot", (call, conversation) => toggleTyping(call, conversation)),
  action("custom_attributes", "member-or-bot", (call, conversation) => {
    const customAttributes = Params.hash(call.body.params, "custom_attributes") ?? {}
    changeConversation(call.simulation, conversation, { customAttributes })
    return Effect.succeed(Reply.json({ custom_attributes: conversation.customAttributes }))
  }),
  reading("labels", "member-or-bot", (_, conversation) => Effect.succeed(Reply.json({ payload: conversation.labels }))),
  action("labels", "member-or-bot", (call, conversation) => {
    const labels = [...new Set(Params.texts(call.body.params.labels))]
    changeConversation(call.simulation, conversation, { labels }, actorOf(call.caller))
    return Effect.succeed(Reply.json({ payload: conversation.labels }))
  }),
  action("mute", "member", (call, conversation) => mute(call, conversation, true)),
  action("unmute", "member", (call, conversation) => mute(call, conversation, false)),
  action("update_last_seen", "member", (call, conversation) => {
    conversation.agentLastSeenAt = call.now
    if (call.caller.type === "user" && call.caller.user.id === conversation.assigneeId) {
      conversation.assigneeLastSeenAt = call.now
    }
    return shown(call.simulation, conversation)
  }),
  action("unread", "member", (call, conversation) => {
    const last = call.simulation.state.messages.of(conversation.id).findLast((message) => message.type === 0)
    conversation.agentLastSeenAt = last === undefined ? null : last.createdAt - 1000
    conversation.assigneeLastSeenAt = conversation.agentLastSeenAt
    return shown(call.simulation, conversation)
  }),
  action("transcript", "member", (call) =>
    Params.text(call.body.params, "email") === undefined
      ? Effect.fail(Reply.unprocessable("email param missing"))
      : Effect.succeed(Reply.empty)
  ),
  reading("attachments", "member", (call, conversation) => {
    const files = call.simulation.state.messages
      .of(conversation.id)
      .flatMap((message) => message.attachments.map((file) => attachmentOf(call.simulation, message.id, file)))
    return Effect.succeed(Reply.json({ meta: { total_count: files.length }, payload: files.slice(0, 100) }))
  }),
  get(inAccount("/assignable_agents"), "member", (call) => {
    const agents = members(call.simulation.state).map((user) => agentOf(call.simulation, user))
    return Effect.succeed(Reply.json({ payload: agents }))
  })
]

const shown = (simulation: Simulation, conversation: ConversationRow) =>
  Effect.succeed(Reply.json(conversationOf(simulation, conversation)))

/** Without `status` it toggles. A bot that opens a pending conversation hands it over: `success` is `null` then. */
const toggleStatus = Effect.fnUntraced(function* (call: Endpoint.Call, conversation: ConversationRow) {
  const { params } = call.body
  const asked = yield* statusOf(params)
  const status: ConversationStatus = asked ?? (conversation.status === "open" ? "resolved" : "open")
  const isHandOver = conversation.status === "pending" && status === "open" && call.caller.type === "bot"
  const snoozedUntil = momentOf(params.snoozed_until)
  changeConversation(call.simulation, conversation, { status, snoozedUntil }, actorOf(call.caller))
  if (status === "open" && isHumanAgent(call.caller)) {
    changeConversation(call.simulation, conversation, { assigneeId: call.caller.user.id }, call.caller.user)
  }
  return Reply.json({
    meta: {},
    payload: {
      success: isHandOver ? null : true,
      conversation_id: conversation.id,
      current_status: conversation.status,
      snoozed_until: isoOrNull(conversation.snoozedUntil)
    }
  })
})

const isHumanAgent = (caller: Caller): caller is Extract<Caller, { type: "user" }> =>
  caller.type === "user" && caller.user.role === "agent"

const togglePriority: Action = Effect.fnUntraced(function* (call, conversation) {
  const priority = (yield* priorityOf(call.body.params)) ?? null
  changeConversation(call.simulation, conversation, { priority }, actorOf(call.caller))
  return Reply.empty
})

/** Answers with what was assigned: an agent, a bot, a raw team record, or `null`. */
const assign: Action = Effect.fnUntraced(function* (call, conversation) {
  const { simulation } = call
  const { state } = simulation
  const { params } = call.body
  const actor = actorOf(call.caller)
  const assigneeId = Params.integer(params, "assignee_id")
  if (!("assignee_id" in params)) {
    const team = state.teams.get(Params.integer(params, "team_id") ?? 0)
    changeConversation(simulation, conversation, { teamId: team?.id ?? null }, actor)
    return Reply.json(team === undefined ? null : teamRecord(simulation, team))
  }
  if (params.assignee_type === "AgentBot") {
    const bot = yield* Lookups.row(state.agentBots, assigneeId)
    changeConversation(simulation, conversation, { assigneeBotId: bot.id, assigneeId: null }, actor)
    return Reply.json(slimBot(bot))
  }
  const user = members(state).find((member) => member.id === assigneeId)
  changeConversation(simulation, conversation, { assigneeId: user?.id ?? null, assigneeBotId: null }, actor)
  return Reply.json(user === undefined ? null : agentOf(simulation, user))
})

const toggleTyping: Action = (call, conversation) => {
  const status = Params.text(call.body.params, "typing_status")
  const { caller, simulation } = call
  if (status === "on" || status === "off") {
    const user = caller.type === "user" ? webhookUser(caller.user) : caller.type === "bot" ? webhookBot(caller.bot) : {}
    const isPrivate = Params.truthy(call.body.params.is_private)
    announceTyping(simulation, conversation, { on: status === "on", user, isPrivate })
  }
  return Effect.succeed(Reply.empty)
}

/** Muting blocks the contact, and resolves the conversation. */
const mute = ({ caller, simulation }: Endpoint.Call, conversation: ConversationRow, muted: boolean) => {
  if (muted) changeConversation(simulation, conversation, { status: "resolved" }, actorOf(caller))
  changeContact(simulation, simulation.state.contacts.need(conversation.contactId), { blocked: muted })
  return Effect.succeed(Reply.empty)
}
