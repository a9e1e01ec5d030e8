/**
 * A template part as Chatwoot's `template_params`: the inverse of `Template.ts`. A body with text alone is written in the flat form, which
 * every server reads (`{ "1": "Ann" }`); headers and buttons need the form by component, from 4.6 on.
 */
import type { OutboundPart } from "@dragoman/core/domain"
import { asObject, asObjects, type JsonObject, present, textOf, wordOf } from "@dragoman/core/wire"

type TemplatePart = Extract<OutboundPart, { readonly type: "template" }>

export const fromTemplate = ({ components, language, name }: TemplatePart) => {
  const all = asObjects(components)
  const ofType = (type: string) => all.filter((component) => textOf(component.type)?.toLowerCase() === type)
  const body = fromTexts(ofType("body"))
  const header = fromHeader(ofType("header"))
  const buttons = ofType("button").map(fromButton)
  const flat = Object.keys(header).length === 0 && buttons.length === 0
  return { name, language, processed_params: flat ? body : { body, header, buttons } }
}

const parametersOf = (components: ReadonlyArray<JsonObject>) =>
  components.flatMap(({ parameters }) => asObjects(parameters))

const fromTexts = (components: ReadonlyArray<JsonObject>): Record<string, string> =>
  Object.fromEntries(
    parametersOf(components).map((parameter, index) => [
      textOf(parameter.parameter_name) ?? String(index + 1),
      wordOf(parameter.text) ?? ""
    ])
  )

const fromHeader = (components: ReadonlyArray<JsonObject>): JsonObject => {
  const media = parametersOf(components).find(({ type }) => type === "image" || type === "video" || type === "document")
  if (media === undefined) return fromTexts(components)
  const { filename, link } = asObject(media[String(media.type)])
  return present({ media_url: textOf(link), media_type: textOf(media.type), media_name: textOf(filename) })
}

const fromButton = (button: JsonObject): JsonObject => {
  const [parameter = {}] = asObjects(button.parameters)
  return present({
    type: textOf(button.sub_type) ?? "url",
    parameter: wordOf(parameter.text) ?? wordOf(parameter.coupon_code) ?? wordOf(parameter.payload)
  })
}
