/**
 * Tags as they stand in a client or a request. The documentation shows that list only where it is empty; public code reads objects with an
 * `id`, and the account's own list calls the name `label`, webhooks call it `name`. Any of these is read, and so is a bare id.
 */
import { toText } from "@dragoman/core/wire"
import { Predicate } from "effect"

/** A tag that something has: its name where the row says it, else what the account's list calls that id. */
export interface TagRow {
  readonly id: string
  readonly label?: string
}

/** `undefined` where the tags are not told. */
export const toTagRows = (tags: unknown): ReadonlyArray<TagRow> | undefined =>
  Array.isArray(tags) ? tags.flatMap(toTagRow) : undefined

const toTagRow = (tag: unknown): ReadonlyArray<TagRow> => {
  if (typeof tag === "number" || typeof tag === "string") return [{ id: String(tag) }]
  if (!Predicate.isObject(tag) || (typeof tag.id !== "number" && typeof tag.id !== "string")) return []
  const label = [tag.label, tag.name].find((name): name is string => typeof name === "string")
  const name = toText(label)
  return [name === undefined ? { id: String(tag.id) } : { id: String(tag.id), label: name }]
}
