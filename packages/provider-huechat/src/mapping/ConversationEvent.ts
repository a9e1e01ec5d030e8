/**
 * Conversation events as facts.
 *
 * A status and a label have events of their own, so that neither is derived from `conversation.updated`, which by its text tells of labels and
 * not of statuses and of either in fact (huechat-wire 42). Assignments have none and are derived. v1 has no events for labels: from its updates
 * they are derived too.
 */
import { difference, type Fact, present, toText } from "@dragoman/core/wire"
import type {
  ConversationCreated,
  ConversationLabel,
  ConversationStatusChanged,
  ConversationUpdated
} from "../api/webhooks/Events.ts"
import {
  changeOf,
  type ReadChanges,
  rawChanges,
  readChanges,
  toConversationChanges,
  unreadFacts
} from "./ChangedFields.ts"
import { toConversationStatus } from "./Conversation.ts"
import { toConversationId } from "./Ids.ts"
import {
  type ConversationData,
  type Told,
  toConversationData,
  toVendorAccount,
  unnamed,
  unreadFact
} from "./Surroundings.ts"
import { toTime } from "./Time.ts"

export const conversationCreated = (payload: ConversationCreated, told: Told): ReadonlyArray<Fact> => {
  const id = toConversationId(payload)
  if (id === undefined) return [unnamed(told)]
  return [
    {
      type: "conversation.created",
      key: id,
      occurredAt: told.occurredAt ?? toTime(payload.created_at),
      vendorAccount: toVendorAccount(payload.account_id),
      data: toConversationData(id, payload),
      raw: payload
    }
  ]
}

/** A word of a later release leaves the status out; `raw` has it. */
export const conversationStatusChanged = (payload: ConversationStatusChanged, told: Told): ReadonlyArray<Fact> => {
  const id = toConversationId(payload)
  if (id === undefined) return [unnamed(told)]
  const status = toText(payload.current_status) ?? toText(payload.status)
  if (status === undefined) return [unreadFact(told.body, "data.current_status: Missing key", told)]
  const conversation = present({
    id,
    status: toConversationStatus(status),
    snoozedUntil: toTime(payload.snoozed_until)
  })
  const previousStatus = toConversationStatus(payload.previous_status)
  return [
    {
      type: "conversation.status_changed",
      occurredAt: told.occurredAt,
      vendorAccount: toVendorAccount(payload.account_id),
      data: present({ conversation, previousStatus }),
      raw: payload
    }
  ]
}

export const conversationUpdated = (payload: ConversationUpdated, told: Told): ReadonlyArray<Fact> => {
  const { account_id, conversation_id, display_id, id: ownId } = payload
  const current = payload.current ?? payload
  const id = toConversationId({
    display_id: display_id ?? current.display_id,
    conversation_id: conversation_id ?? current.conversation_id,
    id: ownId ?? current.id
  })
  if (id === undefined) return [unnamed(told)]
  const read = readChanges(payload.changes)
  const data = toConversationData(id, current)
  const shared = { occurredAt: told.occurredAt, vendorAccount: toVendorAccount(account_id ?? current.account_id) }
  const updated: Fact = {
    ...shared,
    type: "conversation.updated",
    data: read.changes === undefined ? data : { ...data, changes: toConversationChanges(read.changes) },
    raw: payload
  }
  const update: Update = { data, payload, shared }
  return [
    updated,
    ...assignmentFacts(read, update),
    ...(told.legacy ? labelFacts(read, update) : []),
    ...unreadFacts(read, told)
  ]
}

export const conversationLabel =
  (type: "conversation.tagged" | "conversation.untagged") =>
  (payload: ConversationLabel, told: Told): ReadonlyArray<Fact> => {
    const id = toConversationId(payload)
    if (id === undefined) return [unnamed(told)]
    return [
      {
        type,
        occurredAt: told.occurredAt,
        vendorAccount: toVendorAccount(payload.account_id),
        data: { conversation: present({ id, tags: payload.all_labels ?? undefined }), tag: payload.label },
        raw: payload
      }
    ]
  }

/** What the facts that an update tells besides itself have in common. */
interface Update {
  readonly data: ConversationData
  readonly payload: ConversationUpdated
  readonly shared: Pick<Fact, "occurredAt" | "vendorAccount">
}

const assignmentFacts = (read: ReadChanges, { data, payload, shared }: Update): ReadonlyArray<Fact> => {
  const assigned = read.changes?.filter(({ name }) => name === "assignee_id" || name === "team_id") ?? []
  if (assigned.length === 0) return []
  const changes = toConversationChanges(assigned)
  return [{ ...shared, type: "conversation.assigned", data: { ...data, changes }, raw: rawChanges(payload, assigned) }]
}

const labelFacts = (read: ReadChanges, { data, payload, shared }: Update): ReadonlyArray<Fact> => {
  const change = changeOf(read, "labels")
  if (change === undefined) return []
  const { added, removed } = difference(labelsOf(change.before), labelsOf(change.after))
  const raw = rawChanges(payload, [change])
  return [
    ...added.map((tag): Fact => ({ ...shared, type: "conversation.tagged", data: { ...data, tag }, raw })),
    ...removed.map((tag): Fact => ({ ...shared, type: "conversation.untagged", data: { ...data, tag }, raw }))
  ]
}

const labelsOf = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? [...new Set(value.filter((label) => typeof label === "string"))] : []
