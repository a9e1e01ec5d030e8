/** Reading of JSON whose type nobody documented, in which anything may stand. Nothing here throws. */

/** An object that is no array. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The object, or an empty one in the place of anything else. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : nothing)

/** The list, or an empty one in the place of anything else. */
export const asList = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The elements that are objects. */
export const asObjects = (value: unknown): ReadonlyArray<JsonObject> => asList(value).filter(isObject)

/** Text that says something. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** Text, or a number as text: ids and answers come as both. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value)

/** A time as a number or text, for `toTimestamp`. */
export const timeOf = (value: unknown): number | string | undefined =>
  typeof value === "number" || typeof value === "string" ? value : undefined

const nothing: JsonObject = {}
