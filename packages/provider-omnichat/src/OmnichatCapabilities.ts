/**
 * What Omnichat can do. The notes are printed by `dragoman providers` and in the documentation, so that they say what a user has to know and
 * nothing else. Source of the facts: omnichat.md; omnichat-wire A1.
 */
import { type Capabilities, type ChannelRules, emulated, native, none, partial } from "@dragoman/core/provider"
import { channelRules as whatsApp } from "./whatsapp/index.ts"

/** As the vendor has it, with something to know. */
const nativeBut = (note: string) => ({ ...native, note })

const onlyWhatsApp = none("WhatsApp only")
const ticketsByWebhook = none("the API shows no conversations: webhooks tell of tickets")
const noTagsOnRooms = none("tags are on contacts")
const inThePortal = none("set up in the portal")

/** Platforms whose messages are read, and that nothing can be sent on. */
const readOnly: ChannelRules = {
  parts: ["text"],
  maxTextLength: 5000,
  textWithMedia: false,
  maxAttachments: 1,
  mediaSource: "url",
  operations: {
    "messages.send": none("the API sends on WhatsApp and LINE"),
    "conversations.assign": none("agents are assigned on WhatsApp and LINE"),
    "conversations.markRead": onlyWhatsApp,
    "conversations.setTyping": onlyWhatsApp,
    "templates.list": onlyWhatsApp
  }
}

/** Direct messages. Of templates the portal's own, by id; the length is LINE's. */
const line: ChannelRules = {
  parts: ["text", "image", "template"],
  maxTextLength: 5000,
  textWithMedia: false,
  maxAttachments: 1,
  mediaSource: "url",
  operations: {
    "conversations.markRead": onlyWhatsApp,
    "conversations.setTyping": onlyWhatsApp,
    "templates.list": onlyWhatsApp
  }
}

export const capabilities = {
  provider: "omnichat",
  title: "Omnichat",
  operations: {
    "contacts.list": emulated("by the time of the last update, week by week where the server wants it so"),
    "contacts.get": native,
    "contacts.search": none("exact look-ups only: contacts.find"),
    "contacts.find": nativeBut("of a person on several channels, the first one"),
    "contacts.create": emulated(
      "looked up, then written; on one channel: an identity, or a phone number where the team has one WhatsApp number"
    ),
    "contacts.update": partial(
      "no pictures, no blocking; a cleared number attribute becomes 0, a boolean false; attributes are defined in the portal"
    ),
    "contacts.upsert": emulated(
      "found, then written or made, on one channel as with create; a race ends in one contact"
    ),
    "contacts.delete": nativeBut("with the member profile and the chat history"),
    "contacts.setBlocked": none("contacts are subscribed or not: client.contacts.upsert"),
    "contacts.addTags": native,
    "contacts.removeTags": native,
    "contacts.setTags": native,
    "conversations.list": ticketsByWebhook,
    "conversations.listByContact": none("a contact has one conversation, under the contact's own id"),
    "conversations.get": ticketsByWebhook,
    "conversations.create": none("a contact's conversation is there from the start: send to it"),
    "conversations.setStatus": none("AI agents close their rooms by client.rooms.close"),
    "conversations.assign": partial(
      "WhatsApp and LINE; to agents, there are no teams; taking an agent away is for OMO teams only"
    ),
    "conversations.addTags": noTagsOnRooms,
    "conversations.removeTags": noTagsOnRooms,
    "conversations.setTags": noTagsOnRooms,
    "conversations.setPriority": none("there are no priorities"),
    "conversations.setAttributes": none("attributes are on contacts"),
    "conversations.markRead": partial("WhatsApp only; needs the message's id, and marks those before it too"),
    "conversations.setTyping": partial(
      "WhatsApp only; needs the id of the message that is answered, and marks it as read; ends by itself after 25 seconds"
    ),
    "conversations.delete": none("contacts.delete takes the chat history along"),
    "messages.listByConversation": none("the history is read by time: messages.list"),
    "messages.list": nativeBut("closed ranges of seven days, one platform after the other"),
    "messages.get": native,
    "messages.delete": none("what was sent stays"),
    "messages.retry": none("send it again"),
    "messages.setStatus": none("channels report by themselves"),
    "messages.find": none("the history shows no externalId: WhatsApp's statuses bring it back by webhook"),
    "messages.send": partial("on WhatsApp and LINE; media by their address"),
    "messages.addNote": none("a contact has one note: contacts.update"),
    "messages.import": none("the history cannot be written"),
    "attachments.download": partial("of the history; of a forwarded WhatsApp message only Meta's media id is told"),
    "channels.list": native,
    "agents.list": native,
    "teams.list": none("there are no teams"),
    "tags.list": none("tags are not listed, only who got which: client.taggingLogs"),
    "tags.create": none("a tag is made by giving it to a contact"),
    "attributes.list": inThePortal,
    "templates.list": partial("of WhatsApp numbers"),
    "account.get": emulated("the team as its agents and its web chat name it"),
    "webhooks.list": inThePortal,
    "webhooks.create": inThePortal,
    "webhooks.update": inThePortal,
    "webhooks.delete": inThePortal,
    "webhooks.rotateSecret": inThePortal
  },
  channels: { default: readOnly, whatsapp: whatsApp, line },
  values: {
    statuses: ["open", "closed"],
    priorities: [],
    tags: { on: ["contact"] },
    attributes: { on: ["contact"] }
  },
  idempotency: "echoed",
  import: {
    time: none(),
    author: none(),
    direction: none(),
    note: none(),
    attachment: none(),
    externalId: none(),
    batchSize: 0,
    notifiesContact: false
  },
  webhooks: {
    signed: partial("topics and AI agents; of forwarded WhatsApp payloads it is not documented"),
    redelivers: none("not documented"),
    ordered: none("not documented; WhatsApp's overtake each other")
  }
} as const satisfies Capabilities

const needsWhatsApp = ["conversations.markRead", "conversations.setTyping", "templates.list"] as const
const needsEither = ["conversations.assign", "messages.send"] as const

/** The capabilities of a team with channels on these platforms. */
export const narrow = (platforms: ReadonlyArray<string>): Capabilities => {
  const hasWhatsApp = platforms.includes("whatsapp")
  const missing = new Set<string>([
    ...(hasWhatsApp ? [] : needsWhatsApp),
    ...(hasWhatsApp || platforms.includes("line") ? [] : needsEither)
  ])
  const operations = Object.entries(capabilities.operations).map(([name, level]) => [
    name,
    missing.has(name) ? none("the team has no such channel") : level
  ])
  return { ...capabilities, operations: Object.fromEntries(operations) }
}
