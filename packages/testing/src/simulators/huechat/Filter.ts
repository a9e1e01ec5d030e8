/**
 * The filter of conversations: `{ "payload": [{ attribute_key, filter_operator, values, query_operator }] }`. `AND` binds tighter than
 * `OR`, as in the SQL that it becomes. Every custom attribute that some conversation has may be asked for.
 */

import { Effect } from "effect"
import { holdTogether } from "../Conditions.ts"
import * as Params from "./Params.ts"
import type { ConversationRow, Hash } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { State } from "./State.ts"
import { unix } from "./Times.ts"

export const filterConversations = Effect.fnUntraced(function* (
  { conversations }: State,
  params: Hash
): Effect.fn.Return<ReadonlyArray<ConversationRow>, Reply.Refusal> {
  const conditions = Params.objects(params, "payload")
  if (conditions === undefined || conditions.length === 0) {
    return yield* Reply.refuse(400, "payload_required", "The payload array is required")
  }
  const rows = conversations.all().toSorted((one, other) => other.lastActivityAt - one.lastActivityAt)
  for (const { attribute_key: key, filter_operator: operator } of conditions) {
    if (!operators.includes(String(operator))) {
      return yield* Reply.invalid("filter_operator", `Unknown filter operator ${String(operator)}`)
    }
    const isKnown = String(key) in attributes || rows.some(({ customAttributes }) => String(key) in customAttributes)
    if (!isKnown) return yield* Reply.invalid("attribute_key", `The attribute key ${String(key)} is not filterable`)
  }
  return rows.filter((row) =>
    holdTogether(conditions, (condition) => {
      const key = String(condition.attribute_key)
      return compare(attributes[key]?.(row) ?? row.customAttributes[key], condition)
    })
  )
})

const operators = [
  "equal_to",
  "not_equal_to",
  "contains",
  "does_not_contain",
  "is_present",
  "is_not_present",
  "is_greater_than",
  "is_less_than"
]

const attributes: Readonly<Record<string, (row: ConversationRow) => unknown>> = {
  status: (row) => row.status,
  assignee_id: (row) => row.assigneeId,
  inbox_id: (row) => row.inboxId,
  team_id: (row) => row.teamId,
  label: (row) => row.labels,
  priority: (row) => row.priority,
  browser_language: (row) => row.additionalAttributes.browser_language,
  country_code: (row) => row.additionalAttributes.country_code,
  referer: (row) => row.additionalAttributes.referer,
  created_at: (row) => unix(row.createdAt),
  last_activity_at: (row) => unix(row.lastActivityAt)
}

const compare = (value: unknown, { filter_operator: operator, values }: Hash): boolean => {
  const own = listed(value)
  const given = listed(values)
  switch (operator) {
    case "equal_to":
      return own.some((one) => given.includes(one))
    case "not_equal_to":
      return !own.some((one) => given.includes(one))
    case "contains":
      return contains(value, own, given)
    case "does_not_contain":
      return !contains(value, own, given)
    case "is_present":
      return own.length > 0
    case "is_not_present":
      return own.length === 0
    case "is_greater_than":
      return own.some((one) => magnitude(one) > magnitude(given[0] ?? ""))
    default:
      return own.some((one) => magnitude(one) < magnitude(given[0] ?? ""))
  }
}

/** Of a list, membership; of a text, a part of it. */
const contains = (value: unknown, own: ReadonlyArray<string>, given: ReadonlyArray<string>): boolean =>
  own.some((one) => given.some((part) => (Array.isArray(value) ? one === part : one.includes(part))))

/** Everything as text without regard to case, one value being a list of one. */
const listed = (value: unknown): ReadonlyArray<string> =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    one === null || one === undefined ? [] : [String(one).toLowerCase()]
  )

/** Numbers as they are, dates as Unix seconds. */
const magnitude = (text: string): number => {
  const number = Number(text)
  return Number.isNaN(number) ? Date.parse(text) / 1000 : number
}
