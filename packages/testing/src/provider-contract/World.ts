/**
 * The world around a provider under contract: what brings the vendor's server into a state and observes it without the provider, so that
 * the provider is never its own witness. A vendor's test supplies it, usually in a few lines over a simulator.
 */
import type {
  AgentId,
  ChannelId,
  ContactId,
  ConversationId,
  Event,
  MessageId,
  TeamId,
  Timestamp
} from "@dragoman/core/domain"
import { Context, type Effect } from "effect"
import type { Faults, Match } from "../Faults.ts"

/** A message as the server has it. */
export interface ServerMessage {
  readonly id: string
  readonly text: string
  readonly isPrivate: boolean
}

/** What was there before the suite began. */
export interface Given {
  /** Some of the contacts that `contacts.list` lists: more than one of its pages, the more the better. */
  readonly contactIds: ReadonlyArray<string>
  /** Some of the conversations that `conversations.list` lists: more than one page. */
  readonly conversationIds: ReadonlyArray<string>
  /** A conversation of several pages of messages, and their ids. */
  readonly history: {
    readonly conversationId: ConversationId
    readonly messageIds: ReadonlyArray<string>
    /** A time before all of them, for providers that list messages by time. */
    readonly since?: Timestamp
  }
  /** Where the suite writes: contacts with any address can be reached on it. */
  readonly channelId: ChannelId
  /** Somebody who conversations can be assigned to. */
  readonly agentId?: AgentId
  /** A team that conversations are in. Absent: conversations are in none, or the vendor keeps no trace of it. */
  readonly teamId?: TeamId
  /** Three tags that the account knows. */
  readonly tags: readonly [string, string, string]
  /** Credentials and other secrets of the account: none may be found in what the provider gives away. */
  readonly secrets: ReadonlyArray<string>
}

export interface Received {
  readonly contactId: ContactId
  readonly conversationId: ConversationId
  readonly messageId: MessageId
}

export class World extends Context.Service<
  World,
  {
    readonly given: Given
    /** A contact with this e-mail address writes on `given.channelId`: in the open conversation, else in a new one. */
    readonly receive: (message: {
      readonly email: string
      readonly text: string
      readonly attachment?: { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }
    }) => Effect.Effect<Received>
    /** The messages of a conversation, system lines left out. */
    readonly messages: (conversationId: string) => Effect.Effect<ReadonlyArray<ServerMessage>>
    /** How many contacts have this e-mail address. */
    readonly contactsWithEmail: (email: string) => Effect.Effect<number>
    /** Whether the server has this contact blocked. */
    readonly blocked: (contactId: ContactId) => Effect.Effect<boolean>
    /** Who the server has a conversation assigned to. */
    readonly assigned: (
      conversationId: ConversationId
    ) => Effect.Effect<{ readonly agentId?: string | undefined; readonly teamId?: string | undefined }>
    /** The channel reports that it could not deliver this message, which was sent. */
    readonly failDelivery: (messageId: MessageId) => Effect.Effect<void>
    /** What goes wrong between the provider and the server. */
    readonly faults: Faults["Service"]
    /** The requests by which these operations do their work, to be hit by faults; not those that prepare it. */
    readonly working: Readonly<Record<FaultedOperation, Match>>
    /** What the account's webhooks have told so far, decoded. */
    readonly events: Effect.Effect<ReadonlyArray<Event>>
  }
>()("@dragoman/testing/provider-contract/World") {}

/** The operations on which the suite tries what goes wrong: a read and a write. */
export type FaultedOperation = "contacts.get" | "messages.send"
