/**
 * `message.created` and `message.updated` as facts.
 *
 * An update without content is a status (`message.status_changed`), and is that alone. One with content is an edit (`message.updated`), and a status
 * besides if it tells of another one than before. What is neither tells that something changed and not what: read the message again
 * (huechat-wire 39). A deleted message is known by what it says or by a mark.
 */
import type { ContactSnapshot, Message, MessageSnapshot, Timestamp } from "@dragoman/core/domain"
import { asObject, type Fact, fitOf, present, statusKey } from "@dragoman/core/wire"
import type { MessageCreated, MessageUpdated } from "../api/webhooks/Events.ts"
import { WebhookConversation } from "../api/webhooks/Objects.ts"
import { toContact } from "./Contact.ts"
import { toItsConversationId } from "./Ids.ts"
import { toOrigin } from "./Marker.ts"
import { isDeleted, toMessage, toMessageStatus } from "./Message.ts"
import { type ConversationData, type Told, toConversationData, toVendorAccount, unreadFact } from "./Surroundings.ts"
import { toTime } from "./Time.ts"

export const messageCreated = (payload: MessageCreated, told: Told): ReadonlyArray<Fact> => {
  const { data, origin, unread, vendorAccount } = read(payload, told)
  const { createdAt, id: key } = data.message
  const occurredAt = told.occurredAt ?? createdAt
  const created: Fact = { type: "message.created", key, origin, occurredAt, vendorAccount, data, raw: payload }
  return unread === undefined ? [created] : [created, unread]
}

export const messageUpdated = (payload: MessageUpdated, told: Told): ReadonlyArray<Fact> => {
  const { data, origin, unread, vendorAccount } = read(payload, told)
  const { message } = data
  const shared = { origin, occurredAt: told.occurredAt, vendorAccount, raw: payload }
  const facts: Array<Fact> = []
  const isGone = isDeleted(payload)
  const status = isGone ? undefined : readStatus(payload, message)
  if (isGone) {
    const deleted = { ...data, message: toToldOnly(message, payload) }
    facts.push({ ...shared, type: "message.deleted", key: message.id, data: deleted })
  } else if (status === undefined || isEdit(payload)) {
    const edited = { ...data, message: toToldOnly(message, payload) }
    facts.push({ ...shared, type: "message.updated", data: edited })
  }
  if (status !== undefined) {
    const key = statusKey(message.id, status.word, status.at ?? told.occurredAt)
    const changed = { ...data, message: status.snapshot }
    facts.push({ ...shared, type: "message.status_changed", key, data: changed })
  }
  if (unread !== undefined) facts.push(unread)
  return facts
}

/** What both events need: the message with what is around it. */
const read = (payload: MessageCreated, told: Told) => {
  const { conversation_id, inbox_id } = payload
  const { unread, wire } = readConversation(payload.conversation, told)
  const conversationId = toItsConversationId({ conversation: asObject(payload.conversation), conversation_id })
  const around =
    conversationId === undefined || wire === undefined ? nothing : toConversationData(conversationId, wire, inbox_id)
  const { conversation } = around
  const message = toMessage(payload, {
    conversationId,
    channel: conversation?.channel,
    contactId: conversation?.contactId
  })
  return {
    data: present({ message, conversation, contact: toWriter(payload, message) ?? around.contact }),
    origin: toOrigin(payload.content_attributes),
    vendorAccount: toVendorAccount(payload.account_id),
    unread
  }
}

const nothing: Partial<ConversationData> = {}

/** A conversation that does not fit does not cost the message: it is a fact of its own. */
const readConversation = (conversation: unknown, told: Told): NestedConversation => {
  if (conversation === null || conversation === undefined) return noConversation
  if (conversationFit.is(conversation)) return { wire: conversation }
  return { unread: unreadFact(conversation, conversationFit.problem(conversation, "data.conversation"), told) }
}

interface NestedConversation {
  readonly wire?: WebhookConversation
  readonly unread?: Fact
}

const noConversation: NestedConversation = {}

/** A contact who wrote is told more fully as the sender than in the conversation. */
const toWriter = ({ sender }: MessageCreated, { author }: Message): ContactSnapshot | undefined => {
  const id = sender?.id
  return author.type !== "contact" || id === null || id === undefined ? undefined : toContact({ ...sender, id })
}

/** The status that an update reports. An incoming message has none, whatever is said (huechat-wire 40). */
const readStatus = (payload: MessageUpdated, message: Message): ReadStatus | undefined => {
  const word = payload.current_status ?? (isEdit(payload) ? undefined : payload.status)
  const status = toMessageStatus(word)
  if (!word || status === undefined || word === payload.previous_status || message.direction === "inbound")
    return undefined
  const deliveredAt = toTime(payload.delivered_at)
  const readAt = toTime(payload.read_at)
  return {
    word,
    at: status === "delivered" ? deliveredAt : status === "read" ? readAt : undefined,
    snapshot: present({
      id: message.id,
      conversationId: message.conversationId,
      contactId: message.contactId,
      channel: message.channel,
      direction: isSideTold(payload) ? message.direction : undefined,
      status,
      channelMessageId: message.channelMessageId,
      externalId: message.externalId,
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

const hasSender = ({ sender }: MessageUpdated): boolean => sender !== null && sender !== undefined

/** Either tells which side wrote the message. */
const isSideTold = (payload: MessageUpdated): boolean => Boolean(payload.message_type) || hasSender(payload)

/** An update may leave out what a message always has. */
const toToldOnly = (message: Message, payload: MessageUpdated): MessageSnapshot => {
  const { author, content, direction, visibility, ...told } = message
  const isVisibilityTold = typeof payload.private === "boolean" || visibility === "system"
  return present({
    ...told,
    direction: isSideTold(payload) ? direction : undefined,
    visibility: isVisibilityTold ? visibility : undefined,
    author: hasSender(payload) ? author : undefined,
    content: isEdit(payload) || payload.attachments ? content : undefined,
    deliveredAt: toTime(payload.delivered_at),
    readAt: toTime(payload.read_at)
  })
}

const conversationFit = fitOf(WebhookConversation)
