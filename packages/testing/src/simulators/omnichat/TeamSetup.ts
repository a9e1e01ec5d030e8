/** What the team starts with: a channel of each kind, agents, templates, a chatbot and custom attributes. */
import type { AgentRow, AttributeRow, ChannelRow, ChatbotRow, TemplateRow } from "./Records.ts"
import type { State } from "./State.ts"

/** The ids of the channels that the team has from the start. */
export interface Channels {
  /** A business phone number, as digits. */
  readonly whatsapp: string
  readonly line: string
  readonly facebook: string
  readonly instagram: string
  readonly wechat: string
  readonly webchat: string
}

const channelIds: Channels = {
  whatsapp: "18005550100",
  line: "1657700100",
  facebook: "202104670100",
  instagram: "17841440100",
  wechat: "wx0100",
  webchat: "webchat"
}

export const setUpTeam = (state: State): Channels => {
  state.channels.push(...channels(state))
  state.agents.push(...agents(state))
  state.templates.push(...templates)
  state.chatbots.push(chatbot(state))
  for (const attribute of attributes) state.attributes.set(attribute.key, attribute)
  return channelIds
}

const channels = ({ random, team }: State): ReadonlyArray<ChannelRow> => {
  const channel = (platform: ChannelRow["platform"], channelName: string): ChannelRow => ({
    platform,
    channelId: channelIds[platform],
    channelName,
    roomPrefix: `${platform.slice(0, 2)}${random.uuid()}`,
    phoneNumberId: "106540352240100",
    businessAccountId: "102290129340100"
  })
  return [
    channel("whatsapp", "Example Shop WhatsApp"),
    channel("line", "Example Shop LINE"),
    channel("facebook", "Example Shop Page"),
    channel("instagram", "example.shop"),
    channel("wechat", "Example Shop WeChat"),
    channel("webchat", team.name)
  ]
}

const agents = ({ random }: State): ReadonlyArray<AgentRow> => [
  {
    username: random.uuid(),
    name: "Amira Agent",
    email: "amira.agent@example.com",
    phone: "+18005550150",
    employeeCode: null,
    available: true,
    role: 7,
    shops: null
  },
  {
    username: random.uuid(),
    name: "Sam Sales",
    email: "sam.sales@example.com",
    phone: null,
    employeeCode: "S0001",
    available: true,
    role: 3,
    shops: [{ id: "60fd8409892243037e170100", code: "S-001", name: "Shop A" }]
  },
  {
    username: random.uuid(),
    name: "Nadia Nomail",
    email: null,
    phone: "+18005550151",
    employeeCode: null,
    available: false,
    role: 7,
    shops: null
  }
]

const template = (fields: Omit<TemplateRow, "phone" | "status"> & Partial<TemplateRow>): TemplateRow => ({
  phone: channelIds.whatsapp,
  status: "APPROVED",
  ...fields
})

const orderUpdate = {
  type: "BODY",
  text: "Your order {{1}} is {{2}}.",
  example: { body_text: [["A-1", "on its way"]] }
}

const templates: ReadonlyArray<TemplateRow> = [
  template({
    id: "1029152384360100",
    category: "UTILITY",
    name: "order_update",
    language: "en",
    components: [orderUpdate]
  }),
  template({
    id: "1029152384360101",
    category: "UTILITY",
    name: "order_update",
    language: "zh_HK",
    components: [{ ...orderUpdate, text: "訂單 {{1}}：{{2}}" }]
  }),
  template({
    id: "1029152384360102",
    category: "MARKETING",
    name: "spring_sale",
    language: "en_US",
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://media.example.com/sale.png"] } },
      { type: "BODY", text: "Hello {{1}}, everything must go.", example: { body_text: [["Alice"]] } },
      { type: "FOOTER", text: "Example Shop" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Tell me more" },
          { type: "QUICK_REPLY", text: "Stop" }
        ]
      }
    ]
  }),
  template({
    id: "1029152384360103",
    category: "AUTHENTICATION",
    name: "login_code",
    language: "en",
    components: [
      { type: "BODY", text: "{{1}} is your code.", add_security_recommendation: true },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Copy code", url: "https://www.example.com/otp?code={{1}}" }] }
    ]
  }),
  template({
    id: "1029152384360104",
    category: "UTILITY",
    status: "PAUSED",
    name: "survey",
    language: "en",
    components: [{ type: "BODY", text: "How did we do?" }]
  })
]

const chatbot = ({ random }: State): ChatbotRow => ({
  id: random.uuid(),
  name: "LINE chatbot",
  type: 3,
  blocks: [
    { id: random.uuid(), name: "Promo 1 Block" },
    { id: random.uuid(), name: "Promo 2 Block" }
  ]
})

const attributes: ReadonlyArray<AttributeRow> = [
  { key: "MemberTier", type: "text", displayName: "Member Tier" },
  { key: "Points", type: "number", displayName: "Points" },
  { key: "Birthday", type: "date", displayName: "Birthday" },
  { key: "LastVisit", type: "datetime", displayName: "Last visit" },
  { key: "Newsletter", type: "boolean", displayName: "Newsletter" }
]
