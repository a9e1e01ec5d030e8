/**
 * Messages in the order of their ids, which is that in which they reached Chat2Desk: history that was imported stands where it was imported, with
 * times of its own. The list has no `offset`: a page begins at an id and goes up, or down. Source: "messages (GET)".
 *
 * Downwards the documentation leaves open whether the message of `start_id` comes with the page: the last one told is named there again, and
 * left out where it does.
 */
import type { ConversationId, Message, Timestamp } from "@dragoman/core/domain"
import {
  type Listing,
  listing,
  MalformedResponse,
  type MessageListQuery,
  type MessageOrder,
  type ProviderError
} from "@dragoman/core/provider"
import { toIsoText } from "@dragoman/core/wire"
import { Clock, Effect } from "effect"
import { rowsOf } from "../api/Envelope.ts"
import type { Message as WireMessage } from "../api/Messages.ts"
import { invalid, refuse } from "../Chat2DeskErrors.ts"
import { toChannelType } from "../mapping/Ids.ts"
import { toMessage } from "../mapping/Message.ts"
import { fromDay } from "../mapping/Times.ts"
import { type Chat2DeskAccount, pageSize, toChannelAddress, toNumber, withRaw } from "./Chat2DeskAccount.ts"

/** Which messages. */
export interface MessageFilter {
  readonly dialog_id?: number
  readonly client_id?: number
  readonly channel_id?: number
  readonly transport?: string
}

type Order = NonNullable<MessageOrder["order"]>

/** A message of the domain from a row, with the row. */
export const toEntity = (row: WireMessage): Message => withRaw(toMessage(row), row)

export const messagesOfConversation = (
  account: Chat2DeskAccount,
  conversationId: ConversationId,
  order: Order
): Listing<Message> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const dialog_id = yield* toNumber(conversationId, "conversationId")
      const page = yield* messagePages(account, { dialog_id }, order).page(cursor)
      return { ...page, items: page.items.map(toEntity) }
    })
  )

/** Rows from the lowest id up or from the highest down. The cursor is the id at which the next page begins. */
export const messagePages = (account: Chat2DeskAccount, filter: MessageFilter, order: Order): Listing<WireMessage> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const start = cursor === undefined ? undefined : yield* toNumber(cursor, "cursor")
      return yield* order === "oldest-first" ? pageUp(account, filter, start) : pageDown(account, filter, start)
    })
  )

const pageUp = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  filter: MessageFilter,
  start: number | undefined
) {
  const from = start === undefined ? {} : { start_id: start }
  const rows = rowsOf(yield* client.messages.list({ query: { ...filter, ...from, order: "asc", limit: pageSize } }))
  const highest = rows.reduce((max, row) => Math.max(max, Number(row.id)), 0)
  return rows.length < pageSize ? { items: rows } : { items: rows, cursor: String(highest + 1) }
})

const pageDown = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  filter: MessageFilter,
  start: number | undefined
) {
  const from = start === undefined ? {} : { start_id: start }
  const query = { ...filter, ...from, order: "desc", direction_reverse: true, limit: pageSize } as const
  const rows = rowsOf(yield* client.messages.list({ query }))
  const above = rows.find(({ id }) => start !== undefined && Number(id) > start)
  if (above !== undefined) {
    const issue = `data: message ${above.id} is newer than ${start}, from which on the older ones were asked for`
    return yield* refuse(new MalformedResponse({ issues: [issue] }))
  }
  const items = rows.filter(({ id }) => Number(id) !== start)
  const lowest = rows.reduce((min, row) => Math.min(min, Number(row.id)), Number.MAX_SAFE_INTEGER)
  return rows.length < pageSize || items.length === 0 ? { items } : { items, cursor: String(lowest) }
})

/**
 * The whole account's messages of a time. A day says where their ids begin, and from there on everything is read: what was imported later may be
 * of any time. So `until` leaves rows out and saves no calls.
 */
export const messageHistory =
  (account: Chat2DeskAccount) =>
  (query: MessageListQuery, { order = "oldest-first" }: MessageOrder = {}): Listing<Message> => {
    const isWanted = wanted(query)
    return listing((cursor) =>
      Effect.gen(function* () {
        const filter = yield* filterOf(query)
        const { first, start } =
          cursor === undefined ? yield* beginning(account, filter, query) : yield* fromCursor(cursor)
        if (first === undefined) return { items: [] }
        const from = start ?? (order === "oldest-first" ? first : undefined)
        const page = yield* messagePages(account, filter, order).page(from === undefined ? undefined : String(from))
        const items = page.items
          .filter(({ id }) => Number(id) >= first)
          .map(toEntity)
          .filter(isWanted)
        const isLast = page.cursor === undefined || (order === "newest-first" && Number(page.cursor) <= first)
        return isLast ? { items } : { items, cursor: `${first}:${page.cursor}` }
      })
    )
  }

const wanted =
  ({ channelType, since, until }: MessageListQuery) =>
  ({ channel, createdAt }: Message): boolean =>
    (channelType === undefined || channel?.type === channelType) &&
    // A message that tells no time may be of any.
    (createdAt === undefined || (createdAt >= wholeSecond(since) && (until === undefined || createdAt < until)))

/** Chat2Desk's times are whole seconds. */
const wholeSecond = (time: Timestamp): string => `${time.slice(0, 19)}.000Z`

const filterOf = Effect.fnUntraced(function* ({ channelId, channelType }: MessageListQuery) {
  if (channelId === undefined) return {}
  const { channelId: channel_id, transport } = yield* toChannelAddress(channelId, "channelId")
  if (channelType !== undefined && toChannelType(transport) !== channelType) {
    return yield* invalid({ field: "channelType", message: `the channel ${channelId} is none of ${channelType}` })
  }
  return { channel_id: Number(channel_id), transport }
})

const day = 86_400_000

/** The lowest id of the day before `since` and later: of which time zone days are is not documented. `undefined` where there are no messages. */
const beginning = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  filter: MessageFilter,
  { since }: MessageListQuery
): Effect.fn.Return<{ readonly first: number | undefined; readonly start?: number }, ProviderError> {
  const now = yield* Clock.currentTimeMillis
  const dates = {
    start_date: fromDay(toIsoText(Math.max(0, Date.parse(since) - day))),
    finish_date: fromDay(toIsoText(Math.max(now, Date.parse(since)) + day))
  }
  const rows = rowsOf(yield* client.messages.list({ query: { ...filter, ...dates, order: "asc", limit: pageSize } }))
  return { first: rows.length === 0 ? undefined : Math.min(...rows.map(({ id }) => Number(id))) }
})

const fromCursor = Effect.fnUntraced(function* (cursor: string) {
  const [, first, start] = /^(\d{1,15}):(\d{1,15})$/.exec(cursor) ?? []
  if (first === undefined || start === undefined) {
    return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of messages` })
  }
  return { first: Number(first), start: Number(start) }
})
