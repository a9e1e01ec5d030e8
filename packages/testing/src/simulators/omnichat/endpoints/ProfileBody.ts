/** The body that contacts and customers are written with: the fields of a profile, tags replaced or added and removed, typed attributes. */
import { Effect, Predicate } from "effect"
import type { ProfileChange } from "../changes/Contacts.ts"
import { type JsonObject, object, objects, texts } from "../Params.ts"
import type { AttributeRow, AttributeValue, CustomerRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { State } from "../State.ts"

const fields = ["name", "email", "phone", "note", "memberId"] as const

export const readProfile = Effect.fnUntraced(function* (
  state: State,
  body: JsonObject,
  customer: CustomerRow | undefined
): Effect.fn.Return<ProfileChange, Reply.Refusal> {
  const change: { -readonly [Field in (typeof fields)[number]]?: string } = {}
  for (const field of fields) {
    const value = body[field]
    if (value === undefined || value === null) continue
    if (!Predicate.isString(value)) return yield* Reply.refused(Reply.invalidBody(`${field} must be a string`))
    change[field] = value
  }
  const tags = yield* readTags(body, customer?.tags ?? [])
  const attributes = yield* readAttributes(state, body)
  return { ...change, ...(tags === undefined ? {} : { tags }), ...(attributes === undefined ? {} : { attributes }) }
})

/** The team's schema says which keys there are, and of which type; this is also how direct messages set them. */
export const readAttributes = Effect.fnUntraced(function* (
  state: State,
  body: JsonObject
): Effect.fn.Return<ReadonlyMap<string, AttributeValue | undefined> | undefined, Reply.Refusal> {
  if (body.customAttributes === undefined || body.customAttributes === null) return undefined
  const given = objects(body, "customAttributes")
  if (given === undefined) return yield* Reply.refused(Reply.invalidBody("customAttributes must be a list of objects"))
  const values = new Map<string, AttributeValue | undefined>()
  for (const { key, value } of given) {
    if (!Predicate.isString(key) || key.length > 100) {
      return yield* Reply.refused(Reply.invalidBody("customAttributes.key must be at most 100 characters"))
    }
    if (Predicate.isString(value) && value.length > 1000) {
      return yield* Reply.refused(Reply.invalidBody("customAttributes.value must be at most 1000 characters"))
    }
    const definition = state.attributes.get(key)
    const read = definition === undefined ? undefined : readValue(definition, value)
    if (read === undefined) {
      const message = `Custom attribute ${key} does not match the team's schema`
      return yield* Reply.refused(Reply.coded(400, "INVALID_CUSTOM_ATTRIBUTE", message))
    }
    values.set(key, read.value)
  }
  return values
})

const readTags = Effect.fnUntraced(function* (
  body: JsonObject,
  present: ReadonlyArray<string>
): Effect.fn.Return<ReadonlyArray<string> | undefined, Reply.Refusal> {
  for (const name of ["tags", "tagsToAdd", "tagsToRemove"]) {
    if (body[name] !== undefined && body[name] !== null && texts(body, name) === undefined) {
      return yield* Reply.refused(Reply.invalidBody(`${name} must be a list of strings`))
    }
  }
  const replaced = texts(body, "tags")
  const added = texts(body, "tagsToAdd")
  const removed = texts(body, "tagsToRemove")
  if (added === undefined && removed === undefined) return replaced
  return replaced === undefined
    ? [...present, ...(added ?? [])].filter((tag) => !(removed ?? []).includes(tag))
    : yield* Reply.refused(Reply.invalidBody("tags cannot be used together with tagsToAdd or tagsToRemove"))
})

/** An empty string takes a text away, and becomes 1970-01-01 for a date, as the documentation says. `undefined`: it does not fit. */
const readValue = (
  { type }: AttributeRow,
  value: unknown
): { readonly value: AttributeValue | undefined } | undefined => {
  switch (type) {
    case "number":
      return Predicate.isNumber(value) ? { value } : undefined
    case "boolean":
      return Predicate.isBoolean(value) ? { value } : undefined
    case "text":
      return Predicate.isString(value) ? { value: value === "" ? undefined : value } : undefined
    case "date":
      return readPattern(value, /^\d{4}-\d{2}-\d{2}$/, "1970-01-01")
    case "datetime":
      return readPattern(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, "1970-01-01T00:00:00")
  }
}

const readPattern = (value: unknown, pattern: RegExp, cleared: string) => {
  if (value === "") return { value: cleared }
  return Predicate.isString(value) && pattern.test(value) ? { value } : undefined
}

/** `extraAttributes` is an open object; the simulator looks at its form alone. */
export const hasGoodExtras = (body: JsonObject): boolean =>
  body.extraAttributes === undefined || object(body, "extraAttributes") !== undefined
