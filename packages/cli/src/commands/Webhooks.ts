/** `dragoman webhooks`: which of your URLs the vendor calls. Receiving what it sends there is `dragoman listen`. */
import { WebhookId } from "@dragoman/core/domain"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { webhookColumns, webhookFields } from "../output/Entities.ts"
import { printDone, printList, printOne } from "../output/Output.ts"
import { given, idArgument, textFlag, textsFlag, urlArgument } from "./Inputs.ts"

const list = Command.make(
  "list",
  accountFlags,
  Effect.fn("webhooks.list")(function* (flags) {
    yield* withAccount(flags, ({ webhooks }) =>
      printList(webhooks.list(), { columns: webhookColumns, none: "no webhooks" })
    )
  })
).pipe(Command.withDescription("Lists the account's webhooks. --json also tells the secrets that the vendor tells."))

const create = Command.make(
  "create",
  {
    ...accountFlags,
    url: urlArgument("url", "Your endpoint"),
    events: textsFlag("event", "name", "One of the vendor's events; default: all"),
    name: textFlag("name", "A name for it")
  },
  Effect.fn("webhooks.create")(function* ({ url, events, name, ...flags }) {
    const input = { url, ...given({ name }), ...(events.length === 0 ? {} : { events }) }
    yield* withAccount(flags, ({ webhooks }) =>
      Effect.flatMap(webhooks.create(input), (webhook) => printOne(webhook, webhookFields))
    )
  })
).pipe(
  Command.withDescription(
    "Has the vendor call a URL, and shows the secret that it signs with, where the vendor tells it."
  ),
  Command.withShortDescription("Have the vendor call a URL"),
  Command.withExamples([
    {
      command: "dragoman webhooks create https://example.com/webhooks/acme --event message_created",
      description: "Only new messages"
    }
  ])
)

const remove = Command.make(
  "delete",
  { ...accountFlags, id: idArgument("id", WebhookId) },
  Effect.fn("webhooks.delete")(function* ({ id, ...flags }) {
    yield* withAccount(flags, ({ webhooks }) =>
      Effect.andThen(webhooks.delete(id), printDone(`webhook ${id} is deleted`, { id, deleted: true }))
    )
  })
).pipe(Command.withDescription("Has the vendor no longer call the URL."))

export const webhooksCommand = Command.make("webhooks").pipe(
  Command.withDescription("Which of your URLs the vendor calls."),
  Command.withSubcommands([list, create, remove])
)
