/** Omnichat: a team, by its token; its webhooks have secrets of their own, and Meta's has one too. */
import { present } from "@dragoman/core/wire"
import { Omnichat, OmnichatCapabilities, OmnichatClient, OmnichatWebhook } from "@dragoman/provider-omnichat"
import { Context, Effect, Layer, Result } from "effect"
import { type ProviderEntry, trustOf } from "../ProviderEntry.ts"
import * as Settings from "../Settings.ts"

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

export const omnichat: ProviderEntry = {
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
        webhookTrust: trustOf(isSigned, allowUnsigned)
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
