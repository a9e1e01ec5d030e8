/**
 * Tags, of clients and of requests. Vendor's section "Tags".
 *
 * There is one list of tags for both; each belongs to a group. A new tag comes back in a list of one.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Done, enveloped, listOrBare, oneOrBare, oneOrListed } from "./Envelope.ts"
import { byId, eitherOf, Flag, Id, maybe, paging, WireId } from "./Wire.ts"

/** A tag. */
export class Tag extends Schema.Opaque<Tag>()(
  Schema.Struct({
    id: WireId,
    label: maybe(Schema.String),
    description: maybe(Schema.String),
    group_id: maybe(WireId),
    group_name: maybe(Schema.String)
  })
) {}

/** A group of tags; `display` is whether operators are offered it. */
export class TagGroup extends Schema.Opaque<TagGroup>()(
  Schema.Struct({
    id: WireId,
    group_name: maybe(Schema.String),
    order_show: maybe(Schema.Number),
    display: maybe(Flag)
  })
) {}

/** A colour, six hexadecimal digits without a sign before them. */
const Color = Schema.String.check(Schema.isPattern(/^[0-9a-f]{6}$/i))

/** A new tag. */
export const TagCreate = Schema.Struct({
  tag_group_id: Id,
  /** At most twenty characters. */
  tag_label: Schema.NonEmptyString.check(
    Schema.makeFilter((label: string) => label.length <= 20 || Array.from(label).length <= 20, {
      expected: "at most 20 characters"
    })
  ),
  tag_description: Schema.optionalKey(Schema.String),
  tag_bg_color: Schema.optionalKey(Color),
  tag_text_color: Schema.optionalKey(Color),
  order_show: Schema.optionalKey(Schema.Int)
})

/** `client.tags` */
export class Tags extends HttpApiGroup.make("tags").add(
  HttpApiEndpoint.get("list", "/v1/tags", { query: paging, success: ok(listOrBare(Tag)) }),
  HttpApiEndpoint.get("get", "/v1/tags/:id", { params: byId, success: ok(oneOrBare(Tag)) }),
  HttpApiEndpoint.post("create", "/v1/tags", { payload: TagCreate, success: ok(oneOrListed(Tag)) }),
  /** Adds tags to a client or a request. */
  HttpApiEndpoint.post("assignTo", "/v1/tags/assign_to", {
    payload: Schema.Struct({
      tag_ids: Schema.Array(Id).check(Schema.isMinLength(1)),
      assignee_type: Schema.Literals(["client", "request"]),
      assignee_id: Id
    }),
    success: ok(Done)
  }),
  HttpApiEndpoint.post("createGroup", "/v1/tag_groups", {
    payload: Schema.Struct({
      tag_group_name: Schema.NonEmptyString,
      order_show: Schema.optionalKey(Schema.Int),
      display: Schema.optionalKey(Schema.Literals([0, 1]))
    }),
    success: ok(enveloped(TagGroup))
  }),
  /** Takes a tag from a client or a request; the tag itself stays. */
  HttpApiEndpoint.delete("deleteFrom", "/v1/tags/:id/delete_from", {
    params: byId,
    payload: Schema.Struct({
      client_id: Schema.optionalKey(Id),
      request_id: Schema.optionalKey(Id)
    }).check(eitherOf("client_id", "request_id")),
    success: done
  })
) {}
