/**
 * A message, as `messages` and a dialog's `last_message` have it. Whoever wrote it through the API or imported it finds their own id again, in
 * `extra_data.external_id`; `remote_id` is the messenger's. Times are those of the message itself, for imported history too.
 */
import type { Message } from "@dragoman/core/domain"
import { present, toText } from "@dragoman/core/wire"
import { Predicate } from "effect"
import { toContent, type WireContent } from "./Content.ts"
import { toChannelReference, toContactId, toConversationId, toId, toMessageId, type WireId } from "./Ids.ts"
import { toMessageStatus, toWritten, type WireWriter } from "./MessageType.ts"
import { toTime } from "./Times.ts"

/** What is read of a message. */
export interface MessageSource extends Omit<WireContent, "coordinates" | "insta_comment">, WireWriter {
  readonly id: WireId
  readonly dialog_id?: WireId | null | undefined
  readonly channel_id?: WireId | null | undefined
  readonly transport?: string | null | undefined
  readonly created?: number | string | null | undefined
  readonly remote_id?: WireId | null | undefined
  readonly external_id?: WireId | null | undefined
  /** How far it got, in a form that the documentation does not show: a word or a number of `gateway_status`. */
  readonly recipient_status?: unknown
  readonly gateway_status?: unknown
  readonly error?: unknown
  readonly coordinates?: unknown
  readonly insta_comment?: unknown
}

export const toMessage = (wire: MessageSource): Message => {
  const dialogId = toId(wire.dialog_id)
  const clientId = toId(wire.client_id)
  const status = toStatus(wire.recipient_status) ?? toStatus(wire.gateway_status)
  const reason = typeof wire.error === "string" ? toText(wire.error) : undefined
  return present({
    id: toMessageId(wire.id),
    conversationId: dialogId === undefined ? undefined : toConversationId(dialogId),
    contactId: clientId === undefined ? undefined : toContactId(clientId),
    channel: toChannelReference(wire.channel_id, wire.transport),
    ...toWritten(wire),
    content: toContent({
      ...wire,
      coordinates: typeof wire.coordinates === "string" ? wire.coordinates : undefined,
      insta_comment: wire.insta_comment === true || wire.insta_comment === 1
    }),
    status,
    failure: status === "failed" && reason !== undefined ? { reason } : undefined,
    channelMessageId: toId(wire.remote_id),
    externalId: toExternalId(wire),
    createdAt: toTime(wire.created)
  })
}

/** The id that whoever wrote the message gave it. */
export const toExternalId = ({ external_id, extra_data }: Pick<MessageSource, "external_id" | "extra_data">) => {
  const extra = Predicate.isObject(extra_data) ? extra_data.external_id : undefined
  return toId(typeof extra === "string" || typeof extra === "number" ? extra : external_id)
}

const toStatus = (status: unknown) =>
  typeof status === "string" || typeof status === "number" ? toMessageStatus(status) : undefined
