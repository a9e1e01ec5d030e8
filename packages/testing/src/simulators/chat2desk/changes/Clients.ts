/** Clients come and change. Every change is announced; seeding is not. */
import type { Address, ClientRow } from "../Records.ts"
import { toBlacklisted, toCardClient, toNewClient } from "../render/Client.ts"
import type { Simulation } from "../Simulation.ts"
import type { State } from "../State.ts"

export interface NewClient {
  readonly phone: string
  readonly address: Address
  readonly name?: string | null
  readonly assignedName?: string | null
  readonly clientPhone?: string | null
  readonly avatar?: string | null
  readonly source: ClientRow["source"]
}

export const findByPhone = ({ clients }: State, phone: string): ClientRow | undefined =>
  clients.find((client) => client.phone === phone)

export const insertClient = (simulation: Simulation, fields: NewClient): ClientRow => {
  const now = simulation.now()
  return simulation.state.clients.insert((id) => ({
    id,
    phone: fields.phone,
    addresses: [fields.address],
    name: fields.name ?? null,
    assignedName: fields.assignedName ?? null,
    clientPhone: fields.clientPhone ?? null,
    avatar: fields.avatar ?? null,
    comment: null,
    externalId: null,
    externalIds: new Map(),
    customFields: new Map(),
    tagIds: new Set(),
    dialogIds: [],
    blocked: false,
    source: fields.source,
    createdAt: now,
    updatedAt: now,
    firstMessageAt: now,
    lastMessageAt: now
  }))
}

export const announceNewClient = (simulation: Simulation, client: ClientRow): void =>
  simulation.publish({
    event: "new_client",
    channelId: client.addresses[0]?.channelId ?? null,
    body: toNewClient(simulation.state, client)
  })

/** Whether the client can be reached there. */
export const hasAddress = ({ addresses }: ClientRow, { channelId, transport }: Address): boolean =>
  addresses.some((one) => one.channelId === channelId && one.transport === transport)

/** A transport on which the client is from now on known, too. */
export const addAddress = (client: ClientRow, address: Address): void => {
  if (!hasAddress(client, address)) client.addresses.push(address)
}

/** Of a client's card. Absent keys stay as they are; `""` of a custom field takes it away. */
export interface ClientChange {
  readonly assignedName?: string | null
  readonly clientPhone?: string | null
  readonly comment?: string | null
  readonly externalId?: string | null
  /** The system that `externalId` is of. */
  readonly externalService?: string
  readonly customFields?: ReadonlyMap<number, string>
}

/** Applies it and tells of it once. */
export const updateClient = (simulation: Simulation, client: ClientRow, change: ClientChange): void => {
  const { customFields, externalId, externalService, ...fields } = change
  Object.assign(client, fields, { updatedAt: simulation.now() })
  for (const [id, value] of customFields ?? []) {
    if (value === "") client.customFields.delete(id)
    else client.customFields.set(id, value)
  }
  if (externalService !== undefined && typeof externalId === "string") {
    client.externalIds.set(externalService, externalId)
  } else if (externalId !== undefined) {
    client.externalId = externalId
  }
  simulation.publish({ event: "client_updated", channelId: null, body: toCardClient(client, null, null) })
}

/** One event for both ways. */
export const setBlocked = (simulation: Simulation, client: ClientRow, blocked: boolean): void => {
  if (client.blocked === blocked) return
  client.blocked = blocked
  client.updatedAt = simulation.now()
  simulation.publish({
    event: "client_added_to_blacklist",
    channelId: null,
    body: toBlacklisted(simulation.state, client)
  })
}
