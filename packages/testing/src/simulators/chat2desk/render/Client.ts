/** Clients: in lists, alone, and the three ways in which webhooks have them. */
import type { ClientRow } from "../Records.ts"
import type { State } from "../State.ts"
import { utc } from "../Times.ts"
import type { Transport } from "../Transports.ts"
import { toTag } from "./Tag.ts"

export const toClient = (client: ClientRow) => ({
  id: client.id,
  name: client.name,
  avatar: client.avatar,
  phone: client.phone,
  external_id: client.externalId,
  assigned_name: client.assignedName,
  comment: client.comment,
  client_phone: numberIfDigits(client.clientPhone),
  region_id: null,
  country_id: null,
  client_external_id: null,
  external_ids: Object.fromEntries(client.externalIds),
  extra_comment_1: null,
  extra_comment_2: null,
  extra_comment_3: null,
  custom_fields: Object.fromEntries(client.customFields)
})

/** The documented sample has a number. */
const numberIfDigits = (phone: string | null): string | number | null =>
  phone !== null && /^[1-9]\d{0,14}$/.test(phone) ? Number(phone) : phone

/** What "extended info" has besides the two times is not documented; that it has the tags is inferred. */
export const toExtendedClient = (state: State, client: ClientRow) => ({
  ...toClient(client),
  tags: tagsOf(state, client),
  first_client_message: utc(client.firstMessageAt),
  last_client_message: utc(client.lastMessageAt)
})

const tagsOf = (state: State, client: ClientRow) => [...client.tagIds].map((id) => toTag(state, state.tags.need(id)))

/** By channel, in the order in which they were first used. */
export const toTransports = (client: ClientRow) =>
  channelsOf(client).map(({ id, transports }) => ({ channel_id: id, transports }))

const channelsOf = (client: ClientRow) =>
  [...Map.groupBy(client.addresses, ({ channelId }) => channelId)].map(([id, addresses]) => ({
    id,
    transports: addresses.map(({ transport }) => transport)
  }))

/** The client inside a message. */
export const toMessageClient = (client: ClientRow, nothing: "" | null) => ({
  id: client.id,
  phone: client.phone,
  client_phone: client.clientPhone ?? nothing,
  name: client.name,
  assigned_name: client.assignedName,
  external_id: client.externalId
})

const person = (client: ClientRow) => ({
  id: client.id,
  phone: client.phone,
  name: client.name,
  avatar: client.avatar,
  assigned_name: client.assignedName,
  comment: client.comment,
  region_id: null,
  country_id: null,
  extra_comment_1: null,
  extra_comment_2: null,
  extra_comment_3: null
})

/** Of `new_client`: `channels` is a list. */
export const toNewClient = (state: State, client: ClientRow) => ({
  ...dated(state, client),
  avatar: client.avatar ?? "",
  channels: channelsOf(client),
  client_source: client.source
})

/** Of `client_added_to_blacklist`. */
export const toBlacklisted = (state: State, client: ClientRow) => ({
  ...dated(state, client),
  is_blocked: client.blocked
})

const dated = (state: State, client: ClientRow) => ({
  ...person(client),
  client_created: utc(client.createdAt),
  client_updated: utc(client.updatedAt),
  tags: tagsOf(state, client)
})

/** Of `new_request` and, with nothing in it, of `client_updated`: `channels` is an object. */
export const toCardClient = (client: ClientRow, channelId: number | null, transport: Transport | null) => ({
  ...person(client),
  client_source: null,
  client_phone: client.clientPhone ?? "",
  channels: { id: channelId, transports: [transport] },
  custom_fields: Object.fromEntries(client.customFields)
})
