/** `dragoman providers`: what every vendor can do, printed from the capability values, and what an account of it is configured by. */
import { type LevelName, type OperationName, operationNames } from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import { Argument, Command } from "effect/cli"
import { variableOf } from "../Configuration.ts"
import { Json } from "../output/Json.ts"
import { printLines, style } from "../output/Output.ts"
import { type Column, tableLines } from "../output/Table.ts"
import type { ProviderEntry } from "../ProviderEntry.ts"
import { providerNames, providers } from "../Providers.ts"

export const providersCommand = Command.make(
  "providers",
  {
    provider: Argument.Literals("provider", providerNames).pipe(
      Argument.withDescription("Only this one, with the restrictions of each operation and its settings"),
      Argument.optional
    )
  },
  Effect.fn("providers")(function* ({ provider }) {
    const chosen = Option.match(provider, { onNone: () => Object.values(providers), onSome: (name) => entriesOf(name) })
    if (yield* Json)
      return yield* printLines(Stream.fromIterable(chosen.map((entry) => JSON.stringify(described(entry)))))
    const { head } = yield* style
    yield* printLines(tableLines(Stream.fromIterable(operationNames), matrixColumns(chosen), { head }))
    if (Option.isNone(provider)) return
    for (const entry of chosen) {
      yield* printLines(Stream.make("", head(`Settings of an account`)))
      yield* printLines(tableLines(Stream.fromIterable(settingsOf(entry)), settingColumns, { head }))
    }
  })
).pipe(
  Command.withDescription(
    "What each vendor can do. native: the vendor has it; emulated: several calls give the same; partial: with a restriction; -: not at all."
  ),
  Command.withShortDescription("What each vendor can do"),
  Command.withExamples([
    { command: "dragoman providers", description: "The matrix of all operations" },
    {
      command: "dragoman providers chatwoot",
      description: "One vendor in detail: restrictions, and the settings of an account"
    },
    { command: "dragoman providers --json", description: "The capability values themselves" }
  ])
)

const entriesOf = (name: string): ReadonlyArray<ProviderEntry> => {
  const entry = providers[name]
  return entry === undefined ? [] : [entry]
}

const shown: Record<LevelName, string> = { native: "native", emulated: "emulated", partial: "partial", none: "-" }

const matrixColumns = (entries: ReadonlyArray<ProviderEntry>): ReadonlyArray<Column<OperationName>> => {
  const levels = entries.map(
    ({ capabilities }): Column<OperationName> => ({
      title: capabilities.title.toUpperCase(),
      of: (name) => shown[capabilities.operations[name].level]
    })
  )
  const [only, ...others] = entries
  const notes: ReadonlyArray<Column<OperationName>> =
    only === undefined || others.length > 0
      ? []
      : [{ title: "NOTE", of: (name) => only.capabilities.operations[name].note ?? "" }]
  return [{ title: "OPERATION", of: (name) => name }, ...levels, ...notes]
}

interface DescribedSetting {
  readonly name: string
  readonly variable: string
  readonly required: boolean
  readonly secret: boolean
  readonly about: string
}

const settingsOf = ({ capabilities, settings }: ProviderEntry): ReadonlyArray<DescribedSetting> =>
  Object.entries(settings).map(([name, { about, kind, required }]) => ({
    name,
    variable: variableOf(capabilities.provider, name),
    required,
    secret: kind.secret,
    about
  }))

const settingColumns: ReadonlyArray<Column<DescribedSetting>> = [
  { title: "SETTING", of: ({ name }) => name },
  { title: "VARIABLE", of: ({ variable }) => variable },
  { title: "NEEDED", of: ({ required }) => (required ? "yes" : "no") },
  { title: "SECRET", of: ({ secret }) => (secret ? "yes" : "no") },
  { title: "WHAT IT IS", of: ({ about }) => about }
]

const described = (entry: ProviderEntry) => ({ ...entry.capabilities, settings: settingsOf(entry) })
