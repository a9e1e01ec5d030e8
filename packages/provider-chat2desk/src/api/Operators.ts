/**
 * Operators, their working statuses and their groups. Vendor's section "Operators & Access rights".
 *
 * An operator is made and changed by parameters in the query, with an empty body. These two endpoints refuse without the envelope:
 * `{ "email": ["must be uniqueness"] }`.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Done, enveloped, listOf, listOrBare } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { Amount, byId, Flag, Id, maybe, openEnum, paging, Timestamp, WireId } from "./Wire.ts"

/** The roles that Chat2Desk itself has; a company may have more. */
export const Role = openEnum(["unconfirmed", "operator", "supervisor", "admin", "disabled", "deleted"])

/** An operator. Samples send the text `"null"` for some values that are none. */
export class Operator extends Schema.Opaque<Operator>()(
  Schema.Struct({
    id: WireId,
    email: maybe(Schema.String),
    phone: maybe(Amount),
    first_name: maybe(Schema.String),
    last_name: maybe(Schema.String),
    avatar: maybe(Schema.String),
    role: maybe(Role),
    access_right_id: maybe(WireId),
    access_right_name: maybe(Schema.String),
    online: maybe(Flag),
    offline_type: maybe(Schema.String),
    status: maybe(Schema.String),
    /** Of `operators.statuses`. */
    status_id: maybe(WireId),
    opened_dialogs: maybe(Schema.Number),
    external_id: maybe(WireId),
    last_visit: maybe(Timestamp),
    two_factor: maybe(Flag)
  })
) {}

/** A working status, named in several languages. */
export class OperatorStatus extends Schema.Opaque<OperatorStatus>()(
  Schema.Struct({ id: WireId, name: maybe(Schema.Record(Schema.String, Schema.String)) })
) {}

/** A group of operators. */
export class OperatorGroup extends Schema.Opaque<OperatorGroup>()(
  Schema.Struct({ id: WireId, name: maybe(Schema.String), operator_ids: maybe(Schema.Array(WireId)) })
) {}

/** Which operators. */
export const OperatorQuery = Schema.Struct({
  phone: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  /** 1: logged in, whatever the status. */
  online: Schema.optionalKey(Schema.Literals([0, 1])),
  status_id: Schema.optionalKey(Id),
  /** `true`: those who cannot get new chats. The one parameter in camel case. */
  disableNewChats: Schema.optionalKey(Schema.Boolean),
  role: Schema.optionalKey(Schema.String),
  ...paging
})

const profile = {
  /** Of `accessRights.list`. */
  access_rights_id: Schema.optionalKey(Id),
  /** Address of a picture. */
  avatar: Schema.optionalKey(Schema.String),
  external_id: Schema.optionalKey(Schema.String),
  first_name: Schema.optionalKey(Schema.String),
  last_name: Schema.optionalKey(Schema.String),
  status_id: Schema.optionalKey(Id)
}

/** `client.operators` */
export class Operators extends HttpApiGroup.make("operators").add(
  HttpApiEndpoint.get("list", "/v1/operators", { query: OperatorQuery, success: ok(listOf(Operator)) }),
  HttpApiEndpoint.post("create", "/v1/operators", {
    query: { email: Schema.NonEmptyString, ...profile },
    success: ok(enveloped(Operator))
  }),
  HttpApiEndpoint.put("update", "/v1/operators/:id", {
    params: byId,
    query: { email: Schema.optionalKey(Schema.NonEmptyString), ...profile },
    success: ok(Done)
  }).annotateMerge(repeatable),
  HttpApiEndpoint.get("statuses", "/v1/operators/statuses", { success: ok(listOrBare(OperatorStatus)) }),
  HttpApiEndpoint.get("groups", "/v1/operators_groups", { success: ok(listOf(OperatorGroup)) })
) {}
