/**
 * Chatwoot as a provider. `layer(options)` gives the vendor-neutral `Provider`, the vendor's own service {@link Chatwoot} (only what
 * Chatwoot can do) and the client of every endpoint; it needs an `HttpClient` and picks none.
 *
 * Gotchas: a user's token sees only the inboxes that the user is a member of, unless an administrator; an agent bot's token opens ten
 * endpoints and nothing else.
 */

import {
  AttachmentDownload,
  type Capabilities,
  makeProvider,
  onlySuccess,
  Provider,
  type ProviderError,
  type SupportedProvider
} from "@dragoman/core/provider"
import { Cache, Config, Context, Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { capabilities, narrow } from "./ChatwootCapabilities.ts"
import * as ChatwootClient from "./ChatwootClient.ts"
import { providerName } from "./ChatwootErrors.ts"
import { toConversationChannel } from "./mapping/Conversation.ts"
import { type ChatwootAccount, toNumber } from "./operations/ChatwootAccount.ts"
import { contactOperations } from "./operations/Contacts.ts"
import { conversationOperations } from "./operations/Conversations.ts"
import { directoryOperations, roleIn } from "./operations/Directory.ts"
import { messageOperations } from "./operations/Messages.ts"
import { webhookOperations } from "./operations/Webhooks.ts"

export interface ChatwootOptions extends ChatwootClient.ChatwootClientOptions {
  /** The name under which the application knows the account, in events and errors. Default: `default`. */
  readonly accountName?: string
  /** What `token` is. Default: `user`. */
  readonly tokenKind?: "user" | "agent-bot"
}

/** The operations that Chatwoot has; those that it has not are not there to be called. */
export class Chatwoot extends Context.Service<Chatwoot, SupportedProvider<typeof capabilities>>()(
  "@dragoman/provider-chatwoot/Chatwoot"
) {}

/** Everything that {@link layer} provides. */
export type Services = Chatwoot | Provider | ChatwootClient.ChatwootClient

export const make = Effect.fnUntraced(function* (
  options: ChatwootOptions
): Effect.fn.Return<Context.Context<Services>, never, HttpClient.HttpClient> {
  const client = yield* ChatwootClient.make(options)
  const account = yield* makeAccount(options, client)
  const { provider, supported } = makeProvider(
    {
      provider: providerName,
      accountName: options.accountName ?? "default",
      capabilities,
      effectiveCapabilities: effectiveCapabilities(options, client)
    },
    {
      contacts: contactOperations(account),
      conversations: conversationOperations(account),
      messages: messageOperations(account),
      attachments: {
        download: AttachmentDownload.operation({
          http: account.http,
          provider: providerName,
          allowPrivateHosts: account.trustedHosts
        })
      },
      webhooks: webhookOperations(account),
      ...directoryOperations(account)
    }
  )
  return Context.make(Chatwoot, supported).pipe(
    Context.add(Provider, provider),
    Context.add(ChatwootClient.ChatwootClient, client)
  )
})

export const layer = (options: ChatwootOptions): Layer.Layer<Services, never, HttpClient.HttpClient> =>
  Layer.effectContext(make(options))

/** The same from configuration: `layerConfig({ accountId: Config.Int("CHATWOOT_ACCOUNT_ID"), token: Config.Redacted("CHATWOOT_TOKEN") })`. */
export const layerConfig = (
  options: Config.Wrap<ChatwootOptions>
): Layer.Layer<Services, Config.ConfigError, HttpClient.HttpClient> =>
  Layer.effectContext(Effect.flatMap(Config.unwrap(options), make))

const makeAccount = Effect.fnUntraced(function* (options: ChatwootOptions, client: ChatwootAccount["client"]) {
  const { accountId } = options
  const inboxes = yield* Cache.makeWith(
    (id: number) => visible(client.inboxes.get({ params: { account_id: accountId, id } })),
    {
      capacity: 1000,
      timeToLive: onlySuccess("1 hour")
    }
  )
  const channels = yield* Cache.makeWith(
    (conversation_id: number) =>
      Effect.map(
        client.conversations.get({ params: { account_id: accountId, conversation_id } }),
        toConversationChannel
      ),
    { capacity: 10_000, timeToLive: onlySuccess("1 hour") }
  )
  const account: ChatwootAccount = {
    client,
    http: yield* HttpClient.HttpClient,
    accountId,
    trustedHosts: [new URL(options.baseUrl ?? ChatwootClient.cloudUrl).host],
    // A bot's token may not read inboxes: then the kind stays untold, and with it which id `source_id` is.
    inbox: (id) => (options.tokenKind === "agent-bot" ? Effect.succeed(undefined) : Cache.get(inboxes, id)),
    channelOf: (id) => Effect.flatMap(toNumber(id, "conversationId"), (number) => Cache.get(channels, number))
  }
  return account
})

/** What the token may not see, or what was deleted, is nothing. */
const visible = <A>(read: Effect.Effect<A, ProviderError>): Effect.Effect<A | undefined, ProviderError> =>
  Effect.catchReasons(read, "ProviderError", {
    Forbidden: () => Effect.succeed(undefined),
    NotFound: () => Effect.succeed(undefined)
  })

const effectiveCapabilities = (
  { accountId, tokenKind = "user" }: ChatwootOptions,
  client: ChatwootAccount["client"]
): Effect.Effect<Capabilities, ProviderError> =>
  tokenKind === "agent-bot"
    ? Effect.succeed(narrow({ kind: tokenKind }))
    : Effect.map(roleIn(client, accountId), (role) =>
        narrow(role === undefined ? { kind: tokenKind } : { kind: tokenKind, role })
      )
