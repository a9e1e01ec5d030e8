/**
 * A message, as REST and webhooks tell it. What it does not tell of its conversation is passed in as {@link MessageContext}.
 *
 * The status of an incoming message is always `sent` and says nothing (huechat-wire 40); why a message failed is told nowhere (39). A template
 * is outbound, an activity a line of the platform's own (41).
 */
import type {
  Author,
  ChannelReference,
  ContactId,
  ConversationId,
  Direction,
  Message,
  MessageStatus,
  Visibility
} from "@dragoman/core/domain"
import { openEnum, present, toText } from "@dragoman/core/wire"
import { toChannelReference } from "./Channel.ts"
import { type ContentSource, toContent } from "./Content.ts"
import { type ConversationKeys, toAgentId, toContactId, toItsConversationId, toMessageId, type WireId } from "./Ids.ts"
import { asObject } from "./Json.ts"
import { toMarks } from "./Marker.ts"
import { toTime } from "./Time.ts"

type Time = number | string | null

/** Whoever wrote a message. */
export interface SenderSource {
  readonly id: WireId
  readonly type?: string | null
  readonly name?: string | null
}

/** What is read of a message. */
export interface MessageSource extends ContentSource {
  readonly id: WireId
  readonly inbox_id?: WireId | null
  readonly conversation_id?: WireId | null
  readonly conversation?: ConversationKeys | null
  readonly message_type?: string | null
  readonly content_attributes?: unknown
  readonly status?: string | null
  readonly private?: boolean | null
  readonly source_id?: string | null
  readonly created_at?: Time
  readonly updated_at?: Time
  readonly sender?: SenderSource | null
}

/** What the place where a message was found tells of its conversation. */
export interface MessageContext {
  readonly channel?: ChannelReference | undefined
  readonly contactId?: ContactId | undefined
  readonly conversationId?: ConversationId | undefined
}

export const toMessage = (wire: MessageSource, context: MessageContext = {}): Message => {
  const kind = toKind(wire)
  const marks = toMarks(wire.content_attributes)
  const isDeleted = wire.content === deletedContent || asObject(wire.content_attributes).deleted === true
  return present({
    id: toMessageId(wire.id),
    conversationId: toItsConversationId(wire) ?? context.conversationId,
    contactId: toSenderContactId(wire.sender, kind) ?? context.contactId,
    channel: context.channel ?? toChannel(wire.inbox_id),
    direction: kind.direction,
    visibility: wire.private === true ? "private" : kind.visibility,
    author: toAuthor(wire.sender, kind, context.contactId),
    content: isDeleted ? [] : toContent(wire),
    status: kind === incoming ? undefined : toMessageStatus(wire.status),
    ...toKeys(toText(wire.source_id), marks.externalId, context.channel),
    createdAt: toTime(marks.createdAt) ?? toTime(wire.created_at),
    deletedAt: isDeleted ? toTime(wire.updated_at) : undefined
  })
}

/** What a message says once it was deleted: nothing else tells, neither that it was nor when. */
const deletedContent = "This message was deleted"

/** Words of later releases are not told. */
export const toMessageStatus: (status: string | null | undefined) => MessageStatus | undefined = openEnum(
  { sent: "sent", delivered: "delivered", read: "read", failed: "failed" } as const,
  undefined
)

/** Whoever did something: a sender without a `type` is on the side that wrote the message. */
export const toPerson = (sender: SenderSource, direction: Direction = "outbound"): Author => {
  const name = toText(sender.name)
  const isTheContact = isContact(sender, direction === "inbound" ? incoming : outgoing)
  if (isTheContact) return present({ type: "contact" as const, id: toContactId(sender.id), name })
  const type = sender.type?.includes("bot") === true ? ("bot" as const) : ("agent" as const)
  return present({ type, id: toAgentId(sender.id), name })
}

const toAuthor = (sender: SenderSource | null | undefined, kind: Kind, contactId: ContactId | undefined): Author => {
  if (sender !== null && sender !== undefined) return toPerson(sender, kind.direction)
  return kind === incoming ? present({ type: "contact" as const, id: contactId }) : { type: "system" }
}

/** What `message_type` says of a message. */
interface Kind {
  readonly direction: Direction
  readonly visibility: Visibility
}

const incoming: Kind = { direction: "inbound", visibility: "public" }
const outgoing: Kind = { direction: "outbound", visibility: "public" }
const activity: Kind = { direction: "outbound", visibility: "system" }

const knownKind = openEnum<Kind, undefined>({ incoming, outgoing, activity, template: outgoing }, undefined)

/** A kind of a later release is told by its sender. */
const toKind = ({ message_type, sender }: MessageSource): Kind =>
  knownKind(message_type) ?? (sender?.type === "contact" ? incoming : outgoing)

const isContact = (sender: SenderSource, kind: Kind): boolean =>
  typeof sender.type === "string" ? sender.type === "contact" : kind === incoming

const toSenderContactId = (sender: SenderSource | null | undefined, kind: Kind): ContactId | undefined =>
  sender !== null && sender !== undefined && isContact(sender, kind) ? toContactId(sender.id) : undefined

/** The kind of an inbox is told by conversations only. */
const toChannel = (inboxId: WireId | null | undefined): ChannelReference | undefined =>
  inboxId === null || inboxId === undefined ? undefined : toChannelReference(undefined, inboxId)

/** `source_id` is the sending program's own in an API inbox and the channel's in every other. */
const toKeys = (
  sourceId: string | undefined,
  markedId: string | undefined,
  channel: ChannelReference | undefined
): Pick<Partial<Message>, "channelMessageId" | "externalId"> => {
  const isOurs = channel?.type === "api" || (sourceId !== undefined && sourceId === markedId)
  return present({
    channelMessageId: isOurs ? undefined : sourceId,
    externalId: markedId ?? (isOurs ? sourceId : undefined)
  })
}
