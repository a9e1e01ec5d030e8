/**
 * The ids of Chat2Desk's things. A channel of the vendor's is a group of messenger accounts, at most one of each transport; the domain's
 * channel is one of them, `<channelId>:<transport>`. A conversation is a dialog (its requests are segments of it and have no id in the
 * domain), a contact is a client. The wire has whole numbers and text for the same id; the domain has text.
 */
import type {
  AgentId,
  ChannelId,
  ChannelReference,
  ChannelType,
  ContactId,
  ConversationId,
  MessageId,
  TeamId,
  WebhookId
} from "@dragoman/core/domain"
import { joinId, openEnum, parseId, textOf, wordOf } from "@dragoman/core/wire"

/** An id as the wire has it. */
export type WireId = number | string

/** One account of a messenger: what the vendor's requests name by `channel_id` and `transport`. */
export interface ChannelAddress {
  readonly channelId: string
  readonly transport: string
}

export const toContactId = (id: WireId): ContactId => String(id) as ContactId

export const toConversationId = (dialogId: WireId): ConversationId => String(dialogId) as ConversationId

export const toMessageId = (id: WireId): MessageId => String(id) as MessageId

/** Of an operator. */
export const toAgentId = (operatorId: WireId): AgentId => String(operatorId) as AgentId

/** Of a group of operators. */
export const toTeamId = (groupId: WireId): TeamId => String(groupId) as TeamId

export const toWebhookId = (id: WireId): WebhookId => String(id) as WebhookId

/** `18337:telegram`. */
export const toChannelId = (channelId: WireId, transport: string): ChannelId =>
  joinId([String(channelId), transport]) as ChannelId

/** What requests name the channel by; `undefined` for a text that is no channel's id. */
export const fromChannelId = (id: ChannelId): ChannelAddress | undefined => {
  const [channelId, transport] = parseId(id, 2) ?? []
  return channelId === undefined || transport === undefined ? undefined : { channelId, transport }
}

/** The number that requests want of a client, dialog, message, operator or channel; `undefined` for a text that is none of the vendor's. */
export const fromId = (id: string): number | undefined =>
  /^[1-9]\d*$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : undefined

/** `undefined` for what the wire has in the place of no id: `null`, `0`, `""`. */
export const toId = (id: unknown): string | undefined => (id === 0 ? undefined : wordOf(id))

/** The channel that a row or a webhook tells of; `undefined` without a transport, which is what says the kind. */
export const toChannelReference = (channelId: unknown, transport: unknown): ChannelReference | undefined => {
  const id = toId(channelId)
  const vendorType = textOf(transport)
  if (vendorType === undefined) return undefined
  const type = toChannelType(vendorType)
  return id === undefined ? { type, vendorType } : { id: toChannelId(id, vendorType), type, vendorType }
}

/**
 * The kind of messenger behind a transport. The vendor has several transports for some messengers, by provider (`wa_dialog`, `insta_i2crm`) or
 * kind of account (`tg_user`), and adds to them without telling.
 */
export const toChannelType = (transport: string | null | undefined): ChannelType => {
  const name = transport?.toLowerCase() ?? ""
  return known(name) ?? known(name.split("_")[0]) ?? "other"
}

/** Transports, and the words that families of them begin with. */
const known = openEnum<ChannelType, undefined>(
  {
    external: "api",
    widget: "webchat",
    chat: "webchat",
    whatsapp: "whatsapp",
    wa: "whatsapp",
    telegram: "telegram",
    tg: "telegram",
    viber: "viber",
    facebook: "facebook",
    fb: "facebook",
    instagram: "instagram",
    insta: "instagram",
    vk: "vk",
    wechat: "wechat",
    line: "line",
    email: "email",
    sms: "sms"
  },
  undefined
)
