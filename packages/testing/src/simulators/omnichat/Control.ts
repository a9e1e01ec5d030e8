/** What a test does to the simulated server from outside its API: customers write, agents type, receipts come, webhooks are set up. */
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import { need } from "../RowTable.ts"
import { setSubscribed } from "./changes/Contacts.ts"
import { announceDirectMessage, forward, insertOutbound, report } from "./changes/Messages.ts"
import { assignAgent, closeRoom, deleteTicket } from "./changes/Rooms.ts"
import { type Arrival, type Received, receiveAll } from "./Receive.ts"
import type { AttributeRow, ChannelRow, ContactRow, Platform, TemplateRow } from "./Records.ts"
import { messagesValue } from "./render/Forwarded.ts"
import { type Seeded, type SeedOptions, seed } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { type Features, findAgent, type State } from "./State.ts"
import { deliver } from "./sending/Deliver.ts"
import type { Receipt, SendMatch } from "./sending/Receipts.ts"
import type { Channels } from "./TeamSetup.ts"
import { type Subscribed, type Subscription, subscribe, type WebhookRefused } from "./webhooks/Subscribe.ts"
import { topics as allTopics } from "./webhooks/Topics.ts"

/** What happens on the channels. */
export interface ChannelControl {
  /** A customer writes. */
  readonly receive: (message: Received) => Effect.Effect<Arrival>
  /** Several messages, forwarded in one POST for each WhatsApp number. */
  readonly receiveAll: (messages: ReadonlyArray<Received>) => Effect.Effect<ReadonlyArray<Arrival>>
  /** An agent answers in the portal, and follows the contact up from then on. `agent` is a username; default: the first. */
  readonly reply: (options: {
    readonly roomId: string
    readonly text: string
    readonly agent?: string
  }) => Effect.Effect<{ readonly messageId: string }>
  /** An agent closes the conversation in the portal. */
  readonly close: (roomId: string) => Effect.Effect<void>
  readonly deleteTicket: (ticketId: number) => Effect.Effect<void>
  /** What the channel reports about a message that was sent. */
  readonly report: (messageId: string, receipt: Receipt) => Effect.Effect<void>
  /** What the vendor counts of a direct message. */
  readonly track: (messageId: string, status: "clicked" | "responded") => Effect.Effect<void>
  /** Any other change that Meta sends and the vendor forwards: `smb_message_echoes`, `user_preferences`, `history`, ... */
  readonly forward: (change: {
    readonly field: string
    /** Completed with the number's metadata. */
    readonly value: Readonly<Record<string, unknown>>
    readonly channelId?: string
  }) => Effect.Effect<void>
  /** Any topic that nothing here brings about by itself, such as `customer/channel_omo_binding`. */
  readonly publishTopic: (topic: string, body: unknown) => Effect.Effect<void>
}

/** What becomes of messages that are sent. */
export interface SendingControl {
  /** Receipts of every message, in this order; at first sent, delivered, read. */
  readonly setReceipts: (receipts: ReadonlyArray<Receipt>) => Effect.Effect<void>
  /** Receipts of the next message, or of the next to a recipient. */
  readonly nextReceipts: (receipts: ReadonlyArray<Receipt>, match?: SendMatch) => Effect.Effect<void>
  /** The next headless request is refused with this code of Meta's; of an AI agent's messages, the next one fails. */
  readonly refuseSends: (code: number, match?: SendMatch) => Effect.Effect<void>
  /** `deliverable`: the channel reaches them. `withinPlan`: the plan's contact limit leaves room. `contactKey` as `receive` answers it. */
  readonly changeContact: (
    contactKey: string,
    change: { readonly subscribed?: boolean; readonly deliverable?: boolean; readonly withinPlan?: boolean }
  ) => Effect.Effect<void>
}

/** How the team is set up. */
export interface SetupControl {
  /** Adds people and histories, see {@link SeedOptions}. */
  readonly seed: (options?: SeedOptions) => Effect.Effect<Seeded>
  readonly setFeatures: (features: Partial<Features>) => Effect.Effect<void>
  readonly defineAttribute: (attribute: AttributeRow) => Effect.Effect<void>
  readonly defineTemplate: (template: TemplateRow) => Effect.Effect<void>
  /** Topics, signed by the vendor. Default: all of them. */
  readonly addWebhook: (
    options: Subscription & { readonly topics?: ReadonlyArray<string> }
  ) => Effect.Effect<Subscribed, WebhookRefused>
  /** WhatsApp payloads as they come. `signs`: how Meta does (default), how the vendor signs topics, or nothing. Default: every number. */
  readonly addWhatsAppWebhook: (
    options: Subscription & { readonly phones?: ReadonlyArray<string>; readonly signs?: "meta" | "vendor" | "nothing" }
  ) => Effect.Effect<Subscribed, WebhookRefused>
  /** A third-party AI agent, asked until a person follows up. Default: on webchat and LINE. */
  readonly addAiAgent: (
    options: Subscription & { readonly platforms?: ReadonlyArray<Platform> }
  ) => Effect.Effect<Subscribed, WebhookRefused>
  /** A webhook that was switched off stays so until somebody does this. */
  readonly enableWebhook: (id: number) => Effect.Effect<void>
}

export type Control = ChannelControl & SendingControl & SetupControl

export const makeControl = (simulation: Simulation, http: HttpClient.HttpClient, channels: Channels): Control => ({
  ...channelControl(simulation, channels),
  ...sendingControl(simulation),
  ...setupControl(simulation, http)
})

const channelControl = (simulation: Simulation, channels: Channels): ChannelControl => {
  const { state } = simulation
  const whole = (message: Received) => ({ ...message, channel: channelOf(state, channels, message) })
  const receive = (messages: ReadonlyArray<Received>) => Effect.sync(() => receiveAll(simulation, messages.map(whole)))
  return {
    receive: (message) => Effect.map(receive([message]), ([one]) => one ?? lost()),
    receiveAll: receive,
    reply: (options) => Effect.sync(() => reply(simulation, options)),
    close: (roomId) => Effect.sync(() => closeRoom(simulation, need(state.rooms, roomId))),
    deleteTicket: (ticketId) => Effect.sync(() => deleteTicket(simulation, ticketId)),
    report: (messageId, receipt) => Effect.sync(() => report(simulation, need(state.messages, messageId), receipt)),
    track: (messageId, status) =>
      Effect.sync(() => announceDirectMessage(simulation, need(state.messages, messageId), status)),
    forward: ({ channelId, field, value }) =>
      Effect.sync(() => {
        const channel = channelOf(state, channels, channelId === undefined ? {} : { channelId })
        forward(simulation, channel, [{ field, value: messagesValue(channel, value) }])
      }),
    publishTopic: (topic, body) => Effect.sync(() => simulation.publish({ kind: "topics", topic, body }))
  }
}

const reply = (simulation: Simulation, { agent, roomId, text }: Parameters<ChannelControl["reply"]>[0]) => {
  const { state } = simulation
  const room = need(state.rooms, roomId)
  const row = findAgent(state, agent ?? state.agents[0]?.username ?? null) ?? lost()
  if (room.agent !== row.username) assignAgent(simulation, room, row)
  const contact = need(state.contacts, room.contactKey)
  const sending = { category: "service" as const, callbackData: null, trackId: null }
  const by = { sender: row.username, sending }
  const message = insertOutbound(simulation, contact, room, { type: "text", text }, by)
  deliver(simulation, contact, message, { isTemplate: false })
  return { messageId: message.id }
}

const sendingControl = ({ receipts, ...simulation }: Simulation): SendingControl => ({
  setReceipts: (planned) => Effect.sync(() => receipts.always(planned)),
  nextReceipts: (planned, match = {}) => Effect.sync(() => receipts.next(planned, match)),
  refuseSends: (code, match = {}) => Effect.sync(() => receipts.refuse(code, match)),
  changeContact: (contactKey, { subscribed, ...change }) =>
    Effect.sync(() => {
      const contact: ContactRow = need(simulation.state.contacts, contactKey)
      Object.assign(contact, change)
      if (subscribed !== undefined) setSubscribed({ ...simulation, receipts }, contact, subscribed)
    })
})

const setupControl = (simulation: Simulation, http: HttpClient.HttpClient): SetupControl => {
  const { state } = simulation
  const numbers = () => state.channels.flatMap(({ channelId, platform }) => (platform === "whatsapp" ? channelId : []))
  return {
    seed: (options = {}) => Effect.sync(() => seed(simulation, options)),
    setFeatures: (features) => Effect.sync(() => void Object.assign(state.features, features)),
    defineAttribute: (attribute) => Effect.sync(() => void state.attributes.set(attribute.key, attribute)),
    defineTemplate: (template) => Effect.sync(() => void state.templates.push(template)),
    addWebhook: ({ topics = allTopics, ...options }) =>
      subscribe(http, state, options, { kind: "topics", covers: topics, signs: "vendor" }),
    addWhatsAppWebhook: ({ phones = numbers(), signs = "meta", ...options }) =>
      subscribe(http, state, options, { kind: "whatsapp", covers: phones, signs }),
    addAiAgent: ({ platforms = ["webchat", "line"], ...options }) =>
      subscribe(http, state, options, { kind: "ai-agent", covers: platforms, signs: "vendor" }),
    enableWebhook: (id) =>
      Effect.sync(() => {
        const webhook = state.webhooks.find((one) => one.id === id) ?? lost()
        webhook.enabled = true
        webhook.consecutiveFailures = 0
      })
  }
}

const channelOf = (
  state: State,
  channels: Channels,
  { channelId, platform = "whatsapp" }: { readonly platform?: Platform; readonly channelId?: string }
): ChannelRow =>
  state.channels.find(
    (channel) => channel.platform === platform && channel.channelId === (channelId ?? channels[platform])
  ) ?? lost()

const lost = (): never => {
  throw new Error("the simulator has no such row")
}
