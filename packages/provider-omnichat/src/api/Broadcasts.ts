/**
 * Broadcasts: one message to many contacts, and what became of it. Vendor's section "Broadcast". Rates and amounts of money are text for
 * people (`76.78%`, `HK$ 0.00`).
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
import { Amount, Id, maybe, openEnum, PlatformName, pageOf, paging, Timestamp } from "./Wire.ts"

const BroadcastPlatform = Schema.Literals(["line", "facebook", "whatsapp"])

/** The body of a new broadcast. */
export const BroadcastCreate = Schema.Struct({
  subject: Schema.NonEmptyString,
  platform: BroadcastPlatform,
  channelId: Id,
  /** User ids, or BSUIDs on WhatsApp. */
  to: Schema.Array(Id).check(Schema.isMinLength(1), Schema.isMaxLength(150)),
  /** Date and time without offset, such as `2023-08-12T10:43:11`; now, when left out. */
  scheduledAt: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/))),
  /** Added to the contacts that receive it. */
  tags: Schema.optionalKey(Schema.Array(Schema.String)),
  messages: Schema.Array(
    Schema.Union([textMessage, imageMessage, productsMessage, blockMessage, templateMessage])
  ).check(Schema.isMinLength(1), Schema.isMaxLength(5), blockAlone)
})

/** The reply to a new broadcast. */
export class BroadcastCreated extends Schema.Opaque<BroadcastCreated>()(
  Schema.Struct({ content: Schema.Struct({ broadcastId: Schema.String }) })
) {}

const counts = {
  recipientCount: maybe(Amount),
  success: maybe(Amount),
  successRate: maybe(Schema.String),
  sent: maybe(Amount),
  sentRate: maybe(Schema.String),
  failed: maybe(Amount),
  failRate: maybe(Schema.String),
  read: maybe(Amount),
  readRate: maybe(Schema.String),
  clicked: maybe(Amount),
  clickRate: maybe(Schema.String),
  revenue: maybe(Amount),
  purchase: maybe(Amount)
}

const detailedCounts = {
  responded: maybe(Amount),
  respondRate: maybe(Schema.String),
  unsubscribed: maybe(Amount),
  unsubscribeRate: maybe(Schema.String),
  cost: maybe(Amount),
  roas: maybe(Schema.String),
  messageCount: maybe(Amount),
  messageSuccess: maybe(Amount),
  messageSuccessRate: maybe(Schema.String),
  respondedWithin12Hour: maybe(Amount),
  responseRateWithin12Hour: maybe(Schema.String),
  respondedWithin24Hour: maybe(Amount),
  responseRateWithin24Hour: maybe(Schema.String),
  respondedWithin48Hour: maybe(Amount),
  responseRateWithin48Hour: maybe(Schema.String)
}

const job = {
  id: Schema.String,
  platform: maybe(PlatformName),
  channelId: maybe(Schema.String),
  channelName: maybe(Schema.String),
  subject: maybe(Schema.String),
  /** 1 filter, 2 CSV list, 3 Open API. */
  recipientType: maybe(Amount),
  /** 1 broadcast, 2 mass message, 3 Open API, 4 Open API of an integration. */
  type: maybe(Amount),
  mode: maybe(openEnum(["filter", "manual", "csv"])),
  sentAt: maybe(Timestamp),
  /** 0 and 5 to 8 pending, 1 completed, 2 processing, 3 canceled, 4 scheduled, 9 failed. */
  status: maybe(Amount),
  tags: maybe(Schema.Array(Schema.String)),
  ...counts
}

/** A broadcast in a list. */
export class Broadcast extends Schema.Opaque<Broadcast>()(Schema.Struct(job)) {}

/** A page of broadcasts. */
export class BroadcastPage extends Schema.Opaque<BroadcastPage>()(pageOf(Broadcast)) {}

/** A broadcast by itself, which knows more. */
export class BroadcastReply extends Schema.Opaque<BroadcastReply>()(
  Schema.Struct({ content: Schema.Struct({ ...job, ...detailedCounts }) })
) {}

/** What became of one recipient's message. Empty text stands for null. */
export class BroadcastRecipient extends Schema.Opaque<BroadcastRecipient>()(
  Schema.Struct({
    name: maybe(Schema.String),
    phone: maybe(Schema.String),
    bsuid: maybe(Schema.String),
    messageId: maybe(Schema.String),
    success: maybe(Schema.Boolean),
    sentAt: maybe(Timestamp),
    clicked: maybe(Schema.Boolean),
    clickedAt: maybe(Timestamp),
    read: maybe(Schema.Boolean),
    readAt: maybe(Timestamp),
    responded: maybe(Schema.Boolean),
    respondedAt: maybe(Timestamp),
    error: maybe(Schema.String)
  })
) {}

/** A page of recipients. */
export class BroadcastRecipientPage extends Schema.Opaque<BroadcastRecipientPage>()(pageOf(BroadcastRecipient)) {}

/** Which broadcasts; of `type` several at once, separated by commas. */
export const BroadcastQuery = Schema.Struct({
  platform: BroadcastPlatform,
  channelId: Schema.optionalKey(Id),
  type: Schema.String.check(Schema.isPattern(/^[1-4](,[1-4])*$/)),
  status: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 }))),
  ...paging
})

/** `client.broadcasts` */
export class Broadcasts extends HttpApiGroup.make("broadcasts")
  .add(
    HttpApiEndpoint.post("send", "/v1/broadcast", { payload: BroadcastCreate, success: ok(BroadcastCreated) }),
    HttpApiEndpoint.get("list", "/v1/broadcast", { query: BroadcastQuery, success: ok(BroadcastPage) }),
    HttpApiEndpoint.get("get", "/v1/broadcast/:id", { params: { id: Schema.String }, success: ok(BroadcastReply) }),
    HttpApiEndpoint.get("recipients", "/v1/broadcast/:id/recipients", {
      params: { id: Schema.String },
      query: paging,
      success: ok(BroadcastRecipientPage)
    })
  )
  .annotateMerge(perTeam) {}
