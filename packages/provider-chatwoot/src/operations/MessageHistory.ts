/**
 * Messages of a conversation by their ids. Chatwoot chooses rows by id and orders them by time, so that the next page begins at the
 * lowest or highest id of this one, never at its first or last row. Source: chatwoot-wire 2, "Messages paging".
 */
import type { ConversationId, Message } from "@dragoman/core/domain"
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Message as WireMessage } from "../api/shapes/Message.ts"
import { toChannelReference } from "../mapping/Channel.ts"
import { toMessage } from "../mapping/Message.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

/** `after` answers so many rows, `before` so many; fewer are the last ones. */
const forwardPage = 100
const backwardPage = 20

export const messageHistory = (
  account: ChatwootAccount,
  conversationId: ConversationId,
  order: "oldest-first" | "newest-first"
): Listing<Message> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const conversation_id = yield* toNumber(conversationId, "conversationId")
      const from = cursor === undefined ? undefined : yield* toNumber(cursor, "cursor")
      const oldestFirst = order === "oldest-first"
      const { payload } = yield* account.client.messages.list({
        params: { account_id: account.accountId, conversation_id },
        query: oldestFirst ? { after: from ?? 0 } : from === undefined ? {} : { before: from }
      })
      const rows = oldestFirst ? payload : [...payload].reverse()
      const items = yield* Effect.forEach(rows, (row) => toEntity(account, row))
      const full = payload.length >= (oldestFirst ? forwardPage : backwardPage)
      const ids = payload.map(({ id }) => id)
      return full ? { items, cursor: String(oldestFirst ? Math.max(...ids) : Math.min(...ids)) } : { items }
    })
  )

/** A message of the domain from a row, with the row. Which id `source_id` is depends on the kind of the inbox. */
export const toEntity = (account: ChatwootAccount, wire: WireMessage): Effect.Effect<Message, ProviderError> => {
  const inboxId = wire.inbox_id
  if (inboxId === null || inboxId === undefined) return Effect.succeed(withRaw(toMessage(wire), wire))
  return Effect.map(account.channelKind(inboxId), (kind) =>
    withRaw(toMessage(wire, kind === undefined ? {} : { channel: toChannelReference(kind, inboxId) }), wire)
  )
}
