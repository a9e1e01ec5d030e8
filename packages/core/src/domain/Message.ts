/** A message is one thing that was said in a conversation, by either side, or noted beside it. */
import { Schema } from "effect"
import { ChannelReference } from "./Channel.ts"
import { ContentPart } from "./Content.ts"
import { ContactId, ConversationId, MessageId, Raw, Timestamp } from "./Scalars.ts"

/** The side that wrote it: `inbound` from the contact; notes, templates and activity lines are `outbound`. */
export const Direction = Schema.Literals(["inbound", "outbound"])
export type Direction = typeof Direction.Type

/** `public` is seen by the contact, `private` is a note among agents, `system` is a line that the platform itself wrote. */
export const Visibility = Schema.Literals(["public", "private", "system"])
export type Visibility = typeof Visibility.Type

export class Author extends Schema.Opaque<Author>()(
  Schema.Struct({
    type: Schema.Literals(["contact", "agent", "bot", "system"]),
    id: Schema.optionalKey(Schema.String),
    name: Schema.optionalKey(Schema.String)
  })
) {}

/** How far a message got. `pending` waits at the vendor, `scheduled` for its time; `canceled` will never go. */
export const MessageStatus = Schema.Literals([
  "pending",
  "scheduled",
  "sent",
  "delivered",
  "read",
  "failed",
  "canceled"
])
export type MessageStatus = typeof MessageStatus.Type

export class MessageFailure extends Schema.Opaque<MessageFailure>()(
  Schema.Struct({ code: Schema.optionalKey(Schema.String), reason: Schema.String })
) {}

/** The message that is quoted, by the vendor's id or by the channel's own. */
export class ReplyReference extends Schema.Opaque<ReplyReference>()(
  Schema.Struct({ messageId: Schema.optionalKey(MessageId), channelMessageId: Schema.optionalKey(Schema.String) })
) {}

export class Message extends Schema.Opaque<Message>()(
  Schema.Struct({
    id: MessageId,
    conversationId: Schema.optionalKey(ConversationId),
    contactId: Schema.optionalKey(ContactId),
    channel: Schema.optionalKey(ChannelReference),
    direction: Direction,
    visibility: Visibility,
    author: Author,
    content: Schema.Array(ContentPart),
    status: Schema.optionalKey(MessageStatus),
    failure: Schema.optionalKey(MessageFailure),
    replyTo: Schema.optionalKey(ReplyReference),
    forwarded: Schema.optionalKey(Schema.Boolean),
    /** The channel's own id, such as WhatsApp's `wamid.…`. */
    channelMessageId: Schema.optionalKey(Schema.String),
    /** Given by whoever wrote the message through the API and read back unchanged: what migration and the settling of unknown writes live on. */
    externalId: Schema.optionalKey(Schema.String),
    createdAt: Schema.optionalKey(Timestamp),
    editedAt: Schema.optionalKey(Timestamp),
    deletedAt: Schema.optionalKey(Timestamp),
    deliveredAt: Schema.optionalKey(Timestamp),
    readAt: Schema.optionalKey(Timestamp),
    raw: Raw
  })
) {}
