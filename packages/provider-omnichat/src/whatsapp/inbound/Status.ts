/**
 * One status of a message of ours as a fact. `played` (a voice note) is read; `deleted` is the message's deletion; a word that nobody
 * documented is `unknown`.
 *
 * Statuses come in any order, some never (`read` without `delivered`), some late: each is told as it came, with the time that is its own.
 */
import type { MessageSnapshot, MessageStatus } from "@dragoman/core/domain"
import { type Fact, fitOf, openEnum, present, statusKey, toText } from "@dragoman/core/wire"
import { toMessageId } from "../Ids.ts"
import { Status } from "../wire/Webhook.ts"
import { toConversation } from "./Message.ts"
import { toPerson } from "./Person.ts"
import { errorOf, type Place, rawOf, timeOf, unreadFact } from "./Place.ts"

/** `at`: where it stands, for the problem of one that does not fit. */
export const statusFact = (json: unknown, place: Place, at: string): Fact => {
  if (!statusFit.is(json)) return unreadFact(json, place, statusFit.problem(json, at), "statuses")
  const status = toStatus(json.status)
  if (status === undefined && json.status !== "deleted") {
    return unreadFact(json, place, `${at}.status: ${json.status} is not documented`, "statuses")
  }
  const { around, message, occurredAt, participant } = read(json, place)
  const shared = {
    occurredAt,
    vendorAccount: place.vendorAccount,
    origin: "live",
    raw: rawOf(json, place)
  } as const
  if (status === undefined) {
    const deleted = present({ ...message, deletedAt: occurredAt })
    return { ...shared, type: "message.deleted", key: message.id, data: { message: deleted, ...around } }
  }
  const key = statusKey(message.id, json.status, occurredAt)
  return {
    ...shared,
    type: "message.status_changed",
    key: participant === undefined ? key : `${key}:${encodeURIComponent(participant.toWellFormed())}`,
    data: { message: withStatus(message, status, json, occurredAt), ...around }
  }
}

const read = (wire: Status, place: Place) => {
  const participant = toText(wire.recipient_participant_id) ?? toText(wire.recipient_participant_user_id)
  const isGroup = wire.recipient_type === "group" || participant !== undefined
  const group = isGroup ? toText(wire.recipient_id) : undefined
  const person =
    group === undefined
      ? toPerson(place, { number: wire.recipient_id, bsuid: wire.recipient_user_id })
      : toPerson(place, { number: wire.recipient_participant_id, bsuid: wire.recipient_participant_user_id })
  const conversation = toConversation(place, person, group)
  const message: MessageSnapshot = present({
    id: toMessageId(wire.id),
    conversationId: conversation?.id,
    contactId: person?.id,
    channel: place.channel,
    direction: "outbound" as const,
    channelMessageId: wire.id,
    externalId: toText(wire.biz_opaque_callback_data)
  })
  return {
    message,
    participant,
    occurredAt: timeOf(wire.timestamp),
    around: present({ contact: person?.contact, conversation })
  }
}

const withStatus = (
  message: MessageSnapshot,
  status: MessageStatus,
  wire: Status,
  time: ReturnType<typeof timeOf>
): MessageSnapshot =>
  present({
    ...message,
    status,
    failure: status === "failed" ? errorOf(wire.errors) : undefined,
    deliveredAt: status === "delivered" ? time : undefined,
    readAt: status === "read" ? time : undefined
  })

const toStatus = openEnum<MessageStatus, undefined>(
  { sent: "sent", delivered: "delivered", read: "read", played: "read", failed: "failed" },
  undefined
)

const statusFit = fitOf(Status)
