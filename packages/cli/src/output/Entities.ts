/** How each entity of the domain is shown to people: the columns of its list, and the fields of one of it. JSON shows everything. */
import {
  type Agent,
  type Channel,
  type Contact,
  type ContentPart,
  type Conversation,
  isMedia,
  type Message,
  partToPlainText,
  type Tag,
  type Team,
  type Timestamp
} from "@dragoman/core/domain"
import type { WebhookSubscription } from "@dragoman/core/provider"
import type { Column } from "./Table.ts"

type Fields = ReadonlyArray<readonly [name: string, value: string | undefined]>

export const contactColumns: ReadonlyArray<Column<Contact>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "NAME", of: ({ name }) => name, max: 30 },
  { title: "PHONE", of: ({ phone }) => phone },
  { title: "EMAIL", of: ({ email }) => email, max: 40 },
  { title: "EXTERNAL ID", of: ({ externalId }) => externalId },
  { title: "LAST ACTIVITY", of: ({ lastActivityAt }) => minute(lastActivityAt) }
]

export const contactFields = (contact: Contact): Fields => [
  ["id", contact.id],
  ["name", contact.name],
  ["phone", contact.phone],
  ["email", contact.email],
  ["external id", contact.externalId],
  ["identities", list(contact.identities?.map(({ channelType, address }) => `${channelType} ${address}`))],
  ["tags", list(contact.tags)],
  ["attributes", attributes(contact.attributes)],
  ["blocked", contact.blocked === true ? "yes" : undefined],
  ["note", contact.note],
  ["created", minute(contact.createdAt)],
  ["last activity", minute(contact.lastActivityAt)]
]

export const conversationColumns: ReadonlyArray<Column<Conversation>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "STATUS", of: ({ status }) => status },
  { title: "CONTACT", of: ({ contactId }) => contactId },
  { title: "CHANNEL", of: ({ channel }) => channel.name ?? channel.type, max: 20 },
  { title: "ASSIGNEE", of: ({ assignee, team }) => assignee?.name ?? assignee?.id ?? team?.name ?? team?.id, max: 20 },
  { title: "TAGS", of: ({ tags }) => list(tags), max: 24 },
  { title: "LAST ACTIVITY", of: ({ lastActivityAt }) => minute(lastActivityAt) }
]

export const conversationFields = (conversation: Conversation): Fields => {
  const { assignee, channel, team } = conversation
  return [
    ["id", conversation.id],
    ["status", conversation.status],
    ["snoozed until", minute(conversation.snoozedUntil)],
    ["contact", conversation.contactId],
    ["channel", [channel.id, channel.type, channel.name].filter(Boolean).join(" ")],
    ["priority", conversation.priority],
    ["assignee", assignee === undefined ? undefined : named(assignee)],
    ["team", team === undefined ? undefined : named(team)],
    ["tags", list(conversation.tags)],
    ["attributes", attributes(conversation.attributes)],
    ["subject", conversation.subject],
    ["unread", conversation.unreadCount?.toString()],
    ["can reply", conversation.canReply === false ? "no, only by template" : undefined],
    ["created", minute(conversation.createdAt)],
    ["last activity", minute(conversation.lastActivityAt)]
  ]
}

export const messageColumns: ReadonlyArray<Column<Message>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "TIME", of: ({ createdAt }) => minute(createdAt) },
  { title: "FROM", of: ({ author }) => author.name ?? author.type, max: 20 },
  { title: "KIND", of: kindOf },
  { title: "STATUS", of: ({ status }) => status },
  { title: "TEXT", of: inWords, max: 80 }
]

export const messageFields = (message: Message): Fields => [
  ["id", message.id],
  ["conversation", message.conversationId],
  ["kind", kindOf(message)],
  ["from", message.author.name ?? message.author.type],
  ["status", message.status],
  ["failure", message.failure?.reason],
  ["external id", message.externalId],
  ["created", minute(message.createdAt)],
  ["text", inWords(message)]
]

export const channelColumns: ReadonlyArray<Column<Channel>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "TYPE", of: ({ type }) => type },
  { title: "VENDOR TYPE", of: ({ vendorType }) => vendorType },
  { title: "NAME", of: ({ name }) => name, max: 40 },
  { title: "ADDRESS", of: ({ address }) => address }
]

export const agentColumns: ReadonlyArray<Column<Agent>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "NAME", of: ({ name }) => name, max: 40 },
  { title: "EMAIL", of: ({ email }) => email },
  { title: "AVAILABILITY", of: ({ availability }) => availability }
]

export const teamColumns: ReadonlyArray<Column<Team>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "NAME", of: ({ name }) => name, max: 40 }
]

export const tagColumns: ReadonlyArray<Column<Tag>> = [
  { title: "NAME", of: ({ name }) => name },
  { title: "COLOR", of: ({ color }) => color },
  { title: "DESCRIPTION", of: ({ description }) => description, max: 60 }
]

export const tagFields = (tag: Tag): Fields => [
  ["id", tag.id],
  ["name", tag.name],
  ["color", tag.color],
  ["description", tag.description],
  ["group", tag.group]
]

export const webhookColumns: ReadonlyArray<Column<WebhookSubscription>> = [
  { title: "ID", of: ({ id }) => id },
  { title: "URL", of: ({ url }) => url },
  { title: "EVENTS", of: ({ events }) => list(events) ?? "all" }
]

export const webhookFields = (webhook: WebhookSubscription): Fields => [
  ["id", webhook.id],
  ["url", webhook.url],
  ["events", list(webhook.events) ?? "all"],
  ["secret", webhook.secret]
]

/** A message's side and who may see it, in one word. */
function kindOf({ direction, visibility }: Message): string {
  if (visibility === "system") return "system"
  return visibility === "private" ? "note" : direction
}

function inWords({ content }: Message): string {
  return content.map(partInWords).join(" ")
}

/** Files by their names: their addresses are long, and JSON has them. */
const partInWords = (part: ContentPart): string => {
  if (!isMedia(part)) return partToPlainText(part) ?? `[${part.type}]`
  return [`[${[part.type, part.fileName].filter(Boolean).join(" ")}]`, part.caption].filter(Boolean).join(" ")
}

const minute = (time: Timestamp | undefined): string | undefined =>
  time === undefined ? undefined : `${time.slice(0, 10)} ${time.slice(11, 16)}Z`

const list = (texts: ReadonlyArray<string> | undefined): string | undefined =>
  texts === undefined || texts.length === 0 ? undefined : texts.join(", ")

const named = ({ id, name }: { readonly id: string; readonly name?: string }): string =>
  name === undefined ? id : `${name} (${id})`

const attributes = (values: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  list(
    Object.entries(values ?? {}).map(
      ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
    )
  )
