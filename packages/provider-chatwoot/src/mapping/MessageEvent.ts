/**
 * `message_created` and `message_updated` as facts.
 *
 * An update is a deletion when it carries the deleted marker. Otherwise it is `message.updated`; and when the server tells the message's
 * status (inside the conversation, if the message is its last one), `message.status_changed` too.
 */
import type {
  ChannelReference,
  ContactSnapshot,
  ConversationSnapshot,
  Message,
  MessageSnapshot
} from "@dragoman/core/domain"
import { asObject, type Fact, present, statusKey, timeOf, toTimestamp } from "@dragoman/core/wire"
import type { MessageEvent } from "../api/webhooks/Events.ts"
import { type ReadChanges, readChanges, toMessageChanges, unreadFacts } from "./ChangedAttributes.ts"
import { toContact } from "./Contact.ts"
import { toOrigin } from "./Marker.ts"
import { isContact, toMessage } from "./Message.ts"
import { readConversation, sameNestedMessage, toConversationData, toVendorAccount } from "./Surroundings.ts"

export const messageCreated = (payload: MessageEvent): ReadonlyArray<Fact> => {
  const { message, around, shared, unread } = read(payload)
  const created: Fact = {
    ...shared,
    type: "message.created",
    key: message.id,
    occurredAt: toTimestamp(payload.created_at),
    data: { message, ...around },
    raw: payload
  }
  return [created, ...unread]
}

export const messageUpdated = (payload: MessageEvent): ReadonlyArray<Fact> => {
  const { message, nested, around, shared, unread } = read(payload)
  const told = readChanges(payload.changed_attributes)
  // The change's own time first: the nested message is as of later, when the job ran.
  const occurredAt = toTimestamp(
    payload.updated_at ?? timeOf(told.changes?.get("updated_at")?.after) ?? nested?.updated_at
  )
  const rest = [...unread, ...unreadFacts(told, payload.event)]
  if (asObject(payload.content_attributes).deleted === true) {
    const data = { message, ...around }
    return [{ ...shared, occurredAt, type: "message.deleted", key: message.id, data, raw: payload }, ...rest]
  }
  const changes = told.changes === undefined ? {} : { changes: toMessageChanges(told.changes.values()) }
  const updated: Fact = {
    ...shared,
    occurredAt,
    type: "message.updated",
    data: { message, ...changes, ...around },
    raw: payload
  }
  const teller = payload.status ? { status: payload.status, raw: payload } : nested
  if (message.status === undefined || !teller?.status || !mayHaveChanged("status", told)) return [updated, ...rest]
  const status: Fact = {
    ...shared,
    occurredAt,
    type: "message.status_changed",
    key: statusKey(message.id, teller.status, occurredAt),
    data: { message: toStatusSnapshot(message), ...around },
    raw: teller.raw
  }
  return [updated, status, ...rest]
}

/** What both events need: the message with what is around it. */
const read = (payload: MessageEvent) => {
  const { wire: conversation, unread } = readConversation(payload.conversation, "conversation", payload.event)
  const nested = sameNestedMessage(conversation, payload.id)
  const writer = toWriter(payload)
  const around: Around =
    conversation !== undefined
      ? toConversationData(conversation, writer)
      : writer === undefined
        ? {}
        : { contact: writer }
  return {
    message: toMessage(payload, {
      channel: withName(around.conversation?.channel, payload.inbox?.name),
      contactId: around.conversation?.contactId,
      conversationId: around.conversation?.id,
      nested
    }),
    nested,
    around,
    shared: {
      origin: toOrigin(payload.content_attributes),
      vendorAccount: toVendorAccount(payload, conversation)
    },
    unread
  }
}

interface Around {
  readonly conversation?: ConversationSnapshot
  readonly contact?: ContactSnapshot
}

/** A contact who wrote is told more fully as the sender than in the conversation. */
const toWriter = ({ sender }: MessageEvent): ContactSnapshot | undefined =>
  sender !== null && sender !== undefined && isContact(sender) ? toContact(sender) : undefined

/** Only a message names its inbox. */
const withName = (
  channel: ChannelReference | undefined,
  name: string | null | undefined
): ChannelReference | undefined => (channel === undefined || !name ? channel : { ...channel, name })

/** Where the server says what changed, the rest did not. */
const mayHaveChanged = (name: string, { changes }: ReadChanges): boolean => changes === undefined || changes.has(name)

/** Which message, and how far it got: all that a status says. */
const toStatusSnapshot = (message: Message): MessageSnapshot =>
  present({
    id: message.id,
    conversationId: message.conversationId,
    contactId: message.contactId,
    channel: message.channel,
    direction: message.direction,
    status: message.status,
    failure: message.failure,
    channelMessageId: message.channelMessageId,
    externalId: message.externalId
  })
