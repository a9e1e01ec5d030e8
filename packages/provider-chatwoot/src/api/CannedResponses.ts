/**
 * Prepared answers that agents insert by a short code. Vendor's section "Canned Responses".
 *
 * Source: the vendor's OpenAPI file. The list is a bare, unpaged array.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, inAccountById, maybe, Timestamp } from "./Wire.ts"

/** A prepared answer. */
export class CannedResponse extends Schema.Opaque<CannedResponse>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    short_code: maybe(Schema.String),
    content: maybe(Schema.String),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** The body of a new or changed answer. */
export const CannedResponseInput = Schema.Struct({
  content: Schema.optionalKey(Schema.String),
  short_code: Schema.optionalKey(Schema.String)
})

/** `client.cannedResponses` */
export class CannedResponses extends HttpApiGroup.make("cannedResponses")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/canned_responses", {
      params: inAccount,
      success: ok(Schema.Array(CannedResponse))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/canned_responses", {
      params: inAccount,
      payload: CannedResponseInput,
      success: ok(CannedResponse)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/canned_responses/:id", {
      params: inAccountById,
      payload: CannedResponseInput,
      success: ok(CannedResponse)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/canned_responses/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
