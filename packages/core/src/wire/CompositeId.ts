/**
 * Ids of things that a vendor addresses by several values: the values joined by `:`, each percent-encoded, so that they parse back
 * whatever they contain. None may be empty: an id with an empty value is nobody's, and does not parse.
 */

/** `["whatsapp", "15550100", "a:b"]` -> `whatsapp:15550100:a%3Ab`. */
export const joinId = (parts: ReadonlyArray<string>): string => parts.map(encodePart).join(":")

/** The values of an id made by {@link joinId}; `undefined` when there are not exactly `count` of them or one does not decode. */
export const parseId = (id: string, count: number): ReadonlyArray<string> | undefined => {
  const parts = id.split(":")
  if (parts.length !== count || parts.includes("")) return undefined
  try {
    return parts.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

/** Percent-encodes what would end a value; most values have nothing to encode and stay as they are. Never throws. */
const encodePart = (part: string): string => (/^[\w.@+-]*$/.test(part) ? part : encodeURIComponent(part.toWellFormed()))
