/** What the items of interactive messages may contain (`content_attribute_validator.rb`). */
import { isHash } from "./Params.ts"
import type { Hash } from "./Records.ts"

const itemKeys: Readonly<Record<string, ReadonlyArray<string>>> = {
  input_select: ["title", "value"],
  cards: ["title", "description", "media_url", "actions"],
  form: ["type", "placeholder", "label", "name", "options", "default", "required", "pattern", "title", "pattern_error"],
  article: ["title", "description", "link"]
}
const actionKeys = ["text", "type", "payload", "uri"]

/** What is wrong with the items, `undefined` if nothing is or the type takes none. */
export const invalidItems = (contentType: string, attributes: Hash): string | undefined => {
  const allowed = itemKeys[contentType]
  if (allowed === undefined) return undefined
  const items = attributes.items
  if (!Array.isArray(items) || items.length === 0) return "At least one item is required."
  if (!items.every(isHash)) return "Items should be a hash."
  const unknown = items.flatMap((item) => Object.keys(item)).filter((key) => !allowed.includes(key))
  if (unknown.length > 0) return `contains invalid keys for items : ${JSON.stringify(unknown)}`
  return contentType === "cards" ? invalidActions(items) : undefined
}

const invalidActions = (cards: ReadonlyArray<Hash>): string | undefined => {
  const actions = cards.map((card) => card.actions)
  if (!actions.every((list) => Array.isArray(list) && list.length > 0)) return "contains items missing actions"
  const unknown = actions
    .flat()
    .filter(isHash)
    .flatMap((action) => Object.keys(action))
    .filter((key) => !actionKeys.includes(key))
  return unknown.length > 0 ? `contains invalid keys for actions:  ${JSON.stringify(unknown)}` : undefined
}
