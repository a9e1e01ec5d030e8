/**
 * A stateful Omnichat server for tests and demonstrations: what a client or a webhook receiver can notice of the real one, written from its
 * documentation and, for the WhatsApp part, from Meta's, as plain HTTP, never from a client's schemas. It keeps everything in memory and
 * holds one team. Where the documents are silent, the module that decides says so.
 *
 * @example
 * const Live = OmnichatSimulator.layer({ seed: { contacts: 40 } }).pipe(
 *   Layer.provide([NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }), FetchHttpClient.layer])
 * )
 * const program = Effect.gen(function* () {
 *   const omnichat = yield* OmnichatSimulator
 *   const webhook = yield* omnichat.addWhatsAppWebhook({ url: "http://127.0.0.1:3000/omnichat" })
 *   yield* omnichat.receive({ from: { userId: "15550100100", name: "Alice" }, content: "Hello" })
 *   yield* omnichat.webhooks.settled // delivered to the URL above, signed with webhook.secret
 * })
 */
import { Context, Effect, type Layer, Redacted, type Scope } from "effect"
import { HttpClient, HttpRouter, type HttpServer } from "effect/http"
import * as Faults from "../../Faults.ts"
import type * as InProcess from "../../InProcess.ts"
import { makeRowClock } from "../RowClock.ts"
import { layerInProcess, layerServing } from "../SimulatorLayers.ts"
import type { AuthenticationScheme, Credentials } from "./Authentication.ts"
import { type Control, makeControl } from "./Control.ts"
import { toRoutes } from "./Endpoint.ts"
import { endpoints } from "./endpoints/index.ts"
import type { AgentRow, ContactRow, CustomerRow, MessageRow, RoomRow, TicketRow, WebhookRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { SeedOptions } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { makeState, type State } from "./State.ts"
import { makeReceipts } from "./sending/Receipts.ts"
import { type Channels, setUpTeam } from "./TeamSetup.ts"
import { makeDeliveries, type WebhookControl } from "./webhooks/Deliveries.ts"

export interface Options {
  readonly team?: Partial<State["team"]>
  readonly token?: string
  /** Which of them the token is accepted with. Default: both. */
  readonly authenticationSchemes?: ReadonlyArray<AuthenticationScheme>
  /** Of the whole team, over all endpoints. Default: 40. */
  readonly requestsPerSecond?: number
  /** The longest range in which contacts that changed may be asked for: `any` by the newer guide (the default), seven days by the older. */
  readonly contactRange?: "any" | "seven-days"
  /** What the server calls itself, when that is not where it listens. */
  readonly baseUrl?: string
  /** Seeds at once; otherwise the team starts without contacts. */
  readonly seed?: SeedOptions
}

export interface Service extends Control {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly token: string
  readonly team: State["team"]
  readonly channels: Channels
  readonly faults: Faults.Faults["Service"]
  readonly webhooks: WebhookControl
  /** The tables, for assertions. */
  readonly agents: Effect.Effect<ReadonlyArray<AgentRow>>
  readonly contacts: Effect.Effect<ReadonlyArray<ContactRow>>
  readonly customers: Effect.Effect<ReadonlyArray<CustomerRow>>
  readonly rooms: Effect.Effect<ReadonlyArray<RoomRow>>
  readonly tickets: Effect.Effect<ReadonlyArray<TicketRow>>
  readonly messages: Effect.Effect<ReadonlyArray<MessageRow>>
  readonly subscriptions: Effect.Effect<ReadonlyArray<WebhookRow>>
}

export class OmnichatSimulator extends Context.Service<OmnichatSimulator, Service>()(
  "@dragoman/testing/OmnichatSimulator"
) {
  /** Serves on the `HttpServer` given, and delivers webhooks through the `HttpClient` given. */
  static readonly layer = (
    options: Options = {}
  ): Layer.Layer<OmnichatSimulator, never, HttpServer.HttpServer | HttpClient.HttpClient> =>
    layerServing(OmnichatSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (
    options: Options = {}
  ): Layer.Layer<OmnichatSimulator | HttpClient.HttpClient, never, HttpClient.HttpClient> =>
    layerInProcess(OmnichatSimulator, make, "http://omnichat.simulator", options)
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
  const http = yield* HttpClient.HttpClient
  const state = makeState({ id: "team-1", name: "Example Shop", ...options.team })
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries
  const faults = yield* Faults.make
  const channels = setUpTeam(state)
  const token = options.token ?? "simulated-api-token"
  const simulation: Simulation = {
    baseUrl,
    state,
    requestsPerSecond: options.requestsPerSecond ?? 40,
    contactRange: options.contactRange ?? "any",
    now,
    publish: (notice) => deliveries.publish(simulation, notice),
    receipts: makeReceipts()
  }
  const control = makeControl(simulation, http, channels)
  if (options.seed !== undefined) yield* control.seed(options.seed)
  const service: Service = {
    ...control,
    baseUrl,
    token,
    team: state.team,
    channels,
    faults,
    webhooks: deliveries,
    ...tables(state)
  }
  const schemes = options.authenticationSchemes ?? ["Bearer", "Basic"]
  const app = yield* routed(simulation, { token: Redacted.make(token), schemes })
  return { app: faults.middleware(app), service }
})

const tables = (state: State) => ({
  agents: Effect.sync(() => [...state.agents]),
  contacts: Effect.sync(() => [...state.contacts.values()]),
  customers: Effect.sync(() => [...state.customers.values()]),
  rooms: Effect.sync(() => [...state.rooms.values()]),
  tickets: Effect.sync(() => [...state.tickets.values()]),
  messages: Effect.sync(() => [...state.messages.values()]),
  subscriptions: Effect.sync(() => [...state.webhooks])
})

/** Ids of WhatsApp messages are long. */
const routerConfig = { maxParamLength: 1024, ignoreTrailingSlash: true }

const routed = Effect.fnUntraced(function* (simulation: Simulation, credentials: Credentials) {
  const router = yield* HttpRouter.make.pipe(Effect.provideService(HttpRouter.RouterConfig, routerConfig))
  yield* router.addAll(toRoutes(endpoints, simulation, credentials))
  yield* router.add("*", "/*", Reply.fromRefusal(Reply.notFound))
  return router.asHttpEffect()
})
