/**
 * WhatsApp templates. Vendor's section "Templates".
 *
 * `draft` -> `pending` -> `approved` | `rejected`. Two endpoints want a Meta access token in the body, one is public (huechat-wire 48).
 * `language` is ISO 639-1 in the text and a locale at Meta (`en_US`): it goes through as it is (47). Most replies have no sample.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf, rowsOf } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import {
  Attributes,
  File,
  Id,
  IntegerId,
  inAccountOfV2,
  maybe,
  multipart,
  okOrEmpty,
  openEnum,
  Timestamp
} from "./Wire.ts"

/** The categories of a template. */
export const templateCategories = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const

/** The statuses of a template. */
export const templateStatuses = ["draft", "pending", "approved", "rejected"] as const

/** A template. Its components have Meta's form. */
export class Template extends Schema.Opaque<Template>()(
  Schema.Struct({
    id: Id,
    account_id: maybe(Id),
    inbox_id: maybe(Id),
    name: maybe(Schema.String),
    language: maybe(Schema.String),
    category: maybe(openEnum(templateCategories)),
    status: maybe(openEnum(templateStatuses)),
    components: maybe(Schema.Array(Schema.Unknown)),
    meta_template_id: maybe(Id),
    quality_score: maybe(Schema.String),
    rejection_reason: maybe(Schema.String),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** All templates that were asked for: the list has no pages. */
export class TemplateList extends Schema.Opaque<TemplateList>()(
  Schema.Struct({ success: maybe(Schema.Boolean), templates: Schema.Array(Template) })
) {}

/** An inbox of a WhatsApp number. No sample: `id` and `name` are what an inbox has elsewhere. */
export class WhatsAppInbox extends Schema.Opaque<WhatsAppInbox>()(
  Schema.Struct({
    id: Id,
    name: maybe(Schema.String),
    channel_type: maybe(Schema.String),
    phone_number: maybe(Schema.String)
  })
) {}

/** What the vendor's AI wrote, and how much of the month's allowance is used. */
export class GeneratedTemplate extends Schema.Opaque<GeneratedTemplate>()(
  Schema.Struct({
    success: maybe(Schema.Boolean),
    generated_body: maybe(Schema.String),
    generated_image_url: maybe(Schema.String),
    usage: maybe(Schema.Struct({ generations_used: maybe(Schema.Number), generations_limit: maybe(Schema.Number) }))
  })
) {}

/** What a synchronization with Meta changed. */
export class TemplatesSynced extends Schema.Opaque<TemplatesSynced>()(
  Schema.Struct({
    success: maybe(Schema.Boolean),
    synced: maybe(Schema.Number),
    created: maybe(Schema.Number),
    updated: maybe(Schema.Number),
    deleted: maybe(Schema.Number),
    errors: maybe(Schema.Array(Schema.Unknown))
  })
) {}

const Category = Schema.Literals(templateCategories)
const Name = Schema.String.check(Schema.isPattern(/^[a-z0-9_]+$/))
/** In Meta's form: `type` HEADER, BODY, FOOTER or BUTTONS, and what belongs to it. */
const Components = Schema.Array(Attributes)

/** The body of a new template. Meta wants `example_values` for its variables. */
export const TemplateCreate = Schema.Struct({
  name: Name,
  language: Schema.NonEmptyString,
  category: Category,
  inbox_id: IntegerId,
  components: Components,
  submit_to_meta: Schema.optionalKey(Schema.Boolean),
  example_values: Schema.optionalKey(Attributes)
})

/** The body of a changed template: "content or metadata", which the documentation does not list. The fields are those of a new one. */
export const TemplateUpdate = Schema.Struct({
  name: Schema.optionalKey(Name),
  language: Schema.optionalKey(Schema.NonEmptyString),
  category: Schema.optionalKey(Category),
  inbox_id: Schema.optionalKey(IntegerId),
  components: Schema.optionalKey(Components),
  submit_to_meta: Schema.optionalKey(Schema.Boolean),
  example_values: Schema.optionalKey(Attributes)
})

/** What the AI shall write. */
export const TemplateGenerate = Schema.Struct({
  description: Schema.String.check(Schema.isMinLength(10)),
  category: Category,
  language: Schema.NonEmptyString,
  image_prompt: Schema.optionalKey(Schema.String),
  sub_type: Schema.optionalKey(Schema.String)
})

/** The WhatsApp Business Account at Meta, and a system user's token for it. */
const atMeta = { waba_id: Schema.NonEmptyString, access_token: Schema.NonEmptyString }

const ofTemplate = { ...inAccountOfV2, templateId: Id }

/** `client.templates` */
export class Templates extends HttpApiGroup.make("templates").add(
  /** Scope `templates:read`. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:accountId/templates", {
    params: inAccountOfV2,
    query: {
      inbox_id: Schema.optionalKey(IntegerId),
      category: Schema.optionalKey(Category),
      status: Schema.optionalKey(Schema.Literals(templateStatuses))
    },
    success: ok(TemplateList)
  }).annotateMerge(perMinute("templates.list")),
  /** Scope `templates:write`. No sample of the reply. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:accountId/templates", {
    params: inAccountOfV2,
    payload: TemplateCreate,
    success: okOrEmpty(Schema.Unknown)
  }).annotateMerge(perMinute("templates.create")),
  /** Scope `templates:write`. A month's allowance that is used up comes as 429 `monthly_limit_exceeded`, and is no rate. */
  HttpApiEndpoint.post("generate", "/api/v2/accounts/:accountId/templates/ai-generate", {
    params: inAccountOfV2,
    payload: TemplateGenerate,
    success: ok(GeneratedTemplate)
  }).annotateMerge(perMinute("templates.generate")),
  /** Scope `templates:read`. No sample. */
  HttpApiEndpoint.get("analytics", "/api/v2/accounts/:accountId/templates/analytics/:templateId", {
    params: ofTemplate,
    success: ok(Schema.Unknown)
  }).annotateMerge(perMinute("templates.analytics")),
  /** Scope `templates:read`. The only list of inboxes there is, of WhatsApp alone (huechat-wire 38). No sample. */
  HttpApiEndpoint.get("inboxes", "/api/v2/accounts/:accountId/templates/inboxes", {
    params: inAccountOfV2,
    success: ok(rowsOf("inboxes", WhatsAppInbox))
  }).annotateMerge(perMinute("templates.inboxes")),
  /** Scope `templates:write`. */
  HttpApiEndpoint.post("resubmit", "/api/v2/accounts/:accountId/templates/resubmit", {
    params: inAccountOfV2,
    payload: Schema.Struct({ template_id: Schema.NonEmptyString, ...atMeta }),
    success: done
  }).annotateMerge(perMinute("templates.resubmit")),
  /** Scope `templates:write`. */
  HttpApiEndpoint.post("sync", "/api/v2/accounts/:accountId/templates/sync", {
    params: inAccountOfV2,
    payload: Schema.Struct({ inbox_id: IntegerId, ...atMeta }),
    success: ok(TemplatesSynced)
  }).annotateMerge(perMinute("templates.sync")),
  /** Scope `templates:write`. Answers a handle for a template's header, under a name that no sample shows. See `Uploads.fileForm`. */
  HttpApiEndpoint.post("uploadMedia", "/api/v2/accounts/:accountId/templates/upload-media", {
    params: inAccountOfV2,
    payload: multipart(Schema.Struct({ file: File })),
    success: ok(Schema.Unknown)
  }).annotateMerge(perMinute("templates.uploadMedia")),
  /** Scope `templates:delete`. At Meta too. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:accountId/templates/:templateId", {
    params: ofTemplate,
    success: done
  }).annotateMerge(perMinute("templates.delete")),
  /** Scope `templates:read`. No sample. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:accountId/templates/:templateId", {
    params: ofTemplate,
    success: ok(oneOf("template", Template))
  }).annotateMerge(perMinute("templates.get")),
  /** Scope `templates:write`. An approved one needs `resubmit` afterwards. */
  HttpApiEndpoint.put("update", "/api/v2/accounts/:accountId/templates/:templateId", {
    params: ofTemplate,
    payload: TemplateUpdate,
    success: done
  }).annotateMerge(perMinute("templates.update", "safe")),
  /** No scope, no limit, no account. No sample. */
  HttpApiEndpoint.get("categories", "/api/v2/templates/categories", { success: ok(Schema.Unknown) })
) {}
