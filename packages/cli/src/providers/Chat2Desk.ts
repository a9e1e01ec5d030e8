/** Chat2Desk: a company, by its token, which its webhooks are signed with as well. */
import { present } from "@dragoman/core/wire"
import { Chat2Desk, Chat2DeskCapabilities, Chat2DeskClient, Chat2DeskWebhook } from "@dragoman/provider-chat2desk"
import { Context, Effect, Layer, Result } from "effect"
import { type ProviderEntry, trustOf } from "../ProviderEntry.ts"
import * as Settings from "../Settings.ts"

const settings = {
  url: Settings.optional(Settings.origin, "where the server is; without it, Chat2Desk's main one"),
  token: Settings.required(Settings.secret, "the company's API token (Settings > API)"),
  webhookSecret: Settings.optional(
    Settings.secrets,
    "API tokens that sign webhooks, where it is not the one above alone: the old one and the new"
  ),
  tagGroupId: Settings.optional(Settings.wholeNumber, "the group that new tags go into"),
  allowUnsigned: Settings.optional(
    Settings.yesOrNo,
    "accept webhooks that nothing signs, instead of asking for a signature"
  )
}

export const chat2desk: ProviderEntry = {
  capabilities: Chat2DeskCapabilities.capabilities,
  settings,
  webhookKinds: [],
  webhook: ({ kind: _, ...trust }) => Chat2DeskWebhook.make(trust),
  connect: (accountName, raw) =>
    Result.map(Settings.read(settings, raw), ({ url, token, webhookSecret, tagGroupId, allowUnsigned = false }) => {
      const baseUrl = url?.replace(/\/$/, "")
      // The token is the secret: nothing more has to be configured for a signature.
      const secrets = webhookSecret ?? (allowUnsigned ? undefined : [token])
      return {
        url: baseUrl ?? Chat2DeskClient.cloudUrl,
        layer: Chat2Desk.layer({ accountName, token, ...present({ baseUrl, tagGroupId }) }),
        webhook: Chat2DeskWebhook.make(present({ secrets, allowUnsigned })),
        webhookTrust: trustOf(secrets !== undefined, allowUnsigned)
      }
    }),
  simulate: Effect.fnUntraced(function* ({ contacts, conversations, webhookUrl }) {
    const { Chat2DeskSimulator } = yield* Effect.promise(() => import("@dragoman/testing/simulators/chat2desk"))
    const services = yield* Layer.build(Chat2DeskSimulator.layer({ seed: { contacts, conversations } }))
    const { baseUrl, token, ...simulator } = Context.get(services, Chat2DeskSimulator)
    if (webhookUrl !== undefined) yield* simulator.addWebhook({ url: webhookUrl })
    return { url: baseUrl, account: { url: baseUrl, token }, credentials: {} }
  })
}
