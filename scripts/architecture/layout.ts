/**
 * Where things are: every provider package has the same files with the same jobs (learn one, know four), no file is named after
 * nothing, and none grows past what a person reads at once.
 */
import type { Violation, Workspace } from "./Workspace.ts"

/** The files of a provider package that its vendor's name is part of, and the ones that it is not. */
const jobs = ["Client", "Api", "Webhook", "Errors", "Capabilities"]
const folders = ["src/api/", "src/mapping/", "test/fixtures/"]

const source = /\.(?:ts|mjs)$/

/** Provider packages lacking a file; one counts as a provider package once it has its `<Vendor>.ts`. */
export const missingProviderFiles = (workspace: Workspace): ReadonlyArray<Violation> => {
  const paths = [...workspace.keys()]
  return paths.flatMap((main) => {
    const [, root, name, vendor] = /^(packages\/provider-([^/]+))\/src\/([^/]+)\.ts$/.exec(main) ?? []
    if (root === undefined || vendor === undefined || vendor.toLowerCase() !== name) return []
    // Where one file would have several jobs it is a folder of the same name.
    const wanted = [
      ["src/index.ts"],
      ...folders.map((folder) => [folder]),
      ...jobs.map((job) => either(`src/${vendor}${job}`))
    ]
    return wanted
      .filter((forms) => !forms.some((form) => paths.some((path) => isOrIsIn(`${root}/${form}`, path))))
      .map(([form]) => error("provider files", root, `lacks ${form}`))
  })
}

/** Names that say nothing, of files and of folders. */
export const emptyNames = (workspace: Workspace): ReadonlyArray<Violation> =>
  [...workspace.keys()]
    .filter((path) => source.test(path) && path.split("/").some(saysNothing))
    .map((path) => error("names", path, "has a name that says nothing about its job"))

/** Hand-written files that are worth a look for a seam. */
export const longFiles = (workspace: Workspace): ReadonlyArray<Violation> =>
  [...workspace]
    .filter(([path]) => source.test(path) && !/\/(?:api|fixtures)\//.test(path))
    .map(([file, text]) => ({ file, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > 400)
    .map(({ file, lines }) => ({
      rule: "length",
      file,
      severity: "note",
      message: `has ${lines} lines; 400 is where to look for a seam`
    }))

const either = (path: string): ReadonlyArray<string> => [`${path}.ts`, `${path}/`]

const isOrIsIn = (place: string, path: string): boolean =>
  place.endsWith("/") ? path.startsWith(place) : path === place

const saysNothing = (name: string): boolean =>
  name
    .split(/(?=[A-Z])|[^A-Za-z]+/)
    .some((word) => /^(?:utils?|utilit(?:y|ies)|helpers?|common|misc|managers?)$/i.test(word))

const error = (rule: string, file: string, message: string): Violation => ({ rule, file, message, severity: "error" })
