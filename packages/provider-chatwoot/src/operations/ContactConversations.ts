/**
 * The conversations of one contact, by the filter API: `contacts/:id/conversations` ends at the twentieth without saying so. Most recent
 * activity first. Also what pages of conversations have in common. Source: chatwoot-wire 2.
 */
import type { ContactId, Conversation, ConversationStatus } from "@dragoman/core/domain"
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import type { Conversation as WireConversation } from "../api/shapes/Conversation.ts"
import { fromConversationStatus, toConversation } from "../mapping/Conversation.ts"
import { type ChatwootAccount, pageOf, toNumber, withRaw } from "./ChatwootAccount.ts"

/** A conversation of the domain from a row, with the row. */
export const toEntity = (wire: WireConversation): Conversation => withRaw(toConversation(wire), wire)

/** Which of the contact's conversations. */
interface Narrowed {
  readonly inboxId?: number
  readonly statuses?: ReadonlyArray<ConversationStatus>
}

export const conversationsOfContact = (
  { accountId, client }: ChatwootAccount,
  contactId: ContactId,
  { inboxId, statuses }: Narrowed = {}
): Listing<Conversation> =>
  numberedPages((page) =>
    Effect.gen(function* () {
      const conditions = conditionsOf([
        ["contact_id", [yield* toNumber(contactId, "contactId")]],
        ["inbox_id", inboxId === undefined ? [] : [inboxId]],
        ["status", (statuses ?? []).map((status) => fromConversationStatus[status])]
      ])
      const params = { account_id: accountId }
      const { meta, payload } = yield* client.conversations.filter({ params, query: { page }, payload: conditions })
      return { items: payload.map(toEntity), total: meta?.all_count }
    })
  )

/** The one that was begun last. */
export const newestOf = (conversations: Listing<Conversation>) =>
  Stream.runFold(
    conversations,
    () => Option.none<Conversation>(),
    (newest, conversation) =>
      Option.isNone(newest) || Number(conversation.id) > Number(newest.value.id) ? Option.some(conversation) : newest
  )

/**
 * Read until a page is empty: how many rows a full page has is the server's configuration. Only where the first page is all there is does
 * the server's count say so.
 */
export const numberedPages = (
  read: (
    page: number
  ) => Effect.Effect<
    { readonly items: ReadonlyArray<Conversation>; readonly total: number | null | undefined },
    ProviderError
  >
): Listing<Conversation> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const page = yield* pageOf(cursor)
      const { items, total } = yield* read(page)
      const isAll = page === 1 && items.length === total
      return items.length === 0 || isAll ? { items } : { items, cursor: String(page + 1) }
    })
  )

/** All of them, as the server wants it: no operator after the last. Those without values ask for nothing. */
const conditionsOf = (conditions: ReadonlyArray<readonly [string, ReadonlyArray<string | number>]>) => {
  const asked = conditions.filter(([, values]) => values.length > 0)
  return {
    payload: asked.map(([attribute_key, values], index) => ({
      attribute_key,
      filter_operator: "equal_to" as const,
      values,
      ...(index < asked.length - 1 ? { query_operator: "AND" as const } : {})
    }))
  }
}
