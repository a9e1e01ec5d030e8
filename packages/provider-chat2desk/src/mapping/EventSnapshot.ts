/**
 * What a webhook tells of the client and the dialog around its fact. Ids come in several places of one body and may be missing in any of
 * them; what cannot be named is left out.
 *
 * A webhook has custom fields by their number alone, and the domain has attributes by name: those stay in `raw`.
 */
import type {
  ChannelReference,
  Contact,
  ContactId,
  ContactSnapshot,
  ConversationId,
  ConversationSnapshot,
  Timestamp
} from "@dragoman/core/domain"
import { asList, asObject, isObject, present } from "@dragoman/core/wire"
import { type ClientSource, toContactOf } from "./Contact.ts"
import { toChannelReference, toContactId, toConversationId, toId } from "./Ids.ts"
import { toTagRows } from "./TagRows.ts"
import { toTime } from "./Times.ts"

/** Where a body names what surrounds its fact. */
export interface PlaceBody {
  readonly client_id?: unknown
  readonly client?: unknown
  readonly dialog_id?: unknown
  readonly channel_id?: unknown
  readonly transport?: unknown
}

/** What surrounds a fact. */
export interface Place {
  readonly contactId: ContactId | undefined
  readonly conversationId: ConversationId | undefined
  readonly channel: ChannelReference | undefined
  /** Where a body has one inside it. */
  readonly client: ClientSource | undefined
}

/** When a body says that it happened; of tickets `timestamp`. */
export const toOccurredAt = (body: {
  readonly event_time?: unknown
  readonly timestamp?: unknown
}): Timestamp | undefined => toTime(body.event_time) ?? toTime(body.timestamp)

export const toPlace = (body: PlaceBody): Place => {
  const client = isObject(body.client) ? body.client : undefined
  const contactId = toId(body.client_id) ?? toId(client?.id)
  const conversationId = toId(body.dialog_id)
  return {
    contactId: contactId === undefined ? undefined : toContactId(contactId),
    conversationId: conversationId === undefined ? undefined : toConversationId(conversationId),
    channel: toChannelReference(body.channel_id, body.transport),
    client
  }
}

/** An event's `contact` and `conversation`, where there is such a thing. */
export interface Surroundings {
  contact?: ContactSnapshot
  conversation?: ConversationSnapshot
}

/** Filled in, and not spread: it is made for every event. */
export const toSurroundings = ({ channel, client, contactId, conversationId }: Place): Surroundings => {
  const around: Surroundings = {}
  if (contactId !== undefined) {
    around.contact = client === undefined ? { id: contactId } : toContactSnapshot(contactId, client, channel)
  }
  if (conversationId !== undefined) around.conversation = present({ id: conversationId, contactId, channel })
  return around
}

/** `at`: the channel that the body is about. Without one, the client's own `channels` are looked at. */
export const toContactSnapshot = (
  id: ContactId,
  client: ClientSource & { readonly channels?: unknown; readonly tags?: unknown },
  at?: ChannelReference
): Contact =>
  toContactOf(id, client, {
    channels: at?.id === undefined ? toClientChannels(client.channels) : [at],
    tags: toTags(client.tags)
  })

/** A list of channels, or one; `null` stands for what is not told. */
const toClientChannels = (channels: unknown): ReadonlyArray<ChannelReference> => {
  if (channels === undefined) return none
  return (Array.isArray(channels) ? channels : [channels]).flatMap((channel) => {
    const { id, transports } = asObject(channel)
    return toId(id) === undefined
      ? []
      : asList(transports).flatMap((transport) => toChannelReference(id, transport) ?? [])
  })
}

const none: ReadonlyArray<never> = []

/** Names of tags, where all of them are told by name. */
const toTags = (tags: unknown): ReadonlyArray<string> | undefined => {
  const rows = toTagRows(tags)
  const names = rows?.flatMap(({ label }) => label ?? [])
  return names === undefined || names.length !== asList(tags).length ? undefined : names
}
