/** What an update changed, in the form of `changed_attributes`: an array of one-key objects with the old and the new column value. */
import { differences } from "../../RowChanges.ts"
import type { Hash } from "../Records.ts"

export { assign } from "../../RowChanges.ts"

export interface Change {
  readonly previous_value: unknown
  readonly current_value: unknown
}
export type Changes = ReadonlyArray<Readonly<Record<string, Change>>>

/** Applies a change to a row and reports which of its columns differ afterwards. */
export const applied = (columns: () => Hash, apply: () => void): Changes =>
  differences(columns, apply).map(({ field, from, to }) => ({ [field]: { previous_value: from, current_value: to } }))

export const columnsOf = (changes: Changes): ReadonlyArray<string> => changes.flatMap((change) => Object.keys(change))
