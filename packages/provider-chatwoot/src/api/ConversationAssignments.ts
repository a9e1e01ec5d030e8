/**
 * Who works on a conversation. Vendor's section "Conversation Assignments".
 *
 * Source: `assignments_controller.rb` (chatwoot-wire 3.2). `assignee_id` and `team_id` are alternatives: with both, the agent wins. Null
 * or `0` takes the assignment away, and then the reply is JSON `null`.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Assignee } from "./shapes/Conversation.ts"
import { inAccount, maybe, Timestamp } from "./Wire.ts"

/** The agent, the bot, or the raw record of the team (with ISO dates) that a conversation was given to. */
export class Assigned extends Schema.Opaque<Assigned>()(
  Schema.Struct({
    ...Assignee.fields,
    allow_auto_assign: maybe(Schema.Boolean),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** The body of an assignment. `assignee_type: "AgentBot"` makes `assignee_id` a bot's id. */
export const Assignment = Schema.Struct({
  assignee_id: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  team_id: Schema.optionalKey(Schema.NullOr(Schema.Int)),
  assignee_type: Schema.optionalKey(Schema.Literals(["User", "AgentBot"]))
})

/** `client.assignments` */
export class ConversationAssignments extends HttpApiGroup.make("assignments")
  .add(
    HttpApiEndpoint.post("assign", "/api/v1/accounts/:account_id/conversations/:conversation_id/assignments", {
      params: { ...inAccount, conversation_id: Schema.Int },
      payload: Assignment,
      success: ok(Schema.NullOr(Assigned))
    }).annotateMerge(repeatable)
  )
  .annotateMerge(perHost) {}
