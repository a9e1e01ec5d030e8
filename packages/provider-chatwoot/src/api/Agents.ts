/**
 * Agents: the people who work in an account. Vendor's section "Agents".
 *
 * Source: `models/_agent.json.jbuilder` (chatwoot-wire 3.6). The list is a bare, unpaged array. Creating, updating and deleting
 * need an administrator's token; a plan without free seats answers 402.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, inAccountById, maybe, open, openEnum } from "./Wire.ts"

/** An agent of an account. `custom_role_id` exists in the Enterprise edition. */
export class Agent extends Schema.Opaque<Agent>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    name: maybe(Schema.String),
    available_name: maybe(Schema.String),
    email: maybe(Schema.String),
    role: maybe(openEnum(["agent", "administrator"])),
    availability_status: maybe(openEnum(["online", "busy", "offline"])),
    auto_offline: maybe(Schema.Boolean),
    confirmed: maybe(Schema.Boolean),
    provider: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    custom_attributes: open,
    custom_role_id: maybe(Schema.Int)
  })
) {}

const role = Schema.Literals(["agent", "administrator"])
const availability = Schema.optionalKey(Schema.Literals(["online", "busy", "offline"]))

/** The body of a new agent, who gets an invitation by email. */
export const AgentCreate = Schema.Struct({
  name: Schema.String,
  email: Schema.String,
  role,
  availability,
  auto_offline: Schema.optionalKey(Schema.Boolean)
})

/** The body of an agent's update. */
export const AgentUpdate = Schema.Struct({ role, availability, auto_offline: Schema.optionalKey(Schema.Boolean) })

/** `client.agents` */
export class Agents extends HttpApiGroup.make("agents")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/agents", {
      params: inAccount,
      success: ok(Schema.Array(Agent))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/agents", {
      params: inAccount,
      payload: AgentCreate,
      success: ok(Agent)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/agents/:id", {
      params: inAccountById,
      payload: AgentUpdate,
      success: ok(Agent)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/agents/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
