/** What all operations of one account share: its client and number, and the few conversions between the domain's ids and Chatwoot's. */
import type { ChannelReference, ConversationId, Timestamp } from "@dragoman/core/domain"
import type { ProviderError } from "@dragoman/core/provider"
import { isObject, redactedText } from "@dragoman/core/wire"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import type { Inbox } from "../api/shapes/Inbox.ts"
import type { ChatwootClient } from "../ChatwootClient.ts"
import { invalid } from "../ChatwootErrors.ts"
import { secretKeys } from "../mapping/Secrets.ts"

export interface ChatwootAccount {
  readonly client: ChatwootClient["Service"]
  /** For what is not an endpoint: attachments. */
  readonly http: HttpClient.HttpClient
  readonly accountId: number
  /** Hosts whose private addresses attachments may come from: that of a self-hosted server. */
  readonly trustedHosts: ReadonlyArray<string>
  /** An inbox, looked up once an hour; `undefined` where the token may not read it. */
  readonly inbox: (id: number) => Effect.Effect<Inbox | undefined, ProviderError>
  /** The channel of a conversation, which never changes: looked up once, so that a dialogue costs one call a message. */
  readonly channelOf: (id: ConversationId) => Effect.Effect<ChannelReference, ProviderError>
}

/** The entity with the vendor's own object, which no longer holds secrets. */
export const withRaw = <A extends object>(entity: A, wire: unknown): A & { readonly raw: unknown } => {
  redact(wire)
  return { ...entity, raw: wire }
}

/** Chatwoot's ids are whole numbers; another text cannot be one of them. */
export const toNumber = (id: string, field: string): Effect.Effect<number, ProviderError> =>
  /^\d{1,15}$/.test(id)
    ? Effect.succeed(Number(id))
    : Effect.fail(invalid({ field, message: `"${id}" is not an id of Chatwoot, which are numbers` }))

/** The pages that Chatwoot numbers from 1, as a cursor. */
export const pageOf = (cursor: string | undefined): Effect.Effect<number, ProviderError> =>
  cursor === undefined ? Effect.succeed(1) : toNumber(cursor, "cursor")

/** The second that a time is in, to compare with: Chatwoot cuts times off at the second. */
export const wholeSecond = (timestamp: Timestamp): string => timestamp.slice(0, "2026-01-01T00:00:00".length)

/** How many calls go out at once where an entity needs more calls of its own. */
export const concurrency = 4

/** What stands in these is the account's: a custom attribute may be called `secret`, and the entity shares the very object. */
const accountsOwn: ReadonlySet<string> = new Set(["custom_attributes", "additional_attributes", "content_attributes"])

const redact = (value: unknown): void => {
  if (Array.isArray(value)) for (const item of value) redact(item)
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item === null || item === undefined) continue
      if (secretKeys.has(key)) Object.assign(value, { [key]: redactedText })
      else if (!accountsOwn.has(key)) redact(item)
    }
  }
}
