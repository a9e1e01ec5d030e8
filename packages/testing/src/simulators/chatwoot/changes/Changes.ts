/** What an update changed, in the form of `changed_attributes`: an array of one-key objects with the old and the new column value. */
import type { Hash } from "../Records.ts"

export interface Change {
  readonly previous_value: unknown
  readonly current_value: unknown
}
export type Changes = ReadonlyArray<Readonly<Record<string, Change>>>

/** Applies a change to a row and reports which of its columns differ afterwards. */
export const applied = (columns: () => Hash, apply: () => void): Changes => {
  const before = columns()
  apply()
  return Object.entries(columns()).flatMap(([column, value]) =>
    JSON.stringify(before[column]) === JSON.stringify(value)
      ? []
      : [{ [column]: { previous_value: before[column], current_value: value } }]
  )
}

export const columnsOf = (changes: Changes): ReadonlyArray<string> => changes.flatMap((change) => Object.keys(change))

/** Assigns the keys of a patch that are present; `undefined` means "not told". */
export const assign = <Row extends object>(
  row: Row,
  patch: { readonly [Key in keyof Row]?: Row[Key] | undefined }
): void => {
  for (const [key, value] of Object.entries(patch)) if (value !== undefined) Object.assign(row, { [key]: value })
}
