/**
 * The labels of a contact. Vendor's section "Contact Labels".
 *
 * Source: chatwoot-wire 3.1. A label here is its title; `set` replaces the whole set. Titles need not exist as labels of the
 * account: such ones are stored and stay invisible in the dashboard.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccountById } from "./Wire.ts"

/** The titles of the labels of a contact or conversation. */
export class LabelTitles extends Schema.Opaque<LabelTitles>()(
  Schema.Struct({ payload: Schema.Array(Schema.String) })
) {}

/** The body that replaces a set of labels. */
export const LabelTitlesInput = Schema.Struct({ labels: Schema.Array(Schema.String) })

/** `client.contactLabels` */
export class ContactLabels extends HttpApiGroup.make("contactLabels")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/contacts/:id/labels", {
      params: inAccountById,
      success: ok(LabelTitles)
    }),
    HttpApiEndpoint.post("set", "/api/v1/accounts/:account_id/contacts/:id/labels", {
      params: inAccountById,
      payload: LabelTitlesInput,
      success: ok(LabelTitles)
    }).annotateMerge(repeatable)
  )
  .annotateMerge(perHost) {}
