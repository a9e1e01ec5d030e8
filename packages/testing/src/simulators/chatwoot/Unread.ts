/** How many of the customer's messages no agent has seen. The server stops counting at 10. */
import type { ConversationRow } from "./Records.ts"
import type { State } from "./State.ts"

export const unreadCountOf = (state: State, conversation: ConversationRow): number => {
  const seen = conversation.agentLastSeenAt ?? Number.NEGATIVE_INFINITY
  let count = 0
  for (const message of state.messages.of(conversation.id)) {
    if (message.type === 0 && message.createdAt > seen) count += 1
  }
  return Math.min(count, 10)
}
