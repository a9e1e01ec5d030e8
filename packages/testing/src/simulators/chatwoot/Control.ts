/** What a test does to the simulated server from outside its API: customers write, agents type, statuses change, webhooks are set up. */

import { Effect } from "effect"
import type { Sender } from "../Sender.ts"
import { changeContact } from "./changes/Contacts.ts"
import { announceTyping } from "./changes/Conversations.ts"
import { changeMessage } from "./changes/Messages.ts"
import type { Inboxes } from "./Directory.ts"
import { openWidget, type Received, receive } from "./Receive.ts"
import type { MessageStatus } from "./Records.ts"
import { webhookContact } from "./render/Contact.ts"
import { webhookConversation } from "./render/Conversation.ts"
import { webhookUser } from "./render/Directory.ts"
import { type Seeded, type SeedOptions, seed } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { defaultSubscriptions } from "./webhooks/Targets.ts"

/** What happens on the channels. */
export interface ChannelControl {
  /** A customer writes, in their conversation that is not resolved, else in a new one. */
  readonly receive: (
    message: Received
  ) => Effect.Effect<{ readonly contactId: number; readonly conversationId: number; readonly messageId: number }>
  /** What the channel reports about a message that was sent. */
  readonly setMessageStatus: (messageId: number, status: MessageStatus, error?: string) => Effect.Effect<void>
  /** Merges into `content_attributes`: how a customer's answer to an interactive message arrives. */
  readonly answer: (messageId: number, contentAttributes: Readonly<Record<string, unknown>>) => Effect.Effect<void>
  /** Somebody types, or stops to; `by` a user's id, or else the customer. */
  readonly typing: (
    conversationId: number,
    on: boolean,
    options?: { readonly by?: number; readonly isPrivate?: boolean }
  ) => Effect.Effect<void>
  /** An automation rule (`automation_event.<event>`) or a macro (`macro.executed`) posts the conversation, unsigned. */
  readonly runRule: (options: {
    readonly url: string
    readonly conversationId: number
    readonly event: `automation_event.${string}` | "macro.executed"
  }) => Effect.Effect<void>
  /** A visitor opens the web widget, with or without a conversation of theirs. */
  readonly openWidget: (contact: Sender) => Effect.Effect<{ readonly contactId: number }>
}

/** How the account is set up. */
export interface SetupControl {
  /** Adds people and histories, see {@link SeedOptions}. */
  readonly seed: (options?: SeedOptions) => Effect.Effect<Seeded>
  /** Contacts who are online cannot be deleted. */
  readonly setOnline: (contactId: number, online: boolean) => Effect.Effect<void>
  readonly setSuspended: (suspended: boolean) => Effect.Effect<void>
  /** An account webhook, as an administrator would add it. */
  readonly addWebhook: (options: {
    readonly url: string
    readonly subscriptions?: ReadonlyArray<string>
  }) => Effect.Effect<{ readonly id: number; readonly secret: string }>
  /** The URL of an API inbox itself. */
  readonly setInboxWebhook: (inboxId: number, url: string | null) => Effect.Effect<{ readonly secret: string }>
  /** Puts the account's bot (`agentBotId`, default the first) on an inbox, reachable at `url`. */
  readonly setAgentBot: (
    inboxId: number,
    url: string,
    agentBotId?: number
  ) => Effect.Effect<{ readonly id: number; readonly secret: string }>
}

export type Control = ChannelControl & SetupControl

export const makeControl = (simulation: Simulation, inboxes: Inboxes): Control => ({
  ...channelControl(simulation, inboxes),
  ...setupControl(simulation, inboxes)
})

const channelControl = (simulation: Simulation, inboxes: Inboxes): ChannelControl => {
  const { state } = simulation
  return {
    receive: (message) => Effect.sync(() => receive(simulation, message, message.inboxId ?? inboxes.api)),
    setMessageStatus: (messageId, status, error) =>
      Effect.sync(() => {
        const message = state.messages.need(messageId)
        const contentAttributes =
          error === undefined ? message.contentAttributes : { ...message.contentAttributes, external_error: error }
        changeMessage(simulation, message, { status, contentAttributes })
      }),
    answer: (messageId, attributes) =>
      Effect.sync(() => {
        const message = state.messages.need(messageId)
        changeMessage(simulation, message, { contentAttributes: { ...message.contentAttributes, ...attributes } })
      }),
    typing: (conversationId, on, options = {}) =>
      Effect.sync(() => {
        const conversation = state.conversations.need(conversationId)
        const user =
          options.by === undefined
            ? webhookContact(simulation, state.contacts.need(conversation.contactId))
            : webhookUser(state.users.need(options.by))
        announceTyping(simulation, conversation, { on, user, isPrivate: options.isPrivate ?? false })
      }),
    runRule: ({ conversationId, event, url }) =>
      Effect.sync(() => {
        const conversation = state.conversations.need(conversationId)
        const payload = () => webhookConversation(simulation, conversation)
        simulation.publish({ event, payload, conversationId, audience: [], ruleUrl: url })
      }),
    openWidget: (contact) => Effect.sync(() => openWidget(simulation, contact, inboxes.website))
  }
}

const setupControl = (simulation: Simulation, inboxes: Inboxes): SetupControl => {
  const { state } = simulation
  return {
    seed: (options = {}) => Effect.sync(() => seed(simulation, inboxes.api, options)),
    setOnline: (contactId, online) =>
      Effect.sync(() => changeContact(simulation, state.contacts.need(contactId), { online })),
    setSuspended: (suspended) =>
      Effect.sync(() => {
        state.accounts.need(state.accountId).suspended = suspended
      }),
    addWebhook: ({ subscriptions = defaultSubscriptions, url }) =>
      Effect.sync(() => {
        const secret = state.random.token(24)
        return state.webhooks.insert((id) => ({ id, name: null, url, subscriptions, secret, inboxId: null }))
      }),
    setInboxWebhook: (inboxId, url) =>
      Effect.sync(() => {
        const inbox = state.inboxes.need(inboxId)
        inbox.webhookUrl = url
        return { secret: inbox.secret }
      }),
    setAgentBot: (inboxId, url, agentBotId = 1) =>
      Effect.sync(() => {
        const bot = state.agentBots.need(agentBotId)
        bot.outgoingUrl = url
        state.inboxes.need(inboxId).agentBotId = bot.id
        return { id: bot.id, secret: bot.secret }
      })
  }
}
