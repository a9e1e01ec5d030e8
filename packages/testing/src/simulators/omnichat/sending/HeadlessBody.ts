/**
 * What the WhatsApp Cloud API refuses before it accepts a message: the limits of its message reference, one problem at a time. Kinds that
 * the reference knows and this does not look into (flows, addresses, orders) pass.
 */
import { Predicate } from "effect"
import { type JsonObject, object, objects, text } from "../Params.ts"
import type { Refusal } from "../Reply.ts"
import { invalid, lengthProblems, missing, optionalLengthProblems } from "./FieldProblems.ts"
import { interactiveProblems } from "./InteractiveBody.ts"
import { metaError } from "./MetaError.ts"

/** The first thing that is wrong with a message. */
export const firstProblem = (body: JsonObject): Refusal | undefined => {
  for (const problem of problems(body)) return problem
  return undefined
}

function* problems(body: JsonObject): Generator<Refusal> {
  if (body.messaging_product !== "whatsapp") yield metaError(100, "The parameter messaging_product is required.")
  if (text(body, "to") === undefined && text(body, "recipient") === undefined) {
    yield metaError(100, "The parameter to is required.")
  }
  const type = body.type ?? "text"
  if (!Predicate.isString(type) || !kinds.includes(type)) {
    yield metaError(100, `Param type must be one of {${kinds.join(", ").toUpperCase()}} - got "${String(type)}".`)
    return
  }
  if (body.context !== undefined && text(object(body, "context") ?? {}, "message_id") === undefined) {
    yield missing("context.message_id")
  }
  yield* optionalLengthProblems(body.biz_opaque_callback_data, "biz_opaque_callback_data", 512)
  const part = type === "contacts" ? undefined : object(body, type)
  if (type !== "contacts" && part === undefined) {
    yield metaError(131008, `Parameter '${type}' is mandatory for type '${type}'`)
    return
  }
  yield* (checks[type] ?? noProblems)(part ?? {}, body)
}

const media = ["image", "audio", "video", "document", "sticker"]
const kinds = ["text", ...media, "location", "contacts", "reaction", "interactive", "template"]

function* noProblems(): Generator<Refusal> {}

function* mediaProblems(part: JsonObject): Generator<Refusal> {
  const id = text(part, "id")
  const link = text(part, "link")
  if ((id === undefined) === (link === undefined)) yield metaError(100, "Exactly one of id and link is required.")
  if (link !== undefined && !URL.canParse(link)) yield invalid(`${link} is not a valid URI.`)
  yield* optionalLengthProblems(part.caption, "caption", 1024)
}

function* locationProblems({ latitude, longitude }: JsonObject): Generator<Refusal> {
  if (!isWithin(latitude, 90)) yield invalid("latitude must be between -90 and 90.")
  if (!isWithin(longitude, 180)) yield invalid("longitude must be between -180 and 180.")
}

/** The reference's own samples have numbers and strings. */
const isWithin = (value: unknown, bound: number): boolean =>
  (Predicate.isNumber(value) || (Predicate.isString(value) && value.trim() !== "")) && Math.abs(Number(value)) <= bound

function* contactsProblems(_: JsonObject, body: JsonObject): Generator<Refusal> {
  const cards = objects(body, "contacts") ?? []
  if (cards.length === 0) yield missing("contacts")
  for (const card of cards) {
    const name = object(card, "name") ?? {}
    if (text(name, "formatted_name") === undefined) yield missing("contacts.name.formatted_name")
    if (Object.keys(name).length < 2) yield invalid("At least one other name part is required beside formatted_name.")
  }
}

function* templateProblems(part: JsonObject): Generator<Refusal> {
  yield* lengthProblems(part.name, "template.name", 512)
  if (text(object(part, "language") ?? {}, "code") === undefined) yield missing("template.language.code")
}

function* reactionProblems(part: JsonObject): Generator<Refusal> {
  if (text(part, "message_id") === undefined) yield missing("reaction.message_id")
  if (!Predicate.isString(part.emoji)) yield missing("reaction.emoji")
}

type Check = (part: JsonObject, body: JsonObject) => Generator<Refusal>

const checks: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(media.map((kind): readonly [string, Check] => [kind, mediaProblems])),
  text: (part) => lengthProblems(part.body, "text['body']", 4096),
  location: locationProblems,
  contacts: contactsProblems,
  reaction: reactionProblems,
  template: templateProblems,
  interactive: interactiveProblems
}
