/** What an update changed, as `changes` in webhooks: each field that differs, from what to what. */
import { differences } from "../../RowChanges.ts"
import type { Hash } from "../Records.ts"

export { assign } from "../../RowChanges.ts"

export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>

/** Applies a change and reports which of the fields read differ afterwards. */
export const applied = (read: () => Hash, apply: () => void): Changes =>
  Object.fromEntries(differences(read, apply).map(({ field, ...change }) => [field, change]))
