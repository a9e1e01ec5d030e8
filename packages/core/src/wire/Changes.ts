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
    const convert = mapping?.value ?? ((value: unknown) => value)
    const from = before === null || before === undefined ? undefined : convert(before)
    const to = after === null || after === undefined ? undefined : convert(after)
    return {
      field: mapping?.field ?? `raw.${name}`,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to })
    }
  })

/** What came and what went between two lists of names, such as tags. */
export const difference = (
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>
): { readonly added: ReadonlyArray<string>; readonly removed: ReadonlyArray<string> } => ({
  added: after.filter((name) => !before.includes(name)),
  removed: before.filter((name) => !after.includes(name))
})
