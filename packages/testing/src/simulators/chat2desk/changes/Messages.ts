/** Messages are written, and messengers report what became of them. */
import type { DialogRow, MessageRow, MessageType, RequestRow } from "../Records.ts"
import { type MessageNews, toMessageHook, toStatusHook } from "../render/Message.ts"
import type { Simulation } from "../Simulation.ts"
import type { Receipt } from "../sending/Receipts.ts"
import type { EventName } from "../webhooks/Events.ts"

/** A message before it has its place. */
export type Written = { readonly type: MessageType; readonly text: string | null } & Partial<
  Pick<MessageRow, "operatorId" | "attachments" | "coordinates" | "externalId" | "imported" | "postUrl" | "extras">
> & {
    /** When it was written, where that is not now. */
    readonly createdAt?: number
  }

export const insertMessage = (
  simulation: Simulation,
  dialog: DialogRow,
  request: RequestRow | null,
  { createdAt = simulation.now(), type, ...written }: Written
): MessageRow => {
  const message = simulation.state.messages.insert((id) => ({
    id,
    type,
    clientId: dialog.clientId,
    dialogId: dialog.id,
    channelId: dialog.channelId,
    transport: dialog.transport,
    requestId: request?.id ?? null,
    operatorId: dialog.operatorId,
    attachments: [],
    coordinates: null,
    externalId: null,
    imported: false,
    postUrl: null,
    extras: {},
    ...written,
    createdAt,
    read: type !== "from_client" || written.imported === true,
    status: type === "to_client" && written.imported !== true ? "pending" : "sent",
    error: null
  }))
  if (request !== null) {
    request.startMessageId ??= message.id
    request.endMessageId = message.id
    request.updatedAt = simulation.now()
  }
  dialog.updatedAt = simulation.now()
  return message
}

const events: Readonly<Record<MessageType, EventName | undefined>> = {
  from_client: "inbox",
  to_client: "outbox",
  autoreply: "outbox",
  comment: "comment",
  system: undefined
}

/** Imported ones under a name of their own; of system lines nothing is told. */
export const announceMessage = (simulation: Simulation, message: MessageRow, news: MessageNews = nothingNew): void => {
  const event = message.imported ? "imported_message" : events[message.type]
  if (event === undefined) return
  const body = toMessageHook(simulation.state, message, news)
  simulation.publish({ event, channelId: message.channelId, body })
}

const nothingNew: MessageNews = { isNewRequest: false, isNewClient: false }

/** A messenger reports. */
export const report = (simulation: Simulation, message: MessageRow, receipt: Receipt | "pending"): void => {
  message.status = typeof receipt === "object" ? "failed" : receipt
  message.error = typeof receipt === "object" ? receipt.failed : null
  simulation.publish({ event: "outbox_status", channelId: message.channelId, body: toStatusHook(message) })
}

/** Answering reads the whole dialog. */
export const readDialog = ({ state }: Simulation, dialog: DialogRow): void => {
  for (const message of state.messages.all()) if (message.dialogId === dialog.id) message.read = true
}
