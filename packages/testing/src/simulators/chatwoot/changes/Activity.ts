/** The grey lines in a conversation's history. They are messages of type 2: listed and paged like the others, never in a webhook. */
import type { ConversationRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import type { Changes } from "./Changes.ts"
import type { Actor } from "./Conversations.ts"

export const insertActivity = ({ now, state }: Simulation, conversation: ConversationRow, content: string): void => {
  const time = now()
  state.messages.insert((id) => ({
    id,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    content,
    type: 2,
    contentType: "text",
    contentAttributes: {},
    additionalAttributes: {},
    status: "sent",
    private: false,
    sourceId: null,
    senderType: null,
    senderId: null,
    attachments: [],
    createdAt: time,
    updatedAt: time
  }))
  conversation.lastActivityAt = time
}

/** One line per change that the server writes down. Without an actor (the system, a customer) only status changes are. */
export const activityLines = (
  { state }: Simulation,
  conversation: ConversationRow,
  changes: Changes,
  actor: Actor
): ReadonlyArray<string> => {
  const by = actor === undefined ? "" : ` by ${actor.name}`
  return changes.flatMap((change) =>
    Object.entries(change).flatMap(([column, { current_value, previous_value }]) => {
      if (column === "status") return [statusLine(conversation, by)]
      if (actor === undefined) return []
      if (column === "assignee_id") {
        const assignee = conversation.assigneeId === null ? undefined : state.users.get(conversation.assigneeId)
        return [assignee === undefined ? `Conversation unassigned${by}` : `Assigned to ${assignee.name}${by}`]
      }
      if (column === "team_id") {
        const team = conversation.teamId === null ? undefined : state.teams.get(conversation.teamId)
        return [team === undefined ? `Unassigned from team${by}` : `Assigned to ${team.name}${by}`]
      }
      if (column === "priority") return [`${actor.name} set the priority to ${String(current_value ?? "none")}`]
      return column === "label_list" ? labelLines(actor.name, previous_value, current_value) : []
    })
  )
}

const statusLine = (conversation: ConversationRow, by: string): string => {
  if (conversation.status === "open") return `Conversation was reopened${by}`
  return conversation.status === "pending"
    ? `Conversation was marked as pending${by}`
    : `Conversation was ${conversation.status === "resolved" ? "marked resolved" : "snoozed"}${by}`
}

const labelLines = (name: string, before: unknown, after: unknown): ReadonlyArray<string> => {
  const old = Array.isArray(before) ? before.map(String) : []
  const current = Array.isArray(after) ? after.map(String) : []
  const added = current.filter((label) => !old.includes(label))
  const removed = old.filter((label) => !current.includes(label))
  return [
    ...(added.length === 0 ? [] : [`${name} added ${added.join(", ")}`]),
    ...(removed.length === 0 ? [] : [`${name} removed ${removed.join(", ")}`])
  ]
}
