/**
 * The labels of an account. Vendor's section "Labels" (in its newer OpenAPI file only).
 *
 * Source: `app/models/label.rb` (chatwoot-wire 3.6). What a contact or conversation carries is a title, without any reference to these
 * records.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, inAccountById, maybe } from "./Wire.ts"

/** A label. */
export class Label extends Schema.Opaque<Label>()(
  Schema.Struct({
    id: Schema.Int,
    title: maybe(Schema.String),
    description: maybe(Schema.String),
    color: maybe(Schema.String),
    show_on_sidebar: maybe(Schema.Boolean)
  })
) {}

/** Letters, digits, `_` and `-`, two or more, no spaces; the server stores it in lower case. */
export const LabelTitle = Schema.String.check(Schema.isPattern(/^[\p{L}\p{N}]+[\p{L}\p{N}_-]+$/u))

const details = {
  description: Schema.optionalKey(Schema.NullOr(Schema.String)),
  color: Schema.optionalKey(Schema.String),
  show_on_sidebar: Schema.optionalKey(Schema.Boolean)
}

/** The body of a new label. */
export const LabelCreate = Schema.Struct({ title: LabelTitle, ...details })

/** The body of a changed label. */
export const LabelUpdate = Schema.Struct({ title: Schema.optionalKey(LabelTitle), ...details })

/** `client.labels` */
export class Labels extends HttpApiGroup.make("labels")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/labels", {
      params: inAccount,
      success: ok(Schema.Struct({ payload: Schema.Array(Label) }))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/labels", {
      params: inAccount,
      payload: LabelCreate,
      success: ok(Label)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/labels/:id", {
      params: inAccountById,
      success: ok(Label)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/labels/:id", {
      params: inAccountById,
      payload: LabelUpdate,
      success: ok(Label)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/labels/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
