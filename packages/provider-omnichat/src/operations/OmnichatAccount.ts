/** What all operations of one team share: its client, its channels, and the few conversions between the domain's ids and Omnichat's. */
import type { ChannelId, ContactId, ConversationId } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import { type Platform, platforms, toChannel, toKnownPlatform } from "../mapping/Channel.ts"
import { type Address, fromId, toAddress } from "../mapping/Ids.ts"
import type { OmnichatClient } from "../OmnichatClient.ts"
import { invalid } from "../OmnichatErrors.ts"
import type { Labels } from "../whatsapp/index.ts"

export interface OmnichatAccount {
  readonly client: OmnichatClient["Service"]
  /** For what is not an endpoint: attachments. */
  readonly http: HttpClient.HttpClient
  /** The team's channels, looked up once every ten minutes. */
  readonly channels: Effect.Effect<ReadonlyArray<TeamChannel>, ProviderError>
  /** Milliseconds: no contact was updated before. */
  readonly contactsSince: number
  /** The name under which direct messages without an id of their own are counted. */
  readonly trackId: string
  readonly labels: Partial<Labels>
}

/** A channel on a platform that requests can name. */
export interface TeamChannel {
  readonly platform: Platform
  readonly channelId: string
  readonly name?: string
}

/** How many rows a page has at most, and one that is full. */
export const pageSize = 100

/** How many calls go out at once where one answer needs several. */
export const concurrency = 4

/** The entity with the vendor's own object. */
export const withRaw = <A extends object>(entity: A, wire: unknown): A & { readonly raw: unknown } => ({
  ...entity,
  raw: wire
})

/** A team's channels from the vendor's rows. */
export const toTeamChannels = (
  rows: ReadonlyArray<{ readonly platform: string; readonly channelId: string; readonly channelName?: string | null }>
): ReadonlyArray<TeamChannel> =>
  rows.flatMap((row) => {
    const platform = toKnownPlatform(row.platform)
    const { id, name } = toChannel(row)
    return platform === undefined ? [] : [{ platform, channelId: id, ...(name === undefined ? {} : { name }) }]
  })

/** The platforms that the team has a channel on, in the order of {@link platforms}. */
export const teamPlatforms = ({ channels }: OmnichatAccount): Effect.Effect<ReadonlyArray<Platform>, ProviderError> =>
  Effect.map(channels, (all) => platforms.filter((platform) => all.some((channel) => channel.platform === platform)))

/** The address that a contact's or conversation's id is. */
export const addressOf = (
  id: ContactId | ConversationId,
  field: string
): Effect.Effect<Address & { readonly platform: Platform }, ProviderError> => {
  const address = fromId(id)
  const platform = address === undefined ? undefined : toKnownPlatform(address.platform)
  return address === undefined || platform === undefined
    ? Effect.fail(
        invalid({ field, message: `"${id}" is not an id of Omnichat: those read <platform>:<channelId>:<userId>` })
      )
    : Effect.succeed({ ...toAddress(platform, address.channelId, address.user), platform })
}

/** The team's channel with this id, for requests that want its platform too. */
export const channelOf = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  channelId: ChannelId,
  field: string
): Effect.fn.Return<TeamChannel, ProviderError> {
  const channels = yield* account.channels
  const found = channels.find((channel) => channel.channelId === channelId)
  return found ?? (yield* invalid({ field, message: `the team has no channel ${channelId}, but ${namesOf(channels)}` }))
})

/** The only channel on a platform; with none or several, the caller has to choose. */
export const onlyChannel = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  platform: string,
  field: string
): Effect.fn.Return<TeamChannel, ProviderError> {
  const channels = (yield* account.channels).filter((channel) => channel.platform === platform)
  const [only] = channels
  if (only !== undefined && channels.length === 1) return only
  return yield* invalid({
    field,
    message:
      only === undefined ? `the team has no channel on ${platform}` : `is needed: the team has ${namesOf(channels)}`
  })
})

const namesOf = (channels: ReadonlyArray<TeamChannel>): string =>
  channels.map(({ channelId, name, platform }) => `${channelId} (${name ?? platform})`).join(", ")
