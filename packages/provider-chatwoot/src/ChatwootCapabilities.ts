/**
 * What Chatwoot can do. The notes are printed by `dragoman providers` and in the documentation, so that they say what a user has to
 * know and nothing else. Source of the facts: chatwoot-wire 2 to 5.
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

const onlyApi = none("API inboxes only")

/** What every channel carries: text and up to 15 attachments in one message, the bytes by multipart. */
const basic: ChannelRules = {
  parts: ["text", "image", "audio", "video", "file", "sticker"],
  maxTextLength: 150_000,
  textWithMedia: true,
  maxAttachments: 15,
  mediaSource: "bytes",
  operations: { "messages.import": onlyApi, "messages.setStatus": onlyApi }
}

/** Channels on which nobody can be written to who did not write first. */
const answering: ChannelRules = {
  ...basic,
  operations: { ...basic.operations, "conversations.create": partial("with contacts who wrote before") }
}

/** Where whatever is sent is shown by Chatwoot's own widget, or handed on as it is to the program behind an API inbox. */
const structured: ChannelRules = {
  ...basic,
  parts: [...basic.parts, "choices"],
  choices: { max: 100, maxTitleLength: 1000, kinds: ["reply", "url"] }
}

/** Where `input_select` becomes the channel's own buttons, but `cards` would lose their links. */
const withButtons = (rules: ChannelRules, max: number, maxTitleLength: number): ChannelRules => ({
  ...rules,
  parts: [...rules.parts, "choices"],
  choices: { max, maxTitleLength, kinds: ["reply"] }
})

/** Where WhatsApp templates are sent, and one attachment a message: of several only the first would leave the server. */
const templated: ChannelRules = { ...basic, parts: [...basic.parts, "template"], maxAttachments: 1 }

/** As the vendor has it, with something to know. */
const nativeBut = (note: string) => ({ ...native, note })

const readThenWrite = "reads the set and writes it back: a change in between is lost"
const inConversation = "needs the conversation's id"

export const capabilities = {
  provider: "chatwoot",
  title: "Chatwoot",
  operations: {
    "contacts.list": partial(
      "only contacts with an e-mail, phone or external id; `updatedSince` goes by activity and creation"
    ),
    "contacts.get": native,
    "contacts.search": native,
    "contacts.find": partial(
      "by e-mail, phone and external id; by address in API inboxes, elsewhere of contacts with a conversation"
    ),
    "contacts.create": nativeBut("an identity needs the inbox it is in"),
    "contacts.update": nativeBut("a picture cannot be taken away"),
    "contacts.upsert": emulated("found, then created or brought up to date; a race ends in one contact"),
    "contacts.delete": partial("administrators only; refused while the contact is online"),
    "contacts.setBlocked": native,
    "contacts.addTags": emulated(readThenWrite),
    "contacts.removeTags": emulated(readThenWrite),
    "contacts.setTags": native,
    "conversations.list": nativeBut("`updatedSince` is exact from 4.0.2 on; before, it gives more"),
    "conversations.listByContact": emulated("by the filter API: the contact's own endpoint stops at 20"),
    "conversations.get": native,
    "conversations.create": partial(
      "on Facebook, Instagram, Telegram and LINE only with contacts who wrote before; an inbox locked to one conversation gives that one"
    ),
    "conversations.setStatus": nativeBut("an agent whose token opens a conversation becomes its assignee"),
    "conversations.assign": native,
    "conversations.addTags": emulated(readThenWrite),
    "conversations.removeTags": emulated(readThenWrite),
    "conversations.setTags": native,
    "conversations.setPriority": native,
    "conversations.setAttributes": emulated(readThenWrite),
    "conversations.markRead": native,
    "conversations.setTyping": native,
    "conversations.delete": partial("administrators only; undocumented by the vendor"),
    "messages.listByConversation": native,
    "messages.list": none("list the conversations that changed, then their messages"),
    "messages.get": emulated(inConversation),
    "messages.delete": partial(`${inConversation}; the text is replaced, the message stays`),
    "messages.retry": partial(inConversation),
    "messages.setStatus": partial(`${inConversation}; API inboxes only`),
    "messages.find": emulated("needs the conversation or the contact, whose messages are read from the newest on"),
    "messages.send": native,
    "messages.addNote": nativeBut("one text, or files with one text"),
    "messages.import": partial(
      "into API inboxes only; not with its time and author; webhooks and automations fire for every message"
    ),
    "attachments.download": native,
    "channels.list": native,
    "agents.list": native,
    "teams.list": native,
    "tags.list": native,
    "tags.create": native,
    "attributes.list": native,
    "templates.list": partial("of WhatsApp inboxes, where the server shows them"),
    "account.get": native,
    "webhooks.list": native,
    "webhooks.create": native,
    "webhooks.update": native,
    "webhooks.delete": native,
    "webhooks.rotateSecret": none("delete the webhook and create it anew")
  },
  // Lengths are those of the channels themselves: Chatwoot takes a longer text and reports the failure later.
  channels: {
    default: basic,
    "Channel::WebWidget": structured,
    "Channel::Api": { ...structured, operations: {} },
    "Channel::Telegram": withButtons({ ...answering, maxTextLength: 4096 }, 100, 64),
    "Channel::Line": withButtons({ ...answering, maxTextLength: 5000 }, 10, 20),
    "Channel::Whatsapp": withButtons({ ...templated, maxTextLength: 4096, replyWindowHours: 24 }, 10, 20),
    "Channel::TwilioSms": { ...templated, maxTextLength: 1600 },
    "Channel::FacebookPage": { ...answering, maxTextLength: 2000, replyWindowHours: 24 },
    "Channel::Instagram": { ...answering, maxTextLength: 1000, replyWindowHours: 24 }
  },
  values: {
    statuses: ["open", "pending", "snoozed", "closed"],
    priorities: ["low", "medium", "high", "urgent"],
    tags: { on: ["contact", "conversation"], rule: "lower case, at least two letters, digits, _ or -, no spaces" },
    attributes: { on: ["contact", "conversation"] }
  },
  idempotency: "echoed",
  import: {
    time: partial("kept beside the message; the dashboard shows and sorts by the time of the import"),
    author: partial("agents and bots become the token's owner"),
    direction: native,
    note: native,
    attachment: native,
    externalId: native,
    batchSize: 1,
    notifiesContact: false
  },
  webhooks: {
    signed: partial("account webhooks from 4.11.2, API inboxes and bots from 4.13; automations and macros never"),
    redelivers: partial("agent bots twice; account and API-inbox webhooks never"),
    ordered: none("deliveries overtake each other")
  }
} as const satisfies Capabilities

/** What a token is, which decides what an account can do at run time. */
export interface TokenFacts {
  readonly kind: "user" | "agent-bot"
  /** `administrator` or `agent`, of a user. */
  readonly role?: string
}

const administratorsOnly = new Set<string>([
  "contacts.delete",
  "conversations.delete",
  "webhooks.list",
  "webhooks.create",
  "webhooks.update",
  "webhooks.delete",
  "tags.create"
])

/** What an agent bot's token may call; everything else answers 401 (`BOT_ACCESSIBLE_ENDPOINTS`, chatwoot-wire 1.1). */
const openToBots = new Set<string>([
  "conversations.get",
  "conversations.create",
  "conversations.setStatus",
  "conversations.assign",
  "conversations.addTags",
  "conversations.removeTags",
  "conversations.setTags",
  "conversations.setPriority",
  "conversations.setAttributes",
  "conversations.setTyping",
  "messages.send",
  "messages.addNote",
  "attachments.download"
])

/** What a bot's token can do in a conversation that it knows, but not by its contact. */
const inKnownConversation = new Set<string>(["messages.send", "messages.addNote"])

/** The capabilities that are left with such a token. */
export const narrow = (token: TokenFacts): Capabilities => {
  const levelOf = token.kind === "agent-bot" ? botLevel : userLevel(token.role === "administrator")
  const operations = Object.entries(capabilities.operations).map(([name, level]) => [name, levelOf(name, level)])
  return { ...capabilities, operations: Object.fromEntries(operations) }
}

const botLevel = (name: string, level: Level): Level => {
  if (!openToBots.has(name)) return none("not with an agent bot's token")
  return inKnownConversation.has(name) ? partial(inConversation) : level
}

const userLevel =
  (isAdministrator: boolean) =>
  (name: string, level: Level): Level =>
    isAdministrator || !administratorsOnly.has(name) ? level : none("administrators only")
