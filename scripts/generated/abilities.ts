/** The tables of what vendors can do, from their capability values: a short one in README.md, all of it in docs/abilities.md. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { providers } from "../../packages/cli/src/Providers.ts"
import {
  type Capabilities,
  type Level,
  type LevelName,
  operationKinds,
  operationNames
} from "../../packages/core/src/provider/index.ts"
import type { Outputs } from "../generate.ts"

export const outputs: Outputs = (root) => {
  const vendors = Object.values(providers).map(({ capabilities }) => capabilities)
  return [
    ["README.md", summary(vendors)],
    ["docs/abilities.md", [matrix(vendors), ...vendors.map(details)].join("\n\n")]
  ].map(([path = "", tables = ""]) => ({ path, text: replaced(readFileSync(join(root, path), "utf8"), tables, path) }))
}

const begin = "<!-- abilities: begin, written by `npm run generate` -->"
const end = "<!-- abilities: end -->"

/** The page with the tables between its two marks. */
export const replaced = (page: string, tables: string, path: string): string => {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`${path} has no place for the abilities: ${begin}`)
  return `${before}${begin}\n\n${tables}\n\n${end}${after}`
}

const levelNames: ReadonlyArray<LevelName> = ["native", "emulated", "partial", "none"]

/** A row for each group: how many of its operations a vendor has at which level. */
const summary = (vendors: ReadonlyArray<Capabilities>): string =>
  table(
    ["", ...vendors.map(({ title }) => title)],
    [
      ...Object.entries(operationKinds).map(([group, operations]) => [
        group,
        ...vendors.map((vendor) => counts(levelsIn(vendor, group, Object.keys(operations))))
      ]),
      ["idempotency of sends", ...vendors.map(({ idempotency }) => idempotency)],
      ["webhooks signed", ...vendors.map(({ webhooks }) => told(webhooks.signed))],
      ["webhooks sent again", ...vendors.map(({ webhooks }) => told(webhooks.redelivers))]
    ]
  )

const levelsIn = (vendor: Capabilities, group: string, names: ReadonlyArray<string>): ReadonlyArray<LevelName> =>
  operationNames
    .filter((name) => names.some((operation) => name === `${group}.${operation}`))
    .map((name) => vendor.operations[name].level)

const counts = (levels: ReadonlyArray<LevelName>): string =>
  levelNames
    .map((name) => [levels.filter((level) => level === name).length, name === "none" ? "not at all" : name] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(", ")

const matrix = (vendors: ReadonlyArray<Capabilities>): string =>
  table(
    ["operation", ...vendors.map(({ title }) => title)],
    operationNames.map((name) => [`\`${name}\``, ...vendors.map(({ operations }) => operations[name].level)])
  )

/** What a user of one vendor has to know: every level that has a note. */
const details = ({ import: imported, operations, title, webhooks }: Capabilities): string => {
  const noted = operationNames.filter((name) => operations[name].note !== undefined)
  const importLevels = Object.entries(imported).flatMap(([field, level]) =>
    isLevel(level) ? [[field, told(level)]] : []
  )
  return [
    `## ${title}`,
    table(
      ["operation", "", "what to know"],
      noted.map((name) => [`\`${name}\``, operations[name].level, operations[name].note ?? ""])
    ),
    `Imported messages, ${imported.batchSize} a call; the contact is ${imported.notifiesContact ? "" : "not "}notified:`,
    table(["what is kept", ""], importLevels),
    "Webhooks:",
    table(
      ["", ""],
      Object.entries(webhooks).map(([property, level]) => [property, told(level)])
    )
  ].join("\n\n")
}

const isLevel = (value: unknown): value is Level => typeof value === "object" && value !== null && "level" in value

const told = ({ level, note }: Level): string => (note === undefined ? level : `${level}: ${note}`)

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n")
