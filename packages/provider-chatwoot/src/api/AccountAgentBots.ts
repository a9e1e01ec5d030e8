/**
 * Bots of an account. Vendor's section "Account AgentBots".
 *
 * Source: chatwoot-wire 3.6. A bot's `outgoing_url` gets the events of its inboxes; `secret` signs them (from 4.13 on) and, like
 * `access_token`, is told to administrators only. The list holds the installation's own bots as well (`system_bot`).
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Attributes, File, inAccount, inAccountById, maybe, multipart, open, openEnum } from "./Wire.ts"

/** A bot. `account_id` is null for a bot of the whole installation. */
export class AgentBot extends Schema.Opaque<AgentBot>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    thumbnail: maybe(Schema.String),
    outgoing_url: maybe(Schema.String),
    bot_type: maybe(openEnum(["webhook"])),
    bot_config: open,
    account_id: maybe(Schema.Int),
    access_token: maybe(Schema.String),
    secret: maybe(Schema.String),
    system_bot: maybe(Schema.Boolean)
  })
) {}

/** The body of a new or changed bot. `bot_type` is `0`, a webhook. */
export const AgentBotInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.String),
  outgoing_url: Schema.optionalKey(Schema.String),
  avatar_url: Schema.optionalKey(Schema.String),
  bot_type: Schema.optionalKey(Schema.Int),
  bot_config: Schema.optionalKey(Attributes)
})

/** A bot with a picture: the fields of {@link AgentBotInput} and the file. */
export const AgentBotForm = multipart(Schema.Struct({ ...AgentBotInput.fields, avatar: Schema.optionalKey(File) }))

/** `client.agentBots` */
export class AccountAgentBots extends HttpApiGroup.make("agentBots")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/agent_bots", {
      params: inAccount,
      success: ok(Schema.Array(AgentBot))
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/agent_bots", {
      params: inAccount,
      payload: AgentBotInput,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.post("createMultipart", "/api/v1/accounts/:account_id/agent_bots", {
      params: inAccount,
      payload: AgentBotForm,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/agent_bots/:id", {
      params: inAccountById,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/agent_bots/:id", {
      params: inAccountById,
      payload: AgentBotInput,
      success: ok(AgentBot)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.patch("updateMultipart", "/api/v1/accounts/:account_id/agent_bots/:id", {
      params: inAccountById,
      payload: AgentBotForm,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/agent_bots/:id", {
      params: inAccountById,
      success: done
    })
  )
  .annotateMerge(perHost) {}
