/** The account a simulated server starts with: two people, a bot, a team, a few labels, and one inbox of each kind that matters. */
import type { ChannelType, InboxRow, UserRow } from "./Records.ts"
import { inboxSettings } from "./render/Inbox.ts"
import type { State } from "./State.ts"

export interface Tokens {
  readonly administrator: string
  /** A member of the API inbox only. */
  readonly agent: string
  readonly agentBot: string
  readonly platformApp: string
}

/** Ids of the inboxes that every simulated account has. */
export interface Inboxes {
  readonly api: number
  readonly website: number
  readonly whatsapp: number
  readonly email: number
  readonly telegram: number
}

export const fillDirectory = (
  state: State,
  options: { readonly accountName: string; readonly tokens: Tokens; readonly now: number }
): Inboxes => {
  const { now, tokens } = options
  state.accounts.insert((id) => ({
    id,
    fields: { name: options.accountName, locale: "en", domain: null, support_email: "support@example.com" },
    suspended: false,
    createdAt: now
  }))
  const administrator = insertUser(state, "Ada Admin", "ada@example.com", "administrator", tokens.administrator)
  const agent = insertUser(state, "Grace Agent", "grace@example.com", "agent", tokens.agent)
  state.agentBots.insert((id) => ({
    id,
    name: "Helper Bot",
    description: "Answers first",
    outgoingUrl: null,
    botConfig: {},
    token: tokens.agentBot,
    secret: state.random.token(24),
    platform: false
  }))
  state.teams.insert((id) => ({
    id,
    name: "support",
    description: "First line",
    allowAutoAssign: true,
    memberIds: [administrator.id, agent.id],
    createdAt: now,
    updatedAt: now
  }))
  for (const [title, color] of [
    ["vip", "#f2c94c"],
    ["billing", "#2f80ed"],
    ["refund", "#eb5757"]
  ] as const) {
    state.labels.insert((id) => ({ id, title, description: null, color, showOnSidebar: true }))
  }
  insertDefinition(state, now, { attribute_key: "plan", attribute_display_name: "Plan", ...contactList })
  insertDefinition(state, now, { attribute_key: "order", attribute_display_name: "Order", ...conversationText })
  return {
    api: insertInbox(state, { name: "API", channelType: "Channel::Api", memberIds: [agent.id], now }).id,
    website: insertInbox(state, { name: "Website", channelType: "Channel::WebWidget", now }).id,
    whatsapp: insertInbox(state, {
      name: "WhatsApp",
      channelType: "Channel::Whatsapp",
      phoneNumber: "+12125550100",
      provider: "whatsapp_cloud",
      messageTemplates: [sampleTemplate],
      now
    }).id,
    email: insertInbox(state, { name: "Email", channelType: "Channel::Email", now }).id,
    telegram: insertInbox(state, { name: "Telegram", channelType: "Channel::Telegram", now }).id
  }
}

const contactList = {
  attribute_model: "contact_attribute",
  attribute_display_type: "list",
  attribute_values: ["basic", "pro"]
}
const conversationText = { attribute_model: "conversation_attribute", attribute_display_type: "text" }

const insertDefinition = (state: State, now: number, fields: Record<string, unknown>): void => {
  state.attributeDefinitions.insert((id) => ({ id, fields, createdAt: now, updatedAt: now }))
}

export const insertUser = (
  state: State,
  name: string,
  email: string,
  role: UserRow["role"],
  token = state.random.token(24)
): UserRow =>
  state.users.insert((id) => ({ id, name, email, role, availability: "online", customAttributes: {}, token }))

export const insertInbox = (
  state: State,
  fields: {
    readonly name: string
    readonly channelType: ChannelType
    readonly now: number
    readonly memberIds?: ReadonlyArray<number>
    readonly webhookUrl?: string | null
    readonly phoneNumber?: string
    readonly provider?: string
    readonly messageTemplates?: InboxRow["messageTemplates"]
  }
): InboxRow =>
  state.inboxes.insert((id) => ({
    id,
    channelId: 100 + id,
    channelType: fields.channelType,
    name: fields.name,
    identifier: state.random.token(24),
    hmacToken: state.random.token(24),
    secret: state.random.token(24),
    hmacMandatory: false,
    webhookUrl: fields.webhookUrl ?? null,
    phoneNumber: fields.phoneNumber ?? null,
    provider: fields.provider ?? null,
    channelAttributes: {},
    lockToSingleConversation: false,
    greetingEnabled: false,
    greetingMessage: null,
    settings: inboxSettings,
    agentBotId: null,
    memberIds: fields.memberIds ?? [],
    messageTemplates: fields.messageTemplates ?? [],
    createdAt: fields.now,
    updatedAt: fields.now
  }))

const sampleTemplate = {
  id: "1000000000000001",
  name: "order_update",
  status: "APPROVED",
  category: "UTILITY",
  language: "en",
  components: [{ type: "BODY", text: "Hello {{1}}, your order {{2}} is on its way." }],
  parameter_format: "POSITIONAL"
}
