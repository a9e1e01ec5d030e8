/** Simulated vendors on free ports of this machine and an account on each, so that the examples need no credentials. */
import { createServer } from "node:http"
import * as NodeTransport from "@dragoman/cli/transport"
import { Chatwoot } from "@dragoman/provider-chatwoot"
import { Omnichat } from "@dragoman/provider-omnichat"
import { ChatwootSimulator, type SeedOptions } from "@dragoman/testing/simulators/chatwoot"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"

/** undici, allowed to reach this machine: that is where the simulator and the receivers of the examples are. */
export const transport = NodeTransport.layer({ allowPrivateHosts: ["127.0.0.1"] })

/** A server on a free port, a new one for each call. */
export const server = () => NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })

/** The simulator with some contacts and conversations. */
export const simulator = (seed: SeedOptions = { contacts: 40, conversations: 60, messagesPerConversation: 3 }) =>
  ChatwootSimulator.layer({ seed }).pipe(Layer.provide([server(), transport]))

/** The simulator, and the account of its administrator as a provider. */
export const simulatedAccount = (seed?: SeedOptions) =>
  Layer.unwrap(
    Effect.map(ChatwootSimulator, ({ accountId, baseUrl, tokens }) =>
      Chatwoot.layer({ baseUrl, accountId, token: Redacted.make(tokens.administrator) })
    )
  ).pipe(Layer.provideMerge(simulator(seed)), Layer.provide(transport))

/** A simulated Omnichat team, and its account as a provider. */
export const simulatedTeam = () =>
  Layer.unwrap(
    Effect.map(OmnichatSimulator, ({ baseUrl, token }) => Omnichat.layer({ baseUrl, token: Redacted.make(token) }))
  ).pipe(Layer.provideMerge(OmnichatSimulator.layer({ seed: { contacts: 12 } })), Layer.provide([server(), transport]))
