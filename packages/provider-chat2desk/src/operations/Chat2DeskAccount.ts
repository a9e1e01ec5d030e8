/** What all operations of one account share: its client, what it calls its fields and tags, and the few conversions between ids. */
import type { ChannelId, ContactId } from "@dragoman/core/domain"
import { type Listing, listing, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import { rowsOf, totalOf } from "../api/Envelope.ts"
import type { Chat2DeskClient } from "../Chat2DeskClient.ts"
import { invalid } from "../Chat2DeskErrors.ts"
import type { FieldNames } from "../mapping/CustomFields.ts"
import { type ChannelAddress, fromChannelId, fromId } from "../mapping/Ids.ts"

export interface Chat2DeskAccount {
  readonly client: Chat2DeskClient["Service"]
  /** For what is not an endpoint: attachments. */
  readonly http: HttpClient.HttpClient
  /** The names of the custom fields, looked up once every ten minutes. */
  readonly fields: Effect.Effect<FieldNames, ProviderError>
  /** The account's tags, looked up once every ten minutes. */
  readonly tags: Effect.Effect<ReadonlyArray<AccountTag>, ProviderError>
  /** Forgets the tags: somebody made one since. */
  readonly forgetTags: Effect.Effect<void>
  /** Whether assigning passes over the rules of assignment. */
  readonly forceAssign: boolean
  /** The group of new tags; absent: that of the first tag. */
  readonly tagGroupId?: number | undefined
}

/** A tag as requests name it. */
export interface AccountTag {
  readonly id: string
  readonly name: string
  readonly groupId?: number | undefined
}

/** How many rows a page has at most. */
export const pageSize = 200

/** How many calls go out at once where one answer needs several. */
export const concurrency = 4

/** The entity with the vendor's own object. */
export const withRaw = <A extends object>(entity: A, wire: unknown): A & { readonly raw: unknown } => ({
  ...entity,
  raw: wire
})

/** Chat2Desk's ids are whole numbers; another text cannot be one of them. */
export const toNumber = (id: string, field: string): Effect.Effect<number, ProviderError> => {
  const number = fromId(id)
  return number === undefined
    ? Effect.fail(invalid({ field, message: `"${id}" is not an id of Chat2Desk, which are numbers` }))
    : Effect.succeed(number)
}

/** The channel and transport that a channel's id names. */
export const toChannelAddress = (id: ChannelId, field: string): Effect.Effect<ChannelAddress, ProviderError> => {
  const address = fromChannelId(id)
  return address === undefined || fromId(address.channelId) === undefined
    ? Effect.fail(
        invalid({ field, message: `"${id}" is not a channel of Chat2Desk: those read <channel>:<transport>` })
      )
    : Effect.succeed(address)
}

/** The transports on which a client can be written to, channel by channel. */
export const channelsOfClient = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  contactId: ContactId
): Effect.fn.Return<ReadonlyArray<ChannelAddress>, ProviderError> {
  const { data } = yield* client.clients.transports({ params: { id: yield* toNumber(contactId, "contactId") } })
  return data.flatMap(({ channel_id, transports }) =>
    transports.flatMap((transport) =>
      transport === null || transport === "" ? [] : [{ channelId: String(channel_id), transport }]
    )
  )
})

type ListReply<Row> =
  | { readonly data: ReadonlyArray<Row>; readonly meta?: { readonly total?: number | null } | null }
  | ReadonlyArray<Row>

/** A list that pages by `offset`, read until there are as many as the vendor counts, or no more. The cursor is the offset. */
export const offsetPages = <Row, A>(
  read: (paging: { readonly limit: number; readonly offset: number }) => Effect.Effect<ListReply<Row>, ProviderError>,
  toItems: (rows: ReadonlyArray<Row>) => Effect.Effect<ReadonlyArray<A>, ProviderError>
): Listing<A> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const offset = yield* offsetOf(cursor)
      const reply = yield* read({ limit: pageSize, offset })
      const rows = rowsOf(reply)
      const next = offset + rows.length
      const isLast = rows.length === 0 || next >= (totalOf(reply) ?? Number.POSITIVE_INFINITY)
      const items = yield* toItems(rows)
      return isLast ? { items } : { items, cursor: String(next) }
    })
  )

/** Where a page begins that a cursor names. */
const offsetOf = (cursor: string | undefined): Effect.Effect<number, ProviderError> => {
  if (cursor === undefined) return Effect.succeed(0)
  return /^\d{1,15}$/.test(cursor)
    ? Effect.succeed(Number(cursor))
    : Effect.fail(invalid({ field: "cursor", message: `"${cursor}" is no cursor of this list` }))
}
