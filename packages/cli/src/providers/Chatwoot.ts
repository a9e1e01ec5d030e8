/** Chatwoot: an installation, an account of it, and whose token it is. */
import type { Webhook } from "@dragoman/core/webhook"
import { present } from "@dragoman/core/wire"
import { Chatwoot, ChatwootCapabilities, ChatwootClient, ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Context, Effect, Layer, Result } from "effect"
import { type ProviderEntry, trustOf, type WebhookOptions } from "../ProviderEntry.ts"
import * as Settings from "../Settings.ts"

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

export const chatwoot: ProviderEntry = {
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
        webhookTrust: trustOf(webhookSecret !== undefined, allowUnsigned)
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
