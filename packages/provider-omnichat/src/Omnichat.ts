/**
 * Omnichat as a provider. `layer(options)` gives the vendor-neutral `Provider`, the vendor's own service {@link Omnichat} (only what
 * Omnichat can do) and the client of every endpoint; it needs an `HttpClient` and picks none.
 *
 * Gotcha: what a team may call depends on its subscription, which nothing tells beforehand; a refusal for that is `Forbidden`.
 */
import type { Timestamp } from "@dragoman/core/domain"
import {
  AttachmentDownload,
  makeProvider,
  onlySuccess,
  Provider,
  type SupportedProvider
} from "@dragoman/core/provider"
import { Cache, Config, Context, Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { capabilities, narrow } from "./OmnichatCapabilities.ts"
import * as OmnichatClient from "./OmnichatClient.ts"
import { providerName } from "./OmnichatErrors.ts"
import { contactOperations } from "./operations/Contacts.ts"
import { conversationOperations } from "./operations/Conversations.ts"
import { directoryOperations } from "./operations/Directory.ts"
import { messageOperations } from "./operations/Messages.ts"
import { type OmnichatAccount, teamPlatforms, toTeamChannels } from "./operations/OmnichatAccount.ts"
import type { Labels } from "./whatsapp/index.ts"

export interface OmnichatOptions extends OmnichatClient.OmnichatClientOptions {
  /** The name under which the application knows the account, in events and errors. Default: `default`. */
  readonly accountName?: string
  /** When the team began: `contacts.list` looks for no earlier contacts. Default: the beginning of 2017. */
  readonly contactsSince?: Timestamp
  /** The `trackId` of direct messages (LINE) that are sent without an `externalId`. Default: `dragoman`. */
  readonly trackId?: string
  /** Words that WhatsApp wants where a message has none, in your customers' language. */
  readonly labels?: Partial<Labels>
}

/** The operations that Omnichat has; those that it has not are not there to be called. */
export class Omnichat extends Context.Service<Omnichat, SupportedProvider<typeof capabilities>>()(
  "@dragoman/provider-omnichat/Omnichat"
) {}

/** Everything that {@link layer} provides. */
export type Services = Omnichat | Provider | OmnichatClient.OmnichatClient

export const make = Effect.fnUntraced(function* (
  options: OmnichatOptions
): Effect.fn.Return<Context.Context<Services>, never, HttpClient.HttpClient> {
  const client = yield* OmnichatClient.make(options)
  const account = yield* makeAccount(options, client)
  const { provider, supported } = makeProvider(
    {
      provider: providerName,
      accountName: options.accountName ?? "default",
      capabilities,
      effectiveCapabilities: Effect.map(teamPlatforms(account), narrow)
    },
    {
      contacts: contactOperations(account),
      conversations: conversationOperations(account),
      messages: messageOperations(account),
      attachments: {
        download: AttachmentDownload.operation({
          http: account.http,
          provider: providerName,
          mediaIdHint:
            "Omnichat hands out no media of WhatsApp: read the message by messages.get, or fetch it from Meta"
        })
      },
      ...directoryOperations(account)
    }
  )
  return Context.make(Omnichat, supported).pipe(
    Context.add(Provider, provider),
    Context.add(OmnichatClient.OmnichatClient, client)
  )
})

export const layer = (options: OmnichatOptions): Layer.Layer<Services, never, HttpClient.HttpClient> =>
  Layer.effectContext(make(options))

/** The same from configuration: `layerConfig({ token: Config.Redacted("OMNICHAT_TOKEN") })`. */
export const layerConfig = (
  options: Config.Wrap<OmnichatOptions>
): Layer.Layer<Services, Config.ConfigError, HttpClient.HttpClient> =>
  Layer.effectContext(Effect.flatMap(Config.unwrap(options), make))

const makeAccount = Effect.fnUntraced(function* (
  { contactsSince, labels = {}, trackId = "dragoman" }: OmnichatOptions,
  client: OmnichatAccount["client"]
) {
  const channels = yield* Cache.makeWith((_: "all") => Effect.map(client.channels.list({}), toTeamChannels), {
    capacity: 1,
    timeToLive: onlySuccess("10 minutes")
  })
  const account: OmnichatAccount = {
    client,
    http: yield* HttpClient.HttpClient,
    channels: Cache.get(channels, "all"),
    contactsSince: contactsSince === undefined ? beginning : Date.parse(contactsSince),
    trackId,
    labels
  }
  return account
})

/** Omnichat is not older. */
const beginning = Date.UTC(2017, 0)
