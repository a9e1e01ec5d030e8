/**
 * Clients: the people who write to the company. Vendor's section "Clients".
 *
 * A client is known by an id of the System's own. `phone` holds whatever the transport knows them by, with a prefix in brackets where
 * that is no phone number (`[tg] 734937551`); `client_phone` is the number that they revealed, or an operator typed in.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { enveloped, listOf, listOrBare } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { Amount, byId, Day, Flag, Id, maybe, open, openEnum, order, paging, Timestamp, WireId } from "./Wire.ts"

/**
 * A client. The examples of a list have the custom fields, by their number; those of one client the times of the first and the last
 * message.
 */
export class Client extends Schema.Opaque<Client>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    assigned_name: maybe(Schema.String),
    avatar: maybe(Schema.String),
    phone: maybe(Amount),
    client_phone: maybe(Amount),
    comment: maybe(Schema.String),
    extra_comment_1: maybe(Schema.String),
    extra_comment_2: maybe(Schema.String),
    extra_comment_3: maybe(Schema.String),
    custom_fields: open,
    external_id: maybe(WireId),
    client_external_id: maybe(WireId),
    external_ids: open,
    region_id: maybe(WireId),
    country_id: maybe(WireId),
    first_client_message: maybe(Timestamp),
    last_client_message: maybe(Timestamp)
  })
) {}

/** The transports of a channel on which the client can be written to. */
export class ClientTransports extends Schema.Opaque<ClientTransports>()(
  Schema.Struct({ channel_id: WireId, transports: Schema.Array(Schema.NullOr(Schema.String)) })
) {}

/** A dialog of a client; without its last message, which the dialog's own endpoint has. */
export class ClientDialog extends Schema.Opaque<ClientDialog>()(
  Schema.Struct({
    id: WireId,
    state: maybe(openEnum(["open", "closed"])),
    operator_id: maybe(WireId),
    begin: maybe(Timestamp),
    end: maybe(Timestamp)
  })
) {}

/** An item of the self-service menu that was sent to a client. */
export class ClientQuestion extends Schema.Opaque<ClientQuestion>()(
  Schema.Struct({
    id: WireId,
    text: maybe(Schema.String),
    image: maybe(Schema.String),
    created: maybe(Timestamp)
  })
) {}

/** A custom field: free text, or of a `dropdown` the values in `value`. */
export class CustomField extends Schema.Opaque<CustomField>()(
  Schema.Struct({
    id: WireId,
    name: maybe(Schema.String),
    type: maybe(openEnum(["input", "dropdown"])),
    value: open,
    editable: maybe(Flag),
    viewable: maybe(Flag)
  })
) {}

/** Which clients. `phone` is compared with what is stored, prefix and all: `[tg_user] 11122233344`. */
export const ClientQuery = Schema.Struct({
  phone: Schema.optionalKey(Schema.String),
  client_phone: Schema.optionalKey(Schema.String),
  /** Ids, separated by commas; clients with at least one of them. */
  tags: Schema.optionalKey(Schema.String),
  /** The number of a custom field; its text is in `custom_field[text]`. */
  "custom_field[id]": Schema.optionalKey(Id),
  "custom_field[text]": Schema.optionalKey(Schema.String),
  /** Unix seconds, of the first message. */
  created_after: Schema.optionalKey(Schema.Int),
  order,
  ...paging
})

/** A change of a client; what is left out stays as it is. */
export const ClientUpdate = Schema.Struct({
  /** The assigned name; `null` takes it away. */
  nickname: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Informational (`client_phone` of a reply): messages do not go there. */
  assigned_phone: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Values by the number of their field. */
  custom_fields: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
  external_id: Schema.optionalKey(Schema.NullOr(Id)),
  external_service: Schema.optionalKey(Schema.Literals(["amo", "bitrix"])),
  /** 1 puts the client on the blacklist, 0 takes them off. Of an example, not of the table. */
  ban_status: Schema.optionalKey(Schema.Literals([0, 1]))
})

/** A new client, on one transport. */
export const ClientCreate = Schema.Struct({
  /** A phone number with its country code, digits only; on the transport `email` an address. */
  phone: Schema.NonEmptyString,
  /** One of WhatsApp, Viber, Viber Business, External, Email and SMS, by the name that `dataTypes.transports` has. */
  transport: Schema.NonEmptyString,
  /** The first channel, when left out. */
  channel_id: Schema.optionalKey(Id),
  nickname: Schema.optionalKey(Schema.String),
  assigned_phone: Schema.optionalKey(Schema.String)
})

/** `client.clients` */
export class Clients extends HttpApiGroup.make("clients").add(
  HttpApiEndpoint.get("list", "/v1/clients", { query: ClientQuery, success: ok(listOf(Client)) }),
  HttpApiEndpoint.get("get", "/v1/clients/:id", { params: byId, success: ok(enveloped(Client)) }),
  HttpApiEndpoint.get("transports", "/v1/clients/:id/transport", {
    params: byId,
    success: ok(listOf(ClientTransports))
  }),
  HttpApiEndpoint.get("dialogs", "/v1/clients/:id/dialogs", { params: byId, success: ok(listOrBare(ClientDialog)) }),
  /** The items of the self-service menu that the client got. */
  HttpApiEndpoint.get("questions", "/v1/clients/:id/questions", {
    params: byId,
    query: { start_date: Schema.optionalKey(Day), finish_date: Schema.optionalKey(Day) },
    success: ok(listOrBare(ClientQuestion))
  }),
  /** The last of them. */
  HttpApiEndpoint.get("lastQuestion", "/v1/clients/:id/last_question", {
    params: byId,
    success: ok(enveloped(Schema.NullOr(ClientQuestion)))
  }),
  HttpApiEndpoint.put("update", "/v1/clients/:id", {
    params: byId,
    payload: ClientUpdate,
    success: done
  }).annotateMerge(repeatable),
  /**
   * Makes a client that has never written. Needs the paid option "Write first". One that exists already is a `Conflict` with its id.
   * The documentation sends everything in the query, so this does.
   */
  HttpApiEndpoint.post("create", "/v1/clients", { query: ClientCreate, success: ok(enveloped(Client)) }),
  HttpApiEndpoint.get("customFields", "/v1/custom_client_fields", { success: ok(listOrBare(CustomField)) })
) {}
