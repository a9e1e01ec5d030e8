/** Which members stand behind the users of a channel. Vendor's section "Identity"; it is served for LINE only, so far. */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam, repeatable } from "./Limits.ts"
import { Id, maybe, pageOf } from "./Wire.ts"

/** A user id as it was asked for, and its member id, if it has one. */
export class MemberData extends Schema.Opaque<MemberData>()(
  Schema.Struct({ id: Schema.String, memberId: maybe(Schema.String) })
) {}

/** The answers. */
export class MemberDataList extends Schema.Opaque<MemberDataList>()(pageOf(MemberData)) {}

/** The question, for up to 100 users. */
export const MemberDataRequest = Schema.Struct({
  platform: Schema.Literals(["line", "facebook", "whatsapp"]),
  channelId: Id,
  ids: Schema.Array(Id).check(Schema.isMinLength(1), Schema.isMaxLength(100))
})

/** `client.identities` */
export class Identities extends HttpApiGroup.make("identities")
  .add(
    HttpApiEndpoint.post("memberData", "/v1/identities/member-data", {
      payload: MemberDataRequest,
      success: ok(MemberDataList)
    }).annotateMerge(repeatable)
  )
  .annotateMerge(perTeam) {}
