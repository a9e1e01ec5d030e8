/**
 * `changes` of `conversation.updated` and `contact.updated`, `{ <key>: { from, to } }`, as changes. The keys are the vendor's (`assignee_id`,
 * `labels`), the values have the types of its columns.
 */
import type { Change } from "@dragoman/core/domain"
import {
  type Fact,
  type FieldMapping,
  isObject,
  present,
  textOf,
  toChanges,
  toPhoneNumber,
  type VendorChange,
  wordOf
} from "@dragoman/core/wire"
import { toConversationStatus, toPriority } from "./Conversation.ts"
import { type ConversationKeys, toAgentId, toContactId, toTeamId } from "./Ids.ts"
import { type Told, unreadFact } from "./Surroundings.ts"
import { toTime } from "./Time.ts"

export interface ReadChanges {
  /** `undefined`: the report does not tell what changed. */
  readonly changes: ReadonlyArray<VendorChange> | undefined
  /** Entries that cannot be read, and why. They cost no other. */
  readonly unread: ReadonlyArray<{ readonly problem: string; readonly raw: unknown }>
}

/** An entry that goes from nothing to nothing is none. */
export const readChanges = (wire: unknown): ReadChanges => {
  if (wire === null || wire === undefined) return untold
  if (!isObject(wire)) return { ...untold, unread: [{ problem: "data.changes: Expected object", raw: wire }] }
  const changes: Array<VendorChange> = []
  const unread: Array<{ readonly problem: string; readonly raw: unknown }> = []
  for (const [name, entry] of Object.entries(wire)) {
    if (!isObject(entry) || !("from" in entry || "to" in entry)) {
      unread.push({ problem: `data.changes.${name}: Expected { from, to }`, raw: { [name]: entry } })
    } else if ((entry.from ?? undefined) !== undefined || (entry.to ?? undefined) !== undefined) {
      changes.push({ name, before: entry.from, after: entry.to })
    }
  }
  return { changes, unread }
}

export const changeOf = ({ changes }: ReadChanges, name: string): VendorChange | undefined =>
  changes?.find((change) => change.name === name)

/** The vendor's own report of one change, with the ids of what it is about: the `raw` of an event that is derived from it. */
export const rawChanges = (
  { conversation_id, display_id, id }: ConversationKeys,
  changes: ReadonlyArray<VendorChange>
): unknown =>
  present({
    id,
    display_id,
    conversation_id,
    changes: Object.fromEntries(changes.map(({ after, before, name }) => [name, { from: before, to: after }]))
  })

export const toConversationChanges = (changes: ReadonlyArray<VendorChange>): ReadonlyArray<Change> =>
  toChanges(changes, conversationFields)

export const toContactChanges = (changes: ReadonlyArray<VendorChange>): ReadonlyArray<Change> =>
  toChanges(changes, contactFields)

/** Entries that could not be read, each a fact of its own. */
export const unreadFacts = ({ unread }: ReadChanges, told: Told): ReadonlyArray<Fact> =>
  unread.map(({ problem, raw }) => unreadFact(raw, problem, told))

const reference = (toId: (id: string) => string) => (value: unknown) => {
  const id = wordOf(value)
  return id === undefined ? undefined : { id: toId(id) }
}

const toId = (value: unknown) => {
  const id = wordOf(value)
  return id === undefined ? undefined : toContactId(id)
}

const conversationFields: Readonly<Record<string, FieldMapping>> = {
  status: { field: "status", value: (value) => toConversationStatus(textOf(value)) },
  priority: { field: "priority", value: (value) => toPriority(textOf(value)) },
  snoozed_until: { field: "snoozedUntil", value: toTime },
  assignee_id: { field: "assignee", value: reference(toAgentId) },
  team_id: { field: "team", value: reference(toTeamId) },
  labels: { field: "tags" },
  custom_attributes: { field: "attributes" },
  contact_id: { field: "contactId", value: toId },
  can_reply: { field: "canReply" },
  created_at: { field: "createdAt", value: toTime },
  updated_at: { field: "updatedAt", value: toTime },
  last_activity_at: { field: "lastActivityAt", value: toTime }
}

const contactFields: Readonly<Record<string, FieldMapping>> = {
  name: { field: "name", value: textOf },
  email: { field: "email", value: textOf },
  phone_number: { field: "phone", value: (value) => toPhoneNumber(textOf(value)) },
  identifier: { field: "externalId", value: textOf },
  thumbnail: { field: "avatarUrl", value: textOf },
  blocked: { field: "blocked" },
  custom_attributes: { field: "attributes" },
  created_at: { field: "createdAt", value: toTime },
  updated_at: { field: "updatedAt", value: toTime },
  last_activity_at: { field: "lastActivityAt", value: toTime }
}

const untold: ReadChanges = { changes: undefined, unread: [] }
