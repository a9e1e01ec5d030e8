/**
 * Who changed what in an account. Vendor's section "Audit Logs".
 *
 * Source: the vendor's OpenAPI file. Enterprise edition with the feature `audit_logs`, administrators only.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "./Limits.ts"
import { inAccount, maybe, open, openEnum, PageNumber, Timestamp } from "./Wire.ts"

/** One change. `audited_changes` maps each changed column to its value, or to the old and the new one. */
export class AuditLog extends Schema.Opaque<AuditLog>()(
  Schema.Struct({
    id: Schema.Int,
    auditable_id: maybe(Schema.Int),
    auditable_type: maybe(Schema.String),
    auditable: open,
    associated_id: maybe(Schema.Int),
    associated_type: maybe(Schema.String),
    user_id: maybe(Schema.Int),
    user_type: maybe(Schema.String),
    username: maybe(Schema.String),
    action: maybe(openEnum(["create", "update", "destroy"])),
    audited_changes: open,
    version: maybe(Schema.Int),
    comment: maybe(Schema.String),
    request_uuid: maybe(Schema.String),
    created_at: maybe(Timestamp),
    remote_address: maybe(Schema.String)
  })
) {}

/** A page of changes. */
export class AuditLogPage extends Schema.Opaque<AuditLogPage>()(
  Schema.Struct({
    per_page: maybe(Schema.Int),
    total_entries: maybe(Schema.Int),
    current_page: maybe(PageNumber),
    audit_logs: Schema.Array(AuditLog)
  })
) {}

/** `client.auditLogs` */
export class AuditLogs extends HttpApiGroup.make("auditLogs")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/audit_logs", {
      params: inAccount,
      query: { page: Schema.optionalKey(Schema.Int) },
      success: ok(AuditLogPage)
    })
  )
  .annotateMerge(perHost) {}
