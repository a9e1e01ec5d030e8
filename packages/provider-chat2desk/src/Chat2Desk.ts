/**
 * Chat2Desk as a provider. `layer(options)` gives the vendor-neutral `Provider`, the vendor's own service {@link Chat2Desk} (only what
 * Chat2Desk can do) and the client of every endpoint; it needs an `HttpClient` and picks none.
 *
 * Gotcha: every request counts against the month's quota, the reads that an emulated operation makes too.
 */
import {
  AttachmentDownload,
  type Capabilities,
  makeProvider,
  Provider,
  type ProviderError,
  type SupportedProvider
} from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Config, Context, Effect, Layer, Stream } from "effect"
import { HttpClient } from "effect/http"
import { rowsOf } from "./api/Envelope.ts"
import { capabilities, narrow } from "./Chat2DeskCapabilities.ts"
import * as Chat2DeskClient from "./Chat2DeskClient.ts"
import { providerName } from "./Chat2DeskErrors.ts"
import { toFieldNames } from "./mapping/CustomFields.ts"
import type { Chat2DeskAccount } from "./operations/Chat2DeskAccount.ts"
import { contactOperations } from "./operations/Contacts.ts"
import { conversationOperations } from "./operations/Conversations.ts"
import { directoryOperations, listChannels, listTags } from "./operations/Directory.ts"
import { messageOperations } from "./operations/Messages.ts"
import { webhookOperations } from "./operations/Webhooks.ts"

export interface Chat2DeskOptions extends Chat2DeskClient.Chat2DeskClientOptions {
  /** The name under which the application knows the account, in events and errors. Default: `default`. */
  readonly accountName?: string
  /** Whether assigning a dialog passes over the account's rules (online, queues, limits). Default: true, as with the vendor. */
  readonly forceAssign?: boolean
  /** The group that new tags go into. Default: that of the first tag there is, else a new one called `Dragoman`. */
  readonly tagGroupId?: number
}

/** The operations that Chat2Desk has; those that it has not are not there to be called. */
export class Chat2Desk extends Context.Service<Chat2Desk, SupportedProvider<typeof capabilities>>()(
  "@dragoman/provider-chat2desk/Chat2Desk"
) {}

/** Everything that {@link layer} provides. */
export type Services = Chat2Desk | Provider | Chat2DeskClient.Chat2DeskClient

export const make = Effect.fnUntraced(function* (
  options: Chat2DeskOptions
): Effect.fn.Return<Context.Context<Services>, never, HttpClient.HttpClient> {
  const client = yield* Chat2DeskClient.make(options)
  const account = yield* makeAccount(options, client)
  const { provider, supported } = makeProvider(
    {
      provider: providerName,
      accountName: options.accountName ?? "default",
      capabilities,
      effectiveCapabilities: effectiveCapabilities(client)
    },
    {
      contacts: contactOperations(account),
      conversations: conversationOperations(account),
      messages: messageOperations(account),
      attachments: { download: AttachmentDownload.operation({ http: account.http, provider: providerName }) },
      webhooks: webhookOperations(account),
      ...directoryOperations(account)
    }
  )
  return Context.make(Chat2Desk, supported).pipe(
    Context.add(Provider, provider),
    Context.add(Chat2DeskClient.Chat2DeskClient, client)
  )
})

export const layer = (options: Chat2DeskOptions): Layer.Layer<Services, never, HttpClient.HttpClient> =>
  Layer.effectContext(make(options))

/** The same from configuration: `layerConfig({ token: Config.Redacted("CHAT2DESK_TOKEN") })`. */
export const layerConfig = (
  options: Config.Wrap<Chat2DeskOptions>
): Layer.Layer<Services, Config.ConfigError, HttpClient.HttpClient> =>
  Layer.effectContext(Effect.flatMap(Config.unwrap(options), make))

const makeAccount = Effect.fnUntraced(function* (
  { forceAssign = true, tagGroupId }: Chat2DeskOptions,
  client: Chat2DeskAccount["client"]
) {
  const [fields] = yield* remembered(
    Effect.map(client.clients.customFields({}), (reply) => toFieldNames(rowsOf(reply)))
  )
  const [tags, forgetTags] = yield* remembered(
    Effect.map(Stream.runCollect(listTags(client)), (all) =>
      all.map(({ id = "", name, raw }) => {
        const groupId = Number((raw as { readonly group_id?: unknown }).group_id)
        return present({ id, name, groupId: Number.isInteger(groupId) && groupId > 0 ? groupId : undefined })
      })
    )
  )
  const account: Chat2DeskAccount = {
    client,
    http: yield* HttpClient.HttpClient,
    fields,
    tags,
    forgetTags,
    forceAssign,
    tagGroupId
  }
  return account
})

/** Asked for once every ten minutes; what failed is asked for again. */
const remembered = <A>(read: Effect.Effect<A, ProviderError>) =>
  Effect.map(
    Effect.cachedInvalidateWithTTL(read, "10 minutes"),
    ([get, forget]) => [Effect.tapError(get, () => forget), forget] as const
  )

const effectiveCapabilities = (client: Chat2DeskAccount["client"]): Effect.Effect<Capabilities, ProviderError> =>
  Effect.map(
    Effect.all([client.companies.apiInfo({}), Stream.runCollect(listChannels({ client }))]),
    ([{ data }, channels]) =>
      narrow({
        writesFirst: data.write_first_option === true || data.write_first_option === 1,
        transports: channels.flatMap(({ vendorType }) => vendorType ?? [])
      })
  )
