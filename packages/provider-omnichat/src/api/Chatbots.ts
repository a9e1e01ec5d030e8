/**
 * Chatbots and their message blocks, which a direct message or a broadcast can send. Vendor's section "Chatbot". The tables say a bare
 * array, the samples show one inside `content`.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Amount, maybe } from "./Wire.ts"

/** A chatbot. `type`: 1 all platforms, 2 Facebook and Instagram, 3 LINE, 4 web chat, 6 WhatsApp. */
export class Chatbot extends Schema.Opaque<Chatbot>()(
  Schema.Struct({ id: Schema.String, name: maybe(Schema.String), type: maybe(Amount) })
) {}

/** A message block of a chatbot. */
export class MessageBlock extends Schema.Opaque<MessageBlock>()(
  Schema.Struct({ id: Schema.String, name: maybe(Schema.String) })
) {}

const list = <S extends Schema.Constraint>(row: S) => {
  const rows = Schema.Array(row)
  return Schema.Union([Schema.Struct({ content: rows }), rows])
}

/** `client.chatbots` */
export class Chatbots extends HttpApiGroup.make("chatbots")
  .add(
    HttpApiEndpoint.get("list", "/v1/chatbots", { success: ok(list(Chatbot)) }),
    HttpApiEndpoint.get("messageBlocks", "/v1/chatbots/:chatbotId/message-blocks", {
      params: { chatbotId: Schema.String },
      success: ok(list(MessageBlock))
    })
  )
  .annotateMerge(perTeam) {}
