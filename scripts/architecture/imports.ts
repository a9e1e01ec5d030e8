/**
 * What a source file imports, and as what: every form of import and re-export, types included, read by a parser and not by a
 * regular expression, so that neither a comment nor a template string is taken for one.
 */
import { posix } from "node:path"
import { type ParseResult, parseSync, Visitor } from "oxc-parser"
import { lineAt } from "./Workspace.ts"

/** One module that a file depends on. */
export interface ImportOf {
  readonly specifier: string
  readonly line: number
  /**
   * The thing imported in one vocabulary: `effect/Option` (also for `import { Option } from "effect"`), `node:fs`, `undici`, and for
   * our own modules the path from the root (`packages/core/src/domain/index.ts`, also for `@dragoman/core/domain`).
   */
  readonly target: string
}

/** Every import of a TypeScript file, one for each name taken out of effect's barrel. */
export const importsOf = (file: string, text: string): ReadonlyArray<ImportOf> =>
  specifiers(parse(file, text)).flatMap(({ names, offset, specifier }) =>
    targets(file, specifier, names).map((target) => ({ specifier, target, line: lineAt(text, offset) }))
  )

/** The text with its comments blanked out: same length, same lines. */
export const withoutComments = (file: string, text: string): string =>
  parse(file, text).comments.reduce(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(start, end).replace(/[^\n]/g, " ") + rest.slice(end),
    text
  )

interface Specifier {
  readonly specifier: string
  readonly offset: number
  /** The names taken, `*` for all of them, none for an import for its side effects. */
  readonly names: ReadonlyArray<string>
}

const parse = (file: string, text: string): ParseResult => {
  const result = parseSync(file, text)
  const problem = result.errors[0]
  if (problem !== undefined) throw new Error(`${file} cannot be parsed: ${problem.message}`)
  return result
}

const specifiers = (parsed: ParseResult): ReadonlyArray<Specifier> => {
  const found: Array<Specifier> = []
  for (const { entries, moduleRequest } of parsed.module.staticImports) {
    const names = entries.map(({ importName }) => importName.name ?? "*")
    found.push({ specifier: moduleRequest.value, offset: moduleRequest.start, names })
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { importName, moduleRequest } of entries) {
      if (moduleRequest === null) continue
      found.push({ specifier: moduleRequest.value, offset: moduleRequest.start, names: [importName.name ?? "*"] })
    }
  }
  const dynamic = (source: { readonly type: string; readonly value?: unknown; readonly start: number }) => {
    const specifier = source.type === "Literal" && typeof source.value === "string" ? source.value : "(computed)"
    found.push({ specifier, offset: source.start, names: ["*"] })
  }
  new Visitor({
    ImportExpression: (node) => dynamic(node.source),
    TSImportType: (node) => dynamic(node.source)
  }).visit(parsed.program)
  return found
}

const targets = (file: string, specifier: string, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (specifier.startsWith(".")) return [posix.normalize(posix.join(posix.dirname(file), specifier))]
  const own = /^@dragoman\/([^/]+)(?:\/(.+))?$/.exec(specifier)
  if (own !== null) return [`packages/${own[1]}/src/${own[2] === undefined ? "" : `${own[2]}/`}index.ts`]
  // `pipe`, `flow` and `identity` are the barrel's shorthands for effect/Function.
  if (specifier === "effect") return names.map((name) => `effect/${/^[a-z]/.test(name) ? "Function" : name}`)
  return [specifier]
}
