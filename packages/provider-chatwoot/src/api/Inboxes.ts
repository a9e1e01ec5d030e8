/**
 * Inboxes, their bot, and the agents in them. Vendor's section "Inboxes".
 *
 * Source: chatwoot-wire 3.5. Lists are unpaged, and a token that is no administrator's sees the inboxes that it is a member of. The
 * vendor documents some paths with a slash at the end; servers know them without.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { AgentBot } from "./AccountAgentBots.ts"
import { Agent } from "./Agents.ts"
import { ChannelCreate, ChannelUpdate } from "./InboxChannels.ts"
import { perHost, repeatable } from "./Limits.ts"
import { Inbox } from "./shapes/Inbox.ts"
import { File, inAccount, inAccountById, maybe, multipart } from "./Wire.ts"

const string = Schema.optionalKey(Schema.String)
const boolean = Schema.optionalKey(Schema.Boolean)

const details = {
  name: string,
  greeting_enabled: boolean,
  greeting_message: string,
  enable_email_collect: boolean,
  csat_survey_enabled: boolean,
  csat_config: Schema.optionalKey(
    Schema.Struct({
      display_type: Schema.optionalKey(Schema.Literals(["emoji", "star"])),
      message: string,
      button_text: string,
      language: string,
      survey_rules: Schema.optionalKey(
        Schema.Struct({ operator: string, values: Schema.optionalKey(Schema.Array(Schema.String)) })
      )
    })
  ),
  enable_auto_assignment: boolean,
  working_hours_enabled: boolean,
  out_of_office_message: string,
  timezone: string,
  allow_messages_after_resolved: boolean,
  lock_to_single_conversation: boolean,
  portal_id: Schema.optionalKey(Schema.Int),
  sender_name_type: Schema.optionalKey(Schema.Literals(["friendly", "professional"])),
  business_name: string
}

/** The body of a new inbox. An API inbox is `{ name, channel: { type: "api", webhook_url } }`. */
export const InboxCreate = Schema.Struct({ ...details, channel: Schema.optionalKey(ChannelCreate) })

/** The body of a changed inbox. */
export const InboxUpdate = Schema.Struct({ ...details, channel: Schema.optionalKey(ChannelUpdate) })

/** A new inbox with a picture: the fields of {@link InboxCreate}, objects as `channel[type]`. */
export const InboxCreateForm = multipart(Schema.Struct({ ...InboxCreate.fields, avatar: Schema.optionalKey(File) }))

/** A changed inbox with a picture: the fields of {@link InboxUpdate}, objects as `channel[webhook_url]`. */
export const InboxUpdateForm = multipart(Schema.Struct({ ...InboxUpdate.fields, avatar: Schema.optionalKey(File) }))

/** The bot of an inbox, as servers answer it: `agent_bot` is an empty object where there is none. */
export class InboxAgentBot extends Schema.Opaque<InboxAgentBot>()(
  Schema.Struct({ agent_bot: maybe(Schema.Struct({ ...AgentBot.fields, id: maybe(Schema.Int) })) })
) {}

/** The agents of an inbox. */
export class InboxMembers extends Schema.Opaque<InboxMembers>()(Schema.Struct({ payload: Schema.Array(Agent) })) {}

/** The agents to add to an inbox, to keep in it or to remove from it. */
export const InboxMembersInput = Schema.Struct({ inbox_id: Schema.Int, user_ids: Schema.Array(Schema.Int) })

/** `client.inboxes` */
export class Inboxes extends HttpApiGroup.make("inboxes")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/inboxes", {
      params: inAccount,
      success: ok(Schema.Struct({ payload: Schema.Array(Inbox) }))
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/inboxes/:id", {
      params: inAccountById,
      success: ok(Inbox)
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/inboxes", {
      params: inAccount,
      payload: InboxCreate,
      success: ok(Inbox)
    }),
    HttpApiEndpoint.post("createMultipart", "/api/v1/accounts/:account_id/inboxes", {
      params: inAccount,
      payload: InboxCreateForm,
      success: ok(Inbox)
    }),
    HttpApiEndpoint.patch("update", "/api/v1/accounts/:account_id/inboxes/:id", {
      params: inAccountById,
      payload: InboxUpdate,
      success: ok(Inbox)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.patch("updateMultipart", "/api/v1/accounts/:account_id/inboxes/:id", {
      params: inAccountById,
      payload: InboxUpdateForm,
      success: ok(Inbox)
    }),
    /** Documented as 204 with the bare bot; servers answer 200 and nest it. */
    HttpApiEndpoint.get("agentBot", "/api/v1/accounts/:account_id/inboxes/:id/agent_bot", {
      params: inAccountById,
      success: [...ok(InboxAgentBot), HttpApiSchema.NoContent]
    }),
    /** Null takes the bot away. */
    HttpApiEndpoint.post("setAgentBot", "/api/v1/accounts/:account_id/inboxes/:id/set_agent_bot", {
      params: inAccountById,
      payload: Schema.Struct({ agent_bot: Schema.NullOr(Schema.Int) }),
      success: done
    }).annotateMerge(repeatable),
    HttpApiEndpoint.get("members", "/api/v1/accounts/:account_id/inbox_members/:inbox_id", {
      params: { ...inAccount, inbox_id: Schema.Int },
      success: ok(InboxMembers)
    }),
    HttpApiEndpoint.post("addMembers", "/api/v1/accounts/:account_id/inbox_members", {
      params: inAccount,
      payload: InboxMembersInput,
      success: ok(InboxMembers)
    }),
    /** Agents who are not in the list leave the inbox. */
    HttpApiEndpoint.patch("replaceMembers", "/api/v1/accounts/:account_id/inbox_members", {
      params: inAccount,
      payload: InboxMembersInput,
      success: ok(InboxMembers)
    }),
    HttpApiEndpoint.delete("removeMembers", "/api/v1/accounts/:account_id/inbox_members", {
      params: inAccount,
      payload: InboxMembersInput,
      success: done
    }),
    /** Undocumented by the vendor; in its routes. A job deletes the inbox with all its conversations, later. */
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/inboxes/:id", {
      params: inAccountById,
      success: done
    }),
    /** Undocumented by the vendor; in its routes from 4.13.0 on. Makes a new webhook secret for an API inbox. */
    HttpApiEndpoint.post("resetSecret", "/api/v1/accounts/:account_id/inboxes/:id/reset_secret", {
      params: inAccountById,
      success: [...ok(Schema.Struct({ id: maybe(Schema.Int), secret: maybe(Schema.String) })), HttpApiSchema.NoContent]
    })
  )
  .annotateMerge(perHost) {}
