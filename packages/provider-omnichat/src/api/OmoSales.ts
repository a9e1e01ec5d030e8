/**
 * Sales agents: what they sent, the orders that their links brought, and their roster. Vendor's section "OMO Sales"; all of it needs the
 * OMO Sales Cloud.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import {
  Amount,
  dateRange,
  Id,
  Milliseconds,
  maybe,
  open,
  openEnum,
  PlatformName,
  pageOf,
  paging,
  Timestamp
} from "./Wire.ts"

/** What one teammate sent, for each platform. */
export class MessagesSent extends Schema.Opaque<MessagesSent>()(
  Schema.Struct({
    name: maybe(Schema.String),
    employeeCode: maybe(Schema.String),
    shopLocations: maybe(Schema.Array(Schema.Struct({ name: maybe(Schema.String), code: maybe(Schema.String) }))),
    messageCount: maybe(
      Schema.Array(
        Schema.Struct({ platform: maybe(PlatformName), messages: maybe(Amount), productReferralLinks: maybe(Amount) })
      )
    )
  })
) {}

/** A page of the teammates' report. */
export class MessagesSentPage extends Schema.Opaque<MessagesSentPage>()(pageOf(MessagesSent)) {}

/** The agent who sent a product referral link, and when. */
const link = {
  agentName: maybe(Schema.String),
  agentEmployeeCode: maybe(Schema.String),
  agentLocationName: maybe(Schema.String),
  agentLocationCode: maybe(Schema.String),
  linkSentTime: maybe(Timestamp),
  linkClickedTime: maybe(Timestamp)
}

/** An order that a link brought; `considerationTime` in minutes. `91appOrderId` is for that shop system's clients. */
export class ReferralOrder extends Schema.Opaque<ReferralOrder>()(
  Schema.Struct({
    orderId: Schema.String,
    currency: maybe(Schema.String),
    total: maybe(Amount),
    date: maybe(Timestamp),
    memberId: maybe(Schema.String),
    considerationTime: maybe(Amount),
    ...link,
    "91appOrderId": open
  })
) {}

/** A page of orders. */
export class ReferralOrderPage extends Schema.Opaque<ReferralOrderPage>()(pageOf(ReferralOrder)) {}

/** What a tracking code stands for; `linkLifetime` in days. */
export class ReferralLink extends Schema.Opaque<ReferralLink>()(
  Schema.Struct({ ...link, linkTrackingMode: maybe(openEnum(["sent", "clicked"])), linkLifetime: maybe(Amount) })
) {}

/** One tracking code: an object in the sample, a list in the table. */
export class ReferralLinkReply extends Schema.Opaque<ReferralLinkReply>()(
  Schema.Struct({ content: Schema.NullOr(Schema.Union([ReferralLink, Schema.Array(ReferralLink)])) })
) {}

/** `hh:mm`, or empty on a day off. */
const TimeOfDay = Schema.String.check(Schema.isPattern(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/))

/** One person's days in one shop. */
export const RosterRecord = Schema.Struct({
  id: Id,
  locationCode: Id,
  time: Schema.Array(
    Schema.Struct({
      day: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 31 })),
      in: TimeOfDay,
      out: TimeOfDay
    }).check(
      Schema.makeFilter(
        (day: { readonly in: string; readonly out: string }) =>
          day.in !== "" && day.out === "" ? { path: ["out"], issue: "is required when in is not empty" } : undefined,
        { expected: "a time to leave beside the time to come" }
      )
    )
  )
})

/** The roster of a month, `YYYY-MM`; `idField` says what the records' `id` is. */
export const Roster = Schema.Struct({
  month: Schema.String.check(Schema.isPattern(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  idField: Schema.Literals(["email", "phone", "employeeCode"]),
  records: Schema.Array(RosterRecord)
})

/** The records that were refused, each with its `error`: the rest were taken. The table says that nothing is answered. */
export class RosterReply extends Schema.Opaque<RosterReply>()(
  Schema.Struct({
    content: maybe(
      Schema.Struct({
        invalidRecords: maybe(
          Schema.Array(
            Schema.Struct({
              id: maybe(Schema.String),
              locationCode: maybe(Schema.String),
              time: open,
              error: maybe(Schema.String)
            })
          )
        )
      })
    )
  })
) {}

const report = Schema.Struct({ after: Milliseconds, before: Milliseconds, ...paging }).check(dateRange)

/** `client.omoSales` */
export class OmoSales extends HttpApiGroup.make("omoSales")
  .add(
    HttpApiEndpoint.get("messagesSent", "/v1/reports/messages", { query: report, success: ok(MessagesSentPage) }),
    HttpApiEndpoint.get("referralOrders", "/v1/reports/product-referral-links/orders", {
      query: report,
      success: ok(ReferralOrderPage)
    }),
    /** `ocsaid`: the tracking code, of the query parameter or the cookie `__ocsaid`. */
    HttpApiEndpoint.get("referralLink", "/v1/product-referral-links/info", {
      query: { ocsaid: Id },
      success: ok(ReferralLinkReply)
    }),
    HttpApiEndpoint.put("uploadRoster", "/v1/rosters", {
      payload: Roster,
      success: [...ok(RosterReply), HttpApiSchema.NoContent]
    })
  )
  .annotateMerge(perTeam) {}
