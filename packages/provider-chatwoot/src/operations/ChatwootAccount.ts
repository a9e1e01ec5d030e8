/** What all operations of one account share: its client and number, and the few conversions between the domain's ids and Chatwoot's. */
import type { ProviderError } from "@dragoman/core/provider"
import { redactInPlace } from "@dragoman/core/wire"
import { Effect } from "effect"
import type { HttpClient } from "effect/http"
import type { ChatwootClient } from "../ChatwootClient.ts"
import { invalid } from "../ChatwootErrors.ts"

export interface ChatwootAccount {
  readonly client: ChatwootClient["Service"]
  /** For what is not an endpoint: attachments. */
  readonly http: HttpClient.HttpClient
  readonly accountId: number
  /** Hosts whose private addresses attachments may come from: that of a self-hosted server. */
  readonly trustedHosts: ReadonlyArray<string>
  /** The kind of an inbox's channel (`Channel::Api`), looked up once per inbox. */
  readonly channelKind: (inboxId: number) => Effect.Effect<string | undefined, ProviderError>
}

/** Keys of Chatwoot's objects that are secrets: the token of a contact's socket, signing and identity keys. */
export const secretKeys: ReadonlySet<string> = new Set([
  "pubsub_token",
  "hmac_token",
  "secret",
  "access_token",
  "website_token",
  "inbox_identifier"
])

/** The entity with the vendor's own object, which no longer holds secrets. */
export const withRaw = <A extends object>(entity: A, wire: unknown): A & { readonly raw: unknown } => ({
  ...entity,
  raw: redactInPlace(wire, secretKeys)
})

/** Chatwoot's ids are whole numbers; another text cannot be one of them. */
export const toNumber = (id: string, field: string): Effect.Effect<number, ProviderError> =>
  /^\d{1,15}$/.test(id)
    ? Effect.succeed(Number(id))
    : Effect.fail(invalid({ field, message: `"${id}" is not an id of Chatwoot, which are numbers` }))

/** The pages that Chatwoot numbers from 1, as a cursor. */
export const pageOf = (cursor: string | undefined): Effect.Effect<number, ProviderError> =>
  cursor === undefined ? Effect.succeed(1) : toNumber(cursor, "cursor")

/** How many calls go out at once where an entity needs more calls of its own. */
export const concurrency = 4
