/**
 * Reading of what the documentation leaves open (`content_attributes`, attachments, `changes`), where anything may stand. Nothing here throws.
 */

/** An object that is no array. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The object, or an empty one in the place of anything else. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : nothing)

/** Text that says something. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** Text, or a number as text: ids come as both. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value)

const nothing: JsonObject = {}
