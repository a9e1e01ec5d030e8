/**
 * A message, in each of Chatwoot's three encodings: REST (`message_type` a number, Unix seconds), a webhook (a word, ISO text), and the
 * message inside a conversation (a number, both). What a message does not tell of its conversation is passed in as {@link MessageContext}.
 */
import type {
  Author,
  ChannelReference,
  ContactId,
  ConversationId,
  Direction,
  Message,
  MessageFailure,
  MessageId,
  MessageStatus,
  ReplyReference,
  Visibility
} from "@dragoman/core/domain"
import {
  asObject,
  type JsonObject,
  openEnum,
  present,
  textOf,
  timeOf,
  toText,
  toTimestamp,
  wordOf
} from "@dragoman/core/wire"
import { apiChannel } from "./Channel.ts"
import { toContactId } from "./Contact.ts"
import { type ContentSource, toContent } from "./Content.ts"
import { toConversationId } from "./Conversation.ts"
import { toAgentId, toBotId } from "./Directory.ts"
import { externalIdKey } from "./Marker.ts"

type Time = number | string | null

/** Whoever wrote a message. */
export interface SenderSource {
  readonly id: number
  readonly name?: string | null
  readonly type?: string | null
  /** Only a contact in a webhook has one, instead of a `type`. */
  readonly account?: unknown
}

/** What is read of a message. */
export interface MessageSource extends ContentSource {
  readonly id: number
  readonly conversation_id?: number | null
  readonly message_type?: number | string | null
  readonly private?: boolean | null
  readonly status?: string | null
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
  /** The same message once more, where a webhook has it inside its conversation with keys that the event's own lacks. */
  readonly nested?:
    | { readonly status: string | undefined; readonly updated_at: number | string | undefined }
    | undefined
}

export const toMessageId = (id: number): MessageId => String(id) as MessageId

/**
 * `source_id` is our own word on API channels (`externalId`) and the channel's id everywhere else (`channelMessageId`); where the channel
 * is not known it is neither. Imported history is dated by `external_created_at`: the server knows only when it was imported.
 */
export const toMessage = (wire: MessageSource, context: MessageContext = {}): Message => {
  const attributes = asObject(wire.content_attributes)
  const kind = toKind(wire)
  const sourceId = toText(wire.source_id)
  const deleted = attributes.deleted === true
  const failure = toFailure(attributes)
  return present({
    id: toMessageId(wire.id),
    conversationId:
      typeof wire.conversation_id === "number" ? toConversationId(wire.conversation_id) : context.conversationId,
    contactId: toSenderContactId(wire.sender, kind) ?? context.contactId,
    channel: context.channel,
    direction: kind.direction,
    visibility: wire.private === true ? "private" : kind.visibility,
    author: toAuthor(wire.sender, kind, context.contactId),
    content: deleted ? [] : toContent(wire),
    status: toMessageStatus(wire.status ?? context.nested?.status) ?? (failure === undefined ? undefined : "failed"),
    failure,
    replyTo: toReplyReference(attributes),
    channelMessageId: channelKeepsOurs(context) === false ? sourceId : undefined,
    externalId: channelKeepsOurs(context) === true ? sourceId : wordOf(attributes[externalIdKey]),
    createdAt: toTimestamp(timeOf(attributes.external_created_at)) ?? toTimestamp(wire.created_at),
    deletedAt: deleted ? toTimestamp(wire.updated_at ?? context.nested?.updated_at) : undefined
  })
}

/** `progress` and words of later releases are not told. */
export const toMessageStatus: (status: string | null | undefined) => MessageStatus | undefined = openEnum(
  { sent: "sent", delivered: "delivered", read: "read", failed: "failed" } as const,
  undefined
)

/** Whoever is typing. */
export const toTypist = (sender: SenderSource): Author => toPerson(sender, outgoing)

const toAuthor = (sender: SenderSource | null | undefined, kind: Kind, contactId: ContactId | undefined): Author => {
  if (sender !== null && sender !== undefined) return toPerson(sender, kind)
  return kind.direction === "inbound" ? present({ type: "contact" as const, id: contactId }) : { type: "system" }
}

const toPerson = (sender: SenderSource, kind: Kind): Author => {
  const name = toText(sender.name)
  if (isContact(sender, kind)) return present({ type: "contact" as const, id: toContactId(sender.id), name })
  if (sender.type === "agent_bot") return present({ type: "bot" as const, id: toBotId(sender.id), name })
  if (sender.type === "captain_assistant") {
    return present({ type: "bot" as const, id: toBotId(sender.id, "Captain"), name })
  }
  return present({ type: "agent" as const, id: toAgentId(sender.id), name })
}

/** What `message_type` says of a message. */
export interface Kind {
  readonly direction: Direction
  readonly visibility: Visibility
}

const incoming: Kind = { direction: "inbound", visibility: "public" }
const outgoing: Kind = { direction: "outbound", visibility: "public" }
const activity: Kind = { direction: "outbound", visibility: "system" }

const knownKind = openEnum<Kind, undefined>(
  { 0: incoming, 1: outgoing, 2: activity, 3: outgoing, incoming, outgoing, activity, template: outgoing },
  undefined
)

/** A kind of a later release is told by its sender. */
const toKind = ({ message_type, sender }: MessageSource): Kind =>
  knownKind(String(message_type)) ?? (sender?.type === "contact" || hasAccount(sender) ? incoming : outgoing)

/** A sender without a `type` is a contact when it has an `account`, and on an incoming message in any case. */
export const isContact = (sender: SenderSource, kind: Kind = outgoing): boolean =>
  typeof sender.type === "string" ? sender.type === "contact" : hasAccount(sender) || kind === incoming

const toSenderContactId = (sender: SenderSource | null | undefined, kind: Kind): ContactId | undefined =>
  sender !== null && sender !== undefined && isContact(sender, kind) ? toContactId(sender.id) : undefined

const hasAccount = (sender: SenderSource | null | undefined) => sender?.account !== undefined && sender.account !== null

const channelKeepsOurs = ({ channel }: MessageContext): boolean | undefined =>
  channel?.vendorType === undefined ? undefined : channel.vendorType === apiChannel

/** Channels put their own code before the reason, `131047: Re-engagement message`. */
const toFailure = (attributes: JsonObject): MessageFailure | undefined => {
  const reason = textOf(attributes.external_error)
  return reason === undefined ? undefined : present({ code: /^(\d{2,7}): /.exec(reason)?.[1], reason })
}

const toReplyReference = (attributes: JsonObject): ReplyReference | undefined => {
  const messageId = wordOf(attributes.in_reply_to) as MessageId | undefined
  const channelMessageId = wordOf(attributes.in_reply_to_external_id)
  return messageId === undefined && channelMessageId === undefined
    ? undefined
    : present({ messageId, channelMessageId })
}
