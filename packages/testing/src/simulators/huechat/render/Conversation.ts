/**
 * Conversations in the shapes that the documentation's examples show, which differ by endpoint: whole in lists and alone, and with a few
 * keys each where they are made, changed, filtered and searched. Nothing more is shown there, so that nobody comes to rely on it.
 */
import { day } from "../../Milliseconds.ts"
import type { AgentRow, ConversationRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { agentIn, historyOf, type State, unreadCount } from "../State.ts"
import { unix, unixOrNull } from "../Times.ts"
import { toContactReference } from "./Contact.ts"

/** In lists. */
export const toListed = (simulation: Simulation, conversation: ConversationRow) => {
  const { state } = simulation
  return {
    ...core(state, conversation),
    priority: conversation.priority,
    muted: conversation.muted,
    unread_count: unreadCount(state, conversation),
    can_reply: canReply(simulation, conversation),
    labels: conversation.labels,
    last_activity_at: unix(conversation.lastActivityAt),
    created_at: unix(conversation.createdAt),
    meta: {
      sender: toContactReference(state.contacts.need(conversation.contactId)),
      assignee: reference(agentIn(state, conversation.assigneeId)),
      team: teamOf(state, conversation),
      channel: state.inboxes.need(conversation.inboxId).channelType
    },
    last_non_activity_message: lastWords(state, conversation)
  }
}

/** Alone, and where it says what was read. */
export const toConversation = (simulation: Simulation, conversation: ConversationRow) => {
  const listed = toListed(simulation, conversation)
  return {
    ...listed,
    sla_policy_id: null,
    additional_attributes: conversation.additionalAttributes,
    custom_attributes: conversation.customAttributes,
    waiting_since: unixOrNull(conversation.waitingSince),
    first_reply_created_at: unixOrNull(conversation.firstReplyCreatedAt),
    snoozed_until: unixOrNull(conversation.snoozedUntil),
    meta: { ...listed.meta, hmac_verified: true }
  }
}

/** Just made. */
export const toCreated = ({ state }: Simulation, conversation: ConversationRow) => ({
  ...core(state, conversation),
  priority: conversation.priority,
  created_at: unix(conversation.createdAt),
  meta: {
    sender: named(state, conversation),
    assignee: reference(agentIn(state, conversation.assigneeId))
  }
})

/** Found by a filter. */
export const toFiltered = ({ state }: Simulation, conversation: ConversationRow) => ({
  id: conversation.id,
  status: conversation.status,
  priority: conversation.priority,
  inbox_id: conversation.inboxId,
  display_id: conversation.id,
  last_activity_at: unix(conversation.lastActivityAt),
  meta: {
    sender: named(state, conversation),
    assignee: reference(agentIn(state, conversation.assigneeId))
  }
})

/** Found by a search. */
export const toFound = ({ state }: Simulation, conversation: ConversationRow) => ({
  id: conversation.id,
  status: conversation.status,
  inbox_id: conversation.inboxId,
  meta: { sender: named(state, conversation) }
})

/** `conversation.created`. */
export const toConversationEvent = (simulation: Simulation, conversation: ConversationRow) => {
  const { state } = simulation
  const contact = state.contacts.need(conversation.contactId)
  return {
    ...core(state, conversation),
    priority: conversation.priority,
    labels: conversation.labels,
    muted: conversation.muted,
    can_reply: canReply(simulation, conversation),
    additional_attributes: conversation.additionalAttributes,
    custom_attributes: conversation.customAttributes,
    created_at: unix(conversation.createdAt),
    updated_at: unix(conversation.updatedAt),
    meta: {
      sender: {
        ...toContactReference(contact),
        phone_number: contact.phoneNumber,
        thumbnail: "",
        type: "contact"
      },
      channel: state.inboxes.need(conversation.inboxId).channelType,
      assignee: reference(agentIn(state, conversation.assigneeId)),
      team: teamOf(state, conversation),
      hmac_verified: true
    }
  }
}

/** `current` of `conversation.updated`. */
export const toCurrentConversation = ({ state }: Simulation, conversation: ConversationRow) => ({
  id: conversation.id,
  status: conversation.status,
  priority: conversation.priority,
  labels: conversation.labels,
  meta: {
    sender: named(state, conversation),
    assignee: reference(agentIn(state, conversation.assigneeId))
  }
})

/** WhatsApp takes free text for a day after the customer's last message; the other channels take it always. */
const canReply = ({ now, state }: Simulation, { id, inboxId }: ConversationRow): boolean => {
  if (state.inboxes.need(inboxId).channelType !== "Channel::Whatsapp") return true
  const last = historyOf(state, id).findLast(({ messageType }) => messageType === "incoming")
  return last !== undefined && now() - last.createdAt < day
}

const core = ({ accountId }: State, conversation: ConversationRow) => ({
  id: conversation.id,
  uuid: conversation.uuid,
  account_id: accountId,
  inbox_id: conversation.inboxId,
  status: conversation.status,
  display_id: conversation.id
})

const named = ({ contacts }: State, { contactId }: ConversationRow) => {
  const { id, name } = contacts.need(contactId)
  return { id, name }
}

const reference = (agent: AgentRow | null) => (agent === null ? null : { id: agent.id, name: agent.name })

const teamOf = ({ teams }: State, { teamId }: ConversationRow) => (teamId === null ? null : (teams.get(teamId) ?? null))

const lastWords = (state: State, { id }: ConversationRow) => {
  const last = historyOf(state, id).findLast(({ messageType }) => messageType !== "activity")
  return last === undefined
    ? null
    : { id: last.id, content: last.content, message_type: last.messageType, created_at: unix(last.createdAt) }
}
