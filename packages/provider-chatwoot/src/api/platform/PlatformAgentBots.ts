/**
 * Bots of an installation. Vendor's section "AgentBots" of the platform API.
 *
 * Source: the vendor's OpenAPI file. A bot without `account_id` serves every account.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { AgentBot } from "../AccountAgentBots.ts"
import { perHost, repeatable } from "../Limits.ts"
import { File, multipart } from "../Wire.ts"

/** The body of a new or changed bot. */
export const PlatformAgentBotInput = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.String),
  outgoing_url: Schema.optionalKey(Schema.String),
  account_id: Schema.optionalKey(Schema.Int),
  avatar_url: Schema.optionalKey(Schema.String)
})

/** A bot with a picture: the fields of {@link PlatformAgentBotInput} and the file. */
export const PlatformAgentBotForm = multipart(
  Schema.Struct({ ...PlatformAgentBotInput.fields, avatar: Schema.optionalKey(File) })
)

const byId = { id: Schema.Int }

/** `client.platformAgentBots` */
export class PlatformAgentBots extends HttpApiGroup.make("platformAgentBots")
  .add(
    HttpApiEndpoint.get("list", "/platform/api/v1/agent_bots", { success: ok(Schema.Array(AgentBot)) }),
    HttpApiEndpoint.post("create", "/platform/api/v1/agent_bots", {
      payload: PlatformAgentBotInput,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.post("createMultipart", "/platform/api/v1/agent_bots", {
      payload: PlatformAgentBotForm,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.get("get", "/platform/api/v1/agent_bots/:id", { params: byId, success: ok(AgentBot) }),
    HttpApiEndpoint.patch("update", "/platform/api/v1/agent_bots/:id", {
      params: byId,
      payload: PlatformAgentBotInput,
      success: ok(AgentBot)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.patch("updateMultipart", "/platform/api/v1/agent_bots/:id", {
      params: byId,
      payload: PlatformAgentBotForm,
      success: ok(AgentBot)
    }),
    HttpApiEndpoint.delete("delete", "/platform/api/v1/agent_bots/:id", { params: byId, success: done })
  )
  .annotateMerge(perHost) {}
