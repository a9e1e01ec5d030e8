/** Channels: groups of messenger accounts, with the transports that each has. Vendor's section "Other". */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { listOf } from "./Envelope.ts"
import { Amount, maybe, paging, WireId } from "./Wire.ts"

/** A channel. */
export class Channel extends Schema.Opaque<Channel>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    phone: maybe(Amount),
    transports: maybe(Schema.Array(Schema.NullOr(Schema.String))),
    /** How many new clients may be written to in a day, and how many were. */
    whatsapp_daily_new_clients_limit: maybe(Schema.Struct({ limit: maybe(Schema.Number), used: maybe(Schema.Number) }))
  })
) {}

/** `client.channels` */
export class Channels extends HttpApiGroup.make("channels").add(
  /** Pages by the documentation's general rule for lists: its reply has `meta`. */
  HttpApiEndpoint.get("list", "/v1/channels", { query: paging, success: ok(listOf(Channel)) })
) {}
