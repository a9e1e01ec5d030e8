/**
 * `additional_attributes.template_params` as a template part. Chatwoot keeps the parameters in one of two forms, flat (`{ "1": "Ann" }`, all
 * of them the body's) or by component (`{ header, body, buttons }`, from 4.6 on); the part has them in the form of Meta's Cloud API.
 */

import type { ContentPart } from "@dragoman/core/domain"
import { asObject, asObjects, isObject, type JsonObject, textOf, wordOf } from "@dragoman/core/wire"

/** `undefined` unless there is a template with a name. A language that is not told is `und`, as language tags say it. */
export const toTemplate = (additionalAttributes: unknown): Extract<ContentPart, { type: "template" }> | undefined => {
  const params = asObject(asObject(additionalAttributes).template_params)
  const name = textOf(params.name)
  if (name === undefined) return undefined
  const language = textOf(params.language) ?? textOf(asObject(params.language).code) ?? "und"
  return { type: "template", name, language, components: toComponents(asObject(params.processed_params)) }
}

const toComponents = (params: JsonObject): ReadonlyArray<unknown> => {
  const byComponent = isObject(params.body) || isObject(params.header) || Array.isArray(params.buttons)
  if (!byComponent) return toTextComponent("body", params)
  return [
    ...toHeader(asObject(params.header)),
    ...toTextComponent("body", asObject(params.body)),
    ...asObjects(params.buttons).map(toButton)
  ]
}

const toHeader = (header: JsonObject): ReadonlyArray<unknown> => {
  const link = textOf(header.media_url)
  const { media_name: fileName, media_type, media_url: _, ...texts } = header
  if (link === undefined) return toTextComponent("header", texts)
  const type = textOf(media_type) ?? "image"
  const filename = textOf(fileName)
  const media = filename === undefined ? { link } : { link, filename }
  return [{ type: "header", parameters: [{ type, [type]: media }] }]
}

/** Numbered parameters stand in the order of their numbers; named ones say their name. */
const toTextComponent = (type: "header" | "body", params: JsonObject): ReadonlyArray<unknown> => {
  const parameters = Object.entries(params).flatMap(([name, value]) => {
    const text = wordOf(value)
    if (text === undefined) return []
    return [/^\d+$/.test(name) ? { type: "text", text } : { type: "text", parameter_name: name, text }]
  })
  return parameters.length === 0 ? [] : [{ type, parameters }]
}

const toButton = (button: JsonObject, index: number): unknown => {
  const subType = textOf(button.type) ?? "url"
  const parameter = wordOf(button.parameter)
  const value =
    subType === "copy_code" ? { type: "coupon_code", coupon_code: parameter } : { type: "text", text: parameter }
  return {
    type: "button",
    sub_type: subType,
    index: String(index),
    parameters: parameter === undefined ? [] : [value]
  }
}
