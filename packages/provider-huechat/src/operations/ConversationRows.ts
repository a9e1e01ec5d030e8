/**
 * Conversations page by page, and those of one contact, which no endpoint lists: the search goes over "messages and contact info", so that they
 * are searched for by the contact's phone number, e-mail or name and then told apart by the contact's id.
 */
import type { ChannelId, ContactId, Conversation } from "@dragoman/core/domain"
import { type Listing, listing } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Conversation as WireConversation } from "../api/shapes/Conversation.ts"
import { toChannelReference } from "../mapping/Channel.ts"
import { toConversation, toConversationChannel } from "../mapping/Conversation.ts"
import { type HueChatAccount, toInteger, withRaw } from "./HueChatAccount.ts"
import { numberedPages } from "./NumberedPages.ts"

/** Which conversations; all of them unless narrowed. */
export interface Narrowed {
  readonly status?: "open" | "pending" | "snoozed" | "resolved"
  readonly inbox_id?: number
  readonly q?: string
}

/** A conversation of the domain from a row, with the row. */
export const toEntity = (wire: WireConversation): Conversation => withRaw(toConversation(wire), wire)

/** In HueChat's own order, which is not documented. Without a status the vendor would answer open ones alone. */
export const conversationRows = (
  { accountId, client }: HueChatAccount,
  narrowed: Narrowed = {}
): Listing<WireConversation> =>
  numberedPages(pageSize, (page) =>
    Effect.map(
      client.conversations.list({ params: { account_id: accountId }, query: { status: "all", ...narrowed, page } }),
      ({ data }) => ({ rows: data.payload, total: data.meta?.all_count })
    )
  )

/** `conversations` and its search answer pages of this size; nothing changes it. */
const pageSize = 25

export const conversationsOfContact = (
  account: HueChatAccount,
  contactId: ContactId,
  narrowed: Narrowed = {}
): Listing<Conversation> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const q = yield* account.searchTextOf(contactId)
      const page = yield* conversationRows(account, q === undefined ? narrowed : { ...narrowed, q }).page(cursor)
      const own = page.items.map(toEntity).filter((conversation) => conversation.contactId === contactId)
      return { ...page, items: own }
    })
  )

/** The one that was begun last: display ids are counted. */
export const newestOf = (conversations: ReadonlyArray<Conversation>): Conversation | undefined =>
  conversations.toSorted((one, other) => Number(other.id) - Number(one.id))[0]

/** The kind of an inbox, which only its conversations tell; `other` where there is none yet. */
export const channelOfInbox = Effect.fnUntraced(function* (account: HueChatAccount, channelId: ChannelId) {
  const inbox_id = yield* toInteger(channelId, "channelId")
  const { items } = yield* conversationRows(account, { inbox_id }).page()
  const [any] = items
  return any === undefined ? toChannelReference(undefined, inbox_id) : toConversationChannel(any)
})
