/** `dragoman messages`: read a conversation or the whole account, send into it, note beside it. */
import { AgentId, ChannelId, ContactId, ConversationId, MessageId, Outbound } from "@dragoman/core/domain"
import type { Degradation, SendResult, SendTarget } from "@dragoman/core/provider"
import { Console, Effect, Option, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { openFile } from "../Attachment.ts"
import { badUsage, type CommandFailure } from "../CommandFailure.ts"
import { messageColumns, messageFields } from "../output/Entities.ts"
import { Json } from "../output/Json.ts"
import { printLines, printList, printOne } from "../output/Output.ts"
import {
  given,
  idArgument,
  idFlag,
  limited,
  limitFlag,
  requiredTimeFlag,
  textFlag,
  textsFlag,
  timeFlag
} from "./Inputs.ts"

const conversation = idFlag("conversation", ConversationId, "Into this conversation")
const contact = idFlag(
  "contact",
  ContactId,
  "To this contact: their newest conversation that is not closed, else a new one"
)
const text = Argument.String("text").pipe(Argument.withDescription("What to say"), Argument.optional)
const attachments = textsFlag("attach", "file", "A file to send along")

const newestFirst = Flag.Boolean("newest-first").pipe(
  Flag.withDescription("Newest first; default: oldest first"),
  Flag.withDefault(false)
)

const toOrder = (newestFirst: boolean) => (newestFirst ? "newest-first" : "oldest-first")

const shown = { columns: messageColumns, none: "no messages" }

const list = Command.make(
  "list",
  {
    ...accountFlags,
    conversationId: idArgument("conversation", ConversationId),
    newestFirst,
    limit: limitFlag
  },
  Effect.fn("messages.list")(function* ({ conversationId, newestFirst, limit, ...flags }) {
    yield* withAccount(flags, ({ messages }) =>
      printList(limited(messages.listByConversation(conversationId, { order: toOrder(newestFirst) }), limit), shown)
    )
  })
).pipe(
  Command.withDescription("Lists a conversation's messages, notes and system lines among them."),
  Command.withShortDescription("What was said in a conversation"),
  Command.withExamples([
    { command: "dragoman messages list 5 --newest-first --limit 10", description: "The last ten" },
    { command: "dragoman messages list 5 --json > conversation.ndjson", description: "All of it, to keep" }
  ])
)

const history = Command.make(
  "history",
  {
    ...accountFlags,
    since: requiredTimeFlag("since", "From then on"),
    until: timeFlag("until", "Up to, but not including"),
    channelId: idFlag("channel", ChannelId, "Only messages of this channel"),
    newestFirst,
    limit: limitFlag
  },
  Effect.fn("messages.history")(function* ({ account, config, since, until, channelId, newestFirst, limit }) {
    const query = { since, ...given({ until, channelId }) }
    yield* withAccount({ account, config }, ({ messages }) =>
      printList(limited(messages.list(query, { order: toOrder(newestFirst) }), limit), shown)
    )
  })
).pipe(
  Command.withDescription("Lists the messages of the whole account, over all conversations, where the vendor can."),
  Command.withShortDescription("What was said in the whole account"),
  Command.withExamples([
    {
      command: "dragoman messages history --since 2026-01-01 --until 2026-02-01 --json > january.ndjson",
      description: "A month, to keep"
    }
  ])
)

const send = Command.make(
  "send",
  {
    ...accountFlags,
    text,
    conversation,
    contact,
    channel: idFlag("channel", ChannelId, "With --contact: on this channel"),
    attachments,
    externalId: textFlag("external-id", "Your own id for the message, to find it by later"),
    replyTo: idFlag("reply-to", MessageId, "The message that this one answers"),
    as: idFlag("as", AgentId, "Send in the name of this agent, where the vendor allows it"),
    refuse: Flag.Boolean("exact").pipe(
      Flag.withDescription("Fail rather than send anything other than what was given"),
      Flag.withDefault(false)
    )
  },
  Effect.fn("messages.send")(function* (options) {
    const { account, config, text, conversation, contact, channel, attachments, replyTo, refuse, ...rest } = options
    const to = yield* toTarget({ conversation, contact, channel })
    const content = yield* toContent(text, attachments)
    const input = {
      to,
      content,
      ...given(rest),
      ...(Option.isSome(replyTo) ? { replyTo: { messageId: replyTo.value } } : {}),
      degrade: refuse ? ("refuse" as const) : ("allow" as const)
    }
    yield* withAccount({ account, config }, ({ messages }) => Effect.flatMap(messages.send(input), printSent))
  })
).pipe(
  Command.withDescription(
    "Sends a message. What the channel cannot carry is sent in the nearest form that it can, and said on stderr."
  ),
  Command.withShortDescription("Send a message"),
  Command.withExamples([
    {
      command: 'dragoman messages send --conversation 5 "Your invoice" --attach invoice.pdf',
      description: "With a file"
    },
    {
      command: 'dragoman messages send --contact 12 --channel 1 "Hello" --external-id order-77',
      description: "To a contact, under your own id"
    }
  ])
)

const note = Command.make(
  "note",
  { ...accountFlags, text, conversation, contact, attachments },
  Effect.fn("messages.note")(function* ({ account, config, text, conversation, contact, attachments }) {
    const to = yield* toTarget({ conversation, contact, channel: Option.none() })
    const content = yield* toContent(text, attachments)
    yield* withAccount({ account, config }, ({ messages }) =>
      Effect.flatMap(messages.addNote(to, content), (message) => printOne(message, messageFields))
    )
  })
).pipe(
  Command.withDescription("Adds a note that only agents see."),
  Command.withShortDescription("A note that only agents see"),
  Command.withExamples([
    { command: 'dragoman messages note --conversation 5 "Called back"', description: "Leave a note" }
  ])
)

export const messagesCommand = Command.make("messages").pipe(
  Command.withDescription("What is said in conversations."),
  Command.withSubcommands([list, history, send, note])
)

const toTarget = (flags: {
  readonly conversation: Option.Option<ConversationId>
  readonly contact: Option.Option<ContactId>
  readonly channel: Option.Option<ChannelId>
}): Effect.Effect<SendTarget, CommandFailure> => {
  const { conversation, contact, channel } = flags
  if (Option.isSome(conversation) && Option.isSome(contact)) {
    return badUsage("--conversation and --contact do not go together")
  }
  if (Option.isSome(contact)) return Effect.succeed({ contactId: contact.value, ...given({ channelId: channel }) })
  if (Option.isSome(channel)) return badUsage("--channel goes with --contact only")
  return Option.match(conversation, {
    onSome: (conversationId) => Effect.succeed({ conversationId }),
    onNone: () => badUsage("give --conversation, or else --contact")
  })
}

const toContent = Effect.fnUntraced(function* (text: Option.Option<string>, files: ReadonlyArray<string>) {
  const words = Option.match(text, { onNone: () => [], onSome: (value) => [Outbound.text(value)] })
  const media = yield* Effect.forEach(files, (path) => Effect.map(openFile(path), (file) => Outbound.attachment(file)))
  if (words.length + media.length === 0) return yield* badUsage("nothing to say: give a text, or --attach")
  // Files first: the text that follows completes them into one message where the channel shows both together.
  return [...media, ...words]
})

const printSent = Effect.fnUntraced(function* ({ messages, degraded }: SendResult) {
  yield* Effect.forEach(degraded, (one) => Console.error(inWords(one)), { discard: true })
  if (yield* Json) return yield* printLines(Stream.succeed(JSON.stringify({ messages, degraded }, undefined, 2)))
  yield* printList(Stream.fromIterable(messages), { columns: messageColumns, none: "nothing was sent" })
})

const inWords = ({ from, to, reason }: Degradation): string => `the ${from} was sent as ${to}: ${reason}`
