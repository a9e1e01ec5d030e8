/** The message templates of a WhatsApp number. Vendor's section "WhatsApp"; the template itself is in Meta's form. */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Id, maybe, openEnum, pageOf, paging } from "./Wire.ts"

/** A template; one name has a row for each language. */
export class WhatsAppTemplate extends Schema.Opaque<WhatsAppTemplate>()(
  Schema.Struct({
    id: maybe(Schema.String),
    name: Schema.String,
    language: maybe(Schema.String),
    category: maybe(openEnum(["MARKETING", "UTILITY", "AUTHENTICATION"])),
    status: maybe(openEnum(["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"])),
    components: maybe(Schema.Array(Schema.Unknown))
  })
) {}

/** A page of templates. */
export class WhatsAppTemplatePage extends Schema.Opaque<WhatsAppTemplatePage>()(pageOf(WhatsAppTemplate)) {}

/** `client.whatsAppTemplates` */
export class WhatsAppTemplates extends HttpApiGroup.make("whatsAppTemplates")
  .add(
    /** `phone`: the business number, as digits. */
    HttpApiEndpoint.get("list", "/v1/whatsapp-message-templates", {
      query: { phone: Id, ...paging },
      success: ok(WhatsAppTemplatePage)
    })
  )
  .annotateMerge(perTeam) {}
