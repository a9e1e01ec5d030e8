/**
 * The chat history and direct messages. Vendor's section "Messaging".
 *
 * History is read by range of time, seven days at most, and by platform; there is no list of one conversation. A direct message is of
 * a kind that its platform has: on WhatsApp a template only, everything else there goes through the headless API.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import {
  blockAlone,
  blockMessage,
  imageMessage,
  productsMessage,
  templateMessage,
  textMessage
} from "./OutboundMessage.ts"
import { CustomAttributeInput } from "./Profile.ts"
import {
  dateRange,
  Id,
  Milliseconds,
  maybe,
  open,
  openEnum,
  Platform,
  PlatformName,
  pageOf,
  paging,
  Timestamp
} from "./Wire.ts"

/**
 * A message of the history, of either side. `customerUserId` is the contact's user id, `roomId` a name of the conversation that no
 * webhook carries. `senderUserId` of an agent is the Omnichat user id, of the bot the word `bot` or the channel id.
 */
export class Message extends Schema.Opaque<Message>()(
  Schema.Struct({
    id: Schema.String,
    channel: maybe(Schema.Struct({ platform: maybe(PlatformName), channelId: maybe(Schema.String) })),
    roomId: maybe(Schema.String),
    customerUserId: maybe(Schema.String),
    bsuid: maybe(Schema.String),
    senderType: maybe(openEnum(["customer", "agent", "bot", "ai-chat"])),
    senderName: maybe(Schema.String),
    senderUserId: maybe(Schema.String),
    senderPhone: maybe(Schema.String),
    senderEmail: maybe(Schema.String),
    time: maybe(Timestamp),
    messageType: maybe(openEnum(["text", "photo", "audio", "video", "document", "chatbot"])),
    messageStatus: maybe(openEnum(["sent", "delivered", "read", "error"])),
    message: maybe(Schema.String),
    mediaUrl: maybe(Schema.String)
  })
) {}

/** A page of the history. */
export class MessagePage extends Schema.Opaque<MessagePage>()(pageOf(Message)) {}

/** One message. */
export class MessageReply extends Schema.Opaque<MessageReply>()(Schema.Struct({ content: Message })) {}

/** Which part of the history: from `after` on (inclusive) to `before` (exclusive). */
export const MessageQuery = Schema.Struct({
  platform: Platform,
  channelId: Schema.optionalKey(Id),
  after: Milliseconds,
  before: Milliseconds,
  ...paging
}).check(dateRange)

/** A saved LINE template with its placeholders filled in. */
const LineTemplate = Schema.Struct({
  templateId: Id,
  parameters: Schema.optionalKey(Schema.Array(Schema.Struct({ key: Schema.String, value: Schema.String })))
})

/** LINE templates to send as one message: one carousel, or one to twelve bubbles. */
const lineTemplateMessage = Schema.Struct({
  type: Schema.Literal("lineFlexMessageTemplates"),
  lineFlexMessageTemplates: Schema.Array(LineTemplate).check(Schema.isMinLength(1), Schema.isMaxLength(12))
})

/** What a direct message may say. */
export const DirectMessageContent = Schema.Union([
  textMessage,
  imageMessage,
  productsMessage,
  blockMessage,
  templateMessage,
  lineTemplateMessage
])

/**
 * The body of a direct message. The last three fields are in a sample of the documentation, not in its table.
 */
export const DirectMessage = Schema.Struct({
  /** The sender's own name for it; its performance is told under this name. */
  trackId: Schema.String,
  platform: Schema.Literals(["line", "whatsapp", "facebook"]),
  channelId: Id,
  /** The contact's user id. */
  to: Id,
  /** Added to the contact once the message is sent. */
  tags: Schema.optionalKey(Schema.Array(Schema.String)),
  /** Set before sending, and filled into a chatbot's block. */
  customAttributes: Schema.optionalKey(Schema.Array(CustomAttributeInput)),
  messages: Schema.Array(DirectMessageContent).check(Schema.isMinLength(1), Schema.isMaxLength(5), blockAlone),
  employeeCode: Schema.optionalKey(Schema.String),
  locationCode: Schema.optionalKey(Schema.String),
  trackTransactionLink: Schema.optionalKey(Schema.Boolean)
}).check(
  Schema.makeFilter(
    ({
      platform,
      messages
    }: {
      readonly platform: string
      readonly messages: ReadonlyArray<{ readonly type: string }>
    }) => {
      const index = messages.findIndex(({ type }) => (type === "whatsappTemplate") !== (platform === "whatsapp"))
      return index < 0 ? undefined : { path: ["messages", index, "type"], issue: `cannot be sent on ${platform}` }
    },
    { expected: "messages that the platform takes" }
  )
)

/** The ids of what was sent: `messageIds` in the table, `messageId` in every sample, as a list or as one. */
const MessageIds = maybe(Schema.Union([Schema.Array(Schema.NullOr(Schema.String)), Schema.String]))

/** The reply to a direct message. */
export class DirectMessageSent extends Schema.Opaque<DirectMessageSent>()(
  Schema.Struct({
    content: Schema.Struct({
      trackId: maybe(Schema.String),
      messageIds: MessageIds,
      messageId: MessageIds,
      status: open
    })
  })
) {}

/** `client.messages` */
export class Messages extends HttpApiGroup.make("messages")
  .add(
    HttpApiEndpoint.get("list", "/v1/messages", { query: MessageQuery, success: ok(MessagePage) }),
    HttpApiEndpoint.get("get", "/v1/messages/:messageId", {
      params: { messageId: Schema.String },
      success: ok(MessageReply)
    }),
    HttpApiEndpoint.post("sendDirect", "/v1/direct-messages", {
      payload: DirectMessage,
      success: ok(DirectMessageSent)
    })
  )
  .annotateMerge(perTeam) {}
