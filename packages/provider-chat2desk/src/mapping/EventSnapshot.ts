/**
 * What a webhook tells of the client and the dialog around its fact. Ids come in several places of one body and may be missing in any of
 * them; what cannot be named is left out.
 *
 * A webhook has custom fields by their number alone, and the domain has attributes by name: those stay in `raw`.
 */
import type { ContactSnapshot, ConversationSnapshot, Timestamp } from "@dragoman/core/domain"
import { present, toText } from "@dragoman/core/wire"
import { type ClientSource, toContact } from "./Contact.ts"
import { type ChannelAddress, toChannelReference, toContactId, toConversationId, toId, type WireId } from "./Ids.ts"
import { asList, asObject, textOf, wordOf } from "./Json.ts"
import { toTagRows } from "./TagRows.ts"
import { toTime } from "./Times.ts"

/** The client of a body, with what only webhooks tell. */
export interface ClientBody extends Omit<ClientSource, "id"> {
  readonly channels?: unknown
  readonly tags?: unknown
  readonly client_created?: number | string | null | undefined
  readonly client_updated?: number | string | null | undefined
}

/** What surrounds a fact. */
export interface PlaceBody {
  readonly client_id?: WireId | null | undefined
  readonly client?: (ClientBody & { readonly id?: WireId | null | undefined }) | null | undefined
  readonly dialog_id?: WireId | null | undefined
  readonly channel_id?: WireId | null | undefined
  readonly transport?: string | null | undefined
}

export interface Place {
  readonly contact?: ContactSnapshot
  readonly conversation?: ConversationSnapshot
}

/** When a body says that it happened; of tickets `timestamp`. */
export const toOccurredAt = (body: {
  readonly event_time?: unknown
  readonly timestamp?: unknown
}): Timestamp | undefined => toTime(timeOf(body.event_time)) ?? toTime(timeOf(body.timestamp))

export const toPlace = (body: PlaceBody): Place => {
  const clientId = toId(body.client_id) ?? toId(body.client?.id)
  const dialogId = toId(body.dialog_id)
  return present({
    contact: clientId === undefined ? undefined : toContactSnapshot(clientId, body.client ?? {}, toChannels(body)),
    conversation: dialogId === undefined ? undefined : toConversationSnapshot(dialogId, body)
  })
}

/** `at`: the channel that the body is about. Without one, the client's own `channels` are looked at. */
export const toContactSnapshot = (
  id: WireId,
  client: ClientBody,
  at: ReadonlyArray<ChannelAddress> = []
): ContactSnapshot => {
  const channels = at.length > 0 ? at : toClientChannels(client.channels)
  return {
    ...toContact({ ...client, id, custom_fields: undefined }, { fields: unnamed, channels, tags: toTags(client.tags) }),
    ...present({ createdAt: toTime(client.client_created), updatedAt: toTime(client.client_updated) })
  }
}

export const toConversationSnapshot = (dialogId: WireId, body: PlaceBody): ConversationSnapshot => {
  const clientId = toId(body.client_id) ?? toId(body.client?.id)
  return present({
    id: toConversationId(dialogId),
    contactId: clientId === undefined ? undefined : toContactId(clientId),
    channel: toChannelReference(body.channel_id, body.transport)
  })
}

const unnamed = { nameOf: (number: string) => number, numberOf: () => undefined }

const timeOf = (value: unknown): number | string | undefined =>
  typeof value === "number" || typeof value === "string" ? value : undefined

const toChannels = ({ channel_id, transport }: PlaceBody): ReadonlyArray<ChannelAddress> => {
  const channelId = toId(channel_id)
  const name = toText(transport)
  return channelId === undefined || name === undefined ? [] : [{ channelId, transport: name }]
}

/** A list of channels, or one; `null` stands for what is not told. */
const toClientChannels = (channels: unknown): ReadonlyArray<ChannelAddress> =>
  (Array.isArray(channels) ? channels : [channels]).flatMap((channel) => {
    const { id, transports } = asObject(channel)
    const channelId = wordOf(id)
    if (channelId === undefined) return []
    return asList(transports).flatMap((transport) => {
      const name = textOf(transport)
      return name === undefined ? [] : [{ channelId, transport: name }]
    })
  })

/** Names of tags, where all of them are told by name. */
const toTags = (tags: unknown): ReadonlyArray<string> | undefined => {
  const rows = toTagRows(tags)
  const names = rows?.flatMap(({ label }) => label ?? [])
  return names === undefined || names.length !== asList(tags).length ? undefined : names
}
