/**
 * Messages of a conversation, complete whatever their order. Chatwoot chooses rows by id but orders and cuts them off by time, and the two
 * disagree where history was written into the database or two messages met: a page of the last 20 or the first 100 may then leave out
 * rows on this side of its ids. A range of ids that gives fewer than the 1000 rows of a full answer is all there is in it, so that
 * history is read in such ranges. Most conversations are one. Source: chatwoot-wire 2, "Messages paging" (`message_finder.rb`).
 */
import type { ConversationId, Message } from "@dragoman/core/domain"
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Message as WireMessage } from "../api/shapes/Message.ts"
import { invalid } from "../ChatwootErrors.ts"
import { toChannelReference } from "../mapping/Channel.ts"
import { toMessage } from "../mapping/Message.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

/** As many rows as a range answers at most; with so many, there may be more. */
const fullAnswer = 1000

/** Above every id. */
const noEnd = Number.MAX_SAFE_INTEGER

/** Ids from `from` up to but not including `to`, and the messages in it by time. */
interface Range {
  readonly from: number
  readonly to: number
  readonly rows: ReadonlyArray<WireMessage>
}

export const messageHistory = (
  account: ChatwootAccount,
  conversationId: ConversationId,
  order: "oldest-first" | "newest-first"
): Listing<Message> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const conversation_id = yield* toNumber(conversationId, "conversationId")
      const read = reader(account, conversation_id)
      const [id, width] = yield* fromCursor(cursor)
      const range = yield* order === "oldest-first" ? read.up(id ?? 0, noEnd) : read.down(id ?? noEnd, width)
      const rows = order === "oldest-first" ? range.rows : [...range.rows].reverse()
      const next = order === "oldest-first" ? cursorUp(range) : cursorDown(range)
      const items = yield* Effect.forEach(rows, (row) => toEntity(account, row))
      return next === undefined ? { items } : { items, cursor: next }
    })
  )

/** A message of the domain from a row, with the row. Which id `source_id` is depends on the kind of the inbox. */
export const toEntity = (account: ChatwootAccount, wire: WireMessage): Effect.Effect<Message, ProviderError> => {
  const inboxId = wire.inbox_id
  if (inboxId === null || inboxId === undefined) return Effect.succeed(withRaw(toMessage(wire), wire))
  return Effect.map(account.inbox(inboxId), (inbox) => {
    const kind = inbox?.channel_type ?? undefined
    return withRaw(toMessage(wire, kind === undefined ? {} : { channel: toChannelReference(kind, inboxId) }), wire)
  })
}

/** Where the messages begin that came after this one, for {@link messageHistory} oldest first. */
export const cursorAfter = (messageId: number): string => String(messageId + 1)

const cursorUp = ({ to }: Range) => (to === noEnd ? undefined : String(to))

/** The next range down, in ids; wider when this one was nearly empty. */
const cursorDown = ({ from, rows, to }: Range) => {
  if (from === 0) return undefined
  const width = (to === noEnd ? highest(rows) + 1 : to) - from
  return `${from}:${rows.length < fullAnswer / 4 ? width * 4 : width}`
}

const fromCursor = Effect.fnUntraced(function* (cursor: string | undefined) {
  if (cursor === undefined) return [undefined, noEnd] as const
  const [, id, width] = /^(\d{1,15})(?::(\d{1,18}))?$/.exec(cursor) ?? []
  if (id === undefined) return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of messages` })
  return [Number(id), width === undefined ? noEnd : Number(width)] as const
})

const reader = ({ accountId, client }: ChatwootAccount, conversation_id: number) => {
  const list = (query: { readonly after?: number; readonly before?: number }) =>
    Effect.map(
      client.messages.list({ params: { account_id: accountId, conversation_id }, query }),
      ({ payload }) => payload
    )
  const range = (from: number, to: number) =>
    Effect.map(list({ after: from, before: to }), (rows): Range => ({ from, to, rows }))

  /** The range from `from` that can be told completely. Where ids and times agree, a full answer is all but the last of its ids. */
  const up = Effect.fnUntraced(function* (from: number, to: number) {
    let answer = yield* range(from, to)
    for (let tries = 0; isFull(answer); tries++) {
      answer = yield* range(from, tries === 0 ? highest(answer.rows) : middle(answer.rows))
    }
    return answer
  })

  /** The range below `to` that can be told completely; of a long conversation it begins around the latest messages. */
  const down = Effect.fnUntraced(function* (to: number, width: number) {
    let answer = yield* range(Math.max(0, to - width), to)
    for (let tries = 0; isFull(answer); tries++) {
      const guess = tries === 0 && to === noEnd ? aroundLatest(yield* list({})) : 0
      answer = yield* range(guess > answer.from ? guess : middle(answer.rows) + 1, to)
    }
    return answer
  })

  return { up, down }
}

const isFull = ({ rows }: Range): boolean => rows.length >= fullAnswer

const highest = (rows: ReadonlyArray<WireMessage>): number => rows.reduce((max, { id }) => Math.max(max, id), 0)

const middle = (rows: ReadonlyArray<WireMessage>): number =>
  rows.map(({ id }) => id).sort((one, other) => one - other)[Math.floor(rows.length / 2)] ?? 0

/** The ids of a conversation are spread evenly enough to guess where its last few hundred messages begin. */
const aroundLatest = (latest: ReadonlyArray<WireMessage>): number => {
  const lowest = latest.reduce((min, { id }) => Math.min(min, id), noEnd)
  return highest(latest) - 20 * (highest(latest) - lowest + 1)
}
