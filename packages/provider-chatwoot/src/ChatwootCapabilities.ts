/**
 * What Chatwoot can do. The notes are printed by `dragoman providers` and in the documentation, so that they say what a user has to
 * know and nothing else. Source of the facts: chatwoot-wire 2 to 5.
 */
import { type Capabilities, type ChannelRules, emulated, native, none, partial } from "@dragoman/core/provider"

/** What every channel carries: text and up to 15 attachments in one message, the bytes by multipart. */
const basic: ChannelRules = {
  parts: ["text", "image", "audio", "video", "file", "sticker"],
  maxTextLength: 150_000,
  textWithMedia: true,
  maxAttachments: 15,
  mediaSource: "bytes"
}

/** `input_select` and `cards` are shown as such here; elsewhere Chatwoot itself would write them out as text. */
const interactive: ChannelRules = {
  ...basic,
  parts: [...basic.parts, "choices"],
  choices: { max: 100, maxTitleLength: 1000, kinds: ["reply", "url"] }
}

const readThenWrite = "reads the set and writes it back: a change in between is lost"
const inConversation = "needs the conversation's id"

export const capabilities = {
  provider: "chatwoot",
  title: "Chatwoot",
  operations: {
    "contacts.list": partial(
      "only contacts with an e-mail, phone or identifier; `updatedSince` goes by activity and creation"
    ),
    "contacts.get": native,
    "contacts.search": native,
    "contacts.find": partial("by channel address: through conversations, else as phone or e-mail"),
    "contacts.create": native,
    "contacts.update": native,
    "contacts.upsert": emulated("find, then create; a race ends in one contact"),
    "contacts.delete": partial("administrators only; refused while the contact is online"),
    "contacts.setBlocked": native,
    "contacts.addTags": emulated(readThenWrite),
    "contacts.removeTags": emulated(readThenWrite),
    "contacts.setTags": native,
    "conversations.list": native,
    "conversations.listByContact": emulated("by the filter API: the contact's own endpoint stops at 20"),
    "conversations.get": native,
    "conversations.create": native,
    "conversations.setStatus": native,
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
    "messages.get": emulated(`${inConversation}; a page of one`),
    "messages.delete": partial(`${inConversation}; the text is replaced, the message stays`),
    "messages.retry": native,
    "messages.setStatus": partial("API inboxes only"),
    "messages.find": emulated("needs the conversation or the contact; reads messages back from the newest"),
    "messages.send": native,
    "messages.addNote": native,
    "messages.import": partial("into API inboxes; the time and the author are not kept by the server"),
    "attachments.download": native,
    "channels.list": native,
    "agents.list": native,
    "teams.list": native,
    "tags.list": native,
    "tags.create": native,
    "attributes.list": native,
    "templates.list": partial("as far as the server shows an inbox's WhatsApp templates"),
    "account.get": native,
    "webhooks.list": native,
    "webhooks.create": native,
    "webhooks.update": native,
    "webhooks.delete": native,
    "webhooks.rotateSecret": none("delete the webhook and create it anew")
  },
  channels: {
    default: basic,
    "Channel::WebWidget": interactive,
    "Channel::Api": interactive,
    "Channel::Telegram": interactive,
    "Channel::Line": interactive,
    "Channel::Whatsapp": { ...interactive, parts: [...interactive.parts, "template"], replyWindowHours: 24 },
    "Channel::TwilioSms": { ...basic, parts: [...basic.parts, "template"] },
    "Channel::FacebookPage": { ...basic, replyWindowHours: 24 },
    "Channel::Instagram": { ...basic, replyWindowHours: 24 }
  },
  values: {
    statuses: ["open", "pending", "snoozed", "closed"],
    priorities: ["low", "medium", "high", "urgent"],
    tags: { on: ["contact", "conversation"], rule: "lower case, at least two letters, digits, _ or -, no spaces" },
    attributes: { on: ["contact", "conversation"] }
  },
  idempotency: "echoed",
  import: {
    time: partial("kept beside the message, not as its time"),
    author: partial("agents become the token's owner"),
    direction: partial("messages of contacts in API inboxes only"),
    note: native,
    attachment: native,
    externalId: native,
    batchSize: 1,
    notifiesContact: false
  },
  webhooks: {
    signed: partial("account webhooks from 4.11.2, API inboxes and bots from 4.13; automations and macros never"),
    redelivers: partial("agent bots three times; account and API-inbox webhooks never"),
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

/** The capabilities that are left with such a token. */
export const narrow = (token: TokenFacts): Capabilities => {
  const allowed = (name: string) =>
    token.kind === "agent-bot" ? openToBots.has(name) : token.role === "administrator" || !administratorsOnly.has(name)
  const missing = token.kind === "agent-bot" ? "not with an agent bot's token" : "administrators only"
  const operations = Object.entries(capabilities.operations).map(([name, level]) => [
    name,
    allowed(name) ? level : none(missing)
  ])
  return { ...capabilities, operations: Object.fromEntries(operations) }
}
