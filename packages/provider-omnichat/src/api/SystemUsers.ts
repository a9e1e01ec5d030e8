/**
 * System users: the agents of a team. Vendor's section "System users", which has a sample and no tables: what the numbers of `status`
 * and `role` mean is not said. The list is not paged.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Amount, maybe, open } from "./Wire.ts"

/** A shop that a salesperson belongs to. */
export class Shop extends Schema.Opaque<Shop>()(
  Schema.Struct({ id: maybe(Schema.String), code: maybe(Schema.String), name: maybe(Schema.String), categories: open })
) {}

/** An agent. `username` is the Omnichat user id, which messages name as `senderUserId`. */
export class SystemUser extends Schema.Opaque<SystemUser>()(
  Schema.Struct({
    username: Schema.String,
    team: maybe(Schema.String),
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone: maybe(Schema.String),
    profilePicture: maybe(Schema.String),
    available: maybe(Schema.Boolean),
    status: maybe(Amount),
    role: maybe(Amount),
    employeeCode: maybe(Schema.String),
    shops: maybe(Schema.Array(Shop))
  })
) {}

/** All agents. */
export class SystemUserList extends Schema.Opaque<SystemUserList>()(
  Schema.Struct({ content: Schema.Array(SystemUser) })
) {}

/** `client.systemUsers` */
export class SystemUsers extends HttpApiGroup.make("systemUsers")
  .add(HttpApiEndpoint.get("list", "/v1/system-users", { success: ok(SystemUserList) }))
  .annotateMerge(perTeam) {}
