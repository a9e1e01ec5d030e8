/** Which conversations a list asks for, and in which order (`conversation_finder.rb`). The default shows open ones only. */
import { Effect } from "effect"
import { seesConversation } from "./Authentication.ts"
import type { Call } from "./Endpoint.ts"
import type { Filterable } from "./Filter.ts"
import type { ConversationRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { State } from "./State.ts"
import { iso } from "./Times.ts"

const statuses = ["open", "resolved", "pending", "snoozed", "all"]

/** Everything but the `assignee_type` filter, which the counts ignore. */
export const matching = (call: Call): Effect.Effect<ReadonlyArray<ConversationRow>, Reply.Refusal> => {
  const { caller, query } = call
  const { state } = call.simulation
  const status = query.get("status") ?? "open"
  if (!statuses.includes(status)) return Effect.fail(Reply.internalServerError)
  const labels = [...query.getAll("labels[]"), ...query.getAll("labels")]
  const words = query.get("q")?.toLowerCase()
  const since = query.has("updated_within") ? call.now - Number(query.get("updated_within")) * 1000 : undefined
  return Effect.succeed(
    state.conversations.filter(
      (row) =>
        seesConversation(state, caller, row) &&
        (status === "all" || row.status === status) &&
        sameId(query.get("inbox_id"), row.inboxId) &&
        sameId(query.get("team_id"), row.teamId) &&
        (labels.length === 0 || labels.some((label) => row.labels.includes(label))) &&
        (since === undefined || row.updatedAt > since) &&
        hasSource(state, row, query.get("source_id")) &&
        hasWords(state, row, words) &&
        isOfType(call, row, query.get("conversation_type"))
    )
  )
}

export const withAssignee = ({ caller, query }: Call, rows: ReadonlyArray<ConversationRow>) => {
  switch (query.get("assignee_type")) {
    case "me":
      return rows.filter((row) => caller.type === "user" && row.assigneeId === caller.user.id)
    case "unassigned":
      return rows.filter((row) => row.assigneeId === null)
    case "assigned":
      return rows.filter((row) => row.assigneeId !== null)
    default:
      return rows
  }
}

export const inOrder = (rows: ReadonlyArray<ConversationRow>, sortBy: string): ReadonlyArray<ConversationRow> => {
  const [, key = "last_activity_at", direction = "desc"] = /^(.+)_(asc|desc)$/.exec(sortBy) ?? []
  const read = sortKeys[key] ?? sortKeys.last_activity_at ?? (() => 0)
  const sign = direction === "asc" ? 1 : -1
  return rows.toSorted((one, other) => sign * (read(one) - read(other)) || sign * (one.id - other.id))
}

const priorities = ["low", "medium", "high", "urgent"]

const sortKeys: Readonly<Record<string, (row: ConversationRow) => number>> = {
  last_activity_at: (row) => row.lastActivityAt,
  created_at: (row) => row.createdAt,
  priority: (row) => (row.priority === null ? -1 : priorities.indexOf(row.priority)),
  waiting_since: (row) => row.waitingSince ?? Number.MAX_SAFE_INTEGER
}

const sameId = (wanted: string | null, id: number | null): boolean => wanted === null || wanted === String(id)

const hasSource = (state: State, row: ConversationRow, sourceId: string | null): boolean =>
  sourceId === null || state.contactInboxes.need(row.contactInboxId).sourceId === sourceId

const hasWords = (state: State, row: ConversationRow, words: string | undefined): boolean =>
  words === undefined ||
  words === "" ||
  state.messages.of(row.id).some((message) => message.content?.toLowerCase().includes(words) ?? false)

/** Nobody is ever mentioned here; an agent participates in what was assigned to them. */
const isOfType = (call: Call, row: ConversationRow, type: string | null): boolean => {
  if (type === "mention") return false
  if (type === "participating") return call.caller.type === "user" && row.assigneeId === call.caller.user.id
  return type !== "unattended" || row.firstReplyCreatedAt === null || row.waitingSince !== null
}

export const filterableConversation: Filterable<ConversationRow> = {
  keys: [
    "status",
    "assignee_id",
    "inbox_id",
    "team_id",
    "contact_id",
    "priority",
    "display_id",
    "campaign_id",
    "labels",
    "browser_language",
    "conversation_language",
    "referer",
    "created_at",
    "last_activity_at",
    "mail_subject"
  ],
  custom: (row) => row.customAttributes,
  read: (row, key) => {
    switch (key) {
      case "status":
        return row.status
      case "assignee_id":
        return row.assigneeId
      case "inbox_id":
        return row.inboxId
      case "team_id":
        return row.teamId
      case "contact_id":
        return row.contactId
      case "priority":
        return row.priority
      case "display_id":
        return row.id
      case "labels":
        return row.labels
      case "created_at":
        return iso(row.createdAt)
      case "last_activity_at":
        return iso(row.lastActivityAt)
      default:
        return String(row.additionalAttributes[key] ?? "")
    }
  }
}
