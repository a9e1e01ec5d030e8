/**
 * `message.created` and `message.updated` as facts.
 *
 * An update without content is a status (`message.status_changed`), and is that alone. One with content is an edit (`message.updated`), and a status
 * besides if it tells of another one than before. What is neither tells that something changed and not what: read the message again
 * (huechat-wire 39). A deleted message is known by the marker that deleting leaves.
 */
import type { ContactSnapshot, Message, MessageSnapshot, Timestamp } from "@dragoman/core/domain"
import { type Fact, fitOf, present, statusKey, unknownFact } from "@dragoman/core/wire"
import type { MessageCreated, MessageUpdated } from "../api/webhooks/Events.ts"
import { WebhookConversation } from "../api/webhooks/Objects.ts"
import { toContact } from "./Contact.ts"
import { toItsConversationId } from "./Ids.ts"
import { asObject } from "./Json.ts"
import { toOrigin } from "./Marker.ts"
import { toMessage, toMessageStatus } from "./Message.ts"
import { type ConversationData, type Told, toConversationData, toVendorAccount } from "./Surroundings.ts"
import { toTime } from "./Time.ts"

export const messageCreated = (payload: MessageCreated, told: Told): ReadonlyArray<Fact> => {
  const { around, message, shared, unread } = read(payload, told)
  const created: Fact = {
    ...shared,
    type: "message.created",
    key: message.id,
    occurredAt: told.occurredAt ?? message.createdAt,
    data: { message, ...around },
    raw: payload
  }
  return [created, ...unread]
}

export const messageUpdated = (payload: MessageUpdated, told: Told): ReadonlyArray<Fact> => {
  const { around, message, shared, unread } = read(payload, told)
  if (asObject(payload.content_attributes).deleted === true) {
    const data = { message: toToldOnly(message, payload), ...around }
    return [{ ...shared, type: "message.deleted", key: message.id, data, raw: payload }, ...unread]
  }
  const status = readStatus(payload, message)
  const edited: ReadonlyArray<Fact> =
    status !== undefined && !isEdit(payload)
      ? []
      : [
          {
            ...shared,
            type: "message.updated",
            data: { message: toToldOnly(message, payload), ...around },
            raw: payload
          }
        ]
  if (status === undefined) return [...edited, ...unread]
  const changed: Fact = {
    ...shared,
    type: "message.status_changed",
    key: statusKey(message.id, status.word, status.at ?? told.occurredAt),
    data: { message: status.snapshot, ...around },
    raw: payload
  }
  return [...edited, changed, ...unread]
}

/** What both events need: the message with what is around it. */
const read = (payload: MessageCreated, told: Told) => {
  const { unread, wire } = readConversation(payload, told)
  const source = { ...payload, conversation: wire ?? null }
  const conversationId = toItsConversationId(source)
  const data: Partial<ConversationData> =
    conversationId === undefined || wire === undefined ? {} : toConversationData(conversationId, wire)
  const { conversation } = data
  const message = toMessage(source, { channel: conversation?.channel, contactId: conversation?.contactId })
  return {
    message,
    around: present({ conversation, contact: toWriter(payload, message) ?? data.contact }),
    shared: {
      origin: toOrigin(payload.content_attributes),
      occurredAt: told.occurredAt,
      vendorAccount: toVendorAccount(payload.account_id)
    },
    unread
  }
}

/** A conversation that does not fit does not cost the message: it is a fact of its own. Only the message tells the inbox. */
const readConversation = ({ conversation, inbox_id }: MessageCreated, { name }: Told): NestedConversation => {
  if (conversation === null || conversation === undefined) return { wire: undefined, unread: [] }
  if (conversationFit.is(conversation)) return { wire: { inbox_id: inbox_id ?? null, ...conversation }, unread: [] }
  const problem = conversationFit.problem(conversation, "data.conversation")
  return { wire: undefined, unread: [unknownFact(conversation, problem, name)] }
}

interface NestedConversation {
  readonly wire: WebhookConversation | undefined
  readonly unread: ReadonlyArray<Fact>
}

/** A contact who wrote is told more fully as the sender than in the conversation. */
const toWriter = ({ sender }: MessageCreated, { author }: Message): ContactSnapshot | undefined =>
  author.type === "contact" && sender !== null && sender !== undefined ? toContact(sender) : undefined

/** The status that an update reports. An incoming message has none, whatever is said (huechat-wire 40). */
const readStatus = (payload: MessageUpdated, message: Message): ReadStatus | undefined => {
  const word = payload.current_status ?? (isEdit(payload) ? undefined : payload.status)
  const status = toMessageStatus(word)
  if (!word || status === undefined || word === payload.previous_status || message.direction === "inbound")
    return undefined
  const snapshot = toToldOnly(message, payload)
  const { channel, channelMessageId, contactId, conversationId, deliveredAt, direction, externalId, id, readAt } =
    snapshot
  return {
    word,
    at: status === "delivered" ? deliveredAt : status === "read" ? readAt : undefined,
    snapshot: present({
      id,
      conversationId,
      contactId,
      channel,
      direction,
      status,
      channelMessageId,
      externalId,
      deliveredAt,
      readAt
    })
  }
}

interface ReadStatus {
  /** The vendor's. */
  readonly word: string
  /** When the message came to it. */
  readonly at: Timestamp | undefined
  readonly snapshot: MessageSnapshot
}

const isEdit = ({ content }: MessageUpdated): boolean => content !== null && content !== undefined

/** An update may leave out what a message always has. */
const toToldOnly = (message: Message, payload: MessageUpdated): MessageSnapshot => {
  const { author, content, direction, visibility, ...told } = message
  const { attachments, message_type, sender } = payload
  const hasSender = sender !== null && sender !== undefined
  const isVisibilityTold = typeof payload.private === "boolean" || visibility === "system"
  return present({
    ...told,
    direction: message_type || hasSender ? direction : undefined,
    visibility: isVisibilityTold ? visibility : undefined,
    author: hasSender ? author : undefined,
    content: isEdit(payload) || attachments ? content : undefined,
    deliveredAt: toTime(payload.delivered_at),
    readAt: toTime(payload.read_at)
  })
}

const conversationFit = fitOf(WebhookConversation)
