/** Secrets that vendors send along inside their objects must not travel on in `raw`, in logs or in archives. */

/** What stands in the place of a secret. */
export const redactedText = "<redacted>"

/**
 * Replaces the values of the named keys, at any depth, in the object given. It changes the object itself: call it on JSON that was
 * parsed here and that nobody else holds.
 */
export const redactInPlace = <A>(value: A, secretKeys: ReadonlySet<string>): A => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object") redactInPlace(item, secretKeys)
    return value
  }
  const record = value as Record<string, unknown>
  for (const key in record) {
    const item = record[key]
    if (item === null || item === undefined) continue
    if (secretKeys.has(key)) record[key] = redactedText
    else if (typeof item === "object") redactInPlace(item, secretKeys)
  }
  return value
}
