/**
 * Teams and who is in them. Vendor's section "Teams".
 *
 * Source: chatwoot-wire 3.6. Lists are bare, unpaged arrays. Adding keeps the other members, replacing removes them.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Agent } from "./Agents.ts"
import { perHost, repeatable } from "./Limits.ts"
import { inAccount, maybe } from "./Wire.ts"

/** A team. Names are stored in lower case. Webhooks carry only `id` and `name`. */
export class Team extends Schema.Opaque<Team>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    allow_auto_assign: maybe(Schema.Boolean),
    account_id: maybe(Schema.Int),
    is_member: maybe(Schema.Boolean)
  })
) {}

/** The body of a new or changed team. */
export const TeamInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.NullOr(Schema.String)),
  allow_auto_assign: Schema.optionalKey(Schema.Boolean)
})

/** The agents to add, to keep or to remove. */
export const TeamMembers = Schema.Struct({ user_ids: Schema.Array(Schema.Int) })

const ofTeam = { ...inAccount, team_id: Schema.Int }

/** `client.teams` */
export class Teams extends HttpApiGroup.make("teams")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/teams", {
      params: inAccount,
      success: ok(Schema.Array(Team))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/teams", {
      params: inAccount,
      payload: TeamInput,
      success: ok(Team)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/teams/:team_id", { params: ofTeam, success: ok(Team) }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/teams/:team_id", {
      params: ofTeam,
      payload: TeamInput,
      success: ok(Team)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/teams/:team_id", { params: ofTeam, success: done }),
    HttpApiEndpoint.get("members", "/api/v1/accounts/:account_id/teams/:team_id/team_members", {
      params: ofTeam,
      success: ok(Schema.Array(Agent))
    }),
    HttpApiEndpoint.post("addMembers", "/api/v1/accounts/:account_id/teams/:team_id/team_members", {
      params: ofTeam,
      payload: TeamMembers,
      success: ok(Schema.Array(Agent))
    }),
    /** Agents who are not in the list leave the team. */
    HttpApiEndpoint.patch("replaceMembers", "/api/v1/accounts/:account_id/teams/:team_id/team_members", {
      params: ofTeam,
      payload: TeamMembers,
      success: ok(Schema.Array(Agent))
    }),
    HttpApiEndpoint.delete("removeMembers", "/api/v1/accounts/:account_id/teams/:team_id/team_members", {
      params: ofTeam,
      payload: TeamMembers,
      success: done
    })
  )
  .annotateMerge(perHost) {}
