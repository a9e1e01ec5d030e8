/**
 * `inbox`, `outbox`, `comment` and `imported_message` as `message.created`, `outbox_status` as `message.status_changed`.
 *
 * That a message opened a request or is the first of its client is said in it too (`is_new_request`, `is_new_client`); both have an event of their
 * own and are not derived again. A message that went out with an `external_id` was sent through the API: it is an `echo`.
 *
 * Gotcha: an imported message tells when it was imported and not when it was written; its `createdAt` is absent.
 */
import type { ContactSnapshot, Message, MessageSnapshot, Origin } from "@dragoman/core/domain"
import { asObject, type Fact, present, statusKey, unknownFact } from "@dragoman/core/wire"
import type { MessageEvent, MessageStatusEvent } from "../api/webhooks/Events.ts"
import { toOccurredAt, toPlace, toSurroundings } from "./EventSnapshot.ts"
import { toMessageId } from "./Ids.ts"
import { toFailure, toMessageIn } from "./Message.ts"
import { type MessageType, toMessageStatus, toMessageType } from "./MessageType.ts"
import { toTime } from "./Times.ts"

/** `type`: what a message of an unknown type is. */
export const messageCreated =
  (type: MessageType, imported = false) =>
  (body: MessageEvent): ReadonlyArray<Fact> => {
    const occurredAt = toOccurredAt(body)
    const place = toPlace(body)
    const around = toSurroundings(place)
    const isHistory = imported || asObject(body.extra_data).imported === true
    const told = toMessageIn(body, {
      id: toMessageId(body.message_id),
      type: toMessageType(body.type) ?? type,
      contactId: place.contactId,
      conversationId: place.conversationId,
      channel: place.channel,
      createdAt: isHistory ? undefined : occurredAt
    })
    const message = withName(told, around.contact)
    return [
      {
        type: "message.created",
        key: message.id,
        origin: isHistory ? "imported" : toOrigin(message),
        occurredAt,
        data: { message, ...around },
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
  const message: MessageSnapshot = present({
    id: toMessageId(id),
    conversationId: place.conversationId,
    contactId: place.contactId,
    direction: "outbound" as const,
    status,
    failure: status === "failed" ? toFailure(error) : undefined,
    deliveredAt: status === "delivered" ? occurredAt : undefined,
    readAt: status === "read" ? occurredAt : undefined
  })
  return [
    {
      type: "message.status_changed",
      key: statusKey(message.id, String(gateway_status), occurredAt),
      origin: "live",
      occurredAt,
      data: { message, ...toSurroundings(place) },
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
