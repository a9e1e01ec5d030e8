/** `conversations`: lists, and every switch on one; `ConversationCreate` makes them. Source: chatwoot-wire 2, 3.2. */
import type { Conversation, ConversationId, Timestamp } from "@dragoman/core/domain"
import {
  type ConversationListQuery,
  type Listing,
  listing,
  type ProviderError,
  type SupportedOperations,
  tagSetOperations
} from "@dragoman/core/provider"
import { asObject, toEpochSeconds } from "@dragoman/core/wire"
import { Clock, Duration, Effect } from "effect"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { invalid } from "../ChatwootErrors.ts"
import { fromConversationStatus } from "../mapping/Conversation.ts"
import { type ChatwootAccount, toNumber, wholeSecond } from "./ChatwootAccount.ts"
import { conversationsOfContact, numberedPages, toEntity } from "./ContactConversations.ts"
import { assignConversation } from "./ConversationAssign.ts"
import { createConversation } from "./ConversationCreate.ts"

export const conversationOperations = (
  account: ChatwootAccount
): SupportedOperations<typeof capabilities>["conversations"] => {
  const { client } = account
  const params = { account_id: account.accountId }
  const one = (id: ConversationId) =>
    Effect.map(toNumber(id, "conversationId"), (conversation_id) => ({ ...params, conversation_id }))

  const list = (query: ConversationListQuery = {}): Listing<Conversation> => {
    const request = (more: { readonly page?: number; readonly updated_within?: number }) =>
      Effect.gen(function* () {
        const inbox = query.channelId === undefined ? {} : { inbox_id: yield* toNumber(query.channelId, "channelId") }
        const { data } = yield* client.conversations.list({
          params,
          query: {
            status: query.status === undefined ? "all" : fromConversationStatus[query.status],
            sort_by: query.order === "newest-first" ? "created_at_desc" : "created_at_asc",
            ...inbox,
            ...more
          }
        })
        return { items: data.payload.map(toEntity), total: data.meta?.all_count }
      })
    const pages = numberedPages((page) => request({ page }))
    const { updatedSince } = query
    return updatedSince === undefined ? pages : changedSince(updatedSince, pages, request)
  }

  const setAttributes = Effect.fnUntraced(function* (
    id: ConversationId,
    {
      set = {},
      unset = []
    }: { readonly set?: Readonly<Record<string, unknown>>; readonly unset?: ReadonlyArray<string> }
  ) {
    const target = yield* one(id)
    const { custom_attributes } = yield* client.conversations.get({ params: target })
    const kept = Object.entries(asObject(custom_attributes)).filter(([name]) => !unset.includes(name))
    // Chatwoot replaces the whole set, unlike a contact's.
    yield* client.conversations.setCustomAttributes({
      params: target,
      payload: { custom_attributes: { ...Object.fromEntries(kept), ...set } }
    })
  })

  const labels = {
    read: (id: ConversationId) =>
      one(id).pipe(
        Effect.flatMap((target) => client.conversations.labels({ params: target })),
        Effect.map(({ payload }) => payload)
      ),
    replace: (id: ConversationId, titles: ReadonlyArray<string>) =>
      one(id).pipe(
        Effect.flatMap((target) => client.conversations.setLabels({ params: target, payload: { labels: titles } })),
        Effect.map(({ payload }) => payload)
      )
  }

  return {
    list,
    listByContact: (contactId) => conversationsOfContact(account, contactId),
    get: (id) =>
      Effect.flatMap(one(id), (target) => Effect.map(client.conversations.get({ params: target }), toEntity)),
    create: (input) => createConversation(account, input),
    setStatus: Effect.fnUntraced(function* (id, { status, snoozedUntil }) {
      if (snoozedUntil !== undefined && status !== "snoozed") {
        return yield* invalid({ field: "snoozedUntil", message: `goes with the status snoozed, not with ${status}` })
      }
      const until = snoozedUntil === undefined ? {} : { snoozed_until: toEpochSeconds(snoozedUntil) }
      const payload = { status: fromConversationStatus[status], ...until }
      yield* client.conversations.toggleStatus({ params: yield* one(id), payload })
    }),
    assign: assignConversation(account),
    ...tagSetOperations(labels),
    setPriority: (id, priority) =>
      Effect.asVoid(
        Effect.flatMap(one(id), (target) =>
          client.conversations.togglePriority({ params: target, payload: { priority } })
        )
      ),
    setAttributes,
    markRead: (id) =>
      Effect.asVoid(Effect.flatMap(one(id), (target) => client.conversations.updateLastSeen({ params: target }))),
    setTyping: Effect.fnUntraced(function* ({ conversationId }, on) {
      const payload = { typing_status: on ? "on" : "off" } as const
      yield* client.conversations.toggleTypingStatus({ params: yield* one(conversationId), payload })
    }),
    delete: (id) => Effect.asVoid(Effect.flatMap(one(id), (target) => client.conversations.delete({ params: target })))
  }
}

/** How far back the server is asked for changes in one answer, which has no pages. */
const oneAnswer = Duration.toSeconds("1 day")

/** How far this machine's clock may be from the server's, which counts `updated_within` back from its own time. */
const clockSkew = Duration.toSeconds("5 minutes")

/**
 * Conversations that changed. What changed lately comes in one answer, of which the server is asked for more than needed; what changed long ago is
 * picked out of all pages. Servers before 4.0.2 do not tell when a conversation changed: a row that does not say is kept.
 */
const changedSince = (
  updatedSince: Timestamp,
  pages: Listing<Conversation>,
  request: (more: {
    readonly updated_within: number
  }) => Effect.Effect<{ readonly items: ReadonlyArray<Conversation> }, ProviderError>
): Listing<Conversation> => {
  const since = wholeSecond(updatedSince)
  const changed = (rows: ReadonlyArray<Conversation>) =>
    rows.filter(({ updatedAt }) => updatedAt === undefined || updatedAt >= since)
  return listing((cursor) =>
    Effect.gen(function* () {
      const seconds = Math.ceil((yield* Clock.currentTimeMillis) / 1000) - toEpochSeconds(updatedSince)
      if (cursor === undefined && seconds <= oneAnswer) {
        const { items } = yield* request({ updated_within: Math.max(0, seconds) + clockSkew })
        return { items: changed(items) }
      }
      const page = yield* pages.page(cursor)
      return { ...page, items: changed(page.items) }
    })
  )
}
