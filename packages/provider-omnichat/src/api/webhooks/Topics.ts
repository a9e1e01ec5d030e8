/**
 * The bodies of the vendor's topics, as its developer guide describes them (omnichat-wire A1.1, A1.2): one object each, the topic itself only
 * in a header. Every field may be null, but for what names the thing.
 *
 * Gotchas: times are ISO 8601 with an offset, where REST has milliseconds; on WhatsApp a user id (and a flow's phone) may be null, `bsuid`
 * naming the person then. Lists whose elements are checked one by one are lists of anything here.
 */
import { Schema } from "effect"
import { maybe, open, openEnum, PlatformName, Timestamp } from "../Wire.ts"

const text = maybe(Schema.String)

/** A user of one channel. WhatsApp: `channelId` is the business number as digits, `userId` the user's. */
const user = { platform: PlatformName, channelId: text, userId: text, bsuid: text }

const profile = { memberId: text, email: text, phone: text }

/** `customer/create`, `customer/update`: a person, with the contact on each channel in `socialContacts`. */
export class CustomerTopic extends Schema.Opaque<CustomerTopic>()(
  Schema.Struct({
    ...profile,
    omniCustomerId: text,
    name: text,
    tags: maybe(Schema.Array(Schema.String)),
    customAttributes: maybe(Schema.Array(Schema.Struct({ key: Schema.String, value: open }))),
    socialContacts: maybe(Schema.Array(Schema.Unknown)),
    createdAt: maybe(Timestamp),
    updatedAt: maybe(Timestamp)
  })
) {}

/** One of `socialContacts`. */
export class SocialContact extends Schema.Opaque<SocialContact>()(Schema.Struct(user)) {}

/** `customer/channel_subscribe` (also a user's first message, and an agent's doing by hand), `customer/channel_unsubscribe`. */
export class ChannelTopic extends Schema.Opaque<ChannelTopic>()(Schema.Struct({ ...user, ...profile, name: text })) {}

/** `customer/channel_phone_binding`, on LINE. */
export class PhoneBindingTopic extends Schema.Opaque<PhoneBindingTopic>()(Schema.Struct({ ...user, phone: text })) {}

/** `customer/channel_omo_binding`: a salesperson of the OMO Sales Cloud was bound, changed, or (all of `agent*` null) unbound. */
export class OmoBindingTopic extends Schema.Opaque<OmoBindingTopic>()(
  Schema.Struct({
    ...user,
    ...profile,
    agentId: text,
    agentName: text,
    agentEmail: text,
    agentPhone: text,
    agentEmployeeCode: text,
    agentLocationName: text,
    agentLocationCode: text,
    agentPhotoUrl: text
  })
) {}

/** `direct_msg/status`. Gotchas: there is no `sent`; `delivered` and `failed` come on WhatsApp alone, and `failed` without a reason. */
export class DirectMessageTopic extends Schema.Opaque<DirectMessageTopic>()(
  Schema.Struct({
    ...user,
    ...profile,
    trackId: text,
    messageIds: maybe(Schema.Array(Schema.NonEmptyString)),
    status: openEnum(["delivered", "failed", "read", "clicked", "responded"])
  })
) {}

/** `whatsapp_flow/flow_create`: a form was filled in. It does not say on which number. */
export class FlowTopic extends Schema.Opaque<FlowTopic>()(
  Schema.Struct({
    name: text,
    phone: text,
    bsuid: text,
    flowId: maybe(Schema.Union([Schema.String, Schema.Number])),
    flowName: text,
    responseTime: maybe(Timestamp),
    flowResponse: open
  })
) {}

/** `ticket/create`, `ticket/update`: the work on a conversation, from its opening to its closing. Of a group, `userId` is the group's. */
export class TicketTopic extends Schema.Opaque<TicketTopic>()(
  Schema.Struct({
    ...user,
    ticketId: Schema.Union([Schema.Number, Schema.NonEmptyString]),
    subject: text,
    customerName: text,
    isGroupChat: maybe(Schema.Boolean),
    isCollaborationChat: maybe(Schema.Boolean),
    status: maybe(openEnum(["Open", "InProgress", "Closed"])),
    createdAt: maybe(Timestamp),
    closedAt: maybe(Timestamp),
    firstFollowUpAt: maybe(Timestamp),
    firstResponseAt: maybe(Timestamp),
    agentLogs: maybe(Schema.Array(Schema.Unknown))
  })
) {}

/** How an agent came to a ticket, as far as it is documented. */
export const agentActions = [
  "NEW_ROOM",
  "FOLLOW_UP_FROM_OPEN",
  "FOLLOW_UP_FROM_CHATBOT",
  "TAKE_OVER",
  "PASS",
  "REOPEN",
  "NINEONEAPP_SYNC",
  "OMO_OVERWRITE",
  "WHATSAPP_ADD_CONVERSATION",
  "OMO_CLOSE_ASSIGN"
] as const

/** One of `agentLogs`: which agent did what with the ticket. */
export class AgentLog extends Schema.Opaque<AgentLog>()(
  Schema.Struct({
    agentId: text,
    agentName: text,
    actionType: openEnum(agentActions),
    occurredAt: maybe(Timestamp)
  })
) {}

/** `ticket/delete`. */
export class TicketDeleteTopic extends Schema.Opaque<TicketDeleteTopic>()(
  Schema.Struct({ ticketId: Schema.Union([Schema.Number, Schema.NonEmptyString]) })
) {}

/** `lon/send_sms`: the text message that is to go out because a LINE notification was not confirmed. */
export class SmsTopic extends Schema.Opaque<SmsTopic>()(
  Schema.Struct({
    triggerId: maybe(Schema.Union([Schema.String, Schema.Number])),
    settingId: maybe(Schema.Union([Schema.String, Schema.Number])),
    settingName: text,
    phone: text,
    text: text
  })
) {}
