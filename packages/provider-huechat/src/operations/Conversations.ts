/** `conversations`: lists, and every switch on one; `ConversationCreate` makes them. Source: huechat.md, "Conversations". */
import type { Conversation, ConversationId } from "@dragoman/core/domain"
import { type ConversationListQuery, type Listing, listing, type SupportedOperations } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { capabilities } from "../HueChatCapabilities.ts"
import { invalid } from "../HueChatErrors.ts"
import { fromConversationStatus } from "../mapping/Conversation.ts"
import { assignConversation } from "./ConversationAssign.ts"
import { createConversation } from "./ConversationCreate.ts"
import { conversationRows, conversationsOfContact, type Narrowed, toEntity } from "./ConversationRows.ts"
import { conversationTags } from "./ConversationTags.ts"
import { type HueChatAccount, toInteger, wholeSecond } from "./HueChatAccount.ts"

export const conversationOperations = (
  account: HueChatAccount
): SupportedOperations<typeof capabilities>["conversations"] => {
  const { conversations } = account.client
  const one = (conversation_id: ConversationId) => ({ account_id: account.accountId, conversation_id })

  return {
    list: (query = {}) => list(account, query),
    listByContact: (contactId) => conversationsOfContact(account, contactId),
    get: (id) => Effect.map(conversations.get({ params: one(id) }), toEntity),
    create: (input) => createConversation(account, input),
    setStatus: Effect.fnUntraced(function* (id, { snoozedUntil, status }) {
      const isSnoozed = status === "snoozed"
      if (isSnoozed !== (snoozedUntil !== undefined)) {
        const message = isSnoozed ? "is needed: HueChat snoozes until a date" : "goes with the status snoozed only"
        return yield* invalid({ field: "snoozedUntil", message })
      }
      const until = snoozedUntil === undefined ? {} : { snoozed_until: snoozedUntil }
      yield* conversations.toggleStatus({
        params: one(id),
        payload: { status: fromConversationStatus[status], ...until }
      })
    }),
    assign: assignConversation(account),
    ...conversationTags(account),
    // Of the two endpoints the one whose documentation says how a priority is taken away (huechat-wire 27).
    setPriority: (id, priority) => Effect.asVoid(conversations.update({ params: one(id), payload: { priority } })),
    setAttributes: (id, { set = {}, unset = [] }) => {
      const custom_attributes = { ...Object.fromEntries(unset.map((name) => [name, null])), ...set }
      return Effect.asVoid(conversations.setCustomAttributes({ params: one(id), payload: { custom_attributes } }))
    },
    markRead: (id) => Effect.asVoid(conversations.updateLastSeen({ params: one(id) })),
    setTyping: ({ conversationId }, on) => {
      const payload = { typing_status: on ? ("on" as const) : ("off" as const), is_private: false }
      return Effect.asVoid(conversations.toggleTyping({ params: one(conversationId), payload }))
    },
    delete: (id) => Effect.asVoid(conversations.delete({ params: one(id) }))
  }
}

const list = (account: HueChatAccount, query: ConversationListQuery): Listing<Conversation> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const narrowed: Narrowed = {
        ...(query.status === undefined ? {} : { status: fromConversationStatus[query.status] }),
        ...(query.channelId === undefined ? {} : { inbox_id: yield* toInteger(query.channelId, "channelId") })
      }
      const page = yield* conversationRows(account, narrowed).page(cursor)
      return { ...page, items: page.items.map(toEntity).filter(changedSince(query)).sort(inOrder(query)) }
    })
  )

/** HueChat takes no order: what can be put in order is a page. */
const inOrder = ({ order = "oldest-first" }: ConversationListQuery) => {
  const sign = order === "oldest-first" ? 1 : -1
  return (one: Conversation, other: Conversation) => sign * (Number(one.id) - Number(other.id))
}

/** Lists tell when a conversation was active rather than changed. A row that tells no time is kept. */
const changedSince = ({ updatedSince }: ConversationListQuery) => {
  if (updatedSince === undefined) return () => true
  const since = wholeSecond(updatedSince)
  return ({ createdAt, lastActivityAt, updatedAt }: Conversation): boolean => {
    const told = [updatedAt, lastActivityAt, createdAt].filter((time) => time !== undefined)
    return told.length === 0 || told.some((time) => time >= since)
  }
}
