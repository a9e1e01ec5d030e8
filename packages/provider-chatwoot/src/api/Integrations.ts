/**
 * Integrations with other services, and the hooks that switch one on for an account or an inbox. Vendor's section "Integrations".
 *
 * Source: the vendor's OpenAPI file and `models/_hook.json.jbuilder`. An app's id is a word (`dialogflow`), though documented as a number.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Attributes, inAccount, maybe, open } from "./Wire.ts"

/** An integration that the installation offers. `hooks` are those of this account. */
export class IntegrationApp extends Schema.Opaque<IntegrationApp>()(
  Schema.Struct({
    id: Schema.String,
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    hook_type: maybe(Schema.String),
    enabled: maybe(Schema.Boolean),
    allow_multiple_hooks: maybe(Schema.Boolean),
    hooks: maybe(Schema.Array(Schema.Unknown))
  })
) {}

/** An integration that is switched on. Documented with texts where servers send numbers; `settings` are told to administrators only. */
export class IntegrationHook extends Schema.Opaque<IntegrationHook>()(
  Schema.Struct({
    id: Schema.Union([Schema.Int, Schema.String]),
    app_id: maybe(Schema.String),
    inbox_id: maybe(Schema.Union([Schema.Int, Schema.String])),
    inbox: open,
    account_id: maybe(Schema.Union([Schema.Int, Schema.String])),
    status: maybe(Schema.Boolean),
    hook_type: maybe(Schema.Union([Schema.String, Schema.Boolean])),
    settings: open,
    reference_id: maybe(Schema.String)
  })
) {}

const status = Schema.optionalKey(Schema.Literals([0, 1]))
const settings = Schema.optionalKey(Attributes)

/** The body of a new hook. `status`: 0 inactive, 1 active; `inbox_id` where the app works by inbox. */
export const IntegrationHookCreate = Schema.Struct({
  app_id: Schema.optionalKey(Schema.Union([Schema.String, Schema.Int])),
  inbox_id: Schema.optionalKey(Schema.Int),
  status,
  settings
})

/** The body of a changed hook. */
export const IntegrationHookUpdate = Schema.Struct({ status, settings })

const ofHook = { ...inAccount, hook_id: Schema.Int }

/** `client.integrations` */
export class Integrations extends HttpApiGroup.make("integrations")
  .add(
    HttpApiEndpoint.get("apps", "/api/v1/accounts/:account_id/integrations/apps", {
      params: inAccount,
      success: ok(Schema.Struct({ payload: Schema.Array(IntegrationApp) }))
    }),
    HttpApiEndpoint.post("createHook", "/api/v1/accounts/:account_id/integrations/hooks", {
      params: inAccount,
      payload: IntegrationHookCreate,
      success: ok(IntegrationHook)
    }),
    HttpApiEndpoint.patch("updateHook", "/api/v1/accounts/:account_id/integrations/hooks/:hook_id", {
      params: ofHook,
      payload: IntegrationHookUpdate,
      success: ok(IntegrationHook)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("deleteHook", "/api/v1/accounts/:account_id/integrations/hooks/:hook_id", {
      params: ofHook,
      success: done
    })
  )
  .annotateMerge(perHost) {}
