/** The domain's rule that an absent value is an absent key, as a function. */

/** The same object type without `undefined`: such keys become optional. */
export type Present<A> = { [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
} extends infer Merged
  ? { [K in keyof Merged]: Merged[K] }
  : never

/** Drops the keys whose value is `undefined`, from the object given, which must be the caller's own. */
export const present = <A extends object>(fields: A): Present<A> => {
  const record = fields as Record<string, unknown>
  for (const key in record) if (record[key] === undefined) delete record[key]
  return record as Present<A>
}

/** Text that says something: vendors send `""` and `null` for *none*. */
export const toText = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text === "" ? undefined : text
