/**
 * An event is one fact that a vendor reported. One webhook delivery becomes one or more events, in order; `id` names the fact, so that
 * a fact has one id however often it is told.
 */
import { Schema } from "effect"
import { ConversationStatus } from "./Conversation.ts"
import { Author, Message } from "./Message.ts"
import { Timestamp } from "./Scalars.ts"
import { ContactSnapshot, ConversationSnapshot, MessageSnapshot } from "./Snapshot.ts"

/** One field that changed, under our name for it; a field of the vendor's own is `raw.<name>`. */
export class Change extends Schema.Opaque<Change>()(
  Schema.Struct({
    field: Schema.String,
    from: Schema.optionalKey(Schema.Unknown),
    to: Schema.optionalKey(Schema.Unknown)
  })
) {}

/** How a message came to be reported: it happened (`live`), we sent it ourselves (`echo`), or it is history (`imported`). */
export const Origin = Schema.Literals(["live", "echo", "imported"])
export type Origin = typeof Origin.Type

const envelope = {
  /** `<provider>:<account>:<type>:<key>`. */
  id: Schema.String,
  /** The vendor's id of the delivery, where it sends one. */
  deliveryId: Schema.optionalKey(Schema.String),
  provider: Schema.String,
  /** The name under which the application configured the account. */
  account: Schema.String,
  /** The vendor's own id of the account, where the payload tells it. */
  vendorAccount: Schema.optionalKey(Schema.String),
  /** When it happened, by the vendor's clock. */
  occurredAt: Schema.optionalKey(Timestamp),
  receivedAt: Timestamp,
  /** The smallest vendor object that is this fact. */
  raw: Schema.Unknown
}

const event = <const Type extends string, Data extends Schema.Struct.Fields>(type: Type, data: Data) =>
  Schema.Struct({ type: Schema.tag(type), ...envelope, data: Schema.Struct(data) })

const messageEvent = <const Type extends string, Data extends Schema.Struct.Fields>(type: Type, data: Data) =>
  Schema.Struct({ type: Schema.tag(type), ...envelope, origin: Origin, data: Schema.Struct({ ...data, ...around }) })

const changes = Schema.optionalKey(Schema.Array(Change))

/** What the same payload tells of the things around the one that the event is about. */
const around = {
  contact: Schema.optionalKey(ContactSnapshot),
  conversation: Schema.optionalKey(ConversationSnapshot)
}

const contact = { contact: ContactSnapshot }
const conversation = { conversation: ConversationSnapshot, contact: Schema.optionalKey(ContactSnapshot) }

export const Event = Schema.Union([
  event("contact.created", contact),
  event("contact.updated", { ...contact, changes }),
  event("contact.deleted", contact),
  event("contact.blocked", contact),
  event("contact.unblocked", contact),
  event("contact.tagged", { ...contact, tag: Schema.String }),
  event("contact.untagged", { ...contact, tag: Schema.String }),
  /** `contact` lives on; `previousId` is the one that went into it. */
  event("contact.merged", { ...contact, previousId: Schema.optionalKey(Schema.String) }),
  event("conversation.created", conversation),
  event("conversation.updated", { ...conversation, changes }),
  event("conversation.status_changed", { ...conversation, previousStatus: Schema.optionalKey(ConversationStatus) }),
  event("conversation.assigned", { ...conversation, changes }),
  event("conversation.tagged", { ...conversation, tag: Schema.String }),
  event("conversation.untagged", { ...conversation, tag: Schema.String }),
  messageEvent("message.created", { message: Message }),
  messageEvent("message.updated", { message: MessageSnapshot, changes }),
  messageEvent("message.status_changed", { message: MessageSnapshot }),
  messageEvent("message.deleted", { message: MessageSnapshot }),
  event("typing.started", { ...conversation, author: Schema.optionalKey(Author) }),
  event("typing.stopped", { ...conversation, author: Schema.optionalKey(Author) }),
  /** A documented vendor event outside this domain; `payload` is typed by the vendor's package. */
  event("provider.event", { name: Schema.String, payload: Schema.Unknown, ...around }),
  /** Nobody documented it, or its body does not fit; kept whole in `raw`. */
  event("unknown", { problem: Schema.String, name: Schema.optionalKey(Schema.String) })
])

export type Event = typeof Event.Type
export type EventType = Event["type"]

/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<Event, { readonly type: Type }>

/** Every event type, in the order of the documentation. */
export const eventTypes: ReadonlyArray<EventType> = Event.members.map((member) => member.fields.type.schema.literal)
