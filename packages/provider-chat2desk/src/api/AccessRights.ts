/** Access rights: what operators of a role may do. Vendor's section "Operators & Access rights". */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { enveloped, listOf } from "./Envelope.ts"
import { Role } from "./Operators.ts"
import { byId, Flag, maybe, WireId } from "./Wire.ts"

/** A role: one of Chat2Desk's own (`base_role`) or the company's. */
export class AccessRight extends Schema.Opaque<AccessRight>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    role: maybe(Role),
    base_role: maybe(Flag),
    permissions: maybe(Schema.Record(Schema.String, Schema.NullOr(Flag)))
  })
) {}

/** `client.accessRights` */
export class AccessRights extends HttpApiGroup.make("accessRights").add(
  HttpApiEndpoint.get("list", "/v1/access_rights", { success: ok(listOf(AccessRight)) }),
  HttpApiEndpoint.get("get", "/v1/access_rights/:id", { params: byId, success: ok(enveloped(AccessRight)) })
) {}
