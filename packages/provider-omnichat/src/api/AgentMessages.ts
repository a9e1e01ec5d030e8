/**
 * What a third-party AI agent says into its room. Vendor's newer guide, "3rd-party AI agent" (omnichat-wire A1.3); web chat and LINE only.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Id } from "./Wire.ts"

const url = Schema.NonEmptyString

/** One message of an AI agent. */
export const AgentMessage = Schema.Union([
  Schema.Struct({ type: Schema.Literal("text"), text: Schema.NonEmptyString }),
  Schema.Struct({ type: Schema.Literal("image"), url }),
  Schema.Struct({ type: Schema.Literal("audio"), url }),
  Schema.Struct({ type: Schema.Literal("video"), url, thumbnailUrl: Schema.optionalKey(url) }),
  Schema.Struct({
    type: Schema.Literal("quick_reply"),
    text: Schema.NonEmptyString,
    replies: Schema.Array(Schema.Struct({ text: Schema.NonEmptyString })).check(Schema.isMinLength(1))
  })
])

/** The body: up to five messages; on LINE with the `replyToken` of the message that they answer. */
export const AgentMessagesSend = Schema.Struct({
  team: Id,
  roomId: Id,
  replyToken: Schema.optionalKey(Id),
  messages: Schema.Array(AgentMessage).check(Schema.isMinLength(1), Schema.isMaxLength(5))
})

/** An id for each message in its order; null: that one was not sent. */
export class AgentMessagesSent extends Schema.Opaque<AgentMessagesSent>()(
  Schema.Struct({ messageIds: Schema.Array(Schema.NullOr(Schema.String)) })
) {}

/** `client.agentMessages` */
export class AgentMessages extends HttpApiGroup.make("agentMessages")
  .add(
    HttpApiEndpoint.post("send", "/v1/agent-messages", { payload: AgentMessagesSend, success: ok(AgentMessagesSent) })
  )
  .annotateMerge(perTeam) {}
