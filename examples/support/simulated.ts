/** Simulated vendors on free ports of this machine and an account on each, so that the examples need no credentials. */
import { createServer } from "node:http"
import * as NodeTransport from "@dragoman/cli/transport"
import { Chat2Desk } from "@dragoman/provider-chat2desk"
import { Chatwoot } from "@dragoman/provider-chatwoot"
import { HueChat } from "@dragoman/provider-huechat"
import { Omnichat } from "@dragoman/provider-omnichat"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { ChatwootSimulator, type SeedOptions } from "@dragoman/testing/simulators/chatwoot"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"

/** undici, allowed to reach this machine: that is where the simulators and the receivers of the examples are. */
export const transport = NodeTransport.layer({ allowPrivateHosts: ["127.0.0.1"] })

/** A server on a free port, a new one for each call. */
export const server = () => NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })

/** A Chatwoot with some contacts and conversations. */
export const chatwootSimulator = (
  seed: SeedOptions = { contacts: 40, conversations: 60, messagesPerConversation: 3 }
) => ChatwootSimulator.layer({ seed }).pipe(Layer.provide([server(), transport]))

/** A simulated Chatwoot, and the account of its administrator as a provider. */
export const simulatedChatwoot = (seed?: SeedOptions) =>
  Layer.unwrap(
    Effect.map(ChatwootSimulator, ({ accountId, baseUrl, tokens }) =>
      Chatwoot.layer({ baseUrl, accountId, token: Redacted.make(tokens.administrator) })
    )
  ).pipe(Layer.provideMerge(chatwootSimulator(seed)), Layer.provide(transport))

const seed = { contacts: 12, conversations: 12 }

export const omnichatSimulator = () => OmnichatSimulator.layer({ seed }).pipe(Layer.provide([server(), transport]))
export const chat2deskSimulator = () => Chat2DeskSimulator.layer({ seed }).pipe(Layer.provide([server(), transport]))
export const huechatSimulator = () => HueChatSimulator.layer({ seed }).pipe(Layer.provide([server(), transport]))

/** A simulated Omnichat, and its team as a provider. */
export const simulatedOmnichat = () =>
  Layer.unwrap(
    Effect.map(OmnichatSimulator, ({ baseUrl, token }) => Omnichat.layer({ baseUrl, token: Redacted.make(token) }))
  ).pipe(Layer.provideMerge(omnichatSimulator()), Layer.provide(transport))

/** A simulated Chat2Desk, and its company as a provider. */
export const simulatedChat2Desk = () =>
  Layer.unwrap(
    Effect.map(Chat2DeskSimulator, ({ baseUrl, token }) => Chat2Desk.layer({ baseUrl, token: Redacted.make(token) }))
  ).pipe(Layer.provideMerge(chat2deskSimulator()), Layer.provide(transport))

/** A simulated HueChat, and its account as a provider. */
export const simulatedHueChat = () =>
  Layer.unwrap(
    Effect.map(HueChatSimulator, ({ accountId, baseUrl, token }) =>
      HueChat.layer({ baseUrl, accountId, token: Redacted.make(token) })
    )
  ).pipe(Layer.provideMerge(huechatSimulator()), Layer.provide(transport))
