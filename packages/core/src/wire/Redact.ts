/** Secrets that vendors send along inside their objects must not travel on in `raw`, in logs or in archives. */

/** What stands in the place of a secret. */
export const redactedText = "<redacted>"

/**
 * Replaces the values of the named keys, at any depth, in the object given. It changes the object itself: call it on JSON that was
 * parsed here and that nobody else holds.
 */
export const redactInPlace = <A>(value: A, secretKeys: ReadonlySet<string>): A => {
  // A list and no recursion: JSON that nobody documented may be nested deeper than the stack is.
  const unsearched: Array<unknown> = [value]
  while (unsearched.length > 0) {
    const found = unsearched.pop()
    if (typeof found !== "object" || found === null) continue
    if (Array.isArray(found)) for (const item of found) unsearched.push(item)
    else redactKeys(found as Record<string, unknown>, secretKeys, unsearched)
  }
  return value
}

const redactKeys = (
  record: Record<string, unknown>,
  secretKeys: ReadonlySet<string>,
  unsearched: Array<unknown>
): void => {
  for (const key in record) {
    const item = record[key]
    if (item === null || item === undefined) continue
    if (secretKeys.has(key)) record[key] = redactedText
    else if (typeof item === "object") unsearched.push(item)
  }
}
