/**
 * Custom fields of clients. The wire numbers them (`{ "1": "Oslo" }`), the domain calls them by name; `custom_client_fields` has both. A name
 * that several fields share names none of them: there the number stands, as it does for a field that the account does not list.
 *
 * Values are text. An empty one is none, and takes a value away.
 */
import type { Attributes } from "@dragoman/core/domain"
import { toText } from "@dragoman/core/wire"
import { Predicate } from "effect"
import type { WireId } from "./Ids.ts"

/** What is read of a field. */
export interface FieldSource {
  readonly id: WireId
  readonly name?: string | null | undefined
}

/** The names of an account's fields. */
export interface FieldNames {
  readonly nameOf: (number: string) => string
  /** `undefined` for a name that no field has. */
  readonly numberOf: (name: string) => string | undefined
}

export const toFieldNames = (fields: ReadonlyArray<FieldSource>): FieldNames => {
  const times = new Map<string, number>()
  for (const { name } of fields) times.set(name ?? "", (times.get(name ?? "") ?? 0) + 1)
  const names = new Map(
    fields.map(({ id, name }) => {
      const own = toText(name)
      return [String(id), own !== undefined && times.get(own) === 1 ? own : String(id)]
    })
  )
  const numbers = new Map([...names].map(([number, name]) => [name, number]))
  return { nameOf: (number) => names.get(number) ?? number, numberOf: (name) => numbers.get(name) }
}

/** `undefined` where they are not told; an empty list is what some releases send for none. */
export const toAttributes = (customFields: unknown, { nameOf }: FieldNames): Attributes | undefined => {
  if (!Predicate.isObject(customFields)) return Array.isArray(customFields) ? {} : undefined
  const told = Object.entries(customFields).filter(([, value]) => value !== null && value !== "")
  return Object.fromEntries(told.map(([number, value]) => [nameOf(number), value]))
}

/** By number, as requests want them; each name must be one of the account's. */
export const fromAttributes = (attributes: Attributes, { numberOf }: FieldNames): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const number = numberOf(name)
      return number === undefined ? [] : [[number, fromValue(value)]]
    })
  )

/** Fields have no types but text: what is none goes as JSON. */
export const fromValue = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}
