/** Loyalty points. Vendor's section "Loyalty". The request adds to a balance, so that, though a PUT, it is never repeated. */
import { done } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"

/**
 * How many points, negative to deduct, and whose: by the one of the three that is configured as the identifier of loyalty points.
 */
export const PointsAdjustment = Schema.Struct({
  points: Schema.Int,
  phone: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  memberId: Schema.optionalKey(Schema.String)
}).check(
  Schema.makeFilter(
    ({ phone, email, memberId }: { readonly phone?: string; readonly email?: string; readonly memberId?: string }) =>
      [phone, email, memberId].some((identifier) => identifier !== undefined && identifier !== "")
        ? undefined
        : { path: ["phone"], issue: "is required, or email or memberId in its place" },
    { expected: "phone, email or memberId" }
  )
)

/** `client.loyalty` */
export class Loyalty extends HttpApiGroup.make("loyalty")
  .add(
    HttpApiEndpoint.put("adjustPoints", "/v1/loyalty-points/action/adjust", {
      payload: PointsAdjustment,
      success: done
    })
  )
  .annotateMerge(perTeam) {}
