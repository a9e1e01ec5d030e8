/**
 * Which messages a client has, by `externalId`: what keeps an import from doubling anything. A history comes in many batches, so that what was
 * read stays known and only what came after it is read again; ids of messages only grow.
 *
 * Imports of one client take turns in this process. Those of other processes are not known before they are read.
 */
import type { MessageId } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect, Semaphore } from "effect"
import { toMessageId } from "../mapping/Ids.ts"
import { toExternalId } from "../mapping/Message.ts"
import type { Chat2DeskAccount } from "./Chat2DeskAccount.ts"
import { messagePages } from "./MessageHistory.ts"

export interface KnownMessages {
  readonly get: (externalId: string) => MessageId | undefined
  readonly add: (externalId: string, id: MessageId) => void
  /** Reads what the client got since the last time, at first everything. */
  readonly refresh: Effect.Effect<void, ProviderError>
}

/** The clients that are remembered: an import goes through one after the other, a few at a time. */
const remembered = 100

/** Runs an import while no other one writes to the client. */
export const makeKnownMessages = (account: Chat2DeskAccount) => {
  const clients = new Map<number, Remembered>()
  const recall = (clientId: number): Remembered => {
    const found = clients.get(clientId) ?? remember(account, clientId)
    clients.delete(clientId)
    clients.set(clientId, found)
    for (const oldest of clients.keys()) {
      if (clients.size <= remembered) break
      clients.delete(oldest)
    }
    return found
  }
  return <A, E>(clientId: number, use: (known: KnownMessages) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const { known, turns } = recall(clientId)
      return turns.withPermit(use(known))
    })
}

interface Remembered {
  readonly known: KnownMessages
  readonly turns: Semaphore.Semaphore
}

const remember = (account: Chat2DeskAccount, client_id: number): Remembered => {
  const ids = new Map<string, MessageId>()
  let next: string | undefined
  const history = messagePages(account, { client_id }, "oldest-first")

  const refresh = Effect.gen(function* () {
    let cursor = next
    do {
      const page: Effect.Success<ReturnType<typeof history.page>> = yield* history.page(cursor)
      for (const row of page.items) {
        const externalId = toExternalId(row)
        if (externalId !== undefined) ids.set(externalId, toMessageId(row.id))
        next = String(Math.max(Number(next ?? 0), Number(row.id) + 1))
      }
      cursor = page.cursor
    } while (cursor !== undefined)
  })
  return {
    turns: Semaphore.makeUnsafe(1),
    known: { get: (externalId) => ids.get(externalId), add: (externalId, id) => void ids.set(externalId, id), refresh }
  }
}
