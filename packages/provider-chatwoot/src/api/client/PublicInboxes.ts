/**
 * An API inbox as its own customers see it. Vendor's section "Inbox API" of the client API.
 *
 * Source: `views/public/api/v1` (chatwoot-wire 3.7). The client API takes no token: `inbox_identifier` and `contact_identifier` are the
 * secrets. Misses answer Rails' own 404, as HTML where the request did not ask for JSON.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "../Limits.ts"
import { WorkingHours } from "../shapes/Inbox.ts"
import { maybe } from "../Wire.ts"

/** The inbox. `identity_validation_enabled` means that contacts need an `identifier_hash`. */
export class PublicInbox extends Schema.Opaque<PublicInbox>()(
  Schema.Struct({
    identifier: Schema.String,
    name: maybe(Schema.String),
    timezone: maybe(Schema.String),
    working_hours: maybe(Schema.Array(WorkingHours)),
    working_hours_enabled: maybe(Schema.Boolean),
    csat_survey_enabled: maybe(Schema.Boolean),
    greeting_enabled: maybe(Schema.Boolean),
    identity_validation_enabled: maybe(Schema.Boolean)
  })
) {}

/** Path parameters of the client API. */
export const inPublicInbox = { inbox_identifier: Schema.String }

/** Path parameters of what a contact sees in the client API; `contact_identifier` is the session's `source_id`. */
export const ofPublicContact = { ...inPublicInbox, contact_identifier: Schema.String }

/** `client.publicInboxes` */
export class PublicInboxes extends HttpApiGroup.make("publicInboxes")
  .add(
    HttpApiEndpoint.get("get", "/public/api/v1/inboxes/:inbox_identifier", {
      params: inPublicInbox,
      success: ok(PublicInbox)
    })
  )
  .annotateMerge(perHost) {}
