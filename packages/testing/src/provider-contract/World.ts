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
import type { OperationName } from "@dragoman/core/provider"
import { Context, type Effect } from "effect"
import type { Fault } from "../Faults.ts"

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
  readonly agentId?: AgentId
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
    /** The next `times` (default 1) requests by which the operation does its work go wrong; requests that prepare it do not. */
    readonly fault: (operation: OperationName, fault: Fault, times?: number) => Effect.Effect<void>
    readonly clearFaults: Effect.Effect<void>
    /** How many requests have left the provider so far. */
    readonly requests: Effect.Effect<number>
    /** What the account's webhooks have told so far, decoded. Absent: the vendor has none. */
    readonly events?: Effect.Effect<ReadonlyArray<Event>>
    /** Operations that cannot be exercised here, with the reason. */
    readonly unreachable?: Readonly<Partial<Record<OperationName, string>>>
  }
>()("@dragoman/testing/provider-contract/World") {}
