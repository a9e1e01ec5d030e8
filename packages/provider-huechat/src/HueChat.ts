/**
 * HueChat as a provider. `layer(options)` gives the vendor-neutral `Provider`, the vendor's own service {@link HueChat} (only what HueChat can do)
 * and the client of every endpoint; it needs an `HttpClient` and picks none.
 *
 * Gotchas: a key without a scope is told so by 403 (`Forbidden`, with the scope's name), one outside its allow-list of addresses by 401.
 */
import {
  AttachmentDownload,
  makeProvider,
  makeTurns,
  onlySuccess,
  Provider,
  type SupportedProvider
} from "@dragoman/core/provider"
import { Cache, Config, Context, Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { capabilities, narrow } from "./HueChatCapabilities.ts"
import * as HueChatClient from "./HueChatClient.ts"
import { providerName } from "./HueChatErrors.ts"
import { toSearchText } from "./mapping/ContactFields.ts"
import { toConversationChannel } from "./mapping/Conversation.ts"
import { contactRow } from "./operations/ContactRows.ts"
import { contactOperations } from "./operations/Contacts.ts"
import { conversationOperations } from "./operations/Conversations.ts"
import { directoryOperations } from "./operations/Directory.ts"
import type { HueChatAccount } from "./operations/HueChatAccount.ts"
import { messageOperations } from "./operations/Messages.ts"
import { webhookOperations } from "./operations/Webhooks.ts"

export interface HueChatOptions extends HueChatClient.HueChatClientOptions {
  /** The name under which the application knows the account, in events and errors. Default: `default`. */
  readonly accountName?: string
  /**
   * Create, change, block and delete contacts by Chatwoot's endpoints. HueChat documents scopes for that but no endpoint: try it before you
   * rely on it. Default: no.
   */
  readonly contactWrites?: boolean
}

/** The operations that HueChat has; those that it has not are not there to be called. */
export class HueChat extends Context.Service<HueChat, SupportedProvider<typeof capabilities>>()(
  "@dragoman/provider-huechat/HueChat"
) {}

/** Everything that {@link layer} provides. */
export type Services = HueChat | Provider | HueChatClient.HueChatClient

export const make = Effect.fnUntraced(function* (
  options: HueChatOptions
): Effect.fn.Return<Context.Context<Services>, never, HttpClient.HttpClient> {
  const client = yield* HueChatClient.make(options)
  const account = yield* makeAccount(options, client)
  const { provider, supported } = makeProvider(
    {
      provider: providerName,
      accountName: options.accountName ?? "default",
      capabilities,
      effectiveCapabilities: Effect.succeed(narrow(account))
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
  return Context.make(HueChat, supported).pipe(
    Context.add(Provider, provider),
    Context.add(HueChatClient.HueChatClient, client)
  )
})

export const layer = (options: HueChatOptions): Layer.Layer<Services, never, HttpClient.HttpClient> =>
  Layer.effectContext(make(options))

/** The same from configuration: `layerConfig({ accountId: Config.Int("HUECHAT_ACCOUNT_ID"), token: Config.Redacted("HUECHAT_TOKEN") })`. */
export const layerConfig = (
  options: Config.Wrap<HueChatOptions>
): Layer.Layer<Services, Config.ConfigError, HttpClient.HttpClient> =>
  Layer.effectContext(Effect.flatMap(Config.unwrap(options), make))

const makeAccount = Effect.fnUntraced(function* (options: HueChatOptions, client: HueChatAccount["client"]) {
  const channels = yield* Cache.makeWith(
    (conversation_id: string) =>
      Effect.map(
        client.conversations.get({ params: { account_id: options.accountId, conversation_id } }),
        toConversationChannel
      ),
    { capacity: 10_000, timeToLive: onlySuccess("1 hour") }
  )
  const searchTexts = yield* Cache.makeWith(
    (id: Parameters<HueChatAccount["searchTextOf"]>[0]) => Effect.map(contactRow(account, id), toSearchText),
    { capacity: 10_000, timeToLive: onlySuccess("5 minutes") }
  )
  const account: HueChatAccount = {
    client,
    http: yield* HttpClient.HttpClient,
    accountId: options.accountId,
    trustedHosts: options.baseUrl === undefined ? [] : [new URL(options.baseUrl).host],
    contactWrites: options.contactWrites ?? false,
    channelOf: (id) => Cache.get(channels, id),
    searchTextOf: (id) => Cache.get(searchTexts, id),
    forgetSearchText: (id) => Cache.invalidate(searchTexts, id),
    inTurn: makeTurns()
  }
  return account
})
