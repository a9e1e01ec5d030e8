/**
 * Messages that ask (`input_select`, `cards`, `article`, `form`) and the answers to them, from `content_attributes`.
 *
 * Gotcha: an answer comes back on the *same* message, as `submitted_values` beside the question; so a question that was answered has the
 * choices and the reply in its content. Source: `ContentAttributeValidator` (chatwoot-wire 4.2).
 */
import type { ChoiceOption, ContentPart } from "@dragoman/core/domain"
import { asObject, asObjects, isObject, type JsonObject, present, textOf, wordOf } from "@dragoman/core/wire"

/** The question under `content_type`; `undefined` where it is none that the domain has a form for. */
export const toQuestion = (
  contentType: string,
  body: string | undefined,
  attributes: JsonObject
): ReadonlyArray<ContentPart> | undefined => {
  const items = asObjects(attributes.items)
  switch (contentType) {
    case "input_select":
      return [{ type: "choices", body: body ?? "", options: items.flatMap((item) => toSelectOption(item) ?? []) }]
    case "article":
      return [{ type: "choices", body: body ?? "", options: items.flatMap((item) => toArticleOption(item) ?? []) }]
    case "cards":
      return [...(body === undefined ? [] : [{ type: "text" as const, text: body }]), ...items.flatMap(toCard)]
    default:
      return undefined
  }
}

/** The labels of a form, which has no form of its own in the domain. */
export const toFormLabels = (attributes: JsonObject): string | undefined => {
  const labels = asObjects(attributes.items).flatMap((item) => textOf(item.label) ?? textOf(item.name) ?? [])
  return labels.length === 0 ? undefined : labels.join("\n")
}

/** What the contact answered, if anything: choices are `choice_reply`, everything with named fields is `form_reply`. */
export const toAnswer = (contentType: string, attributes: JsonObject): ReadonlyArray<ContentPart> => {
  const { submitted_email, submitted_values } = attributes
  const email = textOf(submitted_email)
  const answers: Array<ContentPart> =
    email === undefined ? [] : [{ type: "form_reply", name: contentType, values: { email } }]
  if (Array.isArray(submitted_values)) answers.push(...toListedAnswer(asObjects(submitted_values)))
  else if (isObject(submitted_values)) answers.push(toNamedAnswer(contentType, submitted_values))
  return answers
}

/** `[{ name, value }]` of a form, `[{ title, value }]` of a choice. */
const toListedAnswer = (submitted: ReadonlyArray<JsonObject>): ReadonlyArray<ContentPart> => {
  const fields = submitted.filter((entry) => textOf(entry.name) !== undefined)
  if (fields.length > 0) {
    const values = Object.fromEntries(fields.map((entry) => [String(entry.name), entry.value]))
    return [{ type: "form_reply", values }]
  }
  return submitted.flatMap((entry) => {
    const value = wordOf(entry.value)
    const title = textOf(entry.title) ?? value
    return title === undefined ? [] : [present({ type: "choice_reply" as const, id: value, title, payload: value })]
  })
}

/** A survey's `{ csat_survey_response: { rating, feedback_message } }`, else an object of answers by name. */
const toNamedAnswer = (contentType: string, submitted: JsonObject): ContentPart => {
  const survey = submitted.csat_survey_response
  const { rating, feedback_message } = asObject(survey)
  return {
    type: "form_reply",
    name: contentType,
    values: isObject(survey) ? present({ rating, feedback_message: textOf(feedback_message) }) : submitted
  }
}

/** `value` is all the identity that an option has: it comes back as the reply's. */
const toSelectOption = (item: JsonObject): ChoiceOption | undefined => {
  const value = wordOf(item.value)
  const title = textOf(item.title) ?? value
  return title === undefined ? undefined : present({ id: value, kind: "reply" as const, title, payload: value })
}

const toArticleOption = (item: JsonObject): ChoiceOption | undefined => {
  const url = textOf(item.link)
  const title = textOf(item.title) ?? url
  return title === undefined
    ? undefined
    : present({ kind: "url" as const, title, description: textOf(item.description), url })
}

const toCard = (item: JsonObject): ReadonlyArray<ContentPart> => {
  const picture = textOf(item.media_url)
  const choices = {
    type: "choices" as const,
    header: textOf(item.title),
    body: textOf(item.description) ?? "",
    options: asObjects(item.actions).flatMap((action) => toActionOption(action) ?? [])
  }
  return [...(picture === undefined ? [] : [{ type: "image" as const, url: picture }]), present(choices)]
}

const toActionOption = (action: JsonObject): ChoiceOption | undefined => {
  const url = textOf(action.uri)
  const payload = wordOf(action.payload)
  const title = textOf(action.text) ?? payload ?? url
  if (title === undefined) return undefined
  return action.type === "link"
    ? present({ kind: "url" as const, title, url })
    : present({ id: payload, kind: "reply" as const, title, payload })
}
