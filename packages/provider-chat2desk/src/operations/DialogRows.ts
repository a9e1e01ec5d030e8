/**
 * Reading dialogs. A dialog says whose it is and on which channel by its last message only, and what it is tagged with by its last request: each
 * is a call of its own where the row does not have it. Source: "Dialogs"; chat2desk-wire B3, B4.
 */
import type { ContactId, Conversation } from "@dragoman/core/domain"
import { type ConversationListQuery, type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Dialog, DialogDetails } from "../api/Dialogs.ts"
import { dataOf, rowsOf, totalOf } from "../api/Envelope.ts"
import { invalid } from "../Chat2DeskErrors.ts"
import { toConversation } from "../mapping/Conversation.ts"
import { toConversationId, toId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, concurrency, pageSize, toNumber, withRaw } from "./Chat2DeskAccount.ts"
import { tagNamesOf } from "./Tags.ts"

export const readDialog = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  conversationId: string,
  field = "conversationId"
): Effect.fn.Return<DialogDetails, ProviderError> {
  return dataOf(yield* client.dialogs.get({ params: { id: yield* toNumber(conversationId, field) }, query: {} }))
})

/** The last request of a dialog; a dialog that nobody wrote in has none. */
export const readLastRequest = Effect.fnUntraced(function* ({ client }: Chat2DeskAccount, dialog: DialogDetails) {
  const requestId = toId(dialog.last_request_id)
  if (requestId === undefined) return undefined
  return dataOf(yield* client.requests.get({ params: { id: yield* toNumber(requestId, "last_request_id") } }))
})

export const getConversation = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  conversationId: string
): Effect.fn.Return<Conversation, ProviderError> {
  const dialog = yield* readDialog(account, conversationId)
  const request = yield* readLastRequest(account, dialog)
  const tags = request === undefined ? undefined : yield* tagNamesOf(account, request.tags)
  return withRaw(toConversation(dialog, { tags }), dialog)
})

/** The dialogs of a client are few and come at once, without their channel. */
export const dialogsOfClient = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  contactId: ContactId,
  field = "contactId"
): Effect.fn.Return<ReadonlyArray<Conversation>, ProviderError> {
  const id = yield* toNumber(contactId, field)
  const rows = rowsOf(yield* account.client.clients.dialogs({ params: { id } }))
  return yield* Effect.forEach(
    rows,
    (row) =>
      Effect.map(readDialog(account, toConversationId(row.id)), (dialog) =>
        withRaw(toConversation({ ...row, ...dialog }, { contactId }), dialog)
      ),
    { concurrency }
  )
})

/**
 * All dialogs. Oldest first, nothing is missed or told twice while new ones begin. Newest first, a new one moves the others to later pages: what a
 * page repeats of the one before is left out, for which the cursor names the last dialog told.
 */
export const listDialogs = (
  { client }: Chat2DeskAccount,
  { channelId, order, status, updatedSince }: ConversationListQuery = {}
): Listing<Conversation> =>
  listing((cursor) =>
    Effect.gen(function* () {
      if (status !== undefined && status !== "open" && status !== "closed") return { items: [] }
      const { last, offset } = yield* fromCursor(cursor)
      const reply = yield* client.dialogs.list({
        query: {
          limit: pageSize,
          offset,
          order: order === "newest-first" ? "desc" : "asc",
          ...(status === undefined ? {} : { state: status })
        }
      })
      const rows = rowsOf(reply)
      const next = offset + rows.length
      const isLast = rows.length === 0 || next >= (totalOf(reply) ?? Number.POSITIVE_INFINITY)
      const told = rows.findIndex(({ id }) => String(id) === last)
      const items = rows
        .slice(told + 1)
        .map(toEntity)
        .filter((one) => channelId === undefined || one.channel.id === channelId)
        .filter((one) => updatedSince === undefined || isSince(one, updatedSince))
      return isLast ? { items } : { items, cursor: `${next}:${rows.at(-1)?.id}` }
    })
  )

const toEntity = (row: Dialog): Conversation => withRaw(toConversation(row), row)

/** Times are whole seconds. A dialog without any is kept: nothing says that it did not change. */
const isSince = ({ closedAt, createdAt, lastActivityAt }: Conversation, since: string): boolean => {
  const times = [closedAt, createdAt, lastActivityAt].filter((time) => time !== undefined)
  return times.length === 0 || times.some((time) => time >= `${since.slice(0, 19)}.000Z`)
}

const fromCursor = Effect.fnUntraced(function* (cursor: string | undefined) {
  if (cursor === undefined) return { offset: 0, last: undefined }
  const [, offset, last] = /^(\d{1,15}):(\w+)$/.exec(cursor) ?? []
  if (offset === undefined) return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of dialogs` })
  return { offset: Number(offset), last }
})
