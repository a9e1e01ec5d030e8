/** Reading of values that nobody documented the type of, in which anything may stand. Nothing here throws. */
import { toText } from "@dragoman/core/wire"
import { Predicate } from "effect"

/** The object, or an empty one in the place of anything else. */
export const asObject = (value: unknown): Readonly<Record<PropertyKey, unknown>> =>
  Predicate.isObject(value) && !Array.isArray(value) ? value : {}

/** The list, or an empty one in the place of anything else. */
export const asList = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** Text that says something. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? toText(value) : undefined)

/** Text, or a number as text: ids come as both. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value)
