/**
 * The headless WhatsApp API: a pass-through to Meta's Cloud API `/messages`. Vendor's section "WhatsApp Headless API".
 *
 * Bodies and errors are Meta's, of which `src/whatsapp` knows: a message is checked there before it gets here, and goes out as it is, so
 * that kinds of message that nobody described yet can be sent too.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { ReadReply, ReadRequest, SendReply } from "../whatsapp/index.ts"
import { perRecipient, perTeam, repeatable } from "./Limits.ts"

/** The documentation spells the parameter `business-phone-number`, which Effect's paths cannot. */
const path = "/v1/whatsapp/headless-api/:businessPhoneNumber/messages"

/** The number as digits. */
const params = { businessPhoneNumber: Schema.String.check(Schema.isPattern(/^\d+$/)) }

/** `client.headless` */
export class Headless extends HttpApiGroup.make("headless")
  .add(
    HttpApiEndpoint.post("send", path, {
      params,
      payload: Schema.Record(Schema.String, Schema.Unknown),
      success: ok(SendReply)
    }).annotateMerge(perRecipient),
    /** Marks a received message as read, and shows that an answer is being written. */
    HttpApiEndpoint.post("markRead", path, { params, payload: ReadRequest, success: ok(ReadReply) }).annotateMerge(
      repeatable
    )
  )
  .annotateMerge(perTeam) {}
