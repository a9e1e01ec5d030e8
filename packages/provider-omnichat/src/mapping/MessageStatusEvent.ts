/**
 * `direct_msg/status` as facts: one status for each of the messages. `clicked` and `responded` say nothing of how far a message got and are
 * `provider.event`s.
 *
 * Gotcha: on WhatsApp the forwarded payloads tell `delivered`, `read` and `failed` too, with Meta's own time: who receives both products hears
 * of a direct message twice.
 */
import type { MessageSnapshot, MessageStatus } from "@dragoman/core/domain"
import { type Fact, openEnum, present, statusKey, toText, unknownFact } from "@dragoman/core/wire"
import type { DirectMessageTopic } from "../api/webhooks/Topics.ts"
import { toContactId, toConversationId, toMessageId } from "./Ids.ts"
import { type Told, toContactSnapshot, toConversationOf, toTopicAddress } from "./TopicContact.ts"

export const directMessageStatus = (body: DirectMessageTopic, told: Told): ReadonlyArray<Fact> => {
  const address = toTopicAddress(body)
  const around =
    address === undefined
      ? {}
      : { contact: toContactSnapshot(address, body, body), conversation: toConversationOf(address) }
  const shared = { occurredAt: told.at, vendorAccount: told.team }
  if (body.status === "clicked" || body.status === "responded") {
    return [{ ...shared, type: "provider.event", data: { name: told.topic, payload: body, ...around }, raw: body }]
  }
  const status = toStatus(body.status)
  const ids = body.messageIds ?? []
  if (status === undefined) {
    return [{ ...shared, ...unknownFact(body, `status: ${body.status} is not documented`, told.topic) }]
  }
  if (ids.length === 0) return [{ ...shared, ...unknownFact(body, "messageIds: names no message", told.topic) }]
  const message: Omit<MessageSnapshot, "id"> = present({
    conversationId: address === undefined ? undefined : toConversationId(address),
    contactId: address === undefined ? undefined : toContactId(address),
    channel: around.conversation?.channel,
    direction: "outbound" as const,
    status,
    externalId: toText(body.trackId),
    deliveredAt: status === "delivered" ? told.at : undefined,
    readAt: status === "read" ? told.at : undefined
  })
  return ids.map((id) => ({
    ...shared,
    type: "message.status_changed",
    key: statusKey(id, body.status, told.at),
    origin: "live",
    data: { message: { ...message, id: toMessageId(id), ...toChannelMessageId(id) }, ...around },
    raw: { ...body, messageIds: [id] }
  }))
}

const toChannelMessageId = (id: string) => (id.startsWith("wamid.") ? { channelMessageId: id } : {})

const toStatus = openEnum<MessageStatus, undefined>(
  { delivered: "delivered", read: "read", failed: "failed" },
  undefined
)
