/**
 * Custom attributes, which are typed in the portal. Replies say the type by word (contacts) or by number (customers), and may write a number
 * or a boolean as text; requests want the right JSON type. There is no null: what stands for *none* depends on the type. Source: omnichat.md,
 * "Custom Attribute Objects".
 */
import type { Attributes } from "@dragoman/core/domain"
import { openEnum } from "@dragoman/core/wire"

/** An attribute as a reply has it. */
export interface AttributeSource {
  readonly key: string
  readonly value?: unknown
  readonly type?: string | number | null
}

/** An attribute as a request names it. */
export interface AttributeInput {
  readonly key: string
  readonly value: string | number | boolean
}

type Kind = "text" | "number" | "date" | "datetime" | "boolean"

/** The values by key, in their types. What was cleared is not there; a number that was set to 0 cannot be told from one that was cleared. */
export const toAttributes = (wire: ReadonlyArray<AttributeSource> | null | undefined): Attributes | undefined =>
  wire === null || wire === undefined
    ? undefined
    : Object.fromEntries(
        wire.flatMap(({ key, type, value }) => {
          const read = toValue(toKind(type), value)
          return read === undefined ? [] : [[key, read]]
        })
      )

/** A value that requests take; `undefined` for one that they do not. */
export const fromValue = (value: unknown): AttributeInput["value"] | undefined =>
  typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
    ? value
    : undefined

/** What clears an attribute of the contact: text and dates are emptied, a number becomes 0 and a boolean false. */
export const clearing = (key: string, known: ReadonlyArray<AttributeSource> | null | undefined): AttributeInput => {
  const attribute = known?.find((one) => one.key === key)
  const kind = toKind(attribute?.type)
  return { key, value: kind === "number" ? 0 : kind === "boolean" ? false : "" }
}

const toKind: (type: string | number | null | undefined) => Kind = (type) => kindOf(type?.toString().toLowerCase())

const kindOf = openEnum<Kind, "text">(
  {
    number: "number",
    2: "number",
    date: "date",
    3: "date",
    datetime: "datetime",
    4: "datetime",
    boolean: "boolean",
    5: "boolean"
  },
  "text"
)

const toValue = (kind: Kind, value: unknown): unknown => {
  if (value === null || value === undefined || value === "") return undefined
  if (kind === "date" || kind === "datetime") return isCleared(value) ? undefined : value
  if (typeof value !== "string") return value
  if (kind === "number") return Number.isFinite(Number(value)) ? Number(value) : value
  return kind === "boolean" && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === "true" : value
}

/** A date that was emptied is the first day of 1970. */
const isCleared = (value: unknown): boolean => typeof value === "string" && value.startsWith("1970-01-01")
