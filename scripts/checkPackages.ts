/**
 * Checks the built packages the way their users meet them: packs each one, has publint and are-the-types-wrong look at the tarball,
 * installs all tarballs with npm into a project outside the workspace, type-checks a program there that imports every subpath
 * (libraries included), and runs it and the commands on plain Node.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Package, publishedPackages, specifiersOf } from "./Package.ts"
import { outputOf, run, runNode } from "./Process.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

interface Packed extends Package {
  readonly tarball: string
}

const main = async (folder: string): Promise<void> => {
  const packages = publishedPackages(root).filter(({ missing }) => missing.length === 0)
  const unbuilt = packages.filter((one) => !existsSync(join(one.folder, "dist")))
  if (unbuilt.length > 0) throw new Error(`not built: ${unbuilt.map(({ name }) => name).join(", ")}; npm run build`)
  const packed = await Promise.all(packages.map((one) => pack(one, folder)))
  for (const one of packed) await lint(one)
  await consume(packed, join(folder, "consumer"))
}

const pack = async (one: Package, folder: string): Promise<Packed> => {
  await outputOf(run("pnpm", ["pack", "--pack-destination", folder], one.folder), `pnpm pack in ${one.name}`)
  const { name, version } = one.manifest
  return { ...one, tarball: join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`) }
}

const lint = async ({ name, tarball }: Packed): Promise<void> => {
  const publint = join(root, "node_modules/publint/src/cli.js")
  await outputOf(runNode([publint, tarball, "--strict", "--level", "warning"], root), `publint of ${name}`)
  const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js")
  await outputOf(
    runNode([attw, tarball, "--profile", "esm-only", "--no-color"], root),
    `are-the-types-wrong of ${name}`
  )
  say(`${name}: packed, publint and are-the-types-wrong have nothing to say`)
}

const consume = async (packages: ReadonlyArray<Packed>, folder: string): Promise<void> => {
  mkdirSync(folder)
  const specifiers = packages.flatMap(specifiersOf)
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write("package.json", JSON.stringify(manifest(packages)))
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["main.ts"] }))
  write("main.ts", program(specifiers))
  const install = ["install", "--no-audit", "--no-fund", "--loglevel=error"]
  await outputOf(run("npm", install, folder), "npm install of the tarballs")
  await outputOf(runNode([join(folder, "node_modules/typescript/bin/tsc")], folder), "type-checking their user")
  await outputOf(runNode(["main.ts"], folder), "running their user")
  say(`consumer: ${specifiers.length} imports installed by npm, type-checked, and run on Node ${process.versions.node}`)
  for (const command of packages.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}))) {
    await outputOf(run(join(folder, "node_modules/.bin", command), ["--help"], folder), `${command} --help`)
    say(`consumer: ${command} --help runs`)
  }
}

/** The tarballs, and what they expect beside them in the versions that the workspace is tested with. */
const manifest = (packages: ReadonlyArray<Packed>) => {
  const { devDependencies }: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8")
  )
  const beside = [
    "typescript",
    "@types/node",
    ...packages.flatMap((one) => Object.keys(one.manifest.peerDependencies ?? {}))
  ]
  const pinned = beside.map((name) => [name, devDependencies[name] ?? "*"])
  const tarballs = packages.map((one) => [one.manifest.name, `file:${one.tarball}`])
  return { private: true, type: "module", dependencies: Object.fromEntries([...pinned, ...tarballs]) }
}

const compilerOptions = {
  target: "ES2023",
  lib: ["ES2024", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
  module: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  types: ["node"]
}

const program = (specifiers: ReadonlyArray<string>): string =>
  specifiers
    .map(
      (specifier, index) => `import * as module${index} from "${specifier}"
if (Object.keys(module${index}).length === 0) throw new Error("${specifier} exports nothing")
if (!import.meta.resolve("${specifier}").includes("/dist/")) throw new Error("${specifier} is not what was built")
`
    )
    .join("")

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const folder = mkdtempSync(join(tmpdir(), "dragoman-packages-"))
try {
  await main(folder)
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
