/**
 * What HueChat can do. The notes are printed by `dragoman providers` and in the documentation, so that they say what a user has to know and
 * nothing else. Source of the facts: huechat.md and its contradictions, huechat-wire.
 */
import { type Capabilities, type ChannelRules, emulated, native, none, partial } from "@dragoman/core/provider"
import { maxAttachmentBytes, maxAttachments } from "./api/Uploads.ts"

/** As the vendor has it, with something to know. */
const nativeBut = (note: string) => ({ ...native, note })

const onlyApi = none("API inboxes only")
const notDocumented = "the endpoint is not documented: needs the option contactWrites"
const metInConversations = "those that conversations name: reads all conversations"
const setInTurns =
  "reads the set and writes it back, one change at a time in this process: another program's change in between is lost"
const inConversation = "needs the conversation's id"

/**
 * What every channel carries: text and up to 10 files of 40 MB in one message. Buttons are in `content_attributes`, in a form that is not
 * documented: choices become a numbered list. Templates are sent by broadcasts only (huechat-wire 32, 33).
 */
const basic: ChannelRules = {
  parts: ["text", "image", "audio", "video", "file", "sticker"],
  maxTextLength: 150_000,
  textWithMedia: true,
  maxAttachments,
  maxAttachmentBytes,
  mediaSource: "bytes",
  operations: { "messages.import": onlyApi }
}

export const capabilities = {
  provider: "huechat",
  title: "HueChat",
  operations: {
    "contacts.list": partial(
      "`channelId` where contacts tell their inboxes; `updatedSince` goes by activity and creation"
    ),
    "contacts.get": emulated("looked for in the list, which is in the order of creation"),
    "contacts.search": nativeBut("at least two characters"),
    "contacts.find": emulated(
      "by search: e-mail, phone, external id; by address where it is a phone number or an e-mail"
    ),
    "contacts.create": partial(notDocumented),
    "contacts.update": partial(notDocumented),
    "contacts.upsert": partial(notDocumented),
    "contacts.delete": partial(notDocumented),
    "contacts.setBlocked": partial(notDocumented),
    "contacts.addTags": none("contacts have no tags in the API: client.contactLists groups them"),
    "contacts.removeTags": none("contacts have no tags in the API: client.contactLists groups them"),
    "contacts.setTags": none("contacts have no tags in the API: client.contactLists groups them"),
    "conversations.list": partial(
      "pages come in HueChat's own order, each put in the order asked for; `updatedSince` leaves out what was read"
    ),
    "conversations.listByContact": emulated("by search for the contact's phone, e-mail or name"),
    "conversations.get": native,
    "conversations.create": nativeBut("open or pending; made closed by a second call, snoozed by setStatus"),
    "conversations.setStatus": nativeBut("snoozed needs its date"),
    "conversations.assign": native,
    "conversations.addTags": emulated(setInTurns),
    "conversations.removeTags": emulated(setInTurns),
    "conversations.setTags": native,
    "conversations.setPriority": native,
    "conversations.setAttributes": native,
    "conversations.markRead": native,
    "conversations.setTyping": native,
    "conversations.delete": native,
    "messages.listByConversation": native,
    "messages.list": none("list the conversations, then their messages"),
    "messages.get": emulated(inConversation),
    "messages.delete": partial(`${inConversation}; the text is replaced, the message stays`),
    "messages.retry": partial(inConversation),
    "messages.setStatus": none("channels report by themselves"),
    "messages.find": emulated("needs the conversation or the contact, whose messages are read from the newest on"),
    "messages.send": nativeBut("repeated safely by its echo_id; templates by client.broadcasts only; no quoting"),
    "messages.addNote": nativeBut("one text, or files with one text"),
    "messages.import": partial("into API inboxes only; not with its time and author; webhooks fire for every message"),
    "attachments.download": native,
    "channels.list": emulated(`WhatsApp inboxes that templates have, and ${metInConversations}`),
    "agents.list": emulated(metInConversations),
    "teams.list": emulated(metInConversations),
    "tags.list": emulated(metInConversations),
    "tags.create": none("a label is made by giving it to a conversation"),
    "attributes.list": none("attributes have no definitions: any JSON is stored"),
    "templates.list": partial("of WhatsApp inboxes"),
    "account.get": partial("its number: the API tells no name"),
    "webhooks.list": nativeBut("keys of administrators, with outbound_webhooks scopes"),
    "webhooks.create": nativeBut("https only; without events: every documented one"),
    "webhooks.update": native,
    "webhooks.delete": native,
    "webhooks.rotateSecret": nativeBut("the old secret is good for another 24 hours")
  },
  // Lengths are those of the channels themselves: HueChat documents none.
  channels: {
    default: basic,
    "Channel::Api": { ...basic, operations: {} },
    "Channel::Whatsapp": { ...basic, maxTextLength: 4096, replyWindowHours: 24 }
  },
  values: {
    statuses: ["open", "pending", "snoozed", "closed"],
    priorities: ["low", "medium", "high", "urgent"],
    tags: { on: ["conversation"] },
    attributes: { on: ["contact", "conversation"] }
  },
  idempotency: "honoured",
  import: {
    time: partial("kept beside the message; the dashboard shows the time of the import"),
    author: partial("whoever wrote for the business becomes the key's owner"),
    direction: native,
    note: native,
    attachment: native,
    externalId: native,
    batchSize: 1,
    notifiesContact: false
  },
  webhooks: {
    signed: native,
    redelivers: nativeBut("ten times in 19 minutes, then the webhook is disabled"),
    ordered: none("not documented")
  }
} as const satisfies Capabilities

/** The operations behind the option `contactWrites`. */
const contactWrites = [
  "contacts.create",
  "contacts.update",
  "contacts.upsert",
  "contacts.delete",
  "contacts.setBlocked"
] as const

/** What a call to one of them is told while the option is off. */
export const contactWritesHint =
  "HueChat documents scopes for it but no endpoint: set the option contactWrites to true to use Chatwoot's"

/** The capabilities of an account with such options. */
export const narrow = (options: { readonly contactWrites: boolean }): Capabilities => {
  if (options.contactWrites) return capabilities
  const off = Object.fromEntries(contactWrites.map((name) => [name, none(contactWritesHint)]))
  return { ...capabilities, operations: { ...capabilities.operations, ...off } }
}
