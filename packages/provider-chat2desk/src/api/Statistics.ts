/**
 * Aggregated statistics, and where clients came from. Vendor's section "Other"; both are paid options.
 *
 * Rows are flat and differ by report. A value that is not there is `""`, times have no zone (the company's is meant), some objects are
 * JSON in a text. These replies have no `status`.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { listOf } from "./Envelope.ts"
import { IsoDay, maybe, offset, order, paging, WireId } from "./Wire.ts"

/** The reports. */
export const reports = ["operator_replies", "request_stats", "operator_stats", "operator_events", "rating"] as const

/** A value of a report. */
const Value = Schema.NullOr(Schema.Union([Schema.String, Schema.Number, Schema.Boolean]))

/** A row of a report: its columns are those of the examples of the documentation, and whatever later releases add. */
export const ReportRow = Schema.Record(Schema.String, Value)
export type ReportRow = typeof ReportRow.Type

/** How a client came to the chat: the page and its UTM marks, and the ids of trackers. */
export class WebVisit extends Schema.Opaque<WebVisit>()(
  Schema.Struct({
    message_id: maybe(WireId),
    client_id: maybe(WireId),
    url: maybe(Schema.String),
    click_time: maybe(Schema.String),
    utm: maybe(Schema.String),
    utm_source: maybe(Schema.String),
    utm_medium: maybe(Schema.String),
    utm_campaign: maybe(Schema.String),
    utm_content: maybe(Schema.String),
    utm_term: maybe(Schema.String),
    utm_custom: maybe(Schema.String),
    google_id: maybe(WireId),
    yandex_id: maybe(WireId),
    comagic_id: maybe(WireId),
    roistat_visit: maybe(WireId)
  })
) {}

/** `client.statistics` */
export class Statistics extends HttpApiGroup.make("statistics").add(
  /** One day, in the company's time zone; a day is there from about two o'clock of the next one. No maximum of `limit` is documented. */
  HttpApiEndpoint.get("report", "/v1/statistics", {
    query: {
      report: Schema.Literals(reports),
      date: IsoDay,
      limit: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))),
      offset
    },
    success: ok(listOf(ReportRow))
  }),
  /** From one day to another. The documentation names both `date_from`, in this order, so both are sent under this name. */
  HttpApiEndpoint.get("webAnalytics", "/v1/web_analytics_data", {
    query: { date_from: Schema.Array(IsoDay).check(Schema.isMinLength(1), Schema.isMaxLength(2)), order, ...paging },
    success: ok(listOf(WebVisit))
  })
) {}
