/**
 * Figures of an account, by agent, inbox, label, team or channel. Vendor's section "Reports".
 *
 * Source: the vendor's OpenAPI files. `since` and `until` are Unix seconds. `/api/v2/.../reports...` counts against two limits of its own,
 * `summary_reports` against none. Averages are in seconds, as numbers or as text by version. `reports/conversations` is documented
 * twice under one path: one endpoint for each kind of answer.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { drawsOn, perHost } from "./Limits.ts"
import { ReportingEvent } from "./shapes/ReportingEvent.ts"
import { inAccount, maybe, PageNumber } from "./Wire.ts"

/** A figure, as a number or as text. */
const Figure = Schema.Union([Schema.Number, Schema.String])

/** A page of 25 reporting events. */
export class ReportingEventPage extends Schema.Opaque<ReportingEventPage>()(
  Schema.Struct({
    meta: maybe(
      Schema.Struct({ count: maybe(Schema.Int), current_page: maybe(PageNumber), total_pages: maybe(Schema.Int) })
    ),
    payload: Schema.Array(ReportingEvent)
  })
) {}

/** One point of a metric over time; `timestamp` is in Unix seconds. */
export class ReportPoint extends Schema.Opaque<ReportPoint>()(
  Schema.Struct({ value: maybe(Figure), timestamp: maybe(Schema.Number) })
) {}

const totals = {
  avg_first_response_time: maybe(Figure),
  avg_resolution_time: maybe(Figure),
  conversations_count: maybe(Schema.Number),
  incoming_messages_count: maybe(Schema.Number),
  outgoing_messages_count: maybe(Schema.Number),
  resolutions_count: maybe(Schema.Number)
}

/** The totals of a range, and those of the range of the same length before it. */
export class ReportSummary extends Schema.Opaque<ReportSummary>()(
  Schema.Struct({ ...totals, previous: maybe(Schema.Struct(totals)) })
) {}

/** How many conversations of an account are open now. */
export class AccountConversationMetrics extends Schema.Opaque<AccountConversationMetrics>()(
  Schema.Struct({
    open: maybe(Schema.Number),
    unattended: maybe(Schema.Number),
    unassigned: maybe(Schema.Number)
  })
) {}

/** How many open conversations an agent has now. */
export class AgentConversationMetrics extends Schema.Opaque<AgentConversationMetrics>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    availability: maybe(Schema.String),
    metric: maybe(Schema.Struct({ open: maybe(Schema.Number), unattended: maybe(Schema.Number) }))
  })
) {}

/** The figures of one inbox, agent or team. */
export class EntitySummary extends Schema.Opaque<EntitySummary>()(
  Schema.Struct({
    id: Schema.Int,
    conversations_count: maybe(Schema.Number),
    resolved_conversations_count: maybe(Schema.Number),
    avg_resolution_time: maybe(Figure),
    avg_first_response_time: maybe(Figure),
    avg_reply_time: maybe(Figure)
  })
) {}

/** Conversations of one channel type by status. */
export class ChannelSummary extends Schema.Opaque<ChannelSummary>()(
  Schema.Struct({
    open: maybe(Schema.Number),
    resolved: maybe(Schema.Number),
    pending: maybe(Schema.Number),
    snoozed: maybe(Schema.Number),
    total: maybe(Schema.Number)
  })
) {}

/** Conversations of one channel type by the time of their first response. */
export class ResponseTimeBuckets extends Schema.Opaque<ResponseTimeBuckets>()(
  Schema.Struct({
    "0-1h": maybe(Schema.Number),
    "1-4h": maybe(Schema.Number),
    "4-8h": maybe(Schema.Number),
    "8-24h": maybe(Schema.Number),
    "24h+": maybe(Schema.Number)
  })
) {}

/** Conversations by inbox (row) and label (column). */
export class InboxLabelMatrix extends Schema.Opaque<InboxLabelMatrix>()(
  Schema.Struct({
    inboxes: Schema.Array(Schema.Struct({ id: Schema.Int, name: maybe(Schema.String) })),
    labels: Schema.Array(Schema.Struct({ id: Schema.Int, title: maybe(Schema.String) })),
    matrix: Schema.Array(Schema.Array(Schema.Number))
  })
) {}

/** Outgoing messages of one agent, team, inbox or label. */
export class OutgoingMessagesCount extends Schema.Opaque<OutgoingMessagesCount>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    outgoing_messages_count: maybe(Schema.Number)
  })
) {}

const range = { since: Schema.optionalKey(Schema.Int), until: Schema.optionalKey(Schema.Int) }
const inBusinessHours = { ...range, business_hours: Schema.optionalKey(Schema.Boolean) }
const about = {
  type: Schema.Literals(["account", "agent", "inbox", "label", "team"]),
  id: Schema.optionalKey(Schema.Int),
  ...range
}
const reports = drawsOn("reports", "reportsAccount")

/** `client.reports` */
export class Reports extends HttpApiGroup.make("reports")
  .add(
    /** Enterprise edition, administrators only. */
    HttpApiEndpoint.get("reportingEvents", "/api/v1/accounts/:account_id/reporting_events", {
      params: inAccount,
      query: {
        page: Schema.optionalKey(Schema.Int),
        ...range,
        inbox_id: Schema.optionalKey(Schema.Int),
        user_id: Schema.optionalKey(Schema.Int),
        name: Schema.optionalKey(Schema.String)
      },
      success: ok(ReportingEventPage)
    }),
    /** One metric over time. `id` says which agent, inbox, label or team. */
    HttpApiEndpoint.get("metric", "/api/v2/accounts/:account_id/reports", {
      params: inAccount,
      query: {
        metric: Schema.Literals([
          "conversations_count",
          "incoming_messages_count",
          "outgoing_messages_count",
          "avg_first_response_time",
          "avg_resolution_time",
          "resolutions_count"
        ]),
        ...about
      },
      success: ok(Schema.Array(ReportPoint))
    }).annotateMerge(reports),
    HttpApiEndpoint.get("summary", "/api/v2/accounts/:account_id/reports/summary", {
      params: inAccount,
      query: about,
      success: ok(ReportSummary)
    }).annotateMerge(reports),
    HttpApiEndpoint.get("accountConversations", "/api/v2/accounts/:account_id/reports/conversations", {
      params: inAccount,
      query: { type: Schema.Literal("account") },
      success: ok(AccountConversationMetrics)
    }).annotateMerge(reports),
    HttpApiEndpoint.get("agentConversations", "/api/v2/accounts/:account_id/reports/conversations", {
      params: inAccount,
      query: { type: Schema.Literal("agent"), user_id: Schema.optionalKey(Schema.Int) },
      success: ok(Schema.Array(AgentConversationMetrics))
    }).annotateMerge(reports),
    /** From 4.10.0 on: channel types (`Channel::Api`) to {@link ChannelSummary}. At most six months. */
    HttpApiEndpoint.get("channelSummary", "/api/v2/accounts/:account_id/summary_reports/channel", {
      params: inAccount,
      query: range,
      success: ok(Schema.Record(Schema.String, ChannelSummary))
    }),
    HttpApiEndpoint.get("inboxSummary", "/api/v2/accounts/:account_id/summary_reports/inbox", {
      params: inAccount,
      query: inBusinessHours,
      success: ok(Schema.Array(EntitySummary))
    }),
    HttpApiEndpoint.get("agentSummary", "/api/v2/accounts/:account_id/summary_reports/agent", {
      params: inAccount,
      query: inBusinessHours,
      success: ok(Schema.Array(EntitySummary))
    }),
    HttpApiEndpoint.get("teamSummary", "/api/v2/accounts/:account_id/summary_reports/team", {
      params: inAccount,
      query: inBusinessHours,
      success: ok(Schema.Array(EntitySummary))
    }),
    /** From 4.11.0 on: channel types to {@link ResponseTimeBuckets}. */
    HttpApiEndpoint.get(
      "firstResponseTimeDistribution",
      "/api/v2/accounts/:account_id/reports/first_response_time_distribution",
      { params: inAccount, query: range, success: ok(Schema.Record(Schema.String, ResponseTimeBuckets)) }
    ).annotateMerge(reports),
    /** From 4.11.0 on. */
    HttpApiEndpoint.get("inboxLabelMatrix", "/api/v2/accounts/:account_id/reports/inbox_label_matrix", {
      params: inAccount,
      query: {
        ...range,
        "inbox_ids[]": Schema.optionalKey(Schema.Array(Schema.Int)),
        "label_ids[]": Schema.optionalKey(Schema.Array(Schema.Int))
      },
      success: ok(InboxLabelMatrix)
    }).annotateMerge(reports),
    /** From 4.11.0 on. Messages of bots are not counted by agent. */
    HttpApiEndpoint.get("outgoingMessagesCount", "/api/v2/accounts/:account_id/reports/outgoing_messages_count", {
      params: inAccount,
      query: { ...range, group_by: Schema.Literals(["agent", "team", "inbox", "label"]) },
      success: ok(Schema.Array(OutgoingMessagesCount))
    }).annotateMerge(reports)
  )
  .annotateMerge(perHost) {}
