/**
 * The part of Liquid that a message meets before it is saved: `{{ contact.name }}` and its kin are filled in, unknown variables become
 * nothing, `{{ "text" }}` is the text, `{% raw %}` and code in backticks are kept. A text that is not valid Liquid stays as it was.
 */

/** What may stand between the braces. */
export type Variables = Readonly<Record<string, string>>

export const renderLiquid = (text: string, variables: Variables): string => {
  const pieces = text.split(/(\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}|```[\s\S]*?```|`[^`]*`)/)
  const rendered = pieces.map((piece, index) => (index % 2 === 0 ? filled(piece, variables) : unwrapped(piece)))
  return rendered.includes(undefined) ? text : rendered.join("")
}

/** `undefined` where Liquid would raise a syntax error: an unknown tag, or braces that do not close. */
const filled = (text: string, variables: Variables): string | undefined => {
  const tokens = text.split(/(\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\})/)
  const rendered = tokens.map((token, index) => {
    if (index % 2 === 0) return /\{[{%]/.test(token) ? undefined : token
    return token.startsWith("{%") ? undefined : valueOf(token.slice(2, -2).trim(), variables)
  })
  return rendered.includes(undefined) ? undefined : rendered.join("")
}

/** A text in quotes is itself; a name is looked up, whatever filters follow it. */
const valueOf = (expression: string, variables: Variables): string => {
  const literal = /^(?:"([^"]*)"|'([^']*)')$/.exec(expression)
  if (literal !== null) return literal[1] ?? literal[2] ?? ""
  return variables[/^[\w.]*/.exec(expression)?.[0] ?? ""] ?? ""
}

const unwrapped = (piece: string): string =>
  piece.startsWith("`") ? piece : piece.replace(/^\{%-?\s*raw\s*-?%\}/, "").replace(/\{%-?\s*endraw\s*-?%\}$/, "")
