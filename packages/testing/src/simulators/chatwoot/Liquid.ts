/**
 * The part of Liquid that a message meets before it is saved: `{{ contact.name }}` and its kin are filled in, unknown variables become
 * nothing, `{% raw %}` and code in backticks are kept. A text that is not valid Liquid stays as it was.
 */

/** What may stand between the braces. */
export type Variables = Readonly<Record<string, string>>

export const renderLiquid = (text: string, variables: Variables): string => {
  const pieces = text.split(/(\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}|```[\s\S]*?```|`[^`]*`)/)
  const outside = pieces.filter((_, index) => index % 2 === 0).join("")
  if (/\{%/.test(outside) || opened(outside) !== closed(outside)) return text
  return pieces.map((piece, index) => (index % 2 === 0 ? filled(piece, variables) : unwrapped(piece))).join("")
}

const opened = (text: string) => text.split("{{").length
const closed = (text: string) => text.split("}}").length

const filled = (text: string, variables: Variables): string =>
  text.replace(/\{\{\s*([\w.]*)[^}]*\}\}/g, (_, name: string) => variables[name] ?? "")

const unwrapped = (piece: string): string =>
  piece.startsWith("`") ? piece : piece.replace(/^\{%-?\s*raw\s*-?%\}/, "").replace(/\{%-?\s*endraw\s*-?%\}$/, "")
