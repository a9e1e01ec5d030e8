/**
 * The page on which a customer rates a conversation. Vendor's section "CSAT Survey Page".
 *
 * Source: the vendor's OpenAPI file. It answers HTML and is meant to be opened by the customer: send its address rather than its text.
 */
import { done } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "../Limits.ts"

/** `client.csatSurvey` */
export class CsatSurvey extends HttpApiGroup.make("csatSurvey")
  .add(
    HttpApiEndpoint.get("page", "/survey/responses/:conversation_uuid", {
      params: { conversation_uuid: Schema.String },
      success: done
    })
  )
  .annotateMerge(perHost) {}
