/**
 * Labels of a conversation. HueChat reads and replaces the whole set, so that adding and removing are a read and a write: one after the other
 * within this process, and with nothing in between, so that only a change that another program makes in that moment is lost.
 */
import type { ConversationId } from "@dragoman/core/domain"
import { tagSetOperations } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { HueChatAccount } from "./HueChatAccount.ts"

export const conversationTags = ({ accountId, client, inTurn }: HueChatAccount) => {
  const one = (id: ConversationId) => ({ account_id: accountId, conversation_id: id })
  return tagSetOperations({
    read: (id: ConversationId) =>
      Effect.map(client.conversations.labels({ params: one(id) }), ({ payload }) => payload),
    replace: (id, labels) =>
      Effect.map(client.conversations.setLabels({ params: one(id), payload: { labels } }), ({ payload }) => payload),
    around: (id, change) => inTurn(`labels ${id}`)(change)
  })
}
