/** The `dragoman` command: its subcommands and what stands above them. */
import { Command } from "effect/cli"
import { contactsCommand } from "./commands/Contacts.ts"
import { conversationsCommand } from "./commands/Conversations.ts"
import { decodeCommand } from "./commands/Decode.ts"
import { agentsCommand, channelsCommand, tagsCommand, teamsCommand } from "./commands/Directory.ts"
import { doctorCommand } from "./commands/Doctor.ts"
import { listenCommand } from "./commands/Listen.ts"
import { messagesCommand } from "./commands/Messages.ts"
import { providersCommand } from "./commands/Providers.ts"
import { simulateCommand } from "./commands/Simulate.ts"
import { webhooksCommand } from "./commands/Webhooks.ts"
import { Json } from "./output/Json.ts"

export const dragoman = Command.make("dragoman").pipe(
  Command.withDescription(
    "Talks to any customer-messaging platform in one language: contacts, conversations, messages and webhooks. Exit codes: 0 done, 1 failed, 2 bad usage or unreadable input, 3 signature refused."
  ),
  Command.withSubcommands([
    { group: "Without an account", commands: [providersCommand, decodeCommand, simulateCommand] },
    { group: "All accounts", commands: [doctorCommand, listenCommand] },
    {
      group: "One account",
      commands: [
        contactsCommand,
        conversationsCommand,
        messagesCommand,
        channelsCommand,
        agentsCommand,
        teamsCommand,
        tagsCommand,
        webhooksCommand
      ]
    }
  ]),
  Command.withGlobalFlags([Json]),
  Command.withExamples([
    { command: "dragoman simulate chatwoot", description: "A server to try things out on" },
    { command: "dragoman doctor", description: "Is the configuration right?" },
    { command: "dragoman contacts search alice --json", description: "Everyday work, for a program" }
  ])
)
