/**
 * Words that may not stand where they stand: a vendor's name in the code of core, and what belongs to one machine (its paths, the
 * host of the registry it uses, a token for it) anywhere.
 */
import { withoutComments } from "./imports.ts"
import { lineAt, type Violation, type Workspace } from "./Workspace.ts"

const vendors = ["huechat", "chatwoot", "omnichat", "chat2desk"]

/** Vendors that core's code names. Its comments may: an example says more than a paraphrase. */
export const vendorsInCore = (workspace: Workspace): ReadonlyArray<Violation> => {
  const packages = [...workspace.keys()].flatMap((path) => /^packages\/provider-([^/]+)\//.exec(path)?.[1] ?? [])
  const name = new RegExp([...new Set([...vendors, ...packages])].join("|"), "gi")
  return [...workspace]
    .filter(([file]) => /^packages\/core\/src\/.*\.ts$/.test(file))
    .flatMap(([file, text]) => occurrences("no vendor in core", file, withoutComments(file, text), name))
}

const machines = [
  /(?<![\w.:/~*-])\/(?:home|Users|root|work)\/[\w.-]+/g,
  /\b[A-Z]:\\\\?Users\b/g,
  /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\bnpm\.pkg\.|[/.]artifactory[/.]|_auth[T]oken/g
]

/** Traces of one machine in any file of the repository. */
export const machineTraces = (workspace: Workspace): ReadonlyArray<Violation> =>
  [...workspace].flatMap(([file, text]) =>
    machines.flatMap((trace) => occurrences("no machine's own", file, text, trace))
  )

const occurrences = (rule: string, file: string, text: string, pattern: RegExp): ReadonlyArray<Violation> =>
  [...text.matchAll(pattern)].map((match) => ({
    rule,
    file,
    line: lineAt(text, match.index),
    message: `names ${match[0]}`,
    severity: "error"
  }))
