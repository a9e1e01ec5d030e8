/** Definitions of custom attributes. Enums may be sent as integers and are answered as words. */
import { Effect } from "effect"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import type * as Params from "../Params.ts"
import type { AttributeDefinitionRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { iso } from "../Times.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const attributeDefinitionEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/custom_attribute_definitions"), "member", (call) => {
    const model = call.query.get("attribute_model")
    const wanted = model === "0" ? "conversation_attribute" : model === "1" ? "contact_attribute" : model
    const rows = call.simulation.state.attributeDefinitions.all()
    const shown = rows.filter((row) => wanted === null || row.fields.attribute_model === wanted)
    return Effect.succeed(Reply.json(shown.map(shownDefinition)))
  }),
  get(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.attributeDefinitions), (row) =>
      Reply.json(shownDefinition(row))
    )
  ),
  post(inAccount("/custom_attribute_definitions"), "member", (call) =>
    Effect.gen(function* () {
      const params = yield* Endpoint.required(call.body, "custom_attribute_definition")
      const row = call.simulation.state.attributeDefinitions.insert((id) => ({
        id,
        fields: { attribute_display_type: "text", attribute_model: "conversation_attribute", ...definitionOf(params) },
        createdAt: call.now,
        updatedAt: call.now
      }))
      return Reply.json(shownDefinition(row))
    })
  ),
  patch(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Effect.gen(function* () {
      const row = yield* Lookups.named(call, call.simulation.state.attributeDefinitions)
      const params = yield* Endpoint.required(call.body, "custom_attribute_definition")
      Object.assign(row.fields, definitionOf(params))
      row.updatedAt = call.now
      return Reply.json(shownDefinition(row))
    })
  ),
  del(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Lookups.removed(call, call.simulation.state.attributeDefinitions)
  )
]

const definitionKeys = [
  "attribute_display_name",
  "attribute_display_type",
  "attribute_description",
  "attribute_key",
  "regex_pattern",
  "regex_cue",
  "attribute_values",
  "attribute_model"
]

const displayTypes = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"]
const models = ["conversation_attribute", "contact_attribute"]

/** The enums may be sent as integers and are answered as words. */
const definitionOf = (params: Params.Params): Record<string, unknown> =>
  Object.fromEntries(
    definitionKeys.flatMap((key) => {
      if (!(key in params)) return []
      const value = params[key]
      const words = key === "attribute_display_type" ? displayTypes : key === "attribute_model" ? models : undefined
      return [[key, words !== undefined && typeof value === "number" ? words[value] : value]]
    })
  )

const shownDefinition = (row: AttributeDefinitionRow) => ({
  id: row.id,
  attribute_display_name: row.fields.attribute_display_name ?? null,
  attribute_display_type: row.fields.attribute_display_type,
  attribute_description: row.fields.attribute_description ?? null,
  attribute_key: row.fields.attribute_key ?? null,
  regex_pattern: row.fields.regex_pattern ?? null,
  regex_cue: row.fields.regex_cue ?? null,
  attribute_values: row.fields.attribute_values ?? [],
  attribute_model: row.fields.attribute_model,
  default_value: null,
  created_at: iso(row.createdAt),
  updated_at: iso(row.updatedAt)
})
