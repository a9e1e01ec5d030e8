/**
 * What Chat2Desk can do. The notes are printed by `dragoman providers` and in the documentation, so that they say what a user has to know and
 * nothing else. Source of the facts: chat2desk.md ("transports", "Sending buttons"); chat2desk-wire B3 to B7.
 */
import {
  type Capabilities,
  type ChannelRules,
  emulated,
  type Level,
  native,
  none,
  partial
} from "@dragoman/core/provider"
import { longestImport } from "./api/Limits.ts"
import { buttonRules, longestTitle } from "./mapping/Buttons.ts"

/** As the vendor has it, with something to know. */
const nativeBut = (note: string) => ({ ...native, note })

const onlyExternal = none("external channels only")
const noAnswerToFirst = none("clients are created on WhatsApp, Viber, e-mail, SMS and external channels")

type Media = "image" | "audio" | "video" | "file"

/** How many buttons a messenger shows, where that is fewer than a message would have. The vendor names no number. */
const mostButtons: Readonly<Record<string, number>> = { facebook: 13, vk: 40, insta_official: 13 }

/**
 * A transport that carries text, and these kinds of files ("pdf" of the vendor's table is `file`): one a message, by address, with the text.
 * Lengths are those of the messengers themselves, the vendor documents none.
 */
const carrying = (transport: string, media: ReadonlyArray<Media>, more: Partial<ChannelRules> = {}): ChannelRules => {
  const buttons = Object.hasOwn(buttonRules, transport) ? buttonRules[transport] : undefined
  return {
    parts: ["text", ...media, ...(buttons === undefined ? [] : (["choices"] as const))],
    maxTextLength: 4096,
    textWithMedia: true,
    maxAttachments: 1,
    mediaSource: "url",
    ...(buttons === undefined
      ? {}
      : {
          choices: {
            max: buttons.lists === true ? 10 : (mostButtons[transport] ?? 100),
            maxTitleLength: longestTitle,
            kinds: [...new Set([...buttons.inline, ...buttons.keyboard])]
          }
        }),
    ...more,
    operations: {
      ...(transport === "external" ? {} : { "messages.setStatus": onlyExternal }),
      ...(isWrittenFirst(transport) ? {} : { "contacts.create": noAnswerToFirst }),
      ...more.operations
    }
  }
}

/** Where clients can be created: WhatsApp, Viber, Viber Business, External, Email and SMS. */
export const isWrittenFirst = (transport: string): boolean =>
  /^(whatsapp$|wa_|viber$|viber_business$|external$|email$|sms)/.test(transport)

/** The transports of one kind of messenger that carry the same. */
const each = <const Names extends ReadonlyArray<string>>(
  names: Names,
  media: ReadonlyArray<Media>,
  more: Partial<ChannelRules> = {}
): { readonly [Name in Names[number]]: ChannelRules } =>
  Object.fromEntries(names.map((name) => [name, carrying(name, media, more)])) as {
    readonly [Name in Names[number]]: ChannelRules
  }

const everything = ["image", "audio", "video", "file"] as const
const withinADay = { replyWindowHours: 24 }

/** The table of `help/transports`, messages to the client; `wa_gupshup` and `wa_direct` are named where buttons are. */
const channels = {
  /** What most transports carry, for those that the table does not have (`max_bot`, `tamtam`, ...). */
  default: carrying("", ["image", "file"]),
  ...each(["whatsapp"], ["image", "file"]),
  ...each(["wa_clickatell"], ["image", "file"], withinADay),
  ...each(["wa_infobip", "wa_cm", "wa_tr", "wa_wavy", "wa_botmaker"], everything, withinADay),
  ...each(["wa_dialog", "wa_gupshup", "wa_direct"], everything, withinADay),
  ...each(["telegram"], ["image", "file"]),
  ...each(["tg_user", "viber_infobip", "email"], everything),
  ...each(["viber", "viber_public"], ["image", "video", "file"]),
  ...each(["viber_business", "viber_tr"], ["image"], { maxTextLength: 1000 }),
  ...each(["facebook"], ["image", "file"], { maxTextLength: 2000, ...withinADay }),
  ...each(["insta_official"], ["image"], { maxTextLength: 1000, ...withinADay }),
  ...each(["insta_local", "insta_i2crm"], ["image", "video"], { maxTextLength: 1000 }),
  ...each(["ok", "skype"], ["image", "video"]),
  ...each(["vk", "wechat"], ["image"]),
  ...each(["external", "widget"], ["image", "file"]),
  ...each(["sms", "sms_infobip", "yandex_dialogs"], []),
  ...each(["vox_implant"], [], { operations: { "messages.send": none("calls carry no messages") } })
}

const ofLastRequest = emulated("of the dialog's last request")

export const capabilities = {
  provider: "chat2desk",
  title: "Chat2Desk",
  operations: {
    "contacts.list": nativeBut("`updatedSince` goes by the last message, and like `channelId` takes a call a contact"),
    "contacts.get": native,
    "contacts.search": none("exact look-ups only: contacts.find"),
    "contacts.find": partial(
      "an external id is looked for among all contacts; an e-mail address is the client's address"
    ),
    "contacts.create": partial(
      "with the paid option Write first; on WhatsApp, Viber, e-mail, SMS and external channels, one address each"
    ),
    "contacts.update": partial("not the address, picture and note; attributes are defined on the site, and are text"),
    "contacts.upsert": emulated("found, then created or brought up to date; a race ends in one contact"),
    "contacts.delete": none("clients stay: contacts.setBlocked"),
    "contacts.setBlocked": nativeBut("only webhooks tell who is blocked"),
    "contacts.addTags": emulated("by the tags' numbers"),
    "contacts.removeTags": emulated("a call a tag"),
    "contacts.setTags": emulated("what is missing is added, then what is too much taken away"),
    "conversations.list": native,
    "conversations.listByContact": emulated("a call a dialog: only the dialog itself tells its channel"),
    "conversations.get": emulated("with the tags of its last request, which are a second call"),
    "conversations.create": none("a dialog begins with a message: messages.send to the contact"),
    "conversations.setStatus": native,
    "conversations.assign": partial("to an agent, or to a team, of which the server chooses one; not taken away again"),
    "conversations.addTags": ofLastRequest,
    "conversations.removeTags": ofLastRequest,
    "conversations.setTags": ofLastRequest,
    "conversations.setPriority": none("tickets have priorities: client.tickets"),
    "conversations.setAttributes": none("custom fields are on contacts"),
    "conversations.markRead": emulated("message by message"),
    "conversations.setTyping": none("messengers are told nothing of it"),
    "conversations.delete": none("dialogs stay: conversations.setStatus"),
    "messages.listByConversation": nativeBut(
      "by id: imported history stands where it was imported, with its own times"
    ),
    "messages.list": nativeBut("by id from the day of `since` on, to the end: `until` saves no calls"),
    "messages.get": native,
    "messages.delete": none("only what has not left yet, and all of that at once: client.other.deleteOutbox"),
    "messages.retry": none("send it again"),
    "messages.setStatus": partial("external channels only; not with the reason of a failure"),
    "messages.find": emulated("needs the conversation or the contact, whose messages are read from the newest on"),
    "messages.send": nativeBut("media by their address"),
    "messages.addNote": nativeBut("text only"),
    "messages.import": native,
    "attachments.download": native,
    "channels.list": native,
    "agents.list": native,
    "teams.list": native,
    "tags.list": native,
    "tags.create": nativeBut(
      "in the group of the option `tagGroupId`, else in that of the first tag, else in one of its own"
    ),
    "attributes.list": native,
    "templates.list": none("the templates are operators' quick answers: client.templates"),
    "account.get": native,
    "webhooks.list": native,
    "webhooks.create": nativeBut("five are free"),
    "webhooks.update": native,
    "webhooks.delete": native,
    "webhooks.rotateSecret": none("webhooks are signed with the API token, which is changed on the site")
  },
  channels,
  values: {
    statuses: ["open", "closed"],
    priorities: [],
    tags: { on: ["contact", "conversation"], rule: "at most 20 characters; must exist: tags.create" },
    attributes: { on: ["contact"] }
  },
  idempotency: "echoed",
  import: {
    time: nativeBut("to the second"),
    author: partial("operators by their id, else the administrator; bots as automatic replies"),
    direction: native,
    note: partial("as a comment with the time of the import"),
    attachment: nativeBut("by its address"),
    externalId: native,
    batchSize: longestImport,
    notifiesContact: false
  },
  webhooks: {
    signed: nativeBut("with the API token; of accounts from before June 2025 not always"),
    redelivers: nativeBut("after 10 seconds, 5 minutes and 2 hours; switched off after five hours of failures"),
    ordered: none("not documented")
  }
} as const satisfies Capabilities

/** What an account has, which decides what it can do at run time. */
export interface AccountFacts {
  /** The paid option "Write first". */
  readonly writesFirst: boolean
  /** The transports of all its channels. */
  readonly transports: ReadonlyArray<string>
}

/** The capabilities of such an account. */
export const narrow = ({ transports, writesFirst }: AccountFacts): Capabilities => {
  const without: Readonly<Record<string, Level>> = {
    ...(writesFirst && transports.some(isWrittenFirst)
      ? {}
      : {
          "contacts.create": none(writesFirst ? noAnswerToFirst.note : "the option Write first is off"),
          "contacts.upsert": partial("contacts that exist are brought up to date, none is created")
        }),
    ...(transports.includes("external") ? {} : { "messages.setStatus": none("the account has no external channel") })
  }
  return { ...capabilities, operations: { ...capabilities.operations, ...without } }
}
