/** `conversations`: lists, creation with the contact's own session, and every switch on one. Source: chatwoot-wire 2, 3.2, 4.3. */
import type { ContactId, Conversation, ConversationId } from "@dragoman/core/domain"
import {
  type Assignment,
  type ConversationInput,
  type ConversationListQuery,
  type Listing,
  listing,
  type ProviderError,
  type SupportedOperations,
  singlePage
} from "@dragoman/core/provider"
import { present, toEpochSeconds } from "@dragoman/core/wire"
import { Clock, Effect } from "effect"
import type { Conversation as WireConversation } from "../api/shapes/Conversation.ts"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { invalid } from "../ChatwootErrors.ts"
import { fromConversationStatus, toConversation } from "../mapping/Conversation.ts"
import { fromBotId } from "../mapping/Directory.ts"
import { asObject } from "../mapping/Json.ts"
import { type ChatwootAccount, pageOf, toNumber, withRaw } from "./ChatwootAccount.ts"
import { tagOperations } from "./Tags.ts"

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
        return data.payload.map(toEntity)
      })
    const since = query.updatedSince
    if (since === undefined) return numberedPages((page) => request({ page }))
    // One answer, unpaged, of whatever changed within so many seconds; the seconds are rounded up, so the rows are looked at again.
    return singlePage(
      Effect.gen(function* () {
        const seconds = Math.ceil((yield* Clock.currentTimeMillis) / 1000) - toEpochSeconds(since) + 1
        const changed = yield* request({ updated_within: Math.max(1, seconds) })
        return changed.filter(({ updatedAt, lastActivityAt }) => {
          const at = updatedAt ?? lastActivityAt
          return at === undefined || at >= since
        })
      })
    )
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
    assign: Effect.fnUntraced(function* (id, to) {
      const target = yield* one(id)
      const [first, ...rest] = yield* assignments(to ?? { agent: null, team: null })
      if (first === undefined) return yield* invalid({ field: "to", message: "names neither an agent nor a team" })
      yield* client.assignments.assign({ params: target, payload: first })
      yield* Effect.forEach(rest, (payload) => client.assignments.assign({ params: target, payload })).pipe(
        Effect.mapError((error) => error.with({ applied: "partly", progress: { conversationId: id } }))
      )
    }),
    ...tagOperations(labels),
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

/** A conversation of the domain from a row, with the row. */
export const toEntity = (wire: WireConversation): Conversation => withRaw(toConversation(wire), wire)

/** By the filter API: `contacts/:id/conversations` ends at the twentieth without saying so. Newest activity first. */
export const conversationsOfContact = (
  { accountId, client }: ChatwootAccount,
  contactId: ContactId,
  inboxId?: number
): Listing<Conversation> =>
  numberedPages((page) =>
    Effect.gen(function* () {
      const contact = yield* toNumber(contactId, "contactId")
      const ofContact = { attribute_key: "contact_id", filter_operator: "equal_to", values: [contact] } as const
      const inInbox = { attribute_key: "inbox_id", filter_operator: "equal_to", values: [inboxId ?? 0] } as const
      const conditions =
        inboxId === undefined ? [ofContact] : [{ ...ofContact, query_operator: "AND" } as const, inInbox]
      const { payload } = yield* client.conversations.filter({
        params: { account_id: accountId },
        query: { page },
        payload: { payload: conditions }
      })
      return payload.map(toEntity)
    })
  )

/**
 * A new conversation under the session that the contact has in the inbox. Without its `source_id` an API inbox would make the contact a
 * second session each time.
 */
export const createConversation = Effect.fnUntraced(function* (
  { accountId, client }: ChatwootAccount,
  input: ConversationInput
): Effect.fn.Return<Conversation, ProviderError> {
  const params = { account_id: accountId }
  const contact_id = yield* toNumber(input.contactId, "contactId")
  const inbox_id = yield* toNumber(input.channelId, "channelId")
  const assignee_id = input.assignee === undefined ? undefined : yield* toNumber(input.assignee, "assignee")
  const team_id = input.team === undefined ? undefined : yield* toNumber(input.team, "team")
  const session = yield* sessionIn(client, { ...params, id: contact_id }, inbox_id)
  const created = yield* client.conversations.create({
    params,
    payload: present({
      contact_id,
      inbox_id,
      source_id: session?.source_id ?? undefined,
      status: input.status === undefined ? undefined : fromConversationStatus[input.status],
      assignee_id,
      team_id,
      custom_attributes: input.attributes,
      additional_attributes: input.subject === undefined ? undefined : { mail_subject: input.subject }
    })
  })
  return toEntity(created)
})

/** An agent bot's token may not read contacts: then the server finds or makes the session by its own rules. */
const sessionIn = (
  client: ChatwootAccount["client"],
  params: { readonly account_id: number; readonly id: number },
  inboxId: number
) =>
  client.contacts.get({ params, query: {} }).pipe(
    Effect.map(({ payload }) => payload.contact_inboxes?.find(({ inbox }) => inbox?.id === inboxId)),
    Effect.catchReason("ProviderError", "Forbidden", () => Effect.succeed(undefined))
  )

/** Read until a page is empty: how many rows a full page has is the server's configuration. */
const numberedPages = (
  read: (page: number) => Effect.Effect<ReadonlyArray<Conversation>, ProviderError>
): Listing<Conversation> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const page = yield* pageOf(cursor)
      const items = yield* read(page)
      return items.length === 0 ? { items } : { items, cursor: String(page + 1) }
    })
  )

/** Agent and team are separate calls; a bot is an assignee of another type. */
const assignments = Effect.fnUntraced(function* ({ agent, team }: Assignment) {
  const calls: Array<{ assignee_id?: number | null; team_id?: number | null; assignee_type?: "AgentBot" }> = []
  if (team !== undefined) calls.push({ team_id: team === null ? null : yield* toNumber(team, "team") })
  if (agent !== undefined) {
    const bot = agent === null ? undefined : fromBotId(agent)
    if (bot !== undefined) calls.push({ assignee_id: bot, assignee_type: "AgentBot" })
    else calls.push({ assignee_id: agent === null ? null : yield* toNumber(agent, "agent") })
  }
  return calls
})
