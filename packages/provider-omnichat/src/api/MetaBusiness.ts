/** The public key that Meta needs to encrypt a WhatsApp number's flows. Vendor's section "Meta Business": a request, nothing else. */
import { done } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Id } from "./Wire.ts"

/** `client.metaBusiness` */
export class MetaBusiness extends HttpApiGroup.make("metaBusiness")
  .add(
    HttpApiEndpoint.post("uploadPublicKey", "/v1/whatsapp-business/public-key", {
      payload: Schema.Struct({ phone: Id, businessPublicKey: Schema.NonEmptyString }),
      success: done
    })
  )
  .annotateMerge(perTeam) {}
