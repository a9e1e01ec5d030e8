/**
 * Making and changing conversations, and what each change announces: `status_changed` for the status, `updated` for all else, a label
 * event for each label besides, and the lines of activity that agents read.
 */
import { Effect } from "effect"
import type { ConversationRow, Hash } from "../Records.ts"
import { toConversationEvent, toCurrentConversation } from "../render/Conversation.ts"
import { type Actor, actorOf, type Simulation } from "../Simulation.ts"
import { agentIn } from "../State.ts"
import { isoOrNull } from "../Times.ts"
import { applied, assign, type Changes } from "./Changes.ts"
import { insertActivity } from "./Messages.ts"

export interface ConversationPatch {
  readonly status?: ConversationRow["status"] | undefined
  readonly priority?: ConversationRow["priority"] | undefined
  readonly snoozedUntil?: number | null | undefined
  readonly assigneeId?: number | null | undefined
  readonly teamId?: number | null | undefined
  readonly labels?: ReadonlyArray<string> | undefined
  readonly muted?: boolean | undefined
  readonly participantIds?: ReadonlyArray<number> | undefined
  readonly customAttributes?: Hash | undefined
  readonly additionalAttributes?: Hash | undefined
}

export interface NewConversation extends ConversationPatch {
  readonly inboxId: number
  readonly contactId: number
  readonly sourceId?: string | null
}

export const insertConversation = (simulation: Simulation, fields: NewConversation): ConversationRow => {
  const { state } = simulation
  const now = simulation.now()
  const conversation = state.conversations.insert((id) => ({
    id,
    uuid: state.random.uuid(),
    inboxId: fields.inboxId,
    contactId: fields.contactId,
    sourceId: fields.sourceId ?? null,
    status: fields.status ?? "open",
    priority: fields.priority ?? null,
    assigneeId: fields.assigneeId ?? null,
    teamId: fields.teamId ?? null,
    labels: fields.labels ?? [],
    participantIds: [],
    muted: false,
    snoozedUntil: fields.snoozedUntil ?? null,
    additionalAttributes: fields.additionalAttributes ?? {},
    customAttributes: fields.customAttributes ?? {},
    agentLastSeenAt: null,
    firstReplyCreatedAt: null,
    waitingSince: null,
    lastActivityAt: now,
    createdAt: now,
    updatedAt: now
  }))
  const data = toConversationEvent(simulation, conversation)
  simulation.publish({ event: "conversation.created", inboxId: conversation.inboxId, data })
  wakeLater(simulation, conversation)
  return conversation
}

export const changeConversation = (
  simulation: Simulation,
  conversation: ConversationRow,
  patch: ConversationPatch,
  actor: Actor | null
): void => {
  const previous = { status: conversation.status, labels: conversation.labels }
  const changes = applied(
    () => fieldsOf(conversation),
    () => {
      assign(conversation, patch)
      if (conversation.status !== "snoozed") conversation.snoozedUntil = null
    }
  )
  const { status, ...others } = changes
  if (Object.keys(changes).length > 0) conversation.updatedAt = simulation.now()
  if (status !== undefined) announceStatus(simulation, conversation, previous.status, actor)
  if (Object.keys(others).length > 0) announceUpdate(simulation, conversation, others)
  announceLabels(simulation, conversation, previous.labels, actor)
  for (const line of activityLines(simulation, changes, actor)) insertActivity(simulation, conversation, line)
  if (patch.snoozedUntil !== undefined) wakeLater(simulation, conversation)
}

/** `snoozed_until` goes with the status and has no event of its own. */
const fieldsOf = (conversation: ConversationRow): Hash => ({
  status: conversation.status,
  priority: conversation.priority,
  assignee_id: conversation.assigneeId,
  team_id: conversation.teamId,
  labels: conversation.labels,
  muted: conversation.muted,
  participants: conversation.participantIds,
  custom_attributes: conversation.customAttributes,
  additional_attributes: conversation.additionalAttributes
})

const announceStatus = (
  simulation: Simulation,
  conversation: ConversationRow,
  previousStatus: ConversationRow["status"],
  actor: Actor | null
): void =>
  simulation.publish({
    event: "conversation.status_changed",
    inboxId: conversation.inboxId,
    data: {
      id: conversation.id,
      display_id: conversation.id,
      previous_status: previousStatus,
      current_status: conversation.status,
      changed_by: actorOf(actor),
      snoozed_until: isoOrNull(conversation.snoozedUntil)
    }
  })

const announceUpdate = (simulation: Simulation, conversation: ConversationRow, changes: Changes): void =>
  simulation.publish({
    event: "conversation.updated",
    inboxId: conversation.inboxId,
    data: {
      id: conversation.id,
      display_id: conversation.id,
      changes,
      current: toCurrentConversation(simulation, conversation)
    }
  })

const announceLabels = (
  simulation: Simulation,
  { id, inboxId, labels }: ConversationRow,
  previous: ReadonlyArray<string>,
  actor: Actor | null
): void => {
  const tell = (event: string, label: string, by: "added_by" | "removed_by") =>
    simulation.publish({
      event,
      inboxId,
      data: { conversation_id: id, display_id: id, label, all_labels: labels, [by]: actorOf(actor) }
    })
  for (const label of labels) if (!previous.includes(label)) tell("conversation.label_added", label, "added_by")
  for (const label of previous) if (!labels.includes(label)) tell("conversation.label_removed", label, "removed_by")
}

const activityLines = ({ state }: Simulation, changes: Changes, actor: Actor | null): ReadonlyArray<string> => {
  const by = actor?.name ?? "System"
  const assignee = changes.assignee_id
  const name = typeof assignee?.to === "number" ? agentIn(state, assignee.to)?.name : undefined
  return [
    ...(changes.status === undefined ? [] : [`Conversation was marked ${String(changes.status.to)} by ${by}`]),
    ...(changes.priority === undefined ? [] : [`${by} set the priority to ${String(changes.priority.to ?? "none")}`]),
    ...(assignee === undefined
      ? []
      : [name === undefined ? `Conversation unassigned by ${by}` : `Assigned to ${name} by ${by}`])
  ]
}

/** When its time comes, a conversation that is still snoozed until then opens. */
const wakeLater = (simulation: Simulation, conversation: ConversationRow): void => {
  const until = conversation.snoozedUntil
  if (until === null) return
  const wake = Effect.sync(() => {
    const isThere = simulation.state.conversations.get(conversation.id) !== undefined
    if (!isThere || conversation.status !== "snoozed" || conversation.snoozedUntil !== until) return
    changeConversation(simulation, conversation, { status: "open" }, null)
  })
  simulation.background(Effect.delay(wake, Math.max(0, until - simulation.now())))
}
