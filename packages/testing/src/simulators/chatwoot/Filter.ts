/**
 * The filter API of contacts and conversations: `{ "payload": [{ attribute_key, filter_operator, values, query_operator }] }`. `AND`
 * binds tighter than `OR`, as in the SQL it becomes; a `query_operator` on the last element breaks that SQL (500), as does no payload.
 */

import { Effect } from "effect"
import { holdTogether } from "../Conditions.ts"
import { day } from "../Milliseconds.ts"
import { isHash, type Params, texts } from "./Params.ts"
import * as Reply from "./Reply.ts"
import { iso } from "./Times.ts"

/** How a row answers for an attribute: a value, several (labels), or `undefined` for an attribute that does not exist. */
export type Attribute = string | number | boolean | null | ReadonlyArray<string> | undefined

export interface Filterable<Row> {
  readonly keys: ReadonlyArray<string>
  readonly read: (row: Row, key: string) => Attribute
  /** Custom attributes may be filtered on once they are defined, or when a row has them. */
  readonly custom: (row: Row) => Params
}

export const filterRows = <Row>(
  rows: ReadonlyArray<Row>,
  filterable: Filterable<Row>,
  body: Params,
  now: number
): Effect.Effect<ReadonlyArray<Row>, Reply.Refusal> => {
  const payload = body.payload
  if (!Array.isArray(payload) || payload.length === 0) return Effect.fail(Reply.internalServerError)
  const conditions = payload.filter(isHash)
  const last = conditions.at(-1)
  if (last?.query_operator) return Effect.fail(Reply.internalServerError)
  const isMet = (row: Row) => (condition: Params) => {
    const key = keyOf(condition)
    const isCustom = !filterable.keys.includes(key)
    const value = isCustom ? customValue(filterable.custom(row)[key]) : filterable.read(row, key)
    return compare(value, condition, key, now)
  }
  return Effect.map(
    Effect.forEach(conditions, (condition, index) =>
      checked(condition, rows, filterable, index === conditions.length - 1)
    ),
    () => rows.filter((row) => holdTogether(conditions, isMet(row)))
  )
}

const operators = [
  "equal_to",
  "not_equal_to",
  "contains",
  "does_not_contain",
  "is_present",
  "is_not_present",
  "is_greater_than",
  "is_less_than",
  "days_before",
  "starts_with"
]

const checked = <Row>(
  condition: Params,
  rows: ReadonlyArray<Row>,
  filterable: Filterable<Row>,
  isLast: boolean
): Effect.Effect<void, Reply.Refusal> => {
  const key = keyOf(condition)
  const operator = String(condition.filter_operator ?? "")
  const isKnown = filterable.keys.includes(key) || rows.some((row) => key in filterable.custom(row))
  if (!isKnown) {
    const keys = filterable.keys.join(",")
    const message = `Invalid attribute key - [${key}]. The key should be one of [${keys}] or a custom attribute defined in the account.`
    return Effect.fail(Reply.unprocessable(message))
  }
  if (!operators.includes(operator)) {
    return Effect.fail(
      Reply.unprocessable(`Invalid operator. The allowed operators for ${key} are [${operators.join(",")}].`)
    )
  }
  const joiner = String(condition.query_operator ?? "").toUpperCase()
  return isLast || joiner === "AND" || joiner === "OR"
    ? Effect.void
    : Effect.fail(Reply.unprocessable('Query operator must be either "AND" or "OR".'))
}

const keyOf = (condition: Params): string => String(condition.attribute_key ?? "")

const customValue = (value: unknown): Attribute =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null

const compare = (value: Attribute, condition: Params, key: string, now: number): boolean => {
  const given = condition.values
  const values = (Array.isArray(given) ? texts(given) : texts([given])).map((text) => normalized(text, key))
  const own = (Array.isArray(value) ? value : value === null || value === undefined ? [] : [String(value)]).map(
    (text) => normalized(String(text), key)
  )
  switch (condition.filter_operator) {
    case "equal_to":
      return values.includes("all") && key === "status" ? true : own.some((text) => values.includes(text))
    case "not_equal_to":
      return !own.some((text) => values.includes(text))
    case "contains":
      return own.some((text) => values.some((part) => text.includes(part)))
    case "does_not_contain":
      return !own.some((text) => values.some((part) => text.includes(part)))
    case "starts_with":
      return own.some((text) => values.some((part) => text.startsWith(part)))
    case "is_present":
      return own.some((text) => text !== "")
    case "is_not_present":
      return own.every((text) => text === "")
    case "is_greater_than":
      return own.some((text) => ordered(values[0] ?? "", text))
    case "is_less_than":
      return own.some((text) => ordered(text, values[0] ?? ""))
    default:
      return own.some((text) => text < iso(now - Number(values[0] ?? 0) * day))
  }
}

/** Comparisons ignore case, and a phone number's `+` may be left out. */
const normalized = (text: string, key: string): string =>
  key === "phone_number" ? `+${text.replace(/^\+/, "")}` : text.toLowerCase()

const ordered = (low: string, high: string): boolean => {
  const [first, second] = [Number(low), Number(high)]
  return Number.isNaN(first) || Number.isNaN(second) ? low < high : first < second
}
