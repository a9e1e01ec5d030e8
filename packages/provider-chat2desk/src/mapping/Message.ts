/**
 * A message, as `messages` and a dialog's `last_message` have it, and as webhooks do. Whoever wrote it through the API or imported it finds
 * their own id again, in `extra_data.external_id`; `remote_id` is the messenger's. Times are those of the message itself, for imported
 * history too.
 */
import type {
  ChannelReference,
  ContactId,
  ConversationId,
  Message,
  MessageFailure,
  MessageId,
  Timestamp
} from "@dragoman/core/domain"
import { asObject, present, wordOf } from "@dragoman/core/wire"
import { toContent, type WireContent } from "./Content.ts"
import { toChannelReference, toContactId, toConversationId, toId, toMessageId, type WireId } from "./Ids.ts"
import { type MessageType, toMessageStatus, toMessageType, toWritten } from "./MessageType.ts"
import { toTime } from "./Times.ts"

/** What is read of a message wherever it stands. */
export interface MessageBody extends WireContent {
  readonly operator_id?: unknown
  readonly remote_id?: unknown
  readonly external_id?: unknown
  /** How far it got, in a form that the documentation does not show: a word or a number of `gateway_status`. */
  readonly recipient_status?: unknown
  readonly gateway_status?: unknown
  readonly error?: unknown
}

/** A row. */
export interface MessageSource extends MessageBody {
  readonly id: WireId
  readonly type?: unknown
  readonly client_id?: unknown
  readonly dialog_id?: unknown
  readonly channel_id?: unknown
  readonly transport?: unknown
  readonly created?: unknown
}

/** What a row and a webhook tell under names of their own. */
export interface MessageContext {
  readonly id: MessageId
  readonly type: MessageType
  readonly contactId: ContactId | undefined
  readonly conversationId: ConversationId | undefined
  readonly channel: ChannelReference | undefined
  readonly createdAt: Timestamp | undefined
}

/** A message of an unknown type is taken for a line of the system. */
export const toMessage = (wire: MessageSource): Message => {
  const clientId = toId(wire.client_id)
  const dialogId = toId(wire.dialog_id)
  return toMessageIn(wire, {
    id: toMessageId(wire.id),
    type: toMessageType(wire.type) ?? "system",
    contactId: clientId === undefined ? undefined : toContactId(clientId),
    conversationId: dialogId === undefined ? undefined : toConversationId(dialogId),
    channel: toChannelReference(wire.channel_id, wire.transport),
    createdAt: toTime(wire.created)
  })
}

export const toMessageIn = (wire: MessageBody, context: MessageContext): Message => {
  const { author, direction, visibility } = toWritten(context.type, context.contactId, wire.operator_id)
  const status = toMessageStatus(wire.recipient_status) ?? toMessageStatus(wire.gateway_status)
  return present({
    id: context.id,
    conversationId: context.conversationId,
    contactId: context.contactId,
    channel: context.channel,
    direction,
    visibility,
    author,
    content: toContent(wire),
    status,
    failure: status === "failed" ? toFailure(wire.error) : undefined,
    channelMessageId: toId(wire.remote_id),
    externalId: toExternalId(wire),
    createdAt: context.createdAt
  })
}

/** The id that whoever wrote the message gave it. */
export const toExternalId = ({ external_id, extra_data }: Pick<MessageBody, "external_id" | "extra_data">) =>
  toId(asObject(extra_data).external_id) ?? toId(external_id)

/** Text, as it is documented; what else may come is told as JSON. */
export const toFailure = (error: unknown): MessageFailure | undefined => {
  if (error === null || error === undefined || error === "") return undefined
  return { reason: wordOf(error) ?? JSON.stringify(error) }
}
