/**
 * Builds every published package into its `dist`: JavaScript by tsup, type declarations by one run of the compiler over all packages
 * (tsup's own need a compiler API, which TypeScript 7 does not ship). A package takes part once everything that it exports exists.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { type Package, publishedPackages } from "./Package.ts"
import { outputOf, runNode } from "./Process.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const scratch = join(root, "node_modules/.dragoman/types")

const main = async (): Promise<void> => {
  const all = publishedPackages(root)
  for (const { missing, name } of all.filter(({ missing }) => missing.length > 0)) {
    process.stdout.write(`${name}: left out, ${missing.join(" and ")} to be written\n`)
  }
  const packages = all.filter(({ missing }) => missing.length === 0)
  await Promise.all(packages.map(buildScripts))
  await buildTypes(packages)
  for (const { folder, name } of packages) {
    process.stdout.write(`${name}: ${globSync("dist/**/*.js", { cwd: folder }).length} modules, with types\n`)
  }
}

const buildScripts = ({ folder, name }: Package): Promise<string> =>
  outputOf(
    runNode([join(root, "node_modules/tsup/dist/cli-default.js"), "--config", join(root, "tsup.config.ts")], folder),
    `tsup in ${name}`
  )

const buildTypes = async (packages: ReadonlyArray<Package>): Promise<void> => {
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  const config = join(scratch, "tsconfig.json")
  const include = packages.map(({ folder }) => join(folder, "src"))
  const options = { extends: join(root, "tsconfig.build.json"), compilerOptions: { outDir: scratch }, include }
  writeFileSync(config, JSON.stringify(options))
  await outputOf(runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", config], root), "tsc")
  for (const { folder, name } of packages) {
    const types = join(scratch, name, "src")
    for (const map of globSync("**/*.d.ts.map", { cwd: types }))
      pointAtSource(join(types, map), join(folder, "dist", map))
    cpSync(types, join(folder, "dist"), { recursive: true })
  }
}

/** A map is written for the place where the compiler puts it; its sources are named anew from where it is going. */
const pointAtSource = (map: string, destination: string): void => {
  const json: { readonly sources: ReadonlyArray<string> } = JSON.parse(readFileSync(map, "utf8"))
  const sources = json.sources.map((source) => relative(dirname(destination), join(dirname(map), source)))
  writeFileSync(map, JSON.stringify({ ...json, sources }))
}

try {
  await main()
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
}
