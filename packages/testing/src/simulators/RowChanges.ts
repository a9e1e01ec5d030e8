/** Changing a row, and what that changed. How a vendor writes changes is its own business. */
import type { JsonObject } from "./JsonObjects.ts"

export interface Difference {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** Applies a change and reports which of the fields read differ afterwards. */
export const differences = (read: () => JsonObject, apply: () => void): ReadonlyArray<Difference> => {
  const before = read()
  apply()
  return Object.entries(read()).flatMap(([field, to]) =>
    JSON.stringify(before[field]) === JSON.stringify(to) ? [] : [{ field, from: before[field], to }]
  )
}

/** Assigns what a patch tells; `undefined` means "not told". */
export const assign = <Row extends object>(
  row: Row,
  patch: { readonly [Key in keyof Row]?: Row[Key] | undefined }
): void => {
  for (const [key, value] of Object.entries(patch)) if (value !== undefined) Object.assign(row, { [key]: value })
}
