/** A conversation in REST (`_conversation.json.jbuilder`) and in webhooks (`event_data_presenter.rb`): alike, and different in details. */
import { day } from "../../Milliseconds.ts"
import type { ConversationRow, MessageRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { lastMessage } from "../State.ts"
import { epoch, epochOrZero, floatEpoch, iso, isoOrNull } from "../Times.ts"
import { unreadCountOf } from "../Unread.ts"
import { accountReference, contactInboxRecord, contactOf, pushContact } from "./Contact.ts"
import { agentOf, pushBot, pushUser, slimBot, teamOf } from "./Directory.ts"
import { pushMessage } from "./Message.ts"

const activity = 2

/** API channels may always be written to; the reply window of WhatsApp is 24 hours after the customer's last message. */
const canReply = ({ now, state }: Simulation, conversation: ConversationRow): boolean => {
  const inbox = state.inboxes.need(conversation.inboxId)
  if (inbox.channelType !== "Channel::Whatsapp") return true
  const incoming = lastMessage(state, conversation.id, (message) => message.type === 0)
  return incoming !== undefined && now() - incoming.createdAt < day
}

/** REST. Unassigned keys are absent; `messages` holds the very last message, activity and private ones included. */
export const conversationOf = (simulation: Simulation, conversation: ConversationRow) => {
  const { state } = simulation
  const last = lastMessage(state, conversation.id)
  const lastSpoken = lastMessage(state, conversation.id, (message) => message.type !== activity)
  const contact = state.contacts.need(conversation.contactId)
  return {
    meta: metaOf(simulation, conversation),
    id: conversation.id,
    messages: last === undefined ? [] : [pushMessage(simulation, last)],
    account_id: state.accountId,
    uuid: conversation.uuid,
    additional_attributes: conversation.additionalAttributes,
    agent_last_seen_at: epochOrZero(conversation.agentLastSeenAt),
    assignee_last_seen_at: epochOrZero(conversation.assigneeLastSeenAt),
    can_reply: canReply(simulation, conversation),
    contact_last_seen_at: epochOrZero(conversation.contactLastSeenAt),
    custom_attributes: conversation.customAttributes,
    inbox_id: conversation.inboxId,
    labels: conversation.labels,
    muted: contact.blocked,
    snoozed_until: isoOrNull(conversation.snoozedUntil),
    status: conversation.status,
    created_at: epoch(conversation.createdAt),
    updated_at: floatEpoch(conversation.updatedAt, conversation.id),
    timestamp: epoch(conversation.lastActivityAt),
    first_reply_created_at: epochOrZero(conversation.firstReplyCreatedAt),
    unread_count: unreadCountOf(state, conversation),
    last_non_activity_message: lastSpoken === undefined ? null : pushMessage(simulation, lastSpoken),
    last_activity_at: epoch(conversation.lastActivityAt),
    priority: conversation.priority,
    waiting_since: epochOrZero(conversation.waitingSince),
    sla_policy_id: null
  }
}

const metaOf = (simulation: Simulation, conversation: ConversationRow) => {
  const { state } = simulation
  const { assigneeBotId, assigneeId, teamId } = conversation
  return {
    sender: contactOf(state.contacts.need(conversation.contactId)),
    channel: state.inboxes.need(conversation.inboxId).channelType,
    ...(assigneeId === null
      ? assigneeBotId === null
        ? {}
        : { assignee: slimBot(state.agentBots.need(assigneeBotId)), assignee_type: "AgentBot" }
      : { assignee: agentOf(simulation, state.users.need(assigneeId)), assignee_type: "User" }),
    ...(teamId === null ? {} : { team: teamOf(simulation, state.teams.need(teamId), undefined) }),
    hmac_verified: state.contactInboxes.need(conversation.contactInboxId).hmacVerified
  }
}

/** Webhooks. Unassigned keys are `null`; `messages` holds the last public one at the time of sending. */
export const webhookConversation = (simulation: Simulation, conversation: ConversationRow) => {
  const { state } = simulation
  const last = lastMessage(state, conversation.id, isPublic)
  return {
    additional_attributes: conversation.additionalAttributes,
    can_reply: canReply(simulation, conversation),
    channel: state.inboxes.need(conversation.inboxId).channelType,
    contact_inbox: contactInboxRecord(state.contactInboxes.need(conversation.contactInboxId)),
    id: conversation.id,
    inbox_id: conversation.inboxId,
    messages: last === undefined ? [] : [pushMessage(simulation, last)],
    labels: conversation.labels,
    meta: webhookMeta(simulation, conversation),
    status: conversation.status,
    custom_attributes: conversation.customAttributes,
    snoozed_until: isoOrNull(conversation.snoozedUntil),
    unread_count: unreadCountOf(state, conversation),
    first_reply_created_at: isoOrNull(conversation.firstReplyCreatedAt),
    priority: conversation.priority,
    waiting_since: epochOrZero(conversation.waitingSince),
    agent_last_seen_at: epochOrZero(conversation.agentLastSeenAt),
    contact_last_seen_at: epochOrZero(conversation.contactLastSeenAt),
    last_activity_at: epoch(conversation.lastActivityAt),
    timestamp: epoch(conversation.lastActivityAt),
    created_at: epoch(conversation.createdAt),
    updated_at: floatEpoch(conversation.updatedAt, conversation.id),
    account: accountReference(simulation)
  }
}

const webhookMeta = ({ state }: Simulation, conversation: ConversationRow) => {
  const user = conversation.assigneeId === null ? null : state.users.need(conversation.assigneeId)
  const bot = conversation.assigneeBotId === null ? null : state.agentBots.need(conversation.assigneeBotId)
  const team = conversation.teamId === null ? null : state.teams.need(conversation.teamId)
  return {
    sender: pushContact(state.contacts.need(conversation.contactId)),
    assignee: user === null ? (bot === null ? null : pushBot(bot)) : pushUser(user),
    assignee_type: user === null ? (bot === null ? null : "AgentBot") : "User",
    team: team === null ? null : { id: team.id, name: team.name },
    hmac_verified: state.contactInboxes.need(conversation.contactInboxId).hmacVerified
  }
}

const isPublic = (message: MessageRow): boolean => !message.private && message.type !== activity

/** The `meta` of the message list, where the same times are ISO. */
export const messagesMeta = ({ state }: Simulation, conversation: ConversationRow) => ({
  labels: conversation.labels,
  additional_attributes: conversation.additionalAttributes,
  contact: pushContact(state.contacts.need(conversation.contactId)),
  ...(conversation.assigneeId === null ? {} : { assignee: pushUser(state.users.need(conversation.assigneeId)) }),
  agent_last_seen_at: isoOrNull(conversation.agentLastSeenAt),
  assignee_last_seen_at: isoOrNull(conversation.assigneeLastSeenAt)
})

/** The columns a fresh row has, as `changed_attributes` of the update that follows a creation lists them. */
export const creationAttributes = (simulation: Simulation, conversation: ConversationRow) => ({
  id: [null, conversation.databaseId],
  account_id: [null, simulation.state.accountId],
  inbox_id: [null, conversation.inboxId],
  contact_id: [null, conversation.contactId],
  contact_inbox_id: [null, conversation.contactInboxId],
  uuid: [null, conversation.uuid],
  last_activity_at: [null, iso(conversation.lastActivityAt)],
  created_at: [null, iso(conversation.createdAt)],
  updated_at: [null, iso(conversation.updatedAt)]
})
