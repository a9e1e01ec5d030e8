/**
 * `inbox`, `outbox`, `comment` and `imported_message` as `message.created`, `outbox_status` as `message.status_changed`.
 *
 * That a message opened a request or is the first of its client is said in it too (`is_new_request`, `is_new_client`); both have an event of their
 * own and are not derived again. A message that went out with an `external_id` was sent through the API: it is an `echo`.
 *
 * Gotcha: an imported message tells when it was imported and not when it was written; its `createdAt` is absent.
 */
import type { ContactSnapshot, Message, Origin } from "@dragoman/core/domain"
import { type Fact, present, statusKey, unknownFact } from "@dragoman/core/wire"
import type { MessageEvent, MessageStatusEvent } from "../api/webhooks/Events.ts"
import { toOccurredAt, toPlace } from "./EventSnapshot.ts"
import { toMessageId } from "./Ids.ts"
import { asObject, wordOf } from "./Json.ts"
import { toMessage } from "./Message.ts"
import { type MessageType, toMessageStatus, toMessageType } from "./MessageType.ts"
import { toTime } from "./Times.ts"

/** `type`: what a message of an unknown type is. */
export const messageCreated =
  (type: MessageType, imported = false) =>
  (body: MessageEvent): ReadonlyArray<Fact> => {
    const occurredAt = toOccurredAt(body)
    const place = toPlace(body)
    const isHistory = imported || asObject(body.extra_data).imported === true
    const row = {
      ...body,
      id: body.message_id,
      client_id: place.contact?.id,
      type: toMessageType(body.type) ?? type,
      created: isHistory ? undefined : occurredAt
    }
    const message = withName(toMessage(row), place.contact)
    return [
      {
        type: "message.created",
        key: message.id,
        origin: isHistory ? "imported" : toOrigin(message),
        occurredAt,
        data: { message, ...place },
        raw: body
      }
    ]
  }

/** `data.created` is Moscow's time, and of no use for the key where the envelope has its own: nobody says what was created then. */
export const messageStatusChanged = (body: MessageStatusEvent): ReadonlyArray<Fact> => {
  const { created, error, gateway_status, id } = body.data
  const status = toMessageStatus(gateway_status)
  const occurredAt = toOccurredAt(body) ?? toTime(created)
  if (status === undefined) {
    const problem = `data.gateway_status: ${gateway_status} is not documented`
    return [{ ...unknownFact(body, problem, "outbox_status"), occurredAt }]
  }
  const place = toPlace(body.data)
  const messageId = toMessageId(id)
  const message = present({
    id: messageId,
    conversationId: place.conversation?.id,
    contactId: place.contact?.id,
    direction: "outbound" as const,
    status,
    failure: status === "failed" ? toFailure(error) : undefined,
    deliveredAt: status === "delivered" ? occurredAt : undefined,
    readAt: status === "read" ? occurredAt : undefined
  })
  return [
    {
      type: "message.status_changed",
      key: statusKey(messageId, gateway_status, occurredAt),
      origin: "live",
      occurredAt,
      data: { message, ...place },
      raw: body
    }
  ]
}

const toOrigin = ({ direction, externalId }: Message): Origin =>
  direction === "outbound" && externalId !== undefined ? "echo" : "live"

/** Of those who write, only the client is told by name. */
const withName = (message: Message, contact: ContactSnapshot | undefined): Message =>
  message.author.type === "contact" && contact?.name !== undefined
    ? { ...message, author: { ...message.author, name: contact.name } }
    : message

/** Text, as it is documented; what else may come is told as JSON. */
const toFailure = (error: unknown): Message["failure"] => {
  if (error === null || error === undefined || error === "") return undefined
  return { reason: wordOf(error) ?? JSON.stringify(error) }
}
