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
import { asObject, openEnum, present, toText, wordOf } from "@dragoman/core/wire"
import { toChannelReference } from "./Channel.ts"
import { type ContentSource, toContent } from "./Content.ts"
import { toMessageId, type WireId } from "./Ids.ts"
import { toMarks } from "./Marker.ts"
import { toTime } from "./Time.ts"

type Time = number | string | null

/** Whoever wrote a message. */
export interface SenderSource {
  readonly id?: WireId | null
  readonly type?: string | null
  readonly name?: string | null
}

/** What is read of a message. */
export interface MessageSource extends ContentSource {
  readonly id: WireId
  readonly inbox_id?: WireId | null
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

/** `source_id` is the sending program's own in an API inbox and the channel's in every other. */
export const toMessage = (wire: MessageSource, context: MessageContext = {}): Message => {
  const kind = toKind(wire)
  const marks = toMarks(wire.content_attributes)
  const sourceId = toText(wire.source_id)
  const isOurs = context.channel?.type === "api" || (sourceId !== undefined && sourceId === marks.externalId)
  const isGone = isDeleted(wire)
  return present({
    id: toMessageId(wire.id),
    conversationId: context.conversationId,
    contactId: toSenderContactId(wire.sender, kind) ?? context.contactId,
    channel: context.channel ?? toChannel(wire.inbox_id),
    direction: kind.direction,
    visibility: wire.private === true ? "private" : kind.visibility,
    author: toAuthor(wire.sender, kind, context.contactId),
    content: isGone ? [] : toContent(wire),
    status: kind === incoming ? undefined : toMessageStatus(wire.status),
    channelMessageId: isOurs ? undefined : sourceId,
    externalId: marks.externalId ?? (isOurs ? sourceId : undefined),
    createdAt: toTime(marks.createdAt) ?? toTime(wire.created_at),
    deletedAt: isGone ? toTime(wire.updated_at) : undefined
  })
}

/** By what it says, which is all that is documented ("Delete a message"), or by the mark of the platform that HueChat descends from. */
export const isDeleted = ({ content, content_attributes }: MessageSource): boolean =>
  content === "This message was deleted" || asObject(content_attributes).deleted === true

/** Words of later releases are not told. */
export const toMessageStatus: (status: string | null | undefined) => MessageStatus | undefined = openEnum(
  { sent: "sent", delivered: "delivered", read: "read", failed: "failed" } as const,
  undefined
)

/** A sender without a `type` is on the side that wrote the message. Nobody at all is the contact on one side, the platform on the other. */
const toAuthor = (sender: SenderSource | null | undefined, kind: Kind, contactId: ContactId | undefined): Author => {
  if (sender === null || sender === undefined) {
    return kind === incoming ? present({ type: "contact" as const, id: contactId }) : { type: "system" }
  }
  const name = toText(sender.name)
  if (isContact(sender, kind)) return present({ type: "contact" as const, id: wordOf(sender.id) ?? contactId, name })
  return present({ type: toAuthorType(sender.type), id: wordOf(sender.id), name })
}

/** An automation rule is said to write too, and not by which word (huechat-wire 43). */
const toAuthorType = (type: string | null | undefined): Author["type"] => {
  if (type?.includes("bot") === true) return "bot"
  return type?.includes("automation") === true ? "system" : "agent"
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
  sender !== null && sender !== undefined && isContact(sender, kind)
    ? (wordOf(sender.id) as ContactId | undefined)
    : undefined

/** The kind of an inbox is told by conversations only. */
const toChannel = (inboxId: WireId | null | undefined): ChannelReference | undefined =>
  inboxId === null || inboxId === undefined ? undefined : toChannelReference(undefined, inboxId)
