/** Whether a template can be sent: it exists in that language, is approved, and gets as many parameters as its text has places. */
import { Predicate } from "effect"
import { type JsonObject, object, objects, text } from "../Params.ts"
import type { TemplateRow } from "../Records.ts"
import type { Refusal } from "../Reply.ts"
import type { State } from "../State.ts"
import { metaError } from "./MetaError.ts"

export type Found =
  | { readonly template: TemplateRow; readonly refusal?: undefined; readonly text: string }
  | { readonly refusal: Refusal }

/** `part` is the `template` of a message. Without a language (direct messages leave it out) any will do. */
export const findTemplate = (state: State, phone: string, part: JsonObject): Found => {
  const name = text(part, "name") ?? ""
  const code = text(object(part, "language") ?? {}, "code")
  const template = state.templates.find(
    (one) => one.phone === phone && one.name === name && (code === undefined || one.language === code)
  )
  if (template === undefined) return { refusal: absent(name, code) }
  if (template.status === "PAUSED") return { refusal: metaError(132015) }
  if (template.status === "DISABLED") return { refusal: metaError(132016) }
  if (template.status !== "APPROVED") return { refusal: absent(name, code) }
  const pattern = bodyText(template)
  const given = bodyParameters(part)
  const expected = new Set(pattern.match(places) ?? []).size
  if (given.length !== expected) {
    const details = `body: number of localizable_params (${given.length}) does not match the expected number of params (${expected})`
    return { refusal: metaError(132000, details) }
  }
  return { template, text: pattern.replaceAll(places, (_, place: string) => valueAt(given, place)) }
}

export const categoryOf = (template: TemplateRow): "utility" | "marketing" | "authentication" =>
  template.category === "MARKETING" ? "marketing" : template.category === "UTILITY" ? "utility" : "authentication"

/** `{{1}}`, or `{{order_id}}` in newer templates. */
const places = /\{\{(\w+)\}\}/g

const bodyText = (template: TemplateRow): string => {
  const body = template.components.find((component) => component.type === "BODY")
  return Predicate.isString(body?.text) ? body.text : ""
}

const bodyParameters = (part: JsonObject): ReadonlyArray<JsonObject> =>
  (objects(part, "components") ?? [])
    .filter((component) => String(component.type).toLowerCase() === "body")
    .flatMap((component) => objects(component, "parameters") ?? [])

const valueAt = (given: ReadonlyArray<JsonObject>, place: string): string => {
  const named = given.find((parameter) => parameter.parameter_name === place)
  const parameter = named ?? given[Number(place) - 1] ?? {}
  const fallback = object(parameter, String(parameter.type))?.fallback_value
  return Predicate.isString(parameter.text) ? parameter.text : Predicate.isString(fallback) ? fallback : ""
}

const absent = (name: string, code: string | undefined): Refusal =>
  metaError(132001, `template name (${name}) does not exist in ${code ?? "any language"}`)
