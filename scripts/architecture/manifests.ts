/**
 * The manifests of published packages: what npm needs to know, one copy of effect for everybody, and no import that a package does
 * not declare (in the workspace it may resolve all the same; for who installs the package it does not).
 */
import { importsOf } from "./imports.ts"
import type { Violation, Workspace } from "./Workspace.ts"

interface Manifest {
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** What every published manifest says in the same words. */
const same = { license: "MIT", author: "Dragoman contributors", type: "module", engines: { node: ">=22.19" } }

/** Published packages whose manifest is not as it should be. */
export const manifestViolations = (workspace: Workspace): ReadonlyArray<Violation> =>
  published(workspace).flatMap(({ folder, manifest }) => {
    const file = `${folder}/package.json`
    const wanted = { ...same, name: folder.replace("packages/", "@dragoman/") }
    const wrong = Object.entries(wanted)
      .filter(([field, value]) => JSON.stringify(manifest[field]) !== JSON.stringify(value))
      .map(([field, value]) => `needs "${field}": ${JSON.stringify(value)}`)
    const lacking = ["version", "description", "keywords", "exports", "files"]
      .filter((field) => manifest[field] === undefined)
      .map((field) => `needs "${field}"`)
    const effect = [
      ...(manifest.peerDependencies?.effect === "~4.1.0" ? [] : ["needs effect ~4.1.0 as a peer dependency"]),
      ...(manifest.dependencies?.effect === undefined ? [] : ["must not bring an effect of its own"])
    ]
    return [...wrong, ...lacking, ...effect].map((message) => error("manifests", file, message))
  })

/** Modules that a package's sources import and its manifest does not declare. */
export const undeclaredImports = (workspace: Workspace): ReadonlyArray<Violation> =>
  published(workspace).flatMap(({ folder, manifest }) => {
    const own = folder.replace("packages/", "@dragoman/")
    const declared = new Set([own, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })])
    return [...workspace]
      .filter(([file]) => file.startsWith(`${folder}/src/`) && file.endsWith(".ts"))
      .flatMap(([file, text]) =>
        importsOf(file, text)
          .filter(({ specifier }) => !/^\.|^node:|^\(/.test(specifier) && !declared.has(packageOf(specifier)))
          .map(({ line, specifier }) => ({
            ...error("declared imports", file, `imports ${specifier}, which ${folder}/package.json does not declare`),
            line
          }))
      )
  })

const published = (workspace: Workspace): ReadonlyArray<{ readonly folder: string; readonly manifest: Manifest }> =>
  [...workspace].flatMap(([file, text]) => {
    const folder = /^(packages\/[^/]+)\/package\.json$/.exec(file)?.[1]
    if (folder === undefined) return []
    const manifest: Manifest = JSON.parse(text)
    return manifest.private === true ? [] : [{ folder, manifest }]
  })

const packageOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier

const error = (rule: string, file: string, message: string): Violation => ({ rule, file, message, severity: "error" })
