/**
 * A stateful Chatwoot server (4.15) for tests and demonstrations: what a client or a webhook receiver can notice of the real one, written
 * from its source and its OpenAPI files as plain HTTP, never from a client's schemas. It keeps everything in memory, holds one account,
 * and has no dashboard, websocket or mail.
 *
 * @example
 * const Live = ChatwootSimulator.layer({ seed: { contacts: 40 } }).pipe(
 *   Layer.provide([NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }), FetchHttpClient.layer])
 * )
 * const program = Effect.gen(function* () {
 *   const chatwoot = yield* ChatwootSimulator
 *   const webhook = yield* chatwoot.addWebhook({ url: "http://127.0.0.1:3000/chatwoot" })
 *   yield* chatwoot.receive({ contact: { name: "Alice", email: "alice@example.com" }, content: "Hello" })
 *   yield* chatwoot.webhooks.settled // delivered to the URL above, signed with webhook.secret
 * })
 */
import { Context, Effect } from "effect"
import { makeRowClock } from "../RowClock.ts"
import { type Making, type SimulatorOptions, type SimulatorService, simulated } from "../Simulated.ts"
import { type LayerInProcess, type LayerServing, layerInProcess, layerServing } from "../SimulatorLayers.ts"
import { type Control, makeControl } from "./Control.ts"
import { fillDirectory, type Inboxes, type Tokens } from "./Directory.ts"
import { toRoutes } from "./Endpoint.ts"
import { endpoints } from "./endpoints/index.ts"
import { defaultLimits, type Limits, makeThrottle } from "./Limits.ts"
import type { ContactRow, ConversationRow, MessageRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { SeedOptions } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { makeState } from "./State.ts"
import { makeDeliveries, type WebhookControl } from "./webhooks/Deliveries.ts"

export interface Options extends SimulatorOptions<SeedOptions> {
  /** Default 1. */
  readonly accountId?: number
  readonly accountName?: string
  readonly tokens?: Partial<Tokens>
  /** Lower ones make limits quick to reach. Default: {@link defaultLimits}. */
  readonly limits?: Partial<Limits>
}

export interface Service extends Control, SimulatorService<WebhookControl> {
  readonly accountId: number
  readonly tokens: Tokens
  readonly inboxes: Inboxes
  /** The tables, for assertions. */
  readonly contacts: Effect.Effect<ReadonlyArray<ContactRow>>
  readonly conversations: Effect.Effect<ReadonlyArray<ConversationRow>>
  readonly messages: Effect.Effect<ReadonlyArray<MessageRow>>
}

export class ChatwootSimulator extends Context.Service<ChatwootSimulator, Service>()(
  "@dragoman/testing/ChatwootSimulator"
) {
  /** Serves on the `HttpServer` given, and delivers webhooks through the `HttpClient` given. */
  static readonly layer = (options: Options = {}): LayerServing<ChatwootSimulator> =>
    layerServing(ChatwootSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (options: Options = {}): LayerInProcess<ChatwootSimulator> =>
    layerInProcess(ChatwootSimulator, make, "http://chatwoot.simulator", options)
}

export const make = Effect.fnUntraced(function* (baseUrl: string, options: Options): Making<Service> {
  const tokens: Tokens = { ...defaultTokens, ...options.tokens }
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const state = makeState({ accountId: options.accountId ?? 1, platformToken: tokens.platformApp })
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries
  const inboxes = fillDirectory(state, { accountName: options.accountName ?? "Example Ltd", tokens, now: now() })
  const simulation: Simulation = {
    baseUrl,
    state,
    limits,
    now,
    publish: (notice) => deliveries.publish(simulation, notice)
  }
  return yield* simulated(baseUrl, options, {
    routes: toRoutes(endpoints, simulation, makeThrottle(limits)),
    // As Rails routes: a trailing slash does not matter, and signed ids and file names may be long.
    routing: { maxParamLength: 4096, ignoreTrailingSlash: true },
    notFound: Reply.fromRefusal(Reply.railsNotFound),
    service: {
      ...makeControl(simulation, inboxes),
      accountId: state.accountId,
      tokens,
      inboxes,
      webhooks: deliveries,
      contacts: Effect.sync(state.contacts.all),
      conversations: Effect.sync(state.conversations.all),
      messages: Effect.sync(state.messages.all)
    }
  })
})

const defaultTokens: Tokens = {
  administrator: "simulated-administrator-token",
  agent: "simulated-agent-token",
  agentBot: "simulated-agent-bot-token",
  platformApp: "simulated-platform-app-token"
}
