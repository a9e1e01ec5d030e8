/** The company and its use of the API. Vendor's section "Other". */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { enveloped } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { Flag, maybe, open, WireId } from "./Wire.ts"

/** The company, with its hours written `09 : 00`. */
export class CompanyInfo extends Schema.Opaque<CompanyInfo>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    workingHours: maybe(
      Schema.Array(Schema.NullOr(Schema.Struct({ begin: maybe(Schema.String), end: maybe(Schema.String) })))
    ),
    /** A description, no name of the IANA's. */
    timezone: maybe(Schema.String),
    online: maybe(Flag)
  })
) {}

/** What the account has of the API: its options, and how many calls are left. */
export class ApiInfo extends Schema.Opaque<ApiInfo>()(
  Schema.Struct({
    companyID: WireId,
    company_name: maybe(Schema.String),
    company_lang: maybe(Schema.String),
    company_mode: maybe(Schema.String),
    partnerID: maybe(WireId),
    partner_type: maybe(Schema.String),
    admin_email: maybe(Schema.String),
    hook: open,
    hook_preferences: open,
    custom_info: open,
    current_version: maybe(WireId),
    /** How many there are. */
    channels: maybe(Schema.Number),
    /** Whether clients that never wrote may be written to. */
    write_first_option: maybe(Flag),
    domain_urls: maybe(Schema.Array(Schema.String)),
    api_calls: maybe(
      Schema.Struct({
        used_this_month: maybe(Schema.Number),
        left_free_requests: maybe(Schema.Number),
        left_paid_requests: maybe(Schema.Number)
      })
    )
  })
) {}

/** `client.companies` */
export class Companies extends HttpApiGroup.make("companies").add(
  HttpApiEndpoint.get("info", "/v1/companies/info", { success: ok(enveloped(CompanyInfo)) }),
  HttpApiEndpoint.get("apiInfo", "/v1/companies/api_info", { success: ok(enveloped(ApiInfo)) }),
  /** Three texts about the company, by number, which `apiInfo` reads back. */
  HttpApiEndpoint.put("update", "/v1/companies", {
    payload: Schema.Struct({ custom_fields: Schema.Record(Schema.String, Schema.Unknown) }),
    success: done
  }).annotateMerge(repeatable),
  /** The working mode, which autoreplies follow. */
  HttpApiEndpoint.put("switchMode", "/v1/companies/switch_mode", {
    payload: Schema.Struct({ mode: Schema.Literals(["online", "offline"]) }),
    success: done
  }).annotateMerge(repeatable)
) {}
