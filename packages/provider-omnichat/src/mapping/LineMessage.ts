/**
 * From the domain's content to a direct message on LINE. What LINE cannot carry was settled by `ContentPlan`. A template is one that was saved in
 * the portal: its id is the part's name, its placeholders the named text parameters of the part's components.
 */
import type { OutboundPart, PlannedMessage } from "@dragoman/core/domain"
import { Predicate, Result } from "effect"
import type { DirectMessageContent } from "../api/Messages.ts"

type LineMessage = typeof DirectMessageContent.Type

type Made = Result.Result<LineMessage, ReadonlyArray<{ readonly field: string; readonly message: string }>>

export const fromLine = ({ media, special, text }: PlannedMessage): Made => {
  const [part] = media
  if (special?.type === "template") return fromTemplate(special)
  if (part === undefined) return Result.succeed({ type: "text", text: text ?? "" })
  return "url" in part.source
    ? Result.succeed({ type: "image", image: part.source.url })
    : Result.fail([{ field: "source", message: "LINE takes images by a url" }])
}

/** Texts and images in groups of five, anything else alone. */
export const inBatches = <A>(
  messages: ReadonlyArray<A>,
  wireOf: (message: A) => LineMessage
): ReadonlyArray<ReadonlyArray<A>> => {
  const batches: Array<Array<A>> = []
  for (const message of messages) {
    const last = batches.at(-1)
    const fits =
      last !== undefined && last.length < batchSize && [...last, message].every((one) => goesTogether(wireOf(one)))
    if (fits) last.push(message)
    else batches.push([message])
  }
  return batches
}

const batchSize = 5

const goesTogether = ({ type }: LineMessage): boolean => type === "text" || type === "image"

const fromTemplate = ({ components, name }: Extract<OutboundPart, { readonly type: "template" }>): Made => {
  const given = components.flatMap((component) =>
    Predicate.isObject(component) && Array.isArray(component.parameters) ? component.parameters : []
  )
  const parameters = given.map(toParameter)
  const unnamed = parameters.indexOf(undefined)
  if (unnamed >= 0) {
    return Result.fail([
      { field: "components", message: `parameter ${unnamed}: a LINE template takes texts with a parameter_name` }
    ])
  }
  const named = parameters.filter((parameter) => parameter !== undefined)
  const template = named.length === 0 ? { templateId: name } : { templateId: name, parameters: named }
  return Result.succeed({ type: "lineFlexMessageTemplates", lineFlexMessageTemplates: [template] })
}

const toParameter = (parameter: unknown) =>
  Predicate.isObject(parameter) && typeof parameter.parameter_name === "string" && typeof parameter.text === "string"
    ? { key: parameter.parameter_name, value: parameter.text }
    : undefined
