/** What an update changed, as `changes` in webhooks: each field that differs, from what to what. */
import type { Hash } from "../Records.ts"

export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>

/** Applies a change and reports which of the fields read differ afterwards. */
export const applied = (read: () => Hash, apply: () => void): Changes => {
  const before = read()
  apply()
  return Object.fromEntries(
    Object.entries(read()).flatMap(([field, to]) =>
      JSON.stringify(before[field]) === JSON.stringify(to) ? [] : [[field, { from: before[field], to }]]
    )
  )
}

/** Assigns what a patch tells; `undefined` means "not told". */
export const assign = <Row extends object>(
  row: Row,
  patch: { readonly [Key in keyof Row]?: Row[Key] | undefined }
): void => {
  for (const [key, value] of Object.entries(patch)) if (value !== undefined) Object.assign(row, { [key]: value })
}
