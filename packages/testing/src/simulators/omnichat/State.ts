/** The tables of one simulated team. */
import { makeRandom, type Random } from "../Random.ts"
import { need } from "../RowTable.ts"
import type * as Records from "./Records.ts"

/** What the team has booked, and how it was set up; see the errors that a missing one gives. */
export interface Features {
  /** `OPEN_API_CUSTOMER_SERVICE`: without it no room can be assigned. */
  customerService: boolean
  /** `arkhamApiToken` in the tenant's settings: without it no room can be assigned either. */
  roomsConfigured: boolean
  /** Whether marketing templates may go out as direct messages. */
  marketingMessagesLite: boolean
}

export interface State {
  readonly team: { readonly id: string; readonly name: string }
  readonly random: Random
  readonly features: Features
  readonly channels: Array<Records.ChannelRow>
  readonly agents: Array<Records.AgentRow>
  readonly attributes: Map<string, Records.AttributeRow>
  readonly templates: Array<Records.TemplateRow>
  readonly chatbots: Array<Records.ChatbotRow>
  /** By {@link contactKey}. */
  readonly contacts: Map<string, Records.ContactRow>
  /** By `omniCustomerId`. */
  readonly customers: Map<string, Records.CustomerRow>
  readonly rooms: Map<string, Records.RoomRow>
  readonly tickets: Map<number, Records.TicketRow>
  /** By id, in the order in which they were written. */
  readonly messages: Map<string, Records.MessageRow>
  readonly broadcasts: Map<string, Records.BroadcastRow>
  readonly taggings: Array<Records.TaggingRow>
  readonly webhooks: Array<Records.WebhookRow>
}

export const makeState = (team: State["team"]): State => ({
  team,
  random: makeRandom(40),
  features: { customerService: true, roomsConfigured: true, marketingMessagesLite: true },
  channels: [],
  agents: [],
  attributes: new Map(),
  templates: [],
  chatbots: [],
  contacts: new Map(),
  customers: new Map(),
  rooms: new Map(),
  tickets: new Map(),
  messages: new Map(),
  broadcasts: new Map(),
  taggings: [],
  webhooks: []
})

/** Where a contact is kept: `userId`, or what stands in for it. */
export const contactKey = (platform: Records.Platform, channelId: string, userId: string): string =>
  `${platform}:${channelId}:${userId}`

/** The user's id on the channel, or their BSUID where no phone number is known. */
export const addressOf = (contact: Records.ContactRow): string => contact.userId ?? contact.bsuid ?? ""

export const keyOf = (contact: Records.ContactRow): string =>
  contactKey(contact.platform, contact.channelId, addressOf(contact))

export const findChannel = (
  state: State,
  platform: Records.Platform,
  channelId: string
): Records.ChannelRow | undefined =>
  state.channels.find((channel) => channel.platform === platform && channel.channelId === channelId)

/** The contact of an address, by user id or by BSUID. */
export const findContact = (
  state: State,
  platform: Records.Platform,
  channelId: string,
  userId: string
): Records.ContactRow | undefined =>
  state.contacts.get(contactKey(platform, channelId, userId)) ??
  [...state.contacts.values()].find(
    (contact) => contact.platform === platform && contact.channelId === channelId && contact.bsuid === userId
  )

export const customerOf = (state: State, contact: Records.ContactRow): Records.CustomerRow =>
  need(state.customers, contact.omniCustomerId)

export const contactsOf = (state: State, customer: Records.CustomerRow): ReadonlyArray<Records.ContactRow> =>
  [...state.contacts.values()].filter((contact) => contact.omniCustomerId === customer.omniCustomerId)

export const findAgent = (state: State, username: string | null): Records.AgentRow | undefined =>
  state.agents.find((agent) => agent.username === username)
