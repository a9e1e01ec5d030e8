/** Creating and changing conversations, and what each change announces: activity messages, `conversation_updated`, status events. */
import type {
  AgentBotRow,
  ContactInboxRow,
  ConversationRow,
  ConversationStatus,
  Hash,
  InboxRow,
  UserRow
} from "../Records.ts"
import { creationAttributes, webhookConversation } from "../render/Conversation.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { isoOrNull } from "../Times.ts"
import { activityLines, insertActivity } from "./Activity.ts"
import { applied, assign, type Changes, columnsOf } from "./Changes.ts"

export interface ConversationPatch {
  readonly status?: ConversationStatus | undefined
  readonly priority?: ConversationRow["priority"] | undefined
  readonly snoozedUntil?: number | null | undefined
  readonly assigneeId?: number | null | undefined
  readonly assigneeBotId?: number | null | undefined
  readonly teamId?: number | null | undefined
  readonly labels?: ReadonlyArray<string> | undefined
  readonly customAttributes?: Hash | undefined
  readonly additionalAttributes?: Hash | undefined
  readonly firstReplyCreatedAt?: number | undefined
  readonly waitingSince?: number | null | undefined
}

/** Who changes something: their name stands in the activity message. */
export type Actor = UserRow | AgentBotRow | undefined

/** An active bot makes conversations start, and reopen, as pending. */
export const hasActiveBot = ({ state }: Simulation, inbox: InboxRow): boolean =>
  inbox.agentBotId !== null && state.agentBots.get(inbox.agentBotId) !== undefined

export const insertConversation = (
  simulation: Simulation,
  contactInbox: ContactInboxRow,
  fields: ConversationPatch
): ConversationRow => {
  const { state } = simulation
  const now = simulation.now()
  const conversation = state.conversations.insert((id) => ({
    id,
    databaseId: 1000 + id,
    uuid: state.random.uuid(),
    inboxId: contactInbox.inboxId,
    contactId: contactInbox.contactId,
    contactInboxId: contactInbox.id,
    status: startingStatus(simulation, contactInbox, fields.status),
    priority: fields.priority ?? null,
    snoozedUntil: fields.snoozedUntil ?? null,
    assigneeId: fields.assigneeId ?? null,
    assigneeBotId: null,
    teamId: fields.teamId ?? null,
    labels: [],
    additionalAttributes: fields.additionalAttributes ?? {},
    customAttributes: fields.customAttributes ?? {},
    agentLastSeenAt: null,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    firstReplyCreatedAt: null,
    waitingSince: now,
    lastActivityAt: now,
    createdAt: now,
    updatedAt: now
  }))
  announce(simulation, conversation, "conversation_created", ["account", "inbox"])
  // The server saves a new conversation twice, and the second update reports everything the first one set.
  announce(simulation, conversation, "conversation_updated", everyone, creationChanges(simulation, conversation))
  return conversation
}

/** A blocked contact's conversation starts resolved, one with a bot pending: both override what the caller asked for. */
const startingStatus = (
  simulation: Simulation,
  contactInbox: ContactInboxRow,
  asked: ConversationStatus | undefined
): ConversationStatus => {
  const { state } = simulation
  if (state.contacts.need(contactInbox.contactId).blocked) return "resolved"
  return hasActiveBot(simulation, state.inboxes.need(contactInbox.inboxId)) ? "pending" : (asked ?? "open")
}

/** Writes, then announces what changed. */
export const changeConversation = (
  simulation: Simulation,
  conversation: ConversationRow,
  patch: ConversationPatch,
  actor?: Actor
): void => {
  const changes = applied(
    () => columns(conversation),
    () => {
      assign(conversation, patch)
      if (conversation.status !== "snoozed") conversation.snoozedUntil = null
    }
  )
  if (changes.length === 0) return
  conversation.updatedAt = simulation.now()
  for (const line of activityLines(simulation, conversation, changes, actor))
    insertActivity(simulation, conversation, line)
  if (columnsOf(changes).includes("status")) announceStatus(simulation, conversation)
  announce(simulation, conversation, "conversation_updated", everyone, changes)
}

/** New status, old status unknown: `changed_attributes` is `null` here, and the parallel `conversation_updated` has them. */
const announceStatus = (simulation: Simulation, conversation: ConversationRow): void => {
  announce(simulation, conversation, "conversation_status_changed", everyone, null)
  if (conversation.status === "open") announce(simulation, conversation, "conversation_opened", ["bot"])
  if (conversation.status === "resolved") announce(simulation, conversation, "conversation_resolved", ["bot"])
}

const everyone: Notice["audience"] = ["account", "inbox", "bot"]

const announce = (
  simulation: Simulation,
  conversation: ConversationRow,
  event: string,
  audience: Notice["audience"],
  changes?: Changes | null
): void =>
  simulation.publish({
    event,
    audience,
    conversationId: conversation.id,
    payload: () => ({
      ...webhookConversation(simulation, conversation),
      ...(changes === undefined ? {} : { changed_attributes: changes })
    })
  })

const columns = (conversation: ConversationRow): Hash => ({
  status: conversation.status,
  priority: conversation.priority,
  snoozed_until: isoOrNull(conversation.snoozedUntil),
  assignee_id: conversation.assigneeId,
  assignee_agent_bot_id: conversation.assigneeBotId,
  team_id: conversation.teamId,
  label_list: conversation.labels,
  custom_attributes: conversation.customAttributes,
  first_reply_created_at: isoOrNull(conversation.firstReplyCreatedAt),
  waiting_since: isoOrNull(conversation.waitingSince)
})

const creationChanges = (simulation: Simulation, conversation: ConversationRow): Changes =>
  Object.entries({ ...creationAttributes(simulation, conversation), status: [null, conversation.status] }).map(
    ([column, [previous, current]]) => ({ [column]: { previous_value: previous, current_value: current } })
  )

/** Without a conversation to continue, inboxes that lock to one give the contact's last one again. */
export const lockedConversation = (
  simulation: Simulation,
  contactInbox: ContactInboxRow
): ConversationRow | undefined => {
  const { state } = simulation
  if (!state.inboxes.need(contactInbox.inboxId).lockToSingleConversation) return undefined
  return state.conversations.all().findLast((row) => row.contactInboxId === contactInbox.id)
}

/** Someone types, or stopped to. */
export const announceTyping = (
  simulation: Simulation,
  conversation: ConversationRow,
  typing: { readonly on: boolean; readonly user: object; readonly isPrivate: boolean }
): void =>
  simulation.publish({
    event: typing.on ? "conversation_typing_on" : "conversation_typing_off",
    audience: ["account", "inbox"],
    conversationId: conversation.id,
    payload: () => ({
      user: typing.user,
      conversation: webhookConversation(simulation, conversation),
      is_private: typing.isPrivate
    })
  })
