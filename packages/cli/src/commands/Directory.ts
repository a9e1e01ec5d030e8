/** `dragoman channels`, `agents`, `teams` and `tags`: what the ids in other commands refer to. */
import type { Listing, ProviderService } from "@dragoman/core/provider"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { agentColumns, channelColumns, tagColumns, teamColumns } from "../output/Entities.ts"
import { printList } from "../output/Output.ts"
import type { Column } from "../output/Table.ts"

const directory = <const Name extends string, A>(options: {
  readonly name: Name
  readonly about: string
  readonly all: (provider: ProviderService) => Listing<A>
  readonly columns: ReadonlyArray<Column<A>>
}) => {
  const { name, about, all, columns } = options
  const list = Command.make(
    "list",
    accountFlags,
    Effect.fn(`${name}.list`)(function* (flags) {
      yield* withAccount(flags, (provider) => printList(all(provider), { columns, none: `no ${name}` }))
    })
  ).pipe(
    Command.withDescription(`Lists the account's ${name}.`),
    Command.withExamples([{ command: `dragoman ${name} list`, description: `All ${name}` }])
  )
  return Command.make(name).pipe(Command.withDescription(about), Command.withSubcommands([list]))
}

export const channelsCommand = directory({
  name: "channels",
  about: "The addresses through which the business talks: phone numbers, pages, widgets.",
  all: ({ channels }) => channels.list(),
  columns: channelColumns
})

export const agentsCommand = directory({
  name: "agents",
  about: "The people who answer.",
  all: ({ agents }) => agents.list(),
  columns: agentColumns
})

export const teamsCommand = directory({
  name: "teams",
  about: "The groups that conversations are given to.",
  all: ({ teams }) => teams.list(),
  columns: teamColumns
})

export const tagsCommand = directory({
  name: "tags",
  about: "The labels that contacts and conversations can have.",
  all: ({ tags }) => tags.list(),
  columns: tagColumns
})
