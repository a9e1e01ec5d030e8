/**
 * HueChat's ids: integers for contacts, conversations, messages, inboxes, agents and teams, UUIDs for what is newer, though neither the samples
 * nor the tables keep to it. They are opaque here, read as number or text and compared as text (huechat-wire 17).
 *
 * A conversation goes by three keys. The one that URLs take is `display_id`; webhooks about it say `conversation_id` or `id` (huechat-wire 16).
 */

import type { AgentId, ChannelId, ContactId, ConversationId, MessageId, TeamId, WebhookId } from "@dragoman/core/domain"
import { wordOf } from "@dragoman/core/wire"

/** An id as it stands in JSON. */
export type WireId = number | string

export const toContactId = (id: WireId): ContactId => String(id) as ContactId
export const toMessageId = (id: WireId): MessageId => String(id) as MessageId
export const toAgentId = (id: WireId): AgentId => String(id) as AgentId
export const toTeamId = (id: WireId): TeamId => String(id) as TeamId
export const toChannelId = (id: WireId): ChannelId => String(id) as ChannelId
export const toWebhookId = (id: WireId): WebhookId => String(id) as WebhookId

/** Where the id of a conversation may stand in an object that is one, or is about one. */
export interface ConversationKeys {
  readonly display_id?: unknown
  readonly conversation_id?: unknown
  readonly id?: unknown
}

/** `uuid` is the vendor's own and in no URL. Absent where none of the keys says anything: a message's conversation may come without. */
export const toConversationId = (wire: ConversationKeys): ConversationId | undefined =>
  (wordOf(wire.display_id) ?? wordOf(wire.conversation_id) ?? wordOf(wire.id)) as ConversationId | undefined

/** The conversation of a message or a ticket, whose own `id` is not the conversation's. */
export const toItsConversationId = (wire: {
  readonly conversation?: ConversationKeys | null
  readonly conversation_id?: unknown
}): ConversationId | undefined =>
  toConversationId({
    display_id: wire.conversation?.display_id,
    conversation_id: wire.conversation_id,
    id: wire.conversation?.id
  })

/** The way back, for requests that want an integer; `undefined` for an id that is none. */
export const fromIntegerId = (id: string): number | undefined => {
  const number = /^\d+$/.test(id) ? Number(id) : undefined
  return Number.isSafeInteger(number) ? number : undefined
}
