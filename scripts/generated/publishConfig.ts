/**
 * `publishConfig` of every published package, from its `exports` and `bin`: in the workspace these name sources, which Node runs
 * unbuilt; in the tarball (`pnpm pack` puts `publishConfig` over the manifest) they name what `npm run build` makes of them.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import type { Outputs } from "../generate.ts"

type Targets = Readonly<Record<string, string>>

/** The manifests, their `publishConfig` as it follows from the rest. */
export const outputs: Outputs = (root) =>
  readdirSync(join(root, "packages")).map((name) => {
    const path = `packages/${name}/package.json`
    const text = readFileSync(join(root, path), "utf8")
    return { path, text: withPublishConfig(text) }
  })

/** A manifest's text with its `publishConfig`; the same text when it has the right one already. */
export const withPublishConfig = (text: string): string => {
  const manifest: { readonly private?: boolean; readonly exports?: Targets; readonly bin?: Targets } = JSON.parse(text)
  if (manifest.private === true) return text
  const publishConfig = {
    access: "public",
    ...(manifest.bin === undefined ? {} : { bin: mapValues(manifest.bin, built) }),
    exports: mapValues(manifest.exports ?? {}, (target) =>
      target.endsWith(".ts") ? { types: built(target).replace(/\.js$/, ".d.ts"), default: built(target) } : target
    )
  }
  if ("publishConfig" in manifest && isDeepStrictEqual(manifest.publishConfig, publishConfig)) return text
  return `${JSON.stringify({ ...manifest, publishConfig }, undefined, 2)}\n`
}

const built = (source: string): string => source.replace(/^\.\/src\//, "./dist/").replace(/\.ts$/, ".js")

const mapValues = <A>(record: Targets, change: (value: string) => A): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
