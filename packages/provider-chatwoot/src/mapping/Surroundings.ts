/**
 * What a webhook tells of the things around its fact: the conversation, the contact, the account, and the state of a message that happens
 * to be the conversation's last one.
 *
 * Gotcha: `conversation.messages[0]` is the last public message when the job ran and often *another* one than the event's. Nothing is read
 * from it unless the ids are equal, but for the account's id, which older servers tell nowhere else.
 */
import type { ContactSnapshot, ConversationSnapshot } from "@dragoman/core/domain"
import { asObject, type Fact, fitOf, type JsonObject, textOf, timeOf, unknownFact, wordOf } from "@dragoman/core/wire"
import { WebhookConversation } from "../api/webhooks/Objects.ts"
import { type ContactSource, toContact } from "./Contact.ts"
import { type ConversationSource, toConversationSnapshot } from "./Conversation.ts"

/** A conversation inside another payload, checked by itself: a broken one is a fact of its own and does not cost the event. */
export interface NestedConversation {
  readonly wire: WebhookConversation | undefined
  readonly unread: ReadonlyArray<Fact>
}

export const readConversation = (json: unknown, path: string, event: string): NestedConversation => {
  if (json === null || json === undefined) return noConversation
  if (conversationFit.is(json)) return { wire: json, unread: [] }
  return { wire: undefined, unread: [unknownFact(json, conversationFit.problem(json, path), event)] }
}

/** What is read of the message inside a conversation. */
export interface NestedMessage {
  readonly status: string | undefined
  readonly updated_at: number | string | undefined
  readonly raw: unknown
}

/** The conversation's last public message, where it is the one asked for. */
export const sameNestedMessage = (
  conversation: { readonly messages?: unknown } | undefined,
  id: number
): NestedMessage | undefined => {
  const nested = nestedMessage(conversation)
  if (nested.id !== id) return undefined
  return { status: textOf(nested.status), updated_at: timeOf(nested.updated_at), raw: nested }
}

/** From 4.14.2 on a conversation names its account; before, only its last message does. */
export const toVendorAccount = (
  source: { readonly account?: { readonly id: number } | null },
  conversation?: { readonly messages?: unknown }
): string | undefined => {
  if (source.account !== null && source.account !== undefined) return String(source.account.id)
  return wordOf(nestedMessage(conversation).account_id)
}

/** The conversation and its contact, for the `data` of an event. `contact`: where the payload tells it more fully than `meta.sender`. */
export const toConversationData = (
  wire: ConversationSource & { readonly meta?: { readonly sender?: ContactSource | null } | null },
  contact: ContactSnapshot | undefined = toSender(wire.meta?.sender)
): { readonly conversation: ConversationSnapshot; readonly contact?: ContactSnapshot } => {
  const conversation = toConversationSnapshot(wire)
  return contact === undefined ? { conversation } : { conversation, contact }
}

const toSender = (sender: ContactSource | null | undefined): ContactSnapshot | undefined =>
  sender === null || sender === undefined ? undefined : toContact(sender)

const nestedMessage = (conversation: { readonly messages?: unknown } | undefined): JsonObject => {
  const messages = conversation?.messages
  return asObject(Array.isArray(messages) ? messages[0] : undefined)
}

const noConversation: NestedConversation = { wire: undefined, unread: [] }
const conversationFit = fitOf(WebhookConversation)
