/**
 * Channels: the accounts on messaging platforms that the team has connected. Vendor's section "Channels". The list is a bare, unpaged
 * array; web chat's row has `webchat` as channel id and the team's name as name.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { maybe, PlatformName } from "./Wire.ts"

/** A channel. On WhatsApp the id is the business phone number as digits. */
export class Channel extends Schema.Opaque<Channel>()(
  Schema.Struct({ platform: PlatformName, channelId: Schema.String, channelName: maybe(Schema.String) })
) {}

/** `client.channels` */
export class Channels extends HttpApiGroup.make("channels")
  .add(HttpApiEndpoint.get("list", "/v1/channels", { success: ok(Schema.Array(Channel)) }))
  .annotateMerge(perTeam) {}
