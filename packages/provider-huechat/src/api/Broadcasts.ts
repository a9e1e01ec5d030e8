/**
 * Broadcasts: one WhatsApp template to many. Vendor's section "Broadcasts".
 *
 * `draft` -> `scheduled` | `in_progress` -> `completed` | `cancelled` | `failed`. Lists go by `limit` and `offset` and have no `meta`
 * (huechat-wire 19). `stats` of a broadcast adds up stages, `status_counts` of its recipients does not: never sum them (45).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import {
  Attributes,
  countUpTo,
  DateTimeText,
  File,
  Id,
  IntegerId,
  inAccountOfV2,
  limitAndOffset,
  maybe,
  multipart,
  nameOfAtMost,
  okOrEmpty,
  open,
  openEnum,
  Timestamp
} from "./Wire.ts"

/** The statuses of a broadcast. */
export const broadcastStatuses = ["draft", "scheduled", "in_progress", "completed", "cancelled", "failed"] as const

/** The statuses of one recipient's message. */
export const recipientStatuses = ["pending", "sent", "delivered", "read", "failed"] as const

/** How many messages reached each stage. */
export class BroadcastStats extends Schema.Opaque<BroadcastStats>()(
  Schema.Struct({
    sent: maybe(Schema.Number),
    delivered: maybe(Schema.Number),
    read: maybe(Schema.Number),
    failed: maybe(Schema.Number)
  })
) {}

/** A broadcast. The reply to create has five of its fields. */
export class Broadcast extends Schema.Opaque<Broadcast>()(
  Schema.Struct({
    id: Id,
    account_id: maybe(Id),
    inbox_id: maybe(Id),
    name: maybe(Schema.String),
    template_id: maybe(Id),
    template_name: maybe(Schema.String),
    template_params: open,
    labels: maybe(Schema.Array(Schema.String)),
    status: maybe(openEnum(broadcastStatuses)),
    recipient_count: maybe(Schema.Number),
    stats: maybe(BroadcastStats),
    created_by: maybe(Schema.String),
    scheduled_at: maybe(Timestamp),
    started_at: maybe(Timestamp),
    completed_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** A page of broadcasts. */
export class BroadcastPage extends Schema.Opaque<BroadcastPage>()(
  Schema.Struct({ success: maybe(Schema.Boolean), broadcasts: Schema.Array(Broadcast) })
) {}

/** The reply to create. */
export class BroadcastCreated extends Schema.Opaque<BroadcastCreated>()(
  Schema.Struct({ success: maybe(Schema.Boolean), broadcast: Broadcast })
) {}

/** What became of one recipient's message; `wamid` is its id at WhatsApp. */
export class BroadcastRecipient extends Schema.Opaque<BroadcastRecipient>()(
  Schema.Struct({
    id: Id,
    broadcast_id: maybe(Id),
    phone_number: maybe(Schema.String),
    contact_name: maybe(Schema.String),
    status: maybe(openEnum(recipientStatuses)),
    wamid: maybe(Schema.String),
    sent_at: maybe(Timestamp),
    delivered_at: maybe(Timestamp),
    read_at: maybe(Timestamp),
    failed_at: maybe(Timestamp)
  })
) {}

/** A page of recipients, and how many of all are in which status. */
export class BroadcastRecipientPage extends Schema.Opaque<BroadcastRecipientPage>()(
  Schema.Struct({
    success: maybe(Schema.Boolean),
    recipients: Schema.Array(BroadcastRecipient),
    status_counts: maybe(
      Schema.Struct({
        pending: maybe(Schema.Number),
        sent: maybe(Schema.Number),
        delivered: maybe(Schema.Number),
        read: maybe(Schema.Number),
        failed: maybe(Schema.Number)
      })
    )
  })
) {}

/** Phone numbers with country code, or ids of contacts; more than 1000 go through `uploadCsv`. */
const Recipients = Schema.Array(Schema.Union([Schema.NonEmptyString, IntegerId])).check(Schema.isMaxLength(1000))

/** The body of a new broadcast, which is a draft until it is sent. */
export const BroadcastCreate = Schema.Struct({
  name: nameOfAtMost(255),
  inbox_id: IntegerId,
  template_id: Schema.NonEmptyString,
  template_name: Schema.NonEmptyString,
  template_params: Schema.optionalKey(Attributes),
  recipients: Recipients,
  labels: Schema.optionalKey(Schema.Array(Schema.String)),
  scheduled_at: Schema.optionalKey(DateTimeText)
})

/** The body of a changed broadcast, draft or scheduled: "name, template, recipients, labels, or schedule". */
export const BroadcastUpdate = Schema.Struct({
  name: Schema.optionalKey(nameOfAtMost(255)),
  template_id: Schema.optionalKey(Schema.NonEmptyString),
  template_name: Schema.optionalKey(Schema.NonEmptyString),
  template_params: Schema.optionalKey(Attributes),
  recipients: Schema.optionalKey(Recipients),
  labels: Schema.optionalKey(Schema.Array(Schema.String)),
  scheduled_at: Schema.optionalKey(DateTimeText)
})

const ofBroadcast = { ...inAccountOfV2, broadcastId: Id }

/** `client.broadcasts` */
export class Broadcasts extends HttpApiGroup.make("broadcasts").add(
  /** Scope `broadcasts:read`. 50 rows unless told otherwise. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:accountId/broadcasts", {
    params: inAccountOfV2,
    query: {
      inbox_id: Schema.optionalKey(IntegerId),
      status: Schema.optionalKey(Schema.Literals(broadcastStatuses)),
      ...limitAndOffset
    },
    success: ok(BroadcastPage)
  }).annotateMerge(perMinute("broadcasts.list")),
  /** Scope `broadcasts:write`. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:accountId/broadcasts", {
    params: inAccountOfV2,
    payload: BroadcastCreate,
    success: ok(BroadcastCreated)
  }).annotateMerge(perMinute("broadcasts.create")),
  /** Scope `broadcasts:read`. Of the last 30 days unless told otherwise. No sample. */
  HttpApiEndpoint.get("reports", "/api/v2/accounts/:accountId/broadcasts/reports", {
    params: inAccountOfV2,
    query: { days: Schema.optionalKey(countUpTo()) },
    success: ok(Schema.Unknown)
  }).annotateMerge(perMinute("broadcasts.reports")),
  /** Scope `broadcasts:delete`. Drafts and completed ones only. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:accountId/broadcasts/:broadcastId", {
    params: ofBroadcast,
    success: done
  }).annotateMerge(perMinute("broadcasts.delete")),
  /** Scope `broadcasts:read`. No sample. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:accountId/broadcasts/:broadcastId", {
    params: ofBroadcast,
    success: ok(oneOf("broadcast", Broadcast))
  }).annotateMerge(perMinute("broadcasts.get")),
  /** Scope `broadcasts:write`. */
  HttpApiEndpoint.put("update", "/api/v2/accounts/:accountId/broadcasts/:broadcastId", {
    params: ofBroadcast,
    payload: BroadcastUpdate,
    success: done
  }).annotateMerge(perMinute("broadcasts.update", "safe")),
  /** Scope `broadcasts:write`. What was sent stays sent. */
  HttpApiEndpoint.post("cancel", "/api/v2/accounts/:accountId/broadcasts/:broadcastId/cancel", {
    params: ofBroadcast,
    success: done
  }).annotateMerge(perMinute("broadcasts.cancel")),
  /** Scope `broadcasts:read`. 100 rows unless told otherwise. */
  HttpApiEndpoint.get("recipients", "/api/v2/accounts/:accountId/broadcasts/:broadcastId/recipients", {
    params: ofBroadcast,
    query: { status: Schema.optionalKey(Schema.Literals(recipientStatuses)), ...limitAndOffset },
    success: ok(BroadcastRecipientPage)
  }).annotateMerge(perMinute("broadcasts.recipients")),
  /** Scope `broadcasts:write`. Begins to send; 409 where that was done before. `broadcast.completed` tells the end. */
  HttpApiEndpoint.post("send", "/api/v2/accounts/:accountId/broadcasts/:broadcastId/send", {
    params: ofBroadcast,
    success: done
  }).annotateMerge(perMinute("broadcasts.send")),
  /** Scope `broadcasts:write`. A header row, a column `phone_number` with country code; at most 10 MB. See `Uploads.fileForm`. */
  HttpApiEndpoint.post("uploadCsv", "/api/v2/accounts/:accountId/broadcasts/:broadcastId/upload-csv", {
    params: ofBroadcast,
    payload: multipart(Schema.Struct({ file: File })),
    success: okOrEmpty(Schema.Unknown)
  }).annotateMerge(perMinute("broadcasts.uploadCsv"))
) {}
