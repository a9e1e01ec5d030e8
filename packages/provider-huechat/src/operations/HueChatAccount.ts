/** What all operations of one account share: its client and number, what is remembered, and the few conversions of the domain's ids. */
import type { ChannelReference, ContactId, ConversationId, Timestamp } from "@dragoman/core/domain"
import type { ProviderError, Turns } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import type { HueChatClient } from "../HueChatClient.ts"
import { invalid } from "../HueChatErrors.ts"
import { fromIntegerId } from "../mapping/Ids.ts"
import { redactSessions } from "../mapping/Secrets.ts"

export interface HueChatAccount {
  readonly client: HueChatClient["Service"]
  /** For what is not an endpoint: attachments. */
  readonly http: HttpClient.HttpClient
  readonly accountId: number
  /** Hosts whose private addresses attachments may come from: that of a server under a name of one's own. */
  readonly trustedHosts: ReadonlyArray<string>
  /** Whether the undocumented writes of contacts are enabled. */
  readonly contactWrites: boolean
  /** The channel of a conversation, which never changes: looked up once, so that a dialogue costs one call a message. */
  readonly channelOf: (id: ConversationId) => Effect.Effect<ChannelReference, ProviderError>
  /** What a contact's conversations are searched by; `undefined` for a contact without phone, e-mail and name. Remembered for minutes. */
  readonly searchTextOf: (id: ContactId) => Effect.Effect<string | undefined, ProviderError>
  /** Called when a contact was changed. */
  readonly forgetSearchText: (id: ContactId) => Effect.Effect<void>
  /** Runs one effect after the other among those of the same key. */
  readonly inTurn: Turns<string>
}

/** The entity with the vendor's own object, which no longer holds secrets. */
export const withRaw = <A extends object>(entity: A, wire: unknown): A & { readonly raw: unknown } => {
  redactSessions(wire)
  return { ...entity, raw: wire }
}

/** Requests want integers for contacts, inboxes, agents, teams and messages; another text cannot be one of their ids. */
export const toInteger = (id: string, field: string): Effect.Effect<number, ProviderError> => {
  const number = fromIntegerId(id)
  return number === undefined
    ? Effect.fail(invalid({ field, message: `"${id}" is not an id of HueChat, which are numbers` }))
    : Effect.succeed(number)
}

/** The second that a time is in, to compare with: HueChat tells most times in whole seconds. */
export const wholeSecond = (timestamp: Timestamp): string => timestamp.slice(0, "2026-01-01T00:00:00".length)
