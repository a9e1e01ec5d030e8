/** Clients write: a new one is told of first, then a new request, then the message. */
import { addAddress, announceNewClient, findByPhone, insertClient } from "./changes/Clients.ts"
import { announceRequest, enterDialog } from "./changes/Dialogs.ts"
import { announceMessage, insertMessage } from "./changes/Messages.ts"
import type { Address, AttachmentRow, ClientRow, MessageRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { phoneOf } from "./Transports.ts"

/** Who writes. */
export interface Sender {
  /** As the messenger knows them: digits where that is a phone number, else its own id, which the vendor puts behind a prefix. */
  readonly id?: string
  /** A phone number where the messenger would otherwise have an id of its own, as an external channel may. */
  readonly phone?: string
  /** Their nickname there; it changes nothing of a client who has one. */
  readonly name?: string
  readonly avatar?: string
}

export interface Incoming {
  readonly from: Sender
  readonly text?: string
  readonly attachments?: ReadonlyArray<AttachmentRow>
  /** `lat lng`. */
  readonly coordinates?: string
  readonly externalId?: string
  /** A public comment below this post on Instagram. */
  readonly postUrl?: string
}

/** What came of it. */
export interface Arrival {
  readonly messageId: number
  readonly clientId: number
  readonly dialogId: number
  readonly requestId: number
}

export const receive = (simulation: Simulation, address: Address, incoming: Incoming): Arrival => {
  const { client, isNewClient } = senderAt(simulation, address, incoming.from)
  const entered = enterDialog(simulation, client, address, { byClient: true, open: true })
  const { dialog, isNewRequest, request } = entered
  const message = insertMessage(simulation, dialog, request, {
    type: "from_client",
    text: incoming.text ?? null,
    attachments: incoming.attachments ?? [],
    coordinates: incoming.coordinates ?? null,
    externalId: incoming.externalId ?? null,
    postUrl: incoming.postUrl ?? null
  })
  client.lastMessageAt = message.createdAt
  if (isNewClient) announceNewClient(simulation, client)
  if (isNewRequest && request !== null) announceRequest(simulation, request, { isNewClient, byClient: true })
  announceMessage(simulation, message, { isNewRequest, isNewClient })
  return arrivalOf(message)
}

export const arrivalOf = ({ clientId, dialogId, id, requestId }: MessageRow): Arrival => ({
  messageId: id,
  clientId,
  dialogId,
  requestId: requestId ?? 0
})

const senderAt = (
  simulation: Simulation,
  address: Address,
  from: Sender
): { readonly client: ClientRow; readonly isNewClient: boolean } => {
  const phone = from.phone ?? phoneOf(address.transport, from.id ?? "")
  const known = findByPhone(simulation.state, phone)
  if (known === undefined) {
    const { avatar = null, name = null } = from
    const client = insertClient(simulation, { phone, address, name, avatar, source: "incoming_message" })
    return { client, isNewClient: true }
  }
  addAddress(known, address)
  known.name ??= from.name ?? null
  return { client: known, isNewClient: false }
}
