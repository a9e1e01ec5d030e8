/** HueChat: an account, by its number and a key with scopes. */
import { present } from "@dragoman/core/wire"
import { HueChat, HueChatCapabilities, HueChatClient, HueChatWebhook } from "@dragoman/provider-huechat"
import { Context, Effect, Layer, Result } from "effect"
import { type ProviderEntry, trustOf } from "../ProviderEntry.ts"
import * as Settings from "../Settings.ts"

const settings = {
  url: Settings.optional(Settings.origin, "where the server is; without it, HueChat's own"),
  accountId: Settings.required(Settings.wholeNumber, "the number in the dashboard's address"),
  token: Settings.required(Settings.secret, "the API key, hc_live_..."),
  contactWrites: Settings.optional(
    Settings.yesOrNo,
    "create, change, block and delete contacts, by endpoints that are not documented"
  ),
  webhookSecret: Settings.optional(Settings.secrets, "what the subscription's deliveries are signed with"),
  legacyWebhooks: Settings.optional(Settings.yesOrNo, "read the events of v1 webhooks too, which nothing signs"),
  allowUnsigned: Settings.optional(Settings.yesOrNo, "accept webhooks that nothing signs")
}

export const huechat: ProviderEntry = {
  capabilities: HueChatCapabilities.capabilities,
  settings,
  webhookKinds: ["v2", "v1"],
  webhook: ({ kind, ...trust }) => HueChatWebhook.make({ ...trust, legacy: kind === "v1" }),
  connect: (accountName, raw) =>
    Result.map(Settings.read(settings, raw), (read) => {
      const { url, accountId, token, contactWrites, webhookSecret, legacyWebhooks, allowUnsigned } = read
      const baseUrl = url?.replace(/\/$/, "")
      return {
        url: baseUrl ?? HueChatClient.cloudUrl,
        layer: HueChat.layer({ accountName, accountId, token, ...present({ baseUrl, contactWrites }) }),
        webhook: HueChatWebhook.make(present({ secrets: webhookSecret, allowUnsigned, legacy: legacyWebhooks })),
        webhookTrust: trustOf(webhookSecret !== undefined, allowUnsigned)
      }
    }),
  simulate: Effect.fnUntraced(function* ({ contacts, conversations, webhookUrl }) {
    const { HueChatSimulator } = yield* Effect.promise(() => import("@dragoman/testing/simulators/huechat"))
    const services = yield* Layer.build(HueChatSimulator.layer({ seed: { contacts, conversations } }))
    const simulator = Context.get(services, HueChatSimulator)
    const webhook = webhookUrl === undefined ? undefined : yield* simulator.addWebhook({ url: webhookUrl })
    const { accountId, baseUrl, token } = simulator
    return {
      url: baseUrl,
      account: { url: baseUrl, accountId, token, ...present({ webhookSecret: webhook?.secret }) },
      credentials: {}
    }
  })
}
