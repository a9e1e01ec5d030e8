/**
 * Writes the files (and the parts of files) that are made from others, or with `--check` tells which are stale.
 *
 * A generator is a module in `scripts/generated/` with a function `outputs`. It gets the root and a way to read, and answers with
 * whole texts: what it did not mean to change, it gives back as it was.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** A file as it should be. */
export interface Output {
  /** From the root of the workspace. */
  readonly path: string
  readonly text: string
}

/** What a module of `scripts/generated/` exports as `outputs`. */
export type Outputs = (root: string) => ReadonlyArray<Output> | Promise<ReadonlyArray<Output>>

/** The files that are not as their generator would write them. */
export const staleFiles = async (root: string): Promise<ReadonlyArray<Output>> => {
  const generators = readdirSync(join(root, "scripts/generated")).filter((name) => /(?<!\.test)\.ts$/.test(name))
  const wanted = await Promise.all(
    generators.map(async (name) => {
      const module: { readonly outputs: Outputs } = await import(`./generated/${name}`)
      return module.outputs(root)
    })
  )
  return wanted.flat().filter(({ path, text }) => {
    const file = join(root, path)
    return !existsSync(file) || readFileSync(file, "utf8") !== text
  })
}

if (import.meta.main) {
  const root = fileURLToPath(new URL("..", import.meta.url))
  const check = process.argv.includes("--check")
  const stale = await staleFiles(root)
  for (const { path, text } of stale) {
    if (!check) writeFileSync(join(root, path), text)
    process.stdout.write(`${path} ${check ? "is stale: run npm run generate" : "written"}\n`)
  }
  process.exitCode = check && stale.length > 0 ? 1 : 0
}
