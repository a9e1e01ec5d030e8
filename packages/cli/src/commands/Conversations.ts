/** `dragoman conversations`: the threads, and whose turn it is in them. */
import { AgentId, ChannelId, ContactId, ConversationId, ConversationStatus, TeamId } from "@dragoman/core/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { badUsage } from "../CommandFailure.ts"
import { conversationColumns, conversationFields } from "../output/Entities.ts"
import { printDone, printList, printOne } from "../output/Output.ts"
import { given, idArgument, idFlag, limited, limitFlag, textFlag, textsFlag, timeFlag, toAttributes } from "./Inputs.ts"

const id = idArgument("id", ConversationId)
const statusFlag = Flag.Literals("status", ConversationStatus.literals)
const agent = idFlag("agent", AgentId, "An agent")
const team = idFlag("team", TeamId, "A team")

const list = Command.make(
  "list",
  {
    ...accountFlags,
    status: statusFlag.pipe(Flag.withDescription("Only these; default: all"), Flag.optional),
    contactId: idFlag("contact", ContactId, "Only those with this contact"),
    channelId: idFlag("channel", ChannelId, "Only those of this channel"),
    updatedSince: timeFlag("since", "Only those that changed since"),
    newestFirst: Flag.Boolean("newest-first").pipe(
      Flag.withDescription(
        "By time of creation, newest first; default: oldest first, which stays whole while new ones come"
      ),
      Flag.withDefault(false)
    ),
    limit: limitFlag
  },
  Effect.fn("conversations.list")(function* (options) {
    const { account, config, limit, contactId, newestFirst, ...filters } = options
    const query = { ...given(filters), order: newestFirst ? ("newest-first" as const) : ("oldest-first" as const) }
    const filtered = newestFirst || Object.keys(given(filters)).length > 0
    if (Option.isSome(contactId) && filtered) return yield* badUsage("--contact goes with no other filter than --limit")
    yield* withAccount({ account, config }, ({ conversations }) => {
      const all = Option.isSome(contactId) ? conversations.listByContact(contactId.value) : conversations.list(query)
      return printList(limited(all, limit), { columns: conversationColumns, none: "no conversations" })
    })
  })
).pipe(
  Command.withDescription("Lists the account's conversations, reading page after page while they are printed."),
  Command.withShortDescription("All conversations, or some"),
  Command.withExamples([
    { command: "dragoman conversations list --status open --newest-first --limit 20", description: "What is new" },
    { command: "dragoman conversations list --contact 12", description: "Everything with one contact" }
  ])
)

const get = Command.make(
  "get",
  { ...accountFlags, id },
  Effect.fn("conversations.get")(function* ({ id, ...flags }) {
    yield* withAccount(flags, ({ conversations }) =>
      Effect.flatMap(conversations.get(id), (conversation) => printOne(conversation, conversationFields))
    )
  })
).pipe(Command.withDescription("Shows one conversation."))

const create = Command.make(
  "create",
  {
    ...accountFlags,
    contactId: Flag.String("contact").pipe(
      Flag.withSchema(ContactId),
      Flag.withMetavar("id"),
      Flag.withDescription("With whom")
    ),
    channelId: Flag.String("channel").pipe(
      Flag.withSchema(ChannelId),
      Flag.withMetavar("id"),
      Flag.withDescription("On which channel (dragoman channels list)")
    ),
    status: statusFlag.pipe(Flag.withDescription("Default: open"), Flag.optional),
    assignee: agent,
    team,
    subject: textFlag("subject", "Subject, where the channel has one"),
    attributes: textsFlag("attribute", "name=value", "A custom attribute")
  },
  Effect.fn("conversations.create")(function* (options) {
    const { account, config, contactId, channelId, attributes, ...rest } = options
    const set = yield* toAttributes(attributes)
    const input = { contactId, channelId, ...given(rest), ...(set === undefined ? {} : { attributes: set }) }
    yield* withAccount({ account, config }, ({ conversations }) =>
      Effect.flatMap(conversations.create(input), (conversation) => printOne(conversation, conversationFields))
    )
  })
).pipe(
  Command.withDescription("Begins a conversation with a contact on a channel, and shows it."),
  Command.withShortDescription("A new conversation"),
  Command.withExamples([
    { command: "dragoman conversations create --contact 12 --channel 1", description: "Begin one" }
  ])
)

const status = Command.make(
  "status",
  {
    ...accountFlags,
    id,
    status: Argument.Literals("status", ConversationStatus.literals),
    snoozedUntil: timeFlag("until", "When a snoozed one comes back")
  },
  Effect.fn("conversations.status")(function* ({ id, status, snoozedUntil, ...flags }) {
    if (Option.isSome(snoozedUntil) && status !== "snoozed") return yield* badUsage("--until goes with snoozed only")
    const change = { status, ...given({ snoozedUntil }) }
    yield* withAccount(flags, ({ conversations }) =>
      Effect.andThen(
        conversations.setStatus(id, change),
        printDone(`conversation ${id} is ${status}`, { id, ...change })
      )
    )
  })
).pipe(
  Command.withDescription("Opens, closes, or snoozes a conversation, or puts it back into triage."),
  Command.withShortDescription("Open, close, snooze"),
  Command.withExamples([
    { command: "dragoman conversations status 5 closed", description: "Done" },
    { command: "dragoman conversations status 5 snoozed --until 2026-03-01T08:00:00Z", description: "Until later" }
  ])
)

const assign = Command.make(
  "assign",
  {
    ...accountFlags,
    id,
    agent,
    team,
    nobody: Flag.Boolean("nobody").pipe(Flag.withDescription("Take agent and team away"), Flag.withDefault(false))
  },
  Effect.fn("conversations.assign")(function* ({ id, agent, team, nobody, ...flags }) {
    const to = given({ agent, team })
    const someone = Object.keys(to).length > 0
    if (someone === nobody) return yield* badUsage("give --agent, --team or both, or else --nobody")
    const sentence = nobody ? `conversation ${id} is nobody's` : `conversation ${id} is assigned`
    yield* withAccount(flags, ({ conversations }) =>
      Effect.andThen(
        conversations.assign(id, nobody ? null : to),
        printDone(sentence, { id, ...(nobody ? { agent: null, team: null } : to) })
      )
    )
  })
).pipe(
  Command.withDescription("Gives a conversation to an agent, a team or both, or takes them away."),
  Command.withShortDescription("Give to an agent or a team"),
  Command.withExamples([
    { command: "dragoman conversations assign 5 --agent 2", description: "To an agent (dragoman agents list)" },
    { command: "dragoman conversations assign 5 --nobody", description: "Back to the pool" }
  ])
)

const tag = Command.make(
  "tag",
  {
    ...accountFlags,
    id,
    add: textsFlag("add", "name", "A tag to add"),
    remove: textsFlag("remove", "name", "A tag to take away"),
    set: textsFlag("set", "name", "The tags that it shall have, and no others")
  },
  Effect.fn("conversations.tag")(function* ({ id, add, remove, set, ...flags }) {
    const changes = add.length > 0 || remove.length > 0
    if (changes === set.length > 0) return yield* badUsage("give --add, --remove or both, or else --set")
    yield* withAccount(
      flags,
      Effect.fnUntraced(function* ({ conversations }) {
        let tags: ReadonlyArray<string> = []
        if (set.length > 0) tags = yield* conversations.setTags(id, set)
        if (add.length > 0) tags = yield* conversations.addTags(id, add)
        if (remove.length > 0) tags = yield* conversations.removeTags(id, remove)
        yield* printDone(`conversation ${id} has ${tags.length === 0 ? "no tags" : tags.join(", ")}`, { id, tags })
      })
    )
  })
).pipe(
  Command.withDescription("Adds and removes tags, and shows those that the conversation has then."),
  Command.withShortDescription("Add and remove tags"),
  Command.withExamples([
    { command: "dragoman conversations tag 5 --add vip --remove billing", description: "Both at once" }
  ])
)

export const conversationsCommand = Command.make("conversations").pipe(
  Command.withDescription("The threads with contacts: who has them and how they stand."),
  Command.withSubcommands([list, get, create, status, assign, tag])
)
