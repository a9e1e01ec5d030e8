/**
 * Rules that act on events by themselves. Vendor's section "Automation Rule".
 *
 * Source: the vendor's OpenAPI file and `views/.../automation_rules`. Create answers the rule itself, the others nest it in `payload`. Rules
 * also fire for what is imported, and a `send_webhook_event` action is never signed.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Attributes, inAccount, inAccountById, maybe, open, openEnum, Timestamp } from "./Wire.ts"

/** A rule: when `event_name` happens and `conditions` hold, `actions` are done. */
export class AutomationRule extends Schema.Opaque<AutomationRule>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    event_name: maybe(
      openEnum([
        "conversation_created",
        "conversation_updated",
        "conversation_resolved",
        "conversation_opened",
        "message_created"
      ])
    ),
    conditions: open,
    actions: open,
    created_on: maybe(Timestamp),
    active: maybe(Schema.Boolean)
  })
) {}

/** One rule, in `payload` or bare. */
export const AutomationRuleReply = Schema.Union([
  Schema.Struct({ payload: Schema.Union([AutomationRule, Schema.Array(AutomationRule)]) }),
  AutomationRule
])

/** The body of a rule, e.g. `actions: [{ action_name: "add_label", action_params: ["support"] }]`. */
export const AutomationRuleInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.String),
  event_name: Schema.optionalKey(
    Schema.Literals(["conversation_created", "conversation_updated", "conversation_resolved", "message_created"])
  ),
  active: Schema.optionalKey(Schema.Boolean),
  actions: Schema.optionalKey(Schema.Array(Attributes)),
  conditions: Schema.optionalKey(Schema.Array(Attributes))
})

/** `client.automationRules` */
export class AutomationRules extends HttpApiGroup.make("automationRules")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/automation_rules", {
      params: inAccount,
      query: { page: Schema.optionalKey(Schema.Int) },
      success: ok(Schema.Struct({ payload: Schema.Array(AutomationRule) }))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/automation_rules", {
      params: inAccount,
      payload: AutomationRuleInput,
      success: ok(AutomationRuleReply)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/automation_rules/:id", {
      params: inAccountById,
      success: ok(AutomationRuleReply)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/automation_rules/:id", {
      params: inAccountById,
      payload: AutomationRuleInput,
      success: ok(AutomationRuleReply)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/automation_rules/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
