/**
 * The catalog: every vendor that the command line knows, as data. The only file that names them; a fifth one is one more entry. An entry
 * says what the vendor can do, what an account of it is configured by, and how its provider, webhook and simulator are made of that.
 */
import type { Capabilities, Provider } from "@dragoman/core/provider"
import type { Webhook } from "@dragoman/core/webhook"
import { present } from "@dragoman/core/wire"
import { Chatwoot, ChatwootCapabilities, ChatwootClient, ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Omnichat, OmnichatCapabilities, OmnichatClient, OmnichatWebhook } from "@dragoman/provider-omnichat"
import { Context, Effect, Layer, Result, type Scope } from "effect"
import type { HttpClient, HttpServer } from "effect/http"
import * as Settings from "./Settings.ts"

/** How deliveries are trusted, and which of the vendor's webhooks they come from, where it has several. */
export interface WebhookOptions extends Webhook.Trust {
  readonly kind?: string
}

/** An account, ready to be used. */
export interface Connection {
  /** Where its server is. */
  readonly url: string
  readonly layer: Layer.Layer<Provider, never, HttpClient.HttpClient>
  readonly webhook: Webhook.Webhook
  /** How its webhooks are trusted; `refused`: neither a secret nor the permission to do without one is configured. */
  readonly webhookTrust: "signed" | "unsigned" | "refused"
}

export interface SimulationOptions {
  readonly contacts: number
  readonly conversations: number
  /** Where to send webhooks. */
  readonly webhookUrl: string | undefined
}

/** A simulator at work: its address, and an account of it as it stands in a configuration file. */
export interface Simulation {
  readonly url: string
  readonly account: Readonly<Record<string, string | number>>
  /** Other credentials that work, by what they are. */
  readonly credentials: Readonly<Record<string, string>>
}

export interface ProviderEntry {
  readonly capabilities: Capabilities
  readonly settings: Settings.SettingsTable
  /** The vendor's kinds of webhook, the default first; none where deliveries tell by themselves what they are. */
  readonly webhookKinds: ReadonlyArray<string>
  readonly webhook: (options: WebhookOptions) => Webhook.Webhook
  readonly connect: (
    accountName: string,
    settings: Settings.RawSettings
  ) => Result.Result<Connection, ReadonlyArray<Settings.SettingProblem>>
  readonly simulate: (
    options: SimulationOptions
  ) => Effect.Effect<Simulation, never, HttpServer.HttpServer | HttpClient.HttpClient | Scope.Scope>
}

const chatwootWebhookKinds = ["account", "api-inbox", "agent-bot"] as const

const chatwootWebhook = ({ kind, ...trust }: WebhookOptions & { readonly serverVersion?: string }): Webhook.Webhook => {
  const known = chatwootWebhookKinds.find((name) => name === kind)
  return ChatwootWebhook.make({ ...trust, ...(known === undefined ? {} : { kind: known }) })
}

const chatwootSettings = {
  url: Settings.optional(Settings.origin, "where the server is; without it, Chatwoot's cloud"),
  accountId: Settings.required(Settings.wholeNumber, "the number in the dashboard's address, /app/accounts/<number>"),
  token: Settings.required(Settings.secret, "the access token of a user (their profile settings) or of an agent bot"),
  tokenKind: Settings.optional(Settings.oneOf(["user", "agent-bot"]), "whose token it is; without it, a user's"),
  webhookSecret: Settings.optional(Settings.secrets, "what the server signs its webhooks with"),
  webhookKind: Settings.optional(Settings.oneOf(chatwootWebhookKinds), "which of the webhooks it is"),
  allowUnsigned: Settings.optional(Settings.yesOrNo, "accept webhooks of servers that do not sign them"),
  serverVersion: Settings.optional(Settings.text, "of servers older than 4.13, whose bots' webhooks read differently")
}

const chatwoot: ProviderEntry = {
  capabilities: ChatwootCapabilities.capabilities,
  settings: chatwootSettings,
  webhookKinds: chatwootWebhookKinds,
  webhook: chatwootWebhook,
  connect: (accountName, raw) =>
    Result.map(Settings.read(chatwootSettings, raw), (settings) => {
      const { url, accountId, token, tokenKind, webhookSecret, webhookKind, allowUnsigned, serverVersion } = settings
      const baseUrl = url?.replace(/\/$/, "")
      return {
        url: baseUrl ?? ChatwootClient.cloudUrl,
        layer: Chatwoot.layer({ accountName, accountId, token, ...present({ baseUrl, tokenKind }) }),
        webhook: chatwootWebhook(present({ secrets: webhookSecret, allowUnsigned, kind: webhookKind, serverVersion })),
        webhookTrust: webhookSecret !== undefined ? "signed" : allowUnsigned === true ? "unsigned" : "refused"
      }
    }),
  simulate: Effect.fnUntraced(function* ({ contacts, conversations, webhookUrl }) {
    // Loaded when it is wanted: the other commands start faster without it.
    const { ChatwootSimulator } = yield* Effect.promise(() => import("@dragoman/testing/simulators/chatwoot"))
    const services = yield* Layer.build(ChatwootSimulator.layer({ seed: { contacts, conversations } }))
    const simulator = Context.get(services, ChatwootSimulator)
    const webhook = webhookUrl === undefined ? undefined : yield* simulator.addWebhook({ url: webhookUrl })
    const { baseUrl, accountId, tokens } = simulator
    return {
      url: baseUrl,
      account: {
        url: baseUrl,
        accountId,
        token: tokens.administrator,
        ...present({ webhookSecret: webhook?.secret })
      },
      credentials: { agent: tokens.agent, "agent bot": tokens.agentBot, "platform app": tokens.platformApp }
    }
  })
}

const omnichatSettings = {
  url: Settings.optional(Settings.origin, "where the server is; without it, Omnichat's own"),
  token: Settings.required(Settings.secret, "the API token of the team"),
  authentication: Settings.optional(
    Settings.oneOf(["bearer", "basic"]),
    "how the token is presented; without it, bearer"
  ),
  webhookSecret: Settings.optional(Settings.secrets, "the signature secret that the portal shows for the webhook"),
  appSecret: Settings.optional(
    Settings.secrets,
    "what Meta signs forwarded WhatsApp payloads with, where that differs"
  ),
  verifyToken: Settings.optional(Settings.secret, "the verification token that was entered for the webhook"),
  allowUnsigned: Settings.optional(Settings.yesOrNo, "accept webhooks that nothing signs")
}

const omnichat: ProviderEntry = {
  capabilities: OmnichatCapabilities.capabilities,
  settings: omnichatSettings,
  webhookKinds: [],
  webhook: ({ kind: _, ...trust }) => OmnichatWebhook.make(trust),
  connect: (accountName, raw) =>
    Result.map(Settings.read(omnichatSettings, raw), (settings) => {
      const { url, token, authentication, webhookSecret, appSecret, verifyToken, allowUnsigned } = settings
      const baseUrl = url?.replace(/\/$/, "")
      const isSigned = webhookSecret !== undefined || appSecret !== undefined
      return {
        url: baseUrl ?? OmnichatClient.cloudUrl,
        layer: Omnichat.layer({ accountName, token, ...present({ baseUrl, authentication }) }),
        webhook: OmnichatWebhook.make(
          present({ secrets: webhookSecret, appSecrets: appSecret, verifyToken, allowUnsigned })
        ),
        webhookTrust: isSigned ? "signed" : allowUnsigned === true ? "unsigned" : "refused"
      }
    }),
  simulate: Effect.fnUntraced(function* ({ contacts, conversations, webhookUrl }) {
    const { OmnichatSimulator } = yield* Effect.promise(() => import("@dragoman/testing/simulators/omnichat"))
    const services = yield* Layer.build(OmnichatSimulator.layer({ seed: { contacts, conversations } }))
    const { baseUrl, token, ...simulator } = Context.get(services, OmnichatSimulator)
    if (webhookUrl === undefined) return { url: baseUrl, account: { url: baseUrl, token }, credentials: {} }
    // One URL and one secret for everything that the vendor sends.
    const { secret } = yield* Effect.orDie(simulator.addWebhook({ url: webhookUrl }))
    yield* Effect.orDie(simulator.addWhatsAppWebhook({ url: webhookUrl, secret }))
    yield* Effect.orDie(simulator.addAiAgent({ url: webhookUrl, secret }))
    return { url: baseUrl, account: { url: baseUrl, token, webhookSecret: secret }, credentials: {} }
  })
}

/** The vendors by name. */
export const providers: Readonly<Record<string, ProviderEntry>> = { chatwoot, omnichat }

/** Their names, for flags and messages. */
export const providerNames: ReadonlyArray<string> = Object.keys(providers)
