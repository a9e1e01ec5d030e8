/** What a test does to the simulated server from outside its API: customers write, agents work, channels report, webhooks are set up. */
import { Effect } from "effect"
import type { Inboxes } from "./AccountSetup.ts"
import { type BusinessControl, businessControl } from "./BusinessControl.ts"
import { type ConversationPatch, changeConversation } from "./changes/Conversations.ts"
import { editMessage, insertMessage, reportStatus } from "./changes/Messages.ts"
import { insertKey, insertSubscription } from "./changes/Setup.ts"
import { type Arrival, type Received, receive } from "./Receive.ts"
import type { KeyRow, MessageStatus, RecipientStatus } from "./Records.ts"
import { type Seeded, type SeedOptions, seed } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { events as allEvents } from "./webhooks/Events.ts"

/** What happens on the channels. */
export interface ChannelControl {
  /** A customer writes, in their conversation that is not resolved, else in a new one. */
  readonly receive: (message: Received) => Effect.Effect<Arrival>
  /** What the channel reports about a message that was sent. */
  readonly setMessageStatus: (messageId: number, status: MessageStatus) => Effect.Effect<void>
  /** A message is edited; the event does not say so. */
  readonly editMessage: (messageId: number, content: string) => Effect.Effect<void>
}

/** What an agent does in the dashboard; `agentId` by default the first. */
export interface AgentControl {
  readonly reply: (options: AgentMessage) => Effect.Effect<{ readonly messageId: number }>
  readonly note: (options: AgentMessage) => Effect.Effect<{ readonly messageId: number }>
  /** Assigns, labels, resolves, snoozes, ...: any change of a conversation. `agentId` `null`: the system's own doing. */
  readonly changeConversation: (
    conversationId: number,
    change: ConversationPatch,
    agentId?: number | null
  ) => Effect.Effect<void>
  readonly assign: (conversationId: number, assigneeId: number | null, agentId?: number) => Effect.Effect<void>
  readonly label: (conversationId: number, labels: ReadonlyArray<string>, agentId?: number) => Effect.Effect<void>
  readonly resolve: (conversationId: number, agentId?: number) => Effect.Effect<void>
  /** `until` in milliseconds of the rows' clock, see {@link SetupControl.now}. */
  readonly snooze: (conversationId: number, until: number, agentId?: number) => Effect.Effect<void>
}

export interface AgentMessage {
  readonly conversationId: number
  readonly content: string
  readonly agentId?: number
}

/** How the account is set up. */
export interface SetupControl {
  /** By which rows are dated: a `TestClock` that stands in 1970 is moved to the present day. */
  readonly now: Effect.Effect<number>
  /** Adds people and histories, see {@link SeedOptions}. */
  readonly seed: (options?: SeedOptions) => Effect.Effect<Seeded>
  /** An API key as an administrator makes one. Default: all scopes, any address, no end. */
  readonly addKey: (key?: Partial<KeyRow>) => Effect.Effect<KeyRow>
  readonly revokeKey: (token: string) => Effect.Effect<void>
  /** A v2 subscription as the dashboard makes one, plain HTTP included. Default: every event. */
  readonly addWebhook: (options: {
    readonly url: string
    readonly events?: ReadonlyArray<string>
    readonly secret?: string
  }) => Effect.Effect<{ readonly id: string; readonly secret: string }>
  /** How far a broadcast's message to this phone number gets; without it, it is delivered. */
  readonly planOutcome: (phoneNumber: string, outcome: RecipientStatus) => Effect.Effect<void>
  /** Any event that nothing here brings about by itself. */
  readonly publish: (event: string, data: unknown) => Effect.Effect<void>
}

export type Control = ChannelControl & AgentControl & BusinessControl & SetupControl

export const makeControl = (simulation: Simulation, inboxes: Inboxes): Control => ({
  ...channelControl(simulation, inboxes),
  ...agentControl(simulation),
  ...businessControl(simulation),
  ...setupControl(simulation, inboxes)
})

const channelControl = (simulation: Simulation, inboxes: Inboxes): ChannelControl => {
  const { messages } = simulation.state
  return {
    receive: (message) => Effect.sync(() => receive(simulation, message, message.inboxId ?? inboxes.api)),
    setMessageStatus: (messageId, status) =>
      Effect.sync(() => reportStatus(simulation, messages.need(messageId), status)),
    editMessage: (messageId, content) => Effect.sync(() => editMessage(simulation, messages.need(messageId), content))
  }
}

const agentControl = (simulation: Simulation): AgentControl => {
  const { state } = simulation
  const write = ({ agentId = 1, content, conversationId }: AgentMessage, isPrivate: boolean) =>
    Effect.sync(() => {
      const { id } = insertMessage(simulation, state.conversations.need(conversationId), {
        content,
        messageType: "outgoing",
        private: isPrivate,
        sender: { type: "user", id: state.agents.need(agentId).id }
      })
      return { messageId: id }
    })
  const change: AgentControl["changeConversation"] = (conversationId, patch, agentId = 1) =>
    Effect.sync(() => {
      const actor = agentId === null ? null : state.agents.need(agentId)
      changeConversation(simulation, state.conversations.need(conversationId), patch, actor)
    })
  return {
    reply: (message) => write(message, false),
    note: (message) => write(message, true),
    changeConversation: change,
    assign: (conversationId, assigneeId, agentId) => change(conversationId, { assigneeId }, agentId),
    label: (conversationId, labels, agentId) => change(conversationId, { labels }, agentId),
    resolve: (conversationId, agentId) => change(conversationId, { status: "resolved" }, agentId),
    snooze: (conversationId, until, agentId) =>
      change(conversationId, { status: "snoozed", snoozedUntil: until }, agentId)
  }
}

const setupControl = (simulation: Simulation, inboxes: Inboxes): SetupControl => {
  const { state } = simulation
  return {
    now: Effect.sync(simulation.now),
    seed: (options = {}) => Effect.sync(() => seed(simulation, inboxes.api, options)),
    addKey: (key = {}) => Effect.sync(() => insertKey(simulation, key)),
    revokeKey: (token) => Effect.sync(() => void state.keys.delete(token)),
    addWebhook: ({ events = allEvents, secret, url }) =>
      Effect.sync(() => insertSubscription(simulation, { url, events, secret })),
    planOutcome: (phoneNumber, outcome) => Effect.sync(() => void simulation.outcomes.set(phoneNumber, outcome)),
    publish: (event, data) => Effect.sync(() => simulation.publish({ event, data }))
  }
}
