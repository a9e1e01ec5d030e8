/** What a webhook tells of the things around its fact: the conversation, the contact, the account, the time. */
import type { ContactSnapshot, ConversationId, ConversationSnapshot, Timestamp } from "@dragoman/core/domain"
import { type Fact, unknownFact } from "@dragoman/core/wire"
import type { WebhookConversation } from "../api/webhooks/Objects.ts"
import { toContact } from "./Contact.ts"
import { toConversationSnapshot } from "./Conversation.ts"
import { toAgentId, type WireId } from "./Ids.ts"

/** What the envelope tells of every event. */
export interface Told {
  /** Of the event, in the spelling of v2. */
  readonly name: string
  readonly occurredAt: Timestamp | undefined
  /** From v1, which has no events for labels. */
  readonly legacy: boolean
  /** The whole delivery. */
  readonly body: unknown
}

export interface ConversationData {
  readonly conversation: ConversationSnapshot
  readonly contact?: ContactSnapshot
}

/** The conversation and its contact. A message's conversation names its assignee by the id alone, and its inbox not at all. */
export const toConversationData = (
  id: ConversationId,
  wire: WebhookConversation,
  inboxId: WireId | null | undefined = wire.inbox_id
): ConversationData => {
  const snapshot = toConversationSnapshot(wire, id, inboxId)
  const { assignee_id, meta } = wire
  const conversation =
    snapshot.assignee !== undefined || assignee_id === null || assignee_id === undefined
      ? snapshot
      : { ...snapshot, assignee: { id: toAgentId(assignee_id) } }
  const sender = meta?.sender
  return sender === null || sender === undefined ? { conversation } : { conversation, contact: toContact(sender) }
}

export const toVendorAccount = (id: WireId | null | undefined): string | undefined =>
  id === null || id === undefined ? undefined : String(id)

/** What of a delivery could not be read: a fact of its own, that costs no other. */
export const unreadFact = (raw: unknown, problem: string, { name, occurredAt }: Told): Fact => ({
  ...unknownFact(raw, problem, name),
  occurredAt
})

/** A report of a conversation that does not say which. */
export const unnamed = (told: Told): Fact =>
  unreadFact(told.body, "data: Expected one of display_id, conversation_id, id", told)
