/**
 * Deals: a small sales pipeline. Vendor's section "Deals".
 *
 * `stage` is any text; the default pipeline goes from `lead` to `closed_won` or `closed_lost`, which fire `deal.won` and `deal.lost`.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf, PageMeta } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { Agent } from "./shapes/Agent.ts"
import { ContactName } from "./shapes/Contact.ts"
import {
  Attributes,
  countUpTo,
  DateText,
  Id,
  IntegerId,
  inAccount,
  maybe,
  nameOfAtMost,
  open,
  openEnum,
  page,
  Timestamp
} from "./Wire.ts"

/** The stages of the default pipeline. */
export const dealStages = [
  "lead",
  "contacted",
  "qualified",
  "proposal",
  "negotiation",
  "closed_won",
  "closed_lost"
] as const

/** A deal. Its activity timeline is promised and in no sample. */
export class Deal extends Schema.Opaque<Deal>()(
  Schema.Struct({
    id: Id,
    name: maybe(Schema.String),
    stage: maybe(openEnum(dealStages)),
    value: maybe(Schema.Number),
    currency: maybe(Schema.String),
    probability: maybe(Schema.Number),
    expected_close_date: maybe(Schema.String),
    contact: maybe(ContactName),
    owner: maybe(Agent),
    description: maybe(Schema.String),
    tags: maybe(Schema.Array(Schema.String)),
    custom_fields: open,
    lost_reason: maybe(Schema.String),
    closed_at: maybe(Timestamp),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** A page of deals; its meta counts the deals of each stage. */
export class DealPage extends Schema.Opaque<DealPage>()(
  Schema.Struct({
    data: Schema.Array(Deal),
    meta: maybe(
      Schema.Struct({ ...PageMeta.fields, pipeline_summary: open, total_pipeline_value: maybe(Schema.Number) })
    )
  })
) {}

/** The pipeline in figures. */
export class Pipeline extends Schema.Opaque<Pipeline>()(
  Schema.Struct({
    period: maybe(Schema.String),
    stages: maybe(
      Schema.Record(Schema.String, Schema.Struct({ count: maybe(Schema.Number), value: maybe(Schema.Number) }))
    ),
    weighted_forecast: maybe(Schema.Number),
    win_rate: maybe(Schema.Number),
    average_deal_size: maybe(Schema.Number),
    average_sales_cycle_days: maybe(Schema.Number)
  })
) {}

const Stage = Schema.NonEmptyString
const Currency = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/))
const more = {
  stage: Schema.optionalKey(Stage),
  probability: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 }))),
  expected_close_date: Schema.optionalKey(DateText),
  owner_id: Schema.optionalKey(IntegerId),
  description: Schema.optionalKey(Schema.String),
  tags: Schema.optionalKey(Schema.Array(Schema.String)),
  custom_fields: Schema.optionalKey(Attributes)
}

/** The body of a new deal, a `lead` unless told otherwise. `currency` is an ISO 4217 code. */
export const DealCreate = Schema.Struct({
  name: nameOfAtMost(255),
  contact_id: IntegerId,
  value: Schema.Finite,
  currency: Currency,
  ...more
})

/** The body of a changed deal: "one or more fields", and `lost_reason`, which the text on deletion names. */
export const DealUpdate = Schema.Struct({
  name: Schema.optionalKey(nameOfAtMost(255)),
  contact_id: Schema.optionalKey(IntegerId),
  value: Schema.optionalKey(Schema.Finite),
  currency: Schema.optionalKey(Currency),
  lost_reason: Schema.optionalKey(Schema.String),
  ...more
})

/** Which deals. To sort: a field, with a minus sign in front for descending. */
export const DealQuery = Schema.Struct({
  stage: Schema.optionalKey(Stage),
  owner_id: Schema.optionalKey(IntegerId),
  contact_id: Schema.optionalKey(IntegerId),
  min_value: Schema.optionalKey(Schema.Finite),
  max_value: Schema.optionalKey(Schema.Finite),
  expected_close_after: Schema.optionalKey(DateText),
  expected_close_before: Schema.optionalKey(DateText),
  ...page,
  per_page: Schema.optionalKey(countUpTo()),
  sort: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^-?[a-z_]+$/)))
})

const ofDeal = { ...inAccount, deal_id: Id }

/** `client.deals` */
export class Deals extends HttpApiGroup.make("deals").add(
  /** Scope `deals:read`. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:account_id/deals", {
    params: inAccount,
    query: DealQuery,
    success: ok(DealPage)
  }).annotateMerge(perMinute("deals.list")),
  /** Scope `deals:write`. No sample of the reply: a new ticket is answered bare. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:account_id/deals", {
    params: inAccount,
    payload: DealCreate,
    success: ok(oneOf("deal", Deal))
  }).annotateMerge(perMinute("deals.create")),
  /** Scope `deals:read`. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:account_id/deals/:deal_id", {
    params: ofDeal,
    success: ok(oneOf("deal", Deal))
  }).annotateMerge(perMinute("deals.get")),
  /** Scope `deals:write`. */
  HttpApiEndpoint.patch("update", "/api/v2/accounts/:account_id/deals/:deal_id", {
    params: ofDeal,
    payload: DealUpdate,
    success: done
  }).annotateMerge(perMinute("deals.update", "safe")),
  /** Scope `deals:delete`. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:account_id/deals/:deal_id", {
    params: ofDeal,
    success: done
  }).annotateMerge(perMinute("deals.delete")),
  /** Scope `deals:write`. */
  HttpApiEndpoint.post("addNote", "/api/v2/accounts/:account_id/deals/:deal_id/notes", {
    params: ofDeal,
    payload: Schema.Struct({ content: Schema.NonEmptyString }),
    success: done
  }).annotateMerge(perMinute("deals.addNote")),
  /** Scope `deals:read`. Of the last month unless told otherwise. */
  HttpApiEndpoint.get("pipeline", "/api/v2/accounts/:account_id/deals/pipeline", {
    params: inAccount,
    query: {
      period: Schema.optionalKey(Schema.Literals(["week", "month", "quarter", "year"])),
      owner_id: Schema.optionalKey(IntegerId)
    },
    success: ok(Pipeline)
  }).annotateMerge(perMinute("deals.pipeline"))
) {}
