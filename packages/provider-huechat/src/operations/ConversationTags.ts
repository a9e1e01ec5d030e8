/**
 * Labels of a conversation. HueChat reads and replaces the whole set, so that adding and removing are a read and a write: one after the other
 * within this process, and with nothing in between, so that only a change that another program makes in that moment is lost.
 */
import type { ConversationId } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { HueChatAccount } from "./HueChatAccount.ts"

type Tagging = (id: ConversationId, tags: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, ProviderError>

export const conversationTags = ({
  accountId,
  client,
  inTurn
}: HueChatAccount): { readonly addTags: Tagging; readonly removeTags: Tagging; readonly setTags: Tagging } => {
  const one = (id: ConversationId) => ({ account_id: accountId, conversation_id: id })
  const read = (id: ConversationId) =>
    Effect.map(client.conversations.labels({ params: one(id) }), ({ payload }) => payload)
  const replace = (id: ConversationId, labels: ReadonlyArray<string>) =>
    Effect.map(client.conversations.setLabels({ params: one(id), payload: { labels } }), ({ payload }) => payload)

  /** Nothing is written when nothing would change. */
  const change = (id: ConversationId, edit: (labels: ReadonlyArray<string>) => ReadonlyArray<string>) =>
    Effect.flatMap(read(id), (before) => {
      const after = edit(before)
      const isSame = after.length === before.length && after.every((label) => before.includes(label))
      return isSame ? Effect.succeed(before) : replace(id, after)
    }).pipe(inTurn(`labels ${id}`))

  return {
    addTags: (id, tags) => change(id, (labels) => [...new Set([...labels, ...tags])]),
    removeTags: (id, tags) => change(id, (labels) => labels.filter((label) => !tags.includes(label))),
    setTags: (id, tags) => replace(id, [...new Set(tags)]).pipe(inTurn(`labels ${id}`))
  }
}
