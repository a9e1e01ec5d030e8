/** JSON objects that requests carry, and what is in them, for vendors that take each value only in its own type. */
import { Effect, Predicate } from "effect"
import type { HttpServerRequest } from "effect/http"

export type JsonObject = Readonly<Record<string, unknown>>

/** The object that a text is; `undefined` for anything else. */
export const toJsonObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return Predicate.isReadonlyObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The object that a body is; none at all is an empty one. `undefined` for anything else. */
export const readJsonObject = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<JsonObject | undefined> =>
  Effect.match(request.text, {
    onFailure: () => undefined,
    onSuccess: (text) => (text.trim() === "" ? {} : toJsonObject(text))
  })

/** A text that says something; blanks do not. */
export const text = (source: JsonObject, name: string): string | undefined => {
  const value = source[name]
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

export const object = (source: JsonObject, name: string): JsonObject | undefined => {
  const value = source[name]
  return Predicate.isReadonlyObject(value) ? value : undefined
}

/** The objects of a list; `undefined` when it is no list of objects. */
export const objects = (source: JsonObject, name: string): ReadonlyArray<JsonObject> | undefined => {
  const value = source[name]
  return Array.isArray(value) && value.every(Predicate.isReadonlyObject) ? value : undefined
}

export const texts = (source: JsonObject, name: string): ReadonlyArray<string> | undefined => {
  const value = source[name]
  return Array.isArray(value) && value.every(Predicate.isString) ? value : undefined
}
