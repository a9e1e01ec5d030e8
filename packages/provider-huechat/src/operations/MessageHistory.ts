/**
 * Messages of a conversation by the ids before or after which they stand, 20 at a time, whatever `meta` says (huechat-wire 19, 20). A page is
 * oldest first both ways.
 */
import type { ConversationId, Message, MessageId } from "@dragoman/core/domain"
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { notFound } from "../HueChatErrors.ts"
import { toContactId } from "../mapping/Ids.ts"
import { toMessage } from "../mapping/Message.ts"
import { type HueChatAccount, toInteger, withRaw } from "./HueChatAccount.ts"

/** What the server answers at once; with so many, there may be more. */
const pageSize = 20

export const messageHistory = (
  account: HueChatAccount,
  conversationId: ConversationId,
  order: "oldest-first" | "newest-first"
): Listing<Message> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const id = cursor === undefined ? undefined : yield* toInteger(cursor, "cursor")
      const isUp = order === "oldest-first"
      const page = yield* readPage(account, conversationId, isUp ? { after: id ?? 0 } : fromEnd(id))
      // Whether the cursor's own message comes along is not said: twice it must not come, nor the same page for ever.
      const fresh = page.items.filter(
        (item) => id === undefined || (isUp ? Number(item.id) > id : Number(item.id) < id)
      )
      const items = isUp ? fresh : fresh.toReversed()
      const last = items.at(-1)
      return last === undefined || page.rows < pageSize ? { items } : { items, cursor: last.id }
    })
  )

/** One message: the newest of those before the next id. */
export const messageIn = Effect.fnUntraced(function* (
  account: HueChatAccount,
  conversationId: ConversationId,
  messageId: MessageId
): Effect.fn.Return<Message, ProviderError> {
  const before = (yield* toInteger(messageId, "messageId")) + 1
  const { items } = yield* readPage(account, conversationId, { before })
  const message = items.find(({ id }) => id === messageId)
  return message ?? (yield* notFound(`there is no message ${messageId} in this conversation`))
})

const fromEnd = (before: number | undefined) => (before === undefined ? {} : { before })

const readPage = Effect.fnUntraced(function* (
  account: HueChatAccount,
  conversationId: ConversationId,
  query: { readonly before?: number; readonly after?: number }
) {
  const params = { account_id: account.accountId, conversation_id: conversationId }
  const { meta, payload } = yield* account.client.messages.list({ params, query })
  const channel = yield* account.channelOf(conversationId)
  const contact = meta?.contact
  const contactId = contact === null || contact === undefined ? undefined : toContactId(contact.id)
  const items = payload.map((row) => withRaw(toMessage(row, { channel, contactId, conversationId }), row))
  return { rows: payload.length, items: items.sort((one, other) => Number(one.id) - Number(other.id)) }
})
