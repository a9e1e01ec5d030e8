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
import { Context, Effect, type Layer, type Scope } from "effect"
import { type HttpClient, HttpRouter, type HttpServer } from "effect/http"
import * as Faults from "../../Faults.ts"
import type * as InProcess from "../../InProcess.ts"
import { makeRowClock } from "../RowClock.ts"
import { layerInProcess, layerServing } from "../SimulatorLayers.ts"
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

export interface Options {
  /** Default 1. */
  readonly accountId?: number
  readonly accountName?: string
  /** What the server calls itself in the URLs it hands out (`FRONTEND_URL`), when that is not where it listens. */
  readonly baseUrl?: string
  readonly tokens?: Partial<Tokens>
  /** Lower ones make limits quick to reach. Default: {@link defaultLimits}. */
  readonly limits?: Partial<Limits>
  /** Seeds at once; otherwise the account starts without contacts. */
  readonly seed?: SeedOptions
}

export interface Service extends Control {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly accountId: number
  readonly tokens: Tokens
  readonly inboxes: Inboxes
  readonly faults: Faults.Faults["Service"]
  readonly webhooks: WebhookControl
  /** The tables, for assertions. */
  readonly contacts: Effect.Effect<ReadonlyArray<ContactRow>>
  readonly conversations: Effect.Effect<ReadonlyArray<ConversationRow>>
  readonly messages: Effect.Effect<ReadonlyArray<MessageRow>>
}

export class ChatwootSimulator extends Context.Service<ChatwootSimulator, Service>()(
  "@dragoman/testing/ChatwootSimulator"
) {
  /** Serves on the `HttpServer` given, and delivers webhooks through the `HttpClient` given. */
  static readonly layer = (
    options: Options = {}
  ): Layer.Layer<ChatwootSimulator, never, HttpServer.HttpServer | HttpClient.HttpClient> =>
    layerServing(ChatwootSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (
    options: Options = {}
  ): Layer.Layer<ChatwootSimulator | HttpClient.HttpClient, never, HttpClient.HttpClient> =>
    layerInProcess(ChatwootSimulator, make, "http://chatwoot.simulator", options)
}

/** The server as one effect that answers requests, and the hand on it. */
export const make = Effect.fnUntraced(function* (
  baseUrl: string,
  options: Options
): Effect.fn.Return<
  { readonly app: InProcess.HttpApp; readonly service: Service },
  never,
  HttpClient.HttpClient | Scope.Scope
> {
  const tokens: Tokens = { ...defaultTokens, ...options.tokens }
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const state = makeState({ accountId: options.accountId ?? 1, platformToken: tokens.platformApp })
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries
  const faults = yield* Faults.make
  const inboxes = fillDirectory(state, { accountName: options.accountName ?? "Example Ltd", tokens, now: now() })
  const simulation: Simulation = {
    baseUrl,
    state,
    limits,
    now,
    publish: (notice) => deliveries.publish(simulation, notice)
  }
  const control = makeControl(simulation, inboxes)
  if (options.seed !== undefined) yield* control.seed(options.seed)
  const service: Service = {
    ...control,
    baseUrl,
    accountId: state.accountId,
    tokens,
    inboxes,
    faults,
    webhooks: deliveries,
    contacts: Effect.sync(() => [...state.contacts.rows.values()]),
    conversations: Effect.sync(() => [...state.conversations.rows.values()]),
    messages: Effect.sync(() => [...state.messages.rows.values()])
  }
  const app = yield* routed(simulation)
  return { app: faults.middleware(app), service }
})

const defaultTokens: Tokens = {
  administrator: "simulated-administrator-token",
  agent: "simulated-agent-token",
  agentBot: "simulated-agent-bot-token",
  platformApp: "simulated-platform-app-token"
}

/** As Rails routes: a trailing slash does not matter, and signed ids and file names may be long. */
const routerConfig = { maxParamLength: 4096, ignoreTrailingSlash: true }

const routed = Effect.fnUntraced(function* (simulation: Simulation) {
  const router = yield* HttpRouter.make.pipe(Effect.provideService(HttpRouter.RouterConfig, routerConfig))
  yield* router.addAll(toRoutes(endpoints, simulation, makeThrottle(simulation.limits)))
  yield* router.add("*", "/*", Reply.json(Reply.railsNotFound.body, 404))
  return router.asHttpEffect()
})
