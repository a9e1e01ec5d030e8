/**
 * Templates: prepared answers of the operators, and their groups. Vendor's sections "Templates" and "Other".
 *
 * A template belongs to a group or to one operator, never to both. Files go in and come out as addresses. Of the groups no reply is
 * documented: an id is all that is expected.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { enveloped, listOf, listOrBare, oneOrBare } from "./Envelope.ts"
import { repeatable } from "./Limits.ts"
import { byId, eitherOf, Id, maybe, openEnum, paging, Timestamp, WireId } from "./Wire.ts"

/** A template. Its word for calling it is `shortcut`, `command` in the older example. */
export class Template extends Schema.Opaque<Template>()(
  Schema.Struct({
    id: WireId,
    shortcut: maybe(Schema.String),
    command: maybe(Schema.String),
    name: maybe(Schema.String),
    text: maybe(Schema.String),
    /** Address of a file. */
    file: maybe(Schema.String),
    group_id: maybe(WireId),
    user_id: maybe(WireId),
    type: maybe(openEnum(["common"])),
    created: maybe(Timestamp)
  })
) {}

/** A group of templates. */
export class TemplateGroup extends Schema.Opaque<TemplateGroup>()(
  Schema.Struct({ id: WireId, name: maybe(Schema.String) })
) {}

const content = {
  shortcut: Schema.optionalKey(Schema.String),
  text: Schema.optionalKey(Schema.String),
  /** Address of a file. */
  file: Schema.optionalKey(Schema.String),
  /** This or `user_id`. */
  group_id: Schema.optionalKey(Id),
  user_id: Schema.optionalKey(Id)
}

/** At most sixty characters. */
const Name = Schema.NonEmptyString.check(Schema.isMaxLength(60))

/** A new template. */
export const TemplateCreate = Schema.Struct({ ...content, name: Name }).check(eitherOf("group_id", "user_id"))

/** A change of a template. */
export const TemplateUpdate = Schema.Struct({ ...content, name: Schema.optionalKey(Name) }).check(
  Schema.makeFilter(
    ({ group_id, user_id }: { readonly group_id?: unknown; readonly user_id?: unknown }) =>
      group_id !== undefined && user_id !== undefined
        ? { path: ["group_id"], issue: "is not allowed beside user_id" }
        : undefined,
    { expected: "group_id or user_id" }
  )
)

const TemplateGroupInput = Schema.Struct({ name: Schema.NonEmptyString })

/** `client.templates` */
export class Templates extends HttpApiGroup.make("templates").add(
  HttpApiEndpoint.get("list", "/v1/templates", { query: paging, success: ok(listOf(Template)) }),
  HttpApiEndpoint.get("get", "/v1/templates/:id", { params: byId, success: ok(enveloped(Template)) }),
  HttpApiEndpoint.post("create", "/v1/templates", { payload: TemplateCreate, success: ok(enveloped(Template)) }),
  HttpApiEndpoint.put("update", "/v1/templates/:id", {
    params: byId,
    payload: TemplateUpdate,
    success: done
  }).annotateMerge(repeatable),
  HttpApiEndpoint.delete("delete", "/v1/templates/:id", { params: byId, success: done })
) {}

/** `client.templateGroups` */
export class TemplateGroups extends HttpApiGroup.make("templateGroups").add(
  HttpApiEndpoint.get("list", "/v1/templates_groups", { query: paging, success: ok(listOrBare(TemplateGroup)) }),
  HttpApiEndpoint.get("get", "/v1/templates_groups/:id", { params: byId, success: ok(oneOrBare(TemplateGroup)) }),
  HttpApiEndpoint.post("create", "/v1/templates_groups", {
    payload: TemplateGroupInput,
    success: ok(oneOrBare(TemplateGroup))
  }),
  HttpApiEndpoint.put("update", "/v1/templates_groups/:id", {
    params: byId,
    payload: TemplateGroupInput,
    success: done
  }).annotateMerge(repeatable),
  HttpApiEndpoint.delete("delete", "/v1/templates_groups/:id", { params: byId, success: done })
) {}
