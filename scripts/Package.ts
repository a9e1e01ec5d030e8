/** The published packages, as `npm run build` and `npm run check:packages` see them. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** The fields of a manifest that building and checking need. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, string>>
  readonly bin?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package that is published, or will be. */
export interface Package {
  /** Below `packages/`. */
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
  /** What its manifest exports and there is no file for. While there is any, it takes no part in a build. */
  readonly missing: ReadonlyArray<string>
}

/** All packages that are not private. */
export const publishedPackages = (root: string): ReadonlyArray<Package> =>
  readdirSync(join(root, "packages")).flatMap((name) => {
    const folder = join(root, "packages", name)
    const file = join(folder, "package.json")
    if (!existsSync(file)) return []
    const manifest: Manifest = JSON.parse(readFileSync(file, "utf8"))
    if (manifest.private === true) return []
    const targets = [...Object.values(manifest.exports ?? {}), ...Object.values(manifest.bin ?? {})]
    return [{ name, folder, manifest, missing: targets.filter((target) => !existsSync(join(folder, target))) }]
  })

/** The subpaths that a program imports, as it writes them: `@dragoman/core/domain`. */
export const specifiersOf = ({ manifest }: Package): ReadonlyArray<string> =>
  Object.entries(manifest.exports ?? {})
    .filter(([, target]) => target.endsWith(".ts"))
    .map(([subpath]) => `${manifest.name}${subpath.slice(1)}`)
