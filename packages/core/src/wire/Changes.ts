/** Vendors' reports of what changed, as the domain's `changes`. */
import type { Change } from "../domain/Event.ts"

/** How one vendor field is called and read in the domain. */
export interface FieldMapping {
  readonly field: string
  readonly value?: (value: unknown) => unknown
}

/** One vendor field before and after. A value that the vendor gives as `null` is an absent one. */
export interface VendorChange {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** Fields that `known` names come under our name, converted; the rest as `raw.<name>`, untouched. */
export const toChanges = (
  reported: ReadonlyArray<VendorChange>,
  known: Readonly<Record<string, FieldMapping>>
): ReadonlyArray<Change> =>
  reported.map(({ name, before, after }) => {
    const mapping = Object.hasOwn(known, name) ? known[name] : undefined
    const change: { -readonly [Key in keyof Change]: Change[Key] } = { field: mapping?.field ?? `raw.${name}` }
    const from = valueOf(before, mapping)
    const to = valueOf(after, mapping)
    if (from !== undefined) change.from = from
    if (to !== undefined) change.to = to
    return change
  })

const valueOf = (value: unknown, mapping: FieldMapping | undefined): unknown => {
  if (value === null || value === undefined) return undefined
  return mapping?.value === undefined ? value : mapping.value(value)
}

/** What came and what went between two lists of names, such as tags. */
export const difference = (
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>
): { readonly added: ReadonlyArray<string>; readonly removed: ReadonlyArray<string> } => ({
  added: after.filter((name) => !before.includes(name)),
  removed: before.filter((name) => !after.includes(name))
})
