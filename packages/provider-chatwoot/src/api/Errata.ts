/**
 * What the vendor documents by mistake. Vendor's section "Conversation" (singular).
 *
 * Declared so that nothing of the documentation is missing here; the pipeline refuses to call it.
 */
import { callPolicy, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "./Limits.ts"
import { MessageList } from "./Messages.ts"
import { inAccount } from "./Wire.ts"

/** `client.errata` */
export class Errata extends HttpApiGroup.make("errata")
  .add(
    /** A slip for `client.messages.list`: the path lacks `/api/v1` and no server knows it. */
    HttpApiEndpoint.get("conversationMessages", "/accounts/:account_id/conversations/:conversation_id/messages", {
      params: { ...inAccount, conversation_id: Schema.Int },
      success: ok(MessageList)
    }).annotateMerge(
      callPolicy({ erratum: "The documented path lacks /api/v1, no server knows it: use messages.list" })
    )
  )
  .annotateMerge(perHost) {}
