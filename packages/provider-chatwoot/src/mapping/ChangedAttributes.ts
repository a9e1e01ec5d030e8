/**
 * `changed_attributes` of webhooks as changes. It comes as an array of one-key objects, as `null` or not at all; a plain object of the same
 * entries is read too. The column names behind it are the server's (`label_list`, `assignee_id`), the values keep the columns' types.
 *
 * Gotchas: right after creation all attributes are in it, `id` then being the database's id and not the display id; one attribute may
 * stand in it twice.
 */
import type { Change } from "@dragoman/core/domain"
import {
  difference,
  type Fact,
  type FieldMapping,
  isObject,
  textOf,
  timeOf,
  toChanges,
  toPhoneNumber,
  toTimestamp,
  unknownFact,
  type VendorChange,
  wordOf
} from "@dragoman/core/wire"
import { toContactId } from "./Contact.ts"
import { toConversationStatus, toPriority } from "./Conversation.ts"
import { toAgentId, toBotId, toTeamId } from "./Directory.ts"
import { toMessageStatus } from "./Message.ts"

/** An entry that cannot be read, and why. It costs no other. */
export interface UnreadChange {
  readonly problem: string
  readonly raw: unknown
}

export interface ReadChanges {
  /** `undefined`: the server does not tell what changed. */
  readonly changes: ReadonlyMap<string, VendorChange> | undefined
  readonly unread: ReadonlyArray<UnreadChange>
}

export const readChanges = (changedAttributes: unknown): ReadChanges => {
  if (changedAttributes === null || changedAttributes === undefined) return untold
  const changes = new Map<string, VendorChange>()
  const unread: Array<UnreadChange> = []
  const readElement = (element: unknown, index?: number) => {
    if (!isObject(element)) unread.push({ problem: `${pathOf(index)}: Expected object`, raw: element })
    else for (const [name, change] of Object.entries(element)) readChange(name, change, index)
  }
  const readChange = (name: string, change: unknown, index: number | undefined) => {
    if (!isObject(change) || !("previous_value" in change || "current_value" in change)) {
      const problem = `${pathOf(index)}.${name}: Expected { previous_value, current_value }`
      unread.push({ problem, raw: { [name]: change } })
      return
    }
    // Told twice, it went from the first `previous_value` to the last `current_value`.
    const told = changes.get(name)
    if ((change.previous_value ?? undefined) === undefined && (change.current_value ?? undefined) === undefined) return
    changes.set(name, {
      name,
      before: told === undefined ? change.previous_value : told.before,
      after: change.current_value
    })
  }
  if (Array.isArray(changedAttributes))
    for (const [index, element] of changedAttributes.entries()) readElement(element, index)
  else readElement(changedAttributes)
  return { changes, unread }
}

/** Only a problem names its place: most changes have none. */
const pathOf = (index: number | undefined): string =>
  index === undefined ? "changed_attributes" : `changed_attributes.${index}`

/** The vendor's own words for some of the changes: the `raw` of an event that is derived from them. */
export const rawChanges = (changes: ReadonlyArray<VendorChange>): unknown =>
  Object.fromEntries(changes.map(({ name, before, after }) => [name, { previous_value: before, current_value: after }]))

export const toConversationChanges = (changes: Iterable<VendorChange>): ReadonlyArray<Change> =>
  toChanges(mergeAssignee([...changes]), conversationFields)

export const toContactChanges = (changes: Iterable<VendorChange>): ReadonlyArray<Change> =>
  toChanges([...changes], contactFields)

export const toMessageChanges = (changes: Iterable<VendorChange>): ReadonlyArray<Change> =>
  toChanges([...changes], messageFields)

/** Who or what was assigned; an entry that goes from nobody to nobody is none. */
export const assignments = (changes: ReadonlyMap<string, VendorChange>): ReadonlyArray<VendorChange> =>
  ["assignee_id", "assignee_agent_bot_id", "team_id"].flatMap((name) => {
    const change = changes.get(name)
    return change === undefined || (change.before ?? undefined) === (change.after ?? undefined) ? [] : [change]
  })

/** One per label, each with the vendor's own entry as `raw`. */
export const labelFacts = ({ changes }: ReadChanges) => {
  const change = changes?.get("label_list")
  if (change === undefined) return []
  const { added, removed } = difference(labelsOf(change.before), labelsOf(change.after))
  const raw = rawChanges([change])
  return [
    ...added.map((tag) => ({ type: "tagged" as const, tag, raw })),
    ...removed.map((tag) => ({ type: "untagged" as const, tag, raw }))
  ]
}

/** Entries that could not be read, each a fact of its own. */
export const unreadFacts = ({ unread }: ReadChanges, event: string): ReadonlyArray<Fact> =>
  unread.map(({ problem, raw }) => unknownFact(raw, problem, event))

const labelsOf = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? [...new Set(value.filter((label) => typeof label === "string"))] : []

/** From an agent to a bot both columns change; it is one change of assignee. */
const mergeAssignee = (changes: ReadonlyArray<VendorChange>): ReadonlyArray<VendorChange> => {
  const agent = changes.find(({ name }) => name === "assignee_id")
  const bot = changes.find(({ name }) => name === "assignee_agent_bot_id")
  if (bot === undefined) return changes
  const merged = {
    name: "assignee",
    before: idReference(agent?.before, toAgentId) ?? idReference(bot.before, toBotId),
    after: idReference(agent?.after, toAgentId) ?? idReference(bot.after, toBotId)
  }
  return changes.flatMap((change) => (change === (agent ?? bot) ? [merged] : change === bot ? [] : [change]))
}

const idReference = (value: unknown, toId: (id: number) => string) =>
  typeof value === "number" ? { id: toId(value) } : undefined

const time = (value: unknown) => toTimestamp(timeOf(value))

const conversationFields: Readonly<Record<string, FieldMapping>> = {
  status: { field: "status", value: (value) => toConversationStatus(textOf(value)) },
  priority: { field: "priority", value: (value) => toPriority(textOf(value)) },
  snoozed_until: { field: "snoozedUntil", value: time },
  assignee: { field: "assignee" },
  assignee_id: { field: "assignee", value: (value) => idReference(value, toAgentId) },
  team_id: { field: "team", value: (value) => idReference(value, toTeamId) },
  label_list: { field: "tags" },
  custom_attributes: { field: "attributes" },
  contact_id: { field: "contactId", value: (value) => (typeof value === "number" ? toContactId(value) : undefined) },
  created_at: { field: "createdAt", value: time },
  updated_at: { field: "updatedAt", value: time },
  last_activity_at: { field: "lastActivityAt", value: time }
}

const contactFields: Readonly<Record<string, FieldMapping>> = {
  name: { field: "name", value: textOf },
  email: { field: "email", value: textOf },
  phone_number: { field: "phone", value: (value) => toPhoneNumber(textOf(value)) },
  identifier: { field: "externalId", value: textOf },
  blocked: { field: "blocked" },
  label_list: { field: "tags" },
  custom_attributes: { field: "attributes" },
  created_at: { field: "createdAt", value: time },
  updated_at: { field: "updatedAt", value: time },
  last_activity_at: { field: "lastActivityAt", value: time }
}

const messageFields: Readonly<Record<string, FieldMapping>> = {
  status: { field: "status", value: (value) => toMessageStatus(wordOf(value)) },
  created_at: { field: "createdAt", value: time }
}

const untold: ReadChanges = { changes: undefined, unread: [] }
