/**
 * Who may import whom: the table of docs/architecture.md as data. A file belongs to the first ring whose folder it is in; it may
 * import its own ring, and what the ring names. Everything else is a violation, and so is a source file that is in no ring.
 */
import { importsOf } from "./imports.ts"
import type { Violation, Workspace } from "./Workspace.ts"

interface Ring {
  /** The folder, `$1` in `may` standing for its first group. */
  readonly at: RegExp
  /** Folders, modules or prefixes of them (`effect` covers `effect/sql`); `anything` for no limit. */
  readonly may: ReadonlyArray<string> | "anything"
}

/** Modules of effect that hold and describe data: no services, no effects, no HTTP. */
const data =
  `Array BigDecimal BigInt Boolean Brand ByteSize Bytes Chunk Combiner Data DateTime Duration Equal Equivalence Filter
  Formatter Function Graph HKT Hash HashMap HashSet Inspectable Iterable JsonPatch JsonPointer JsonSchema Match Newtype
  NonEmptyIterable Number Optic Option Order Ordering Pipeable Predicate Record Redactable Redacted Reducer RegExp Result Schema
  SchemaAST SchemaGetter SchemaIssue SchemaParser SchemaRepresentation SchemaTransformation StandardSchema String Struct Symbol
  Trie Tuple Types UndefinedOr Unify encoding schema`
    .split(/\s+/)
    .map((name) => `effect/${name}`)

const core = (folder: string): string => `packages/core/src/${folder}`

/** The inner rings come first: `provider-x/src/mapping` before `provider-x/src`. */
const rings: ReadonlyArray<Ring> = [
  { at: /^packages\/core\/src\/domain\//, may: data },
  { at: /^packages\/core\/src\/wire\//, may: [core("domain"), ...data] },
  { at: /^packages\/core\/src\/provider\//, may: [core("domain"), core("wire"), core("webhook"), "effect"] },
  { at: /^packages\/core\/src\/webhook\//, may: [core("domain"), core("wire"), core("provider"), "effect"] },
  {
    at: /^packages\/core\/src\/gateway\//,
    may: [core("domain"), core("wire"), core("provider"), core("webhook"), "effect"]
  },
  { at: /^packages\/core\/src\/promise\//, may: ["packages/core/src", "effect"] },

  // Wire shapes do not know our words.
  {
    at: /^packages\/(provider-[^/]+)\/src\/api\//,
    may: ["packages/$1/src/whatsapp", core("provider"), "effect/http-api", ...data]
  },
  {
    at: /^packages\/(provider-[^/]+)\/src\/mapping\//,
    may: ["packages/$1/src/api", "packages/$1/src/whatsapp", core("domain"), core("wire"), ...data]
  },
  // The WhatsApp Cloud format knows nothing of the vendor that forwards it: another one can lift it.
  { at: /^packages\/provider-[^/]+\/src\/whatsapp\//, may: ["packages/core/src", "effect"] },
  { at: /^packages\/(provider-[^/]+)\/src\//, may: ["packages/$1/src", "packages/core/src", "effect"] },

  // Two witnesses: a simulator must not share a misreading with the provider that it is there to catch.
  {
    at: /^packages\/testing\/src\/simulators\//,
    may: [core("webhook"), "packages/testing/src/Faults.ts", "packages/testing/src/InProcess.ts", "effect"]
  },
  // The one file that reads files, and therefore its own entry.
  {
    at: /^packages\/testing\/src\/Fixtures\.ts/,
    may: [core("domain"), "effect", "node:fs"]
  },
  { at: /^packages\/testing\/src\//, may: ["packages/testing/src", "packages/core/src", "effect", "@effect/vitest"] },

  { at: /^packages\/migration\/src\//, may: ["packages/core/src", "effect"] },
  { at: /^packages\/sqlite\/src\//, may: ["effect", "node:sqlite"] },
  { at: /^packages\/cli\/src\//, may: "anything" }
]

/** Imports that the table does not allow, and source files that it does not know. */
export const ringViolations = (workspace: Workspace): ReadonlyArray<Violation> =>
  [...workspace].flatMap(([file, text]) => {
    if (!/^packages\/[^/]+\/src\/.*\.ts$/.test(file)) return []
    const rule = "import rules"
    const ring = rings.find(({ at }) => at.test(file))
    if (ring === undefined) {
      return [{ rule, file, severity: "error", message: "is in no ring of scripts/architecture/rings.ts" }]
    }
    const folder = ring.at.exec(file)
    if (folder === null || ring.may === "anything") return []
    const may = [folder[0].slice(0, -1), ...ring.may.map((allowed) => allowed.replace("$1", folder[1] ?? ""))]
    return importsOf(file, text)
      .filter(({ target }) => !may.some((allowed) => target === allowed || target.startsWith(`${allowed}/`)))
      .map(({ line, specifier, target }): Violation => {
        const what = specifier === "effect" ? `${target.replace("effect/", "")} of effect` : specifier
        return { rule, file, line, severity: "error", message: `may not import ${what}` }
      })
  })
