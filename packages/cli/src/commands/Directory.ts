/** `dragoman channels`, `agents`, `teams` and `tags`: what the ids in other commands refer to. */
import type { Listing, ProviderService } from "@dragoman/core/provider"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { agentColumns, channelColumns, tagColumns, tagFields, teamColumns } from "../output/Entities.ts"
import { printList, printOne } from "../output/Output.ts"
import type { Column } from "../output/Table.ts"
import { given, textFlag } from "./Inputs.ts"

interface DirectoryOptions<A> {
  readonly name: string
  readonly all: (provider: ProviderService) => Listing<A>
  readonly columns: ReadonlyArray<Column<A>>
}

const listing = <A>({ name, all, columns }: DirectoryOptions<A>) =>
  Command.make(
    "list",
    accountFlags,
    Effect.fn(`${name}.list`)(function* (flags) {
      yield* withAccount(flags, (provider) => printList(all(provider), { columns, none: `no ${name}` }))
    })
  ).pipe(
    Command.withDescription(`Lists the account's ${name}.`),
    Command.withExamples([{ command: `dragoman ${name} list`, description: `All ${name}` }])
  )

const directory = <A>({ about, ...options }: DirectoryOptions<A> & { readonly about: string }) =>
  Command.make(options.name).pipe(Command.withDescription(about), Command.withSubcommands([listing(options)]))

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

const createTag = Command.make(
  "create",
  {
    ...accountFlags,
    name: Argument.String("name").pipe(Argument.withDescription("What the tag is called")),
    description: textFlag("description", "What it is for"),
    color: textFlag("color", "Its colour, as the vendor writes colours")
  },
  Effect.fn("tags.create")(function* ({ account, config, name, ...fields }) {
    yield* withAccount({ account, config }, ({ tags }) =>
      Effect.flatMap(tags.create({ name, ...given(fields) }), (tag) => printOne(tag, tagFields))
    )
  })
).pipe(
  Command.withDescription(
    "Creates a tag and shows it. Some vendors want a tag to exist before anything is tagged with it."
  ),
  Command.withShortDescription("A new tag"),
  Command.withExamples([{ command: 'dragoman tags create vip --description "Call back first"', description: "A tag" }])
)

export const tagsCommand = Command.make("tags").pipe(
  Command.withDescription("The labels that contacts and conversations can have."),
  Command.withSubcommands([listing({ name: "tags", all: ({ tags }) => tags.list(), columns: tagColumns }), createTag])
)
