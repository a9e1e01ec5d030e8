/**
 * Messages: the history, sending, the inbox of an external channel, and the import of what was written elsewhere. Vendor's section
 * "Messages & requests".
 *
 * Four of the GETs here are writes: they hand a dialog to somebody else or mark a message. None of them is ever sent again.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { Done, enveloped, listOrBare, oneOrBare } from "./Envelope.ts"
import { changing, longestImport, perMessage, repeatable } from "./Limits.ts"
import { byId, Day, eitherOf, Flag, Id, limit, maybe, open, openEnum, order, Timestamp, WireId } from "./Wire.ts"

/** What a message is. `system` lines and `comment`s are not sent to the client. */
export const MessageType = openEnum(["from_client", "to_client", "autoreply", "system", "comment"])

/** A file of a message. */
export class Attachment extends Schema.Opaque<Attachment>()(
  Schema.Struct({ name: maybe(Schema.String), link: maybe(Schema.String) })
) {}

/**
 * A message, of either side. `photo`, `audio`, `video` and `pdf` repeat what is in `attachments`. `recipient_status` is how far it
 * got, where the transport tells.
 */
export class Message extends Schema.Opaque<Message>()(
  Schema.Struct({
    id: WireId,
    type: maybe(MessageType),
    text: maybe(Schema.String),
    transport: maybe(Schema.String),
    client_id: maybe(WireId),
    dialog_id: maybe(WireId),
    request_id: maybe(WireId),
    channel_id: maybe(WireId),
    operator_id: maybe(WireId),
    created: maybe(Timestamp),
    attachments: maybe(Schema.Array(Attachment)),
    photo: maybe(Schema.String),
    audio: maybe(Schema.String),
    video: maybe(Schema.String),
    pdf: maybe(Schema.String),
    coordinates: open,
    read: maybe(Flag),
    is_new: maybe(Flag),
    recipient_status: maybe(Schema.String),
    remote_id: maybe(WireId),
    external_id: maybe(WireId),
    insta_comment: maybe(Flag),
    extra_data: open,
    ai_tips: open
  })
) {}

/** Which part of the history: from an id on, or between two days. */
export const MessageQuery = Schema.Struct({
  transport: Schema.optionalKey(Schema.String),
  channel_id: Schema.optionalKey(Id),
  client_id: Schema.optionalKey(Id),
  dialog_id: Schema.optionalKey(Id),
  operator_id: Schema.optionalKey(Id),
  type: Schema.optionalKey(Schema.Literals(["to_client", "from_client", "autoreply", "system"])),
  start_date: Schema.optionalKey(Day),
  finish_date: Schema.optionalKey(Day),
  /** The first id (inclusive); this list has no `offset`. */
  start_id: Schema.optionalKey(Id),
  /** From later to earlier, by `start_id`. */
  direction_reverse: Schema.optionalKey(Schema.Boolean),
  order,
  limit
}).check(
  Schema.makeFilter(
    ({ start_id, start_date, finish_date }: { readonly [Key in string]?: unknown }) =>
      start_id !== undefined && (start_date !== undefined || finish_date !== undefined)
        ? { path: ["start_id"], issue: "is not allowed beside start_date and finish_date" }
        : undefined,
    { expected: "a start_id or dates" }
  )
)

/** A button. The vendor recommends 38 characters of text at most, 19 of them if Cyrillic, but does not refuse more. */
export const Button = Schema.Struct({
  type: Schema.Literals(["reply", "location", "phone", "email", "url"]),
  text: Schema.optionalKey(Schema.String),
  /** What a `reply` really sends. */
  payload: Schema.optionalKey(Schema.String),
  /** Some transports only. */
  color: Schema.optionalKey(Schema.Literals(["red", "green", "blue", "yellow"])),
  /** Where a `url` leads. */
  url: Schema.optionalKey(Schema.String)
})

/** A WhatsApp list, in the form of Meta's Cloud API. */
export const InteractiveList = Schema.Struct({
  type: Schema.Literal("list"),
  header: Schema.optionalKey(Schema.Struct({ type: Schema.Literal("text"), text: Schema.String })),
  body: Schema.Struct({ text: Schema.String }),
  footer: Schema.optionalKey(Schema.Struct({ text: Schema.String })),
  action: Schema.Struct({
    button: Schema.String,
    sections: Schema.Array(
      Schema.Struct({
        title: Schema.optionalKey(Schema.String),
        rows: Schema.Array(
          Schema.Struct({
            id: Schema.String,
            title: Schema.String,
            description: Schema.optionalKey(Schema.String)
          })
        )
      })
    )
  })
})

const said = (text: unknown): boolean => typeof text === "string" && text !== ""

const saysSomething = Schema.makeFilter(
  (message: { readonly [Key in string]?: unknown }) =>
    said(message.text) || said(message.attachment) || said(message.pdf) || message.interactive !== undefined
      ? undefined
      : { path: ["text"], issue: "is required, or an attachment in its place" },
  { expected: "a text or an attachment" }
)

/** A message to a client, or (as `system` or `comment`) about them. */
export const MessageSend = Schema.Struct({
  client_id: Id,
  text: Schema.optionalKey(Schema.String),
  /** Address of a file. */
  attachment: Schema.optionalKey(Schema.String),
  attachment_filename: Schema.optionalKey(Schema.String),
  /** Address of a PDF, the older form of `attachment` (chat2desk-wire B4). */
  pdf: Schema.optionalKey(Schema.String),
  /** `to_client`, when left out. */
  type: Schema.optionalKey(Schema.Literals(["to_client", "autoreply", "system", "comment"])),
  /** Those of the client's last message, when left out. */
  transport: Schema.optionalKey(Schema.String),
  channel_id: Schema.optionalKey(Id),
  /** Who is shown as its author; the dialog stays with whom it is. */
  operator_id: Schema.optionalKey(Id),
  /** Whether a closed dialog opens; it does, when left out. */
  open_dialog: Schema.optionalKey(Schema.Boolean),
  /** The sender's own id of it, read back in the history and in webhooks. */
  external_id: Schema.optionalKey(Id),
  /** Unreadable inside the System; the client gets it in the clear all the same. */
  encrypted: Schema.optionalKey(Schema.Boolean),
  /** The message that this one quotes. */
  reply_message_id: Schema.optionalKey(Id),
  inline_buttons: Schema.optionalKey(Schema.Array(Button)),
  keyboard: Schema.optionalKey(Schema.Struct({ buttons: Schema.Array(Button) })),
  /** For `wa_dialog`, `wa_gupshup` and `wa_direct`. Only the list is documented; anything else is passed on as it is. */
  interactive: Schema.optionalKey(Schema.Union([InteractiveList, Schema.Record(Schema.String, Schema.Unknown)]))
}).check(saysSomething)

/** What became of a message that was sent. */
export class MessageSent extends Schema.Opaque<MessageSent>()(
  Schema.Struct({
    message_id: WireId,
    channel_id: maybe(WireId),
    operator_id: maybe(WireId),
    transport: maybe(Schema.String),
    type: maybe(MessageType),
    client_id: maybe(WireId),
    dialog_id: maybe(WireId),
    request_id: maybe(WireId)
  })
) {}

/** A message of a client on an external channel. */
export const InboxMessage = Schema.Struct({
  channel_id: Id,
  body: Schema.optionalKey(Schema.String),
  /** Address of a file. */
  attachment: Schema.optionalKey(Schema.String),
  attachment_filename: Schema.optionalKey(Schema.String),
  /** Older forms of `attachment`, for one picture or one video. */
  image: Schema.optionalKey(Schema.String),
  video: Schema.optionalKey(Schema.String),
  /** Latitude and longitude, with a blank between them. */
  location: Schema.optionalKey(Schema.String),
  /** `external_id` comes back in the webhook `inbox` and in the history. */
  extra_data: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
  from_client: Schema.Struct({
    /** The business's own id of the client: anything but a phone number. */
    id: Schema.optionalKey(Id),
    /** Digits only. */
    phone: Schema.optionalKey(Id),
    avatar: Schema.optionalKey(Schema.String),
    /** Taken only while the client has none. */
    nickname: Schema.optionalKey(Schema.String),
    client_phone: Schema.optionalKey(Id),
    custom_fields: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown))
  }).check(eitherOf("id", "phone"))
})

/** A message of the past, of one client on one transport. */
export const ImportedMessage = Schema.Struct({
  /** Unix seconds, as text. */
  timestamp: Schema.String.check(Schema.isPattern(/^\d+$/)),
  type: Schema.Literals(["autoreply", "to_client", "from_client"]),
  text: Schema.optionalKey(Schema.String),
  /** Address of a file: one, not a list. */
  attachment: Schema.optionalKey(Schema.String),
  /** The author of a `to_client`; the company's administrator, when left out. */
  operator_id: Schema.optionalKey(Id),
  external_id: Schema.optionalKey(Id)
}).check(saysSomething)

/** A history to import, ten messages at most. */
export const MessageImport = Schema.Struct({
  client_id: Id,
  channel_id: Id,
  transport: Schema.NonEmptyString,
  messages: Schema.Array(ImportedMessage).check(Schema.isMinLength(1), Schema.isMaxLength(longestImport))
})

/**
 * What became of an import: `success`, or `failure` with the messages that were refused. These are named by their text alone; each
 * of their `errors` has the faults by field.
 */
export class MessagesImported extends Schema.Opaque<MessagesImported>()(
  Schema.Struct({
    status: openEnum(["success", "failure"]),
    errors: maybe(Schema.Array(Schema.Struct({ text: maybe(Schema.String), errors: open })))
  })
) {}

/** Whom a dialog was handed to. */
export class Transferred extends Schema.Opaque<Transferred>()(
  Schema.Struct({
    assignee: maybe(Schema.Struct({ id: WireId, email: maybe(Schema.String) }))
  })
) {}

/** Whether the rules of assignment (online, queues, limits) are passed over; they are, when left out. */
const force_assign = Schema.optionalKey(Schema.Boolean)

/** `client.messages` */
export class Messages extends HttpApiGroup.make("messages").add(
  /** The vendor asks not to read it often, nor by the hundred: webhooks are the way to follow a conversation. */
  HttpApiEndpoint.get("list", "/v1/messages", { query: MessageQuery, success: ok(listOrBare(Message)) }),
  HttpApiEndpoint.get("get", "/v1/messages/:id", { params: byId, success: ok(oneOrBare(Message)) }),
  /** Hands the dialog of a message to an operator. */
  HttpApiEndpoint.get("transfer", "/v1/messages/:id/transfer", {
    params: byId,
    query: { operator_id: Id, force_assign },
    success: ok(Done)
  }).annotateMerge(changing),
  /** Hands the dialog of a message to one of a group, whom the group's rules choose. */
  HttpApiEndpoint.get("transferToGroup", "/v1/messages/:id/transfer_to_group", {
    params: byId,
    query: { group_id: Id, force_assign },
    success: ok(enveloped(Transferred))
  }).annotateMerge(changing),
  HttpApiEndpoint.get("markRead", "/v1/messages/:id/read", { params: byId, success: done }).annotateMerge(changing),
  HttpApiEndpoint.get("markUnread", "/v1/messages/:id/unread", { params: byId, success: done }).annotateMerge(changing),
  /** As JSON, which production clients send, though the documentation puts all but buttons into the query: a long text has no room there. */
  HttpApiEndpoint.post("send", "/v1/messages", {
    payload: MessageSend,
    success: ok(enveloped(MessageSent))
  }).annotateMerge(perMessage),
  /** A message from a client, where the business itself is the transport. What it answers is not documented. */
  HttpApiEndpoint.post("inbox", "/v1/messages/inbox", {
    payload: InboxMessage,
    success: [...ok(Schema.Unknown), HttpApiSchema.NoContent]
  }),
  /**
   * Answers what was refused, message by message: HTTP 400 with `"status": "failure"` is a reply, because the rest may have been
   * taken. A refusal of the call as a whole fails.
   */
  HttpApiEndpoint.post("import", "/v1/messages/import", { payload: MessageImport, success: ok(MessagesImported) }),
  /** Tells how far a message got. External channels only. */
  HttpApiEndpoint.put("setStatus", "/v1/messages/:id/status/:status", {
    params: { ...byId, status: Schema.Literals([1, 2, 3, 5, 6, 7]) },
    success: done
  }).annotateMerge(repeatable)
) {}
