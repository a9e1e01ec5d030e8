/** The values that fields of the API may have. Vendor's section "Data types and values". */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { enveloped, listOf } from "./Envelope.ts"
import { Amount, maybe, openEnum, paging, WireId } from "./Wire.ts"

/** An API package, and the requests a month that it has. */
export class ApiMode extends Schema.Opaque<ApiMode>()(
  Schema.Struct({
    name: openEnum(["locked", "demo", "normal", "unlimited"]),
    description: maybe(Schema.String)
  })
) {}

/** What can be sent in one direction: `yes` or `no` for `text`, `image`, `audio`, `video`, `pdf` and `location`. */
const Supported = Schema.Record(Schema.String, Schema.NullOr(openEnum(["yes", "no"])))

/** What a transport can do in either direction. */
export class TransportSupport extends Schema.Opaque<TransportSupport>()(
  Schema.Struct({ from_client: maybe(Supported), to_client: maybe(Supported) })
) {}

/** A type of message. */
export class MessageTypeDescription extends Schema.Opaque<MessageTypeDescription>()(
  Schema.Struct({ id: Schema.String, description: maybe(Schema.String) })
) {}

const Named = Schema.Struct({ id: WireId, name: maybe(Schema.String) })

/** What a ticket's `status` and `priority` stand for; the keys have blanks. */
export class TicketValues extends Schema.Opaque<TicketValues>()(
  Schema.Struct({ "status list": maybe(Schema.Array(Named)), "priority list": maybe(Schema.Array(Named)) })
) {}

/** A country; `code` is its calling code. */
export class Country extends Schema.Opaque<Country>()(
  Schema.Struct({
    id: WireId,
    code: maybe(Amount),
    name_ru: maybe(Schema.String),
    name_en: maybe(Schema.String),
    iso_code: maybe(Schema.String),
    currency_id: maybe(WireId),
    timezone_id: maybe(WireId)
  })
) {}

/** A region of a country. */
export class Region extends Schema.Opaque<Region>()(
  Schema.Struct({ id: WireId, country: maybe(Schema.String), region: maybe(Schema.String) })
) {}

/** `client.dataTypes` */
export class DataTypes extends HttpApiGroup.make("dataTypes").add(
  HttpApiEndpoint.get("apiModes", "/v1/help/api_modes", { success: ok(listOf(ApiMode)) }),
  /** By the transport's name. */
  HttpApiEndpoint.get("transports", "/v1/help/transports", {
    success: ok(enveloped(Schema.Record(Schema.String, TransportSupport)))
  }),
  HttpApiEndpoint.get("messageTypes", "/v1/help/message_types", { success: ok(listOf(MessageTypeDescription)) }),
  HttpApiEndpoint.get("dialogStates", "/v1/help/dialog_states", { success: ok(listOf(Schema.String)) }),
  HttpApiEndpoint.get("roles", "/v1/help/roles", { success: ok(listOf(Schema.String)) }),
  HttpApiEndpoint.get("tickets", "/v1/help/tickets", { success: ok(enveloped(TicketValues)) }),
  HttpApiEndpoint.get("countries", "/v1/countries", { query: paging, success: ok(listOf(Country)) }),
  HttpApiEndpoint.get("regions", "/v1/regions", { query: paging, success: ok(listOf(Region)) })
) {}
