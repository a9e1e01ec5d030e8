/** What the WhatsApp Cloud API refuses of interactive messages: buttons, lists, links and products. Other kinds pass. */
import { Predicate } from "effect"
import { type JsonObject, object, objects, text } from "../Params.ts"
import type { Refusal } from "../Reply.ts"
import { invalid, lengthProblems, missing, optionalLengthProblems } from "./FieldProblems.ts"

export function* interactiveProblems(part: JsonObject): Generator<Refusal> {
  const kind = text(part, "type")
  if (kind === undefined) {
    yield missing("interactive.type")
    return
  }
  const bodyText = object(part, "body")?.text
  // A single product needs no words of ours.
  if (kind === "product") yield* optionalLengthProblems(bodyText, "interactive.body.text", 1024)
  else yield* lengthProblems(bodyText, "interactive.body.text", kind === "list" ? 4096 : 1024)
  const header = object(part, "header")
  if (header !== undefined && header.type === "text") yield* lengthProblems(header.text, "interactive.header.text", 60)
  yield* optionalLengthProblems(object(part, "footer")?.text, "interactive.footer.text", 60)
  const action = object(part, "action")
  if (action === undefined) yield missing("interactive.action")
  else yield* (actions[kind] ?? anyAction)(action, part)
}

type Check = (action: JsonObject, part: JsonObject) => Generator<Refusal>

function* anyAction(): Generator<Refusal> {}

function* buttonProblems(action: JsonObject): Generator<Refusal> {
  const buttons = objects(action, "buttons") ?? []
  if (buttons.length < 1 || buttons.length > 3)
    yield invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
  const replies = buttons.map((button) => object(button, "reply") ?? {})
  for (const reply of replies) {
    yield* lengthProblems(reply.id, "interactive.action.buttons.reply.id", 256)
    yield* lengthProblems(reply.title, "interactive.action.buttons.reply.title", 20)
  }
  if (hasDouble(replies.map((reply) => reply.id))) yield invalid("Duplicate button ids")
  if (hasDouble(replies.map((reply) => reply.title))) yield invalid("Duplicate button titles")
}

function* listProblems(action: JsonObject, part: JsonObject): Generator<Refusal> {
  const header = object(part, "header")
  if (header !== undefined && header.type !== "text") yield invalid("A list may have a text header only")
  yield* lengthProblems(action.button, "interactive.action.button", 20)
  const sections = objects(action, "sections") ?? []
  if (sections.length < 1 || sections.length > 10) yield invalid("Invalid sections count. Min: 1, Max: 10")
  for (const section of sections) {
    if (sections.length > 1) yield* lengthProblems(section.title, "interactive.action.sections.title", 24)
  }
  const rows = sections.flatMap((section) => objects(section, "rows") ?? [])
  if (rows.length < 1 || rows.length > 10) yield invalid("Total row count exceed max allowed count: 10")
  for (const row of rows) {
    yield* lengthProblems(row.id, "interactive.action.sections.rows.id", 200)
    yield* lengthProblems(row.title, "interactive.action.sections.rows.title", 24)
    yield* optionalLengthProblems(row.description, "interactive.action.sections.rows.description", 72)
  }
  if (hasDouble(rows.map((row) => row.id))) yield invalid("Duplicate row ids")
}

function* linkProblems(action: JsonObject): Generator<Refusal> {
  const parameters = object(action, "parameters") ?? {}
  yield* lengthProblems(parameters.display_text, "interactive.action.parameters.display_text", 20)
  if (!URL.canParse(text(parameters, "url") ?? ""))
    yield invalid("interactive.action.parameters.url is not a valid URI.")
}

function* productProblems(action: JsonObject): Generator<Refusal> {
  if (text(action, "catalog_id") === undefined) yield missing("interactive.action.catalog_id")
  if (text(action, "product_retailer_id") === undefined) yield missing("interactive.action.product_retailer_id")
}

function* productListProblems(action: JsonObject, part: JsonObject): Generator<Refusal> {
  if (object(part, "header") === undefined) yield missing("interactive.header")
  if (text(action, "catalog_id") === undefined) yield missing("interactive.action.catalog_id")
  const sections = objects(action, "sections") ?? []
  const items = sections.flatMap((section) => objects(section, "product_items") ?? [])
  if (sections.length < 1 || sections.length > 10) yield invalid("Invalid sections count. Min: 1, Max: 10")
  if (items.length < 1 || items.length > 30) yield invalid("Invalid products count. Min: 1, Max: 30")
}

const actions: Readonly<Record<string, Check>> = {
  button: buttonProblems,
  list: listProblems,
  cta_url: linkProblems,
  product: productProblems,
  product_list: productListProblems
}

const hasDouble = (values: ReadonlyArray<unknown>): boolean => {
  const present = values.filter(Predicate.isString)
  return new Set(present).size < present.length
}
