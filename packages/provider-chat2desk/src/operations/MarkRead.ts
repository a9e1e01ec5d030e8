/**
 * Marks a dialog as read, message by message: what came in and nobody read yet, from the newest back to the first page that has nothing of the
 * kind. The calls are GETs that change something: none is repeated. Source: "messages/<id>/read".
 */
import type { ConversationId, MessageId } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Message } from "../api/Messages.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { messagePages } from "./MessageHistory.ts"

/** `upTo`: this one and those before it, else all. A failure after some were marked says that a part was done. */
export const markRead = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  conversationId: ConversationId,
  upTo: MessageId | undefined
): Effect.fn.Return<void, ProviderError> {
  const last = upTo === undefined ? Number.MAX_SAFE_INTEGER : yield* toNumber(upTo, "messageId")
  const unread = yield* unreadOf(account, yield* toNumber(conversationId, "conversationId"), last)
  for (const [index, id] of unread.entries()) {
    yield* Effect.mapError(account.client.messages.markRead({ params: { id } }), (error) =>
      index === 0 ? error : error.with({ applied: "partly", progress: { conversationId } })
    )
  }
})

/** Their ids, oldest first. */
const unreadOf = Effect.fnUntraced(function* (account: Chat2DeskAccount, dialog_id: number, last: number) {
  const pages = messagePages(account, { dialog_id }, "newest-first")
  const ids: Array<number> = []
  let cursor: string | undefined
  do {
    const page: Effect.Success<ReturnType<typeof pages.page>> = yield* pages.page(cursor)
    const found = page.items.filter(isUnread).map(({ id }) => Number(id))
    ids.unshift(...found.filter((id) => id <= last).reverse())
    const isPast = page.items.every(({ id }) => Number(id) <= last)
    cursor = found.length === 0 && isPast ? undefined : page.cursor
  } while (cursor !== undefined)
  return ids
})

const isUnread = ({ read, type }: Message): boolean => type === "from_client" && (read === 0 || read === false)
