/**
 * Which messages a conversation has, by `externalId`: what keeps an import from doubling anything. A history comes in many batches, so that
 * what was read stays known and only what came after it is read again; ids of messages only grow.
 *
 * Imports into one conversation take turns in this process. Those of other processes are not known before they are read.
 */
import type { ConversationId, MessageId } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect, Semaphore } from "effect"
import type { ChatwootAccount } from "./ChatwootAccount.ts"
import { cursorAfter, messageHistory } from "./MessageHistory.ts"

export interface KnownMessages {
  readonly get: (externalId: string) => MessageId | undefined
  readonly add: (externalId: string, id: MessageId) => void
  /** Reads what the conversation got since the last time, at first everything. */
  readonly refresh: Effect.Effect<void, ProviderError>
}

/** The conversations that are remembered: an import goes through one after the other, a few at a time. */
const remembered = 100

/** Runs an import while no other one writes into the conversation. */
export const makeKnownMessages = (account: ChatwootAccount) => {
  const conversations = new Map<ConversationId, Remembered>()
  const recall = (id: ConversationId): Remembered => {
    const found = conversations.get(id) ?? remember(account, id)
    conversations.delete(id)
    conversations.set(id, found)
    for (const oldest of conversations.keys()) {
      if (conversations.size <= remembered) break
      conversations.delete(oldest)
    }
    return found
  }
  return <A, E>(id: ConversationId, use: (known: KnownMessages) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const { known, turns } = recall(id)
      return turns.withPermit(use(known))
    })
}

interface Remembered {
  readonly known: KnownMessages
  readonly turns: Semaphore.Semaphore
}

const remember = (account: ChatwootAccount, conversationId: ConversationId): Remembered => {
  const ids = new Map<string, MessageId>()
  let lastId = 0
  const history = messageHistory(account, conversationId, "oldest-first")

  const refresh = Effect.gen(function* () {
    let cursor: string | undefined = cursorAfter(lastId)
    while (cursor !== undefined) {
      const page: Effect.Success<ReturnType<typeof history.page>> = yield* history.page(cursor)
      for (const { externalId, id } of page.items) {
        if (externalId !== undefined) ids.set(externalId, id)
        lastId = Math.max(lastId, Number(id))
      }
      cursor = page.cursor
    }
  })
  return {
    turns: Semaphore.makeUnsafe(1),
    known: { get: (externalId) => ids.get(externalId), add: (externalId, id) => void ids.set(externalId, id), refresh }
  }
}
