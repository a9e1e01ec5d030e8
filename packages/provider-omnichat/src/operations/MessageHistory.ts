/**
 * The chat history, by range of time: seven days at most, closed ones only, so that nothing is written into a range after it was read. The
 * server wants one platform at a time; what came from several is put in order by time, range by range.
 */
import type { Message } from "@dragoman/core/domain"
import type { Listing, MessageListQuery, MessageOrder, ProviderError } from "@dragoman/core/provider"
import { Clock, Effect, Order } from "effect"
import type { Message as WireMessage } from "../api/Messages.ts"
import { longestRange } from "../api/Wire.ts"
import { type Platform, toKnownPlatform } from "../mapping/Channel.ts"
import { toChannelId } from "../mapping/Ids.ts"
import { toMessage } from "../mapping/Message.ts"
import { invalid } from "../OmnichatErrors.ts"
import { channelOf, concurrency, type OmnichatAccount, teamPlatforms, withRaw } from "./OmnichatAccount.ts"
import { type Range, readPages, walkRanges } from "./TimeRanges.ts"

/** Which part of the history is asked for. */
interface Source {
  readonly platform: Platform
  readonly channelId?: string
}

export const messageHistory =
  (account: OmnichatAccount) =>
  (query: MessageListQuery, { order = "oldest-first" }: MessageOrder = {}): Listing<Message> => {
    const read = Effect.fnUntraced(function* (range: Range) {
      const sources = yield* sourcesOf(account, query)
      const rows = yield* Effect.forEach(sources, (source) => historyOf(account, source, range), { concurrency })
      if (rows.some((some) => some === undefined)) return undefined
      const sorted = rows.flatMap((some) => some ?? []).sort(byTime)
      return order === "oldest-first" ? sorted : sorted.reverse()
    })
    const until = query.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.until)
    return walkRanges({
      since: Date.parse(query.since),
      until: Effect.map(Clock.currentTimeMillis, (now) => Math.min(now, until)),
      order,
      widest: () => longestRange,
      read
    })
  }

const sourcesOf = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  { channelId, channelType }: MessageListQuery
): Effect.fn.Return<ReadonlyArray<Source>, ProviderError> {
  if (channelType === undefined) {
    if (channelId !== undefined) return [yield* channelOf(account, channelId, "channelId")]
    return (yield* teamPlatforms(account)).map((platform) => ({ platform }))
  }
  const platform = toKnownPlatform(channelType)
  if (platform === undefined) {
    return yield* invalid({ field: "channelType", message: `Omnichat has no ${channelType}` })
  }
  return [channelId === undefined ? { platform } : { platform, channelId: toChannelId(platform, channelId) }]
})

const historyOf = ({ client }: OmnichatAccount, { channelId, platform }: Source, range: Range) => {
  const source = channelId === undefined ? { platform } : { platform, channelId }
  const rows = readPages(
    (paging) => client.messages.list({ query: { ...source, after: range.from, before: range.to, ...paging } }),
    range
  )
  return Effect.map(rows, (all) => all?.map((row) => toEntity(row, source)))
}

/** A message of the domain from a row, with the row. */
export const toEntity = (
  wire: WireMessage,
  asked: { readonly platform?: string; readonly channelId?: string } = {}
): Message => withRaw(toMessage(wire, asked), wire)

/** A message without a time stays where the server put it, at the beginning. */
const byTime = Order.mapInput(Order.String, ({ createdAt }: Message): string => createdAt ?? "")
