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
import { type Fact, present, statusKey, toTimestamp, unknownFact } from "@dragoman/core/wire"
import type { MessageEvent } from "../api/webhooks/Events.ts"
import { type ReadChanges, readChanges, toMessageChanges } from "./ChangedAttributes.ts"
import { toContact } from "./Contact.ts"
import { asObject, timeOf } from "./Json.ts"
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
  const updatedAt = payload.updated_at ?? nested?.updated_at ?? timeOf(told.changes?.get("updated_at")?.after)
  const envelope = { ...shared, occurredAt: toTimestamp(updatedAt) }
  const deleted = asObject(payload.content_attributes).deleted === true
  const updated: Fact = deleted
    ? { ...envelope, type: "message.deleted", key: message.id, data: { message, ...around }, raw: payload }
    : {
        ...envelope,
        type: "message.updated",
        data: {
          message,
          ...(told.changes === undefined ? {} : { changes: toMessageChanges(told.changes.values()) }),
          ...around
        },
        raw: payload
      }
  const statusWord = payload.status ?? nested?.status
  const status: ReadonlyArray<Fact> =
    deleted || message.status === undefined || !statusWord || !mayHaveChanged("status", told)
      ? []
      : [
          {
            ...envelope,
            type: "message.status_changed",
            key: statusKey(message.id, statusWord, updatedAt ?? undefined),
            data: { message: toStatusSnapshot(message), ...around },
            raw: nested ?? payload
          }
        ]
  const unreadChanges = told.unread.map(({ problem, raw }) => unknownFact(raw, problem, payload.event))
  return [updated, ...status, ...unread, ...unreadChanges]
}

/** What both events need: the message with what is around it. */
const read = (payload: MessageEvent) => {
  const { wire: conversation, unread } = readConversation(payload.conversation, "conversation")
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
