/**
 * Conversation events and typing as facts.
 *
 * Labels and assignments have no event of their own at Chatwoot: they are derived from `conversation_updated`. A status has one
 * (`conversation_status_changed`), so that it is not derived again; there the server forgets to tell the old status, which stays in the
 * `changes` of the parallel `conversation.updated`.
 */
import { type Fact, textOf, timeOf, toTimestamp } from "@dragoman/core/wire"
import type { ConversationEvent, TypingEvent } from "../api/webhooks/Events.ts"
import {
  assignments,
  labelFacts,
  type ReadChanges,
  rawChanges,
  readChanges,
  toConversationChanges,
  unreadFacts
} from "./ChangedAttributes.ts"
import { toContact } from "./Contact.ts"
import { toConversationStatus } from "./Conversation.ts"
import { isContact, toTypist } from "./Message.ts"
import { toConversationData, toVendorAccount } from "./Surroundings.ts"

export const conversationCreated = (payload: ConversationEvent): ReadonlyArray<Fact> => {
  const data = toConversationData(payload)
  return [
    {
      type: "conversation.created",
      key: data.conversation.id,
      occurredAt: toTimestamp(payload.created_at),
      vendorAccount: toVendorAccount(payload, payload),
      data,
      raw: payload
    }
  ]
}

export const conversationUpdated = (payload: ConversationEvent): ReadonlyArray<Fact> => {
  const told = readChanges(payload.changed_attributes)
  const data = toConversationData(payload)
  const shared = { occurredAt: updatedAt(payload, told), vendorAccount: toVendorAccount(payload, payload) }
  const updated: Fact = {
    ...shared,
    type: "conversation.updated",
    data: told.changes === undefined ? data : { ...data, changes: toConversationChanges(told.changes.values()) },
    raw: payload
  }
  return [
    updated,
    ...labelFacts(told).map(
      (fact): Fact => ({
        ...shared,
        type: `conversation.${fact.type}`,
        data: { ...data, tag: fact.tag },
        raw: fact.raw
      })
    ),
    ...assignmentFacts(told, data, shared),
    ...unreadFacts(told, payload.event)
  ]
}

/** A server that tells the old status (none that is known does) gets it into `previousStatus`. */
export const conversationStatusChanged = (payload: ConversationEvent): ReadonlyArray<Fact> => {
  const told = readChanges(payload.changed_attributes)
  const data = toConversationData(payload)
  const previousStatus = toConversationStatus(textOf(told.changes?.get("status")?.before))
  const changed: Fact = {
    type: "conversation.status_changed",
    occurredAt: updatedAt(payload, told),
    vendorAccount: toVendorAccount(payload, payload),
    data: previousStatus === undefined ? data : { ...data, previousStatus },
    raw: payload
  }
  return [changed, ...unreadFacts(told, payload.event)]
}

/** `is_private` stays in `raw`: a note that is being written is typing all the same. */
export const typing =
  (type: "typing.started" | "typing.stopped") =>
  (payload: TypingEvent): ReadonlyArray<Fact> => {
    const { user } = payload
    const byContact = user !== null && user !== undefined && isContact(user)
    const data = toConversationData(payload.conversation, byContact ? toContact(user) : undefined)
    return [
      {
        type,
        vendorAccount: toVendorAccount(byContact ? user : payload.conversation, payload.conversation),
        data: {
          ...data,
          ...(user === null || user === undefined ? {} : { author: toTypist(user) })
        },
        raw: payload
      }
    ]
  }

const assignmentFacts = (
  { changes }: ReadChanges,
  data: ReturnType<typeof toConversationData>,
  shared: Pick<Fact, "occurredAt" | "vendorAccount">
): ReadonlyArray<Fact> => {
  const assigned = changes === undefined ? [] : assignments(changes)
  if (assigned.length === 0) return []
  const fact: Fact = {
    ...shared,
    type: "conversation.assigned",
    data: { ...data, changes: toConversationChanges(assigned) },
    raw: rawChanges(assigned)
  }
  return [fact]
}

/** `updated_at` of the conversation came with 4.0.2; before, only the changes have it. */
const updatedAt = (payload: ConversationEvent, { changes }: ReadChanges) =>
  toTimestamp(payload.updated_at) ?? toTimestamp(timeOf(changes?.get("updated_at")?.after))
