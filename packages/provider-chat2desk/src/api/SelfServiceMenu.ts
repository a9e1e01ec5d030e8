/**
 * The self-service menu: predefined answers that a client chooses from. Vendor's section "Self-service menu".
 *
 * The documentation puts `channel_id` into the body of a GET, which `fetch` cannot send: it goes into the query, as everywhere else.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { listOrBare } from "./Envelope.ts"
import { Flag, Id, maybe, open, WireId } from "./Wire.ts"

/** An item of a channel's menu, at its place in the tree. */
export class MenuItem extends Schema.Opaque<MenuItem>()(
  Schema.Struct({
    id: WireId,
    /** `null` at the root. */
    parentID: maybe(WireId),
    channelID: maybe(WireId),
    name: maybe(Schema.String),
    command: maybe(Schema.String),
    text: maybe(Schema.String),
    image: maybe(Schema.String),
    level: maybe(Schema.Number),
    position: maybe(Schema.Number),
    /** Called when the item is chosen; with `url_enabled`, its answer goes to the client. */
    url: maybe(Schema.String),
    url_enabled: maybe(Flag),
    /** Who gets the dialog. */
    assign_id: maybe(WireId),
    assign_subject: open,
    tags: maybe(Schema.Array(Schema.Unknown)),
    smart_method_name: maybe(Schema.String)
  })
) {}

/** `client.selfServiceMenu` */
export class SelfServiceMenu extends HttpApiGroup.make("selfServiceMenu").add(
  HttpApiEndpoint.get("items", "/v1/scenarios/menu_items", {
    query: { channel_id: Schema.optionalKey(Id) },
    success: ok(listOrBare(MenuItem))
  }),
  /** Sends an item to a client; the root, when none is named. */
  HttpApiEndpoint.post("send", "/v1/scenarios/send_menu_item", {
    payload: Schema.Struct({ client_id: Id, menu_item_id: Schema.optionalKey(Id) }),
    success: done
  })
) {}
