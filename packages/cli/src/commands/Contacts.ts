/** `dragoman contacts`: the people that a business talks to. */
import {
  ChannelId,
  ChannelType,
  ContactId,
  type ContactInput,
  type ContactPatch,
  type Identity,
  type PhoneNumber
} from "@dragoman/core/domain"
import type { ContactKey } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { accountFlags, withAccount } from "../Account.ts"
import { badUsage, type CommandFailure, failed } from "../CommandFailure.ts"
import { contactColumns, contactFields } from "../output/Entities.ts"
import { printDone, printList, printOne } from "../output/Output.ts"
import {
  given,
  idArgument,
  idFlag,
  limited,
  limitFlag,
  phoneFlag,
  textFlag,
  textsFlag,
  timeFlag,
  toAttributes
} from "./Inputs.ts"

const id = idArgument("id", ContactId)

const withTags = Flag.Boolean("tags").pipe(
  Flag.withDescription("With their tags, where that takes more calls"),
  Flag.withDefault(false)
)

const fieldFlags = {
  name: textFlag("name", "Name"),
  email: textFlag("email", "E-mail address"),
  phone: phoneFlag,
  externalId: textFlag("external-id", "Your own id for the contact"),
  note: textFlag("note", "A note about the contact"),
  attributes: textsFlag("attribute", "name=value", "A custom attribute")
}

/** Who a contact is on a channel. */
const addressFlags = {
  address: textFlag("address", "The contact's address on a channel; goes with --channel-type"),
  channelType: Flag.Literals("channel-type", ChannelType.literals).pipe(
    Flag.withDescription("The kind of channel that the address is of"),
    Flag.optional
  ),
  channelId: idFlag("channel", ChannelId, "With --address: on this channel")
}

const shown = { columns: contactColumns, none: "no contacts" }

const list = Command.make(
  "list",
  {
    ...accountFlags,
    since: timeFlag("since", "Only contacts that changed since"),
    channelId: idFlag("channel", ChannelId, "Only contacts of this channel"),
    tags: withTags,
    limit: limitFlag
  },
  Effect.fn("contacts.list")(function* ({ since, channelId, tags, limit, ...flags }) {
    const query = { ...given({ updatedSince: since, channelId }), ...(tags ? { with: ["tags"] as const } : {}) }
    yield* withAccount(flags, ({ contacts }) => printList(limited(contacts.list(query), limit), shown))
  })
).pipe(
  Command.withDescription("Lists the account's contacts, reading page after page while they are printed."),
  Command.withShortDescription("All contacts"),
  Command.withExamples([
    { command: "dragoman contacts list --limit 20", description: "The first twenty" },
    { command: "dragoman contacts list --json | jq -r .email", description: "Every e-mail address" }
  ])
)

const search = Command.make(
  "search",
  {
    ...accountFlags,
    text: Argument.String("text").pipe(Argument.withDescription("Part of a name, e-mail, phone number or external id")),
    limit: limitFlag
  },
  Effect.fn("contacts.search")(function* ({ text, limit, ...flags }) {
    yield* withAccount(flags, ({ contacts }) => printList(limited(contacts.search(text), limit), shown))
  })
).pipe(
  Command.withDescription("Finds contacts by free text, in whatever the vendor searches in."),
  Command.withShortDescription("Contacts by free text"),
  Command.withExamples([{ command: "dragoman contacts search alice", description: "Everybody called Alice" }])
)

const find = Command.make(
  "find",
  {
    ...accountFlags,
    phone: phoneFlag,
    email: textFlag("email", "E-mail address"),
    externalId: textFlag("external-id", "Your own id for the contact"),
    ...addressFlags
  },
  Effect.fn("contacts.find")(function* ({ account, config, ...flags }) {
    const key = yield* toKey(given(flags))
    const found = yield* withAccount({ account, config }, ({ contacts }) => contacts.find(key))
    if (Option.isNone(found)) return yield* failed("there is no such contact")
    yield* printOne(found.value, contactFields)
  })
).pipe(
  Command.withDescription(
    "Shows the one contact with exactly this phone, e-mail, external id or address. Ends with 1 when there is none."
  ),
  Command.withShortDescription("The contact with exactly this key"),
  Command.withExamples([
    { command: "dragoman contacts find --email alice@example.com", description: "By e-mail" },
    {
      command: "dragoman contacts find --channel-type telegram --address 555010042 --json",
      description: "By their address on a channel"
    }
  ])
)

const get = Command.make(
  "get",
  { ...accountFlags, id, tags: withTags },
  Effect.fn("contacts.get")(function* ({ id, tags, ...flags }) {
    const options = tags ? { with: ["tags"] as const } : {}
    yield* withAccount(flags, ({ contacts }) =>
      Effect.flatMap(contacts.get(id, options), (contact) => printOne(contact, contactFields))
    )
  })
).pipe(
  Command.withDescription("Shows one contact."),
  Command.withExamples([{ command: "dragoman contacts get 12 --json", description: "Everything about contact 12" }])
)

const create = Command.make(
  "create",
  { ...accountFlags, ...fieldFlags, ...addressFlags, tags: textsFlag("tag", "name", "A tag") },
  Effect.fn("contacts.create")(function* (flags) {
    const { account, config, address, attributes, channelId, channelType, tags, ...fields } = flags
    const identity = yield* toIdentity(given({ address, channelId, channelType }))
    const input: ContactInput = present({
      ...given(fields),
      identities: identity === undefined ? undefined : [identity],
      attributes: yield* toAttributes(attributes),
      tags: tags.length === 0 ? undefined : tags
    })
    yield* withAccount({ account, config }, ({ contacts }) =>
      Effect.flatMap(contacts.create(input), (contact) => printOne(contact, contactFields))
    )
  })
).pipe(
  Command.withDescription("Creates a contact and shows it."),
  Command.withShortDescription("A new contact"),
  Command.withExamples([
    {
      command: "dragoman contacts create --name Alice --email alice@example.com --attribute plan=pro",
      description: "With a custom attribute"
    },
    {
      command:
        "dragoman contacts create --name Alice --channel-type whatsapp --channel 18337:wa_dialog --address 15550100",
      description: "Where one is to be reached must be said, at vendors whose contacts are on one channel each"
    }
  ])
)

/** What can be emptied by `--clear`. */
const clearable = ["name", "email", "phone", "externalId", "note"] as const

const update = Command.make(
  "update",
  {
    ...accountFlags,
    ...fieldFlags,
    id,
    clear: Flag.Literals("clear", clearable).pipe(
      Flag.withDescription("A field to empty; may be given several times"),
      Flag.atLeast(0)
    ),
    unset: textsFlag("unset", "name", "A custom attribute to take away")
  },
  Effect.fn("contacts.update")(function* ({ account, config, id, attributes, clear, unset, ...fields }) {
    const set = yield* toAttributes(attributes)
    const cleared = Object.fromEntries(clear.map((field) => [field, null]))
    const removed = Object.fromEntries(unset.map((name) => [name, null]))
    const patch: ContactPatch = present({
      ...given(fields),
      ...cleared,
      attributes: set === undefined && unset.length === 0 ? undefined : { ...set, ...removed }
    })
    if (Object.keys(patch).length === 0) return yield* badUsage("nothing to update: give a flag such as --name")
    yield* withAccount({ account, config }, ({ contacts }) =>
      Effect.flatMap(contacts.update(id, patch), (contact) => printOne(contact, contactFields))
    )
  })
).pipe(
  Command.withDescription("Changes the fields that are given; the others stay as they are."),
  Command.withShortDescription("Change a contact"),
  Command.withExamples([
    { command: "dragoman contacts update 12 --phone +15550100", description: "Another phone number" },
    { command: "dragoman contacts update 12 --clear email --unset plan", description: "Take something away" }
  ])
)

const remove = Command.make(
  "delete",
  { ...accountFlags, id },
  Effect.fn("contacts.delete")(function* ({ id, ...flags }) {
    yield* withAccount(flags, ({ contacts }) =>
      Effect.andThen(contacts.delete(id), printDone(`contact ${id} is deleted`, { id, deleted: true }))
    )
  })
).pipe(
  Command.withDescription("Deletes a contact for good, with everything that the vendor deletes along with it."),
  Command.withShortDescription("Delete a contact")
)

export const contactsCommand = Command.make("contacts").pipe(
  Command.withDescription("The people that a business talks to."),
  Command.withSubcommands([list, search, find, get, create, update, remove])
)

/** Exactly one key. */
const toKey = ({
  address,
  channelId,
  channelType,
  ...fields
}: IdentityFlags & FieldKeys): Effect.Effect<ContactKey, CommandFailure> =>
  Effect.flatMap(toIdentity(present({ address, channelId, channelType })), (identity) => {
    const keys = [...Object.entries(fields).map(([name, value]) => ({ [name]: value }) as ContactKey), identity]
    const [key, ...others] = keys.filter((one) => one !== undefined)
    return key === undefined || others.length > 0
      ? badUsage("give exactly one of --phone, --email, --external-id and --address")
      : Effect.succeed(key)
  })

const toIdentity = ({
  address,
  channelId,
  channelType
}: IdentityFlags): Effect.Effect<Identity | undefined, CommandFailure> => {
  if (address === undefined && channelId === undefined && channelType === undefined) return Effect.undefined
  return address === undefined || channelType === undefined
    ? badUsage("--address and --channel-type go together, and --channel goes with them")
    : Effect.succeed(present({ channelType, channelId, address }))
}

interface FieldKeys {
  readonly phone?: PhoneNumber | undefined
  readonly email?: string | undefined
  readonly externalId?: string | undefined
}

interface IdentityFlags {
  readonly address?: string | undefined
  readonly channelType?: ChannelType | undefined
  readonly channelId?: ChannelId | undefined
}
