/**
 * The code in README.md and docs/: every ```ts block compiles, as a module of its own, against the packages as a user imports them.
 *
 * The blocks are written below `examples/node_modules`, where everything that an example may import is installed, each padded with
 * empty lines so that what the compiler says of a line is about the same line of the page.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Ended, runNode } from "./Process.ts"

/** A block of code on a page. */
export interface Block {
  readonly page: string
  /** Of its first line of code, counted from one. */
  readonly line: number
  readonly code: string
}

/** The pages whose code is checked. */
export const readPages = (root: string): ReadonlyMap<string, string> =>
  new Map(
    globSync(["README.md", "docs/**/*.md", "packages/*/README.md"], { cwd: root, exclude: ["**/node_modules/**"] })
      .sort()
      .map((page) => [page, readFileSync(join(root, page), "utf8")])
  )

/** Every block that is fenced as `ts` or `typescript`, whatever else its fence says. */
export const blocksOf = (page: string, text: string): ReadonlyArray<Block> => {
  const fence = /^([ \t]*)(`{3,}|~{3,})(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm
  return [...text.matchAll(fence)].map((match) => {
    const before = text.slice(0, match.index + match[0].indexOf("\n") + 1)
    return { page, line: before.split("\n").length, code: match[3] ?? "" }
  })
}

/** Type-checks the code of pages; the output names page and line. */
export const checkDocs = async (root: string, pages: ReadonlyMap<string, string>): Promise<Ended> => {
  const blocks = [...pages].flatMap(([page, text]) => blocksOf(page, text))
  if (blocks.length === 0) return { succeeded: true, output: "no code in the docs yet" }
  const folder = mkdtempSync(join(root, "examples/node_modules/.docs-"))
  try {
    writeBlocks(root, folder, blocks)
    const { output, succeeded } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], root)
    const onPages = output.replaceAll(/\S*\/\.docs-\w+\/(\S+?)\.\d+\.mts\b/g, (_, page: string) =>
      page.replaceAll("+", "/")
    )
    return { succeeded, output: succeeded ? `${blocks.length} blocks of code compile` : onPages }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const writeBlocks = (root: string, folder: string, blocks: ReadonlyArray<Block>): void => {
  const files = blocks.map(({ page }, index) => `${page.replaceAll("/", "+")}.${index + 1}.mts`)
  for (const [index, { code, line }] of blocks.entries()) {
    writeFileSync(join(folder, files[index] ?? ""), `${"\n".repeat(line - 1)}${code}`)
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ ...config, extends: join(root, "tsconfig.base.json"), files })
  )
}

/** A snippet shows how a thing is got and need not go on to use it. */
const config = { compilerOptions: { noEmit: true, noUnusedLocals: false, noUnusedParameters: false } }
