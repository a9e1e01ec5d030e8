/**
 * The workspace as the architecture rules see it: paths and texts, nothing else, so that a test can hand a rule three made-up files.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Path from the root (with `/`) to text. */
export type Workspace = ReadonlyMap<string, string>

/** Something that breaks a rule. A `note` is told and does not fail the check. */
export interface Violation {
  readonly rule: string
  readonly file: string
  readonly line?: number
  readonly message: string
  readonly severity: "error" | "note"
}

/** The file of one line that a person can click on. */
export const render = ({ file, line, message, rule, severity }: Violation): string =>
  `${line === undefined ? file : `${file}:${line}`} ${severity === "note" ? "note: " : ""}${message} (${rule})`

/** The line, counted from one, of an offset into a text. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length

const notOurs = new Set([".git", "node_modules", "dist", "coverage"])
const text = /(?:\.(?:[cm]?[jt]s|json|md|ya?ml|sh|txt)|\/run|\/\.[a-z]+|LICENSE)$/

/** Every text file that a commit would hold. */
export const readWorkspace = (root: string): Workspace => {
  const files = new Map<string, string>()
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !notOurs.has(entry.name)) visit(path)
      else if (entry.isFile() && text.test(`/${path}`)) files.set(path, readFileSync(join(root, path), "utf8"))
    }
  }
  visit("")
  return files
}
