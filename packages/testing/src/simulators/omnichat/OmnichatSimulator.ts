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
import { Context, Effect, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { makeRowClock } from "../RowClock.ts"
import { type Making, type SimulatorOptions, type SimulatorService, simulated } from "../Simulated.ts"
import { type LayerInProcess, type LayerServing, layerInProcess, layerServing } from "../SimulatorLayers.ts"
import type { AuthenticationScheme } from "./Authentication.ts"
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

export interface Options extends SimulatorOptions<SeedOptions> {
  readonly team?: Partial<State["team"]>
  readonly token?: string
  /** Which of them the token is accepted with. Default: both. */
  readonly authenticationSchemes?: ReadonlyArray<AuthenticationScheme>
  /** Of the whole team, over all endpoints. Default: 40. */
  readonly requestsPerSecond?: number
  /** The longest range in which contacts that changed may be asked for: `any` by the newer guide (the default), seven days by the older. */
  readonly contactRange?: "any" | "seven-days"
}

export interface Service extends Control, SimulatorService<WebhookControl> {
  readonly token: string
  readonly team: State["team"]
  readonly channels: Channels
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
  static readonly layer = (options: Options = {}): LayerServing<OmnichatSimulator> =>
    layerServing(OmnichatSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (options: Options = {}): LayerInProcess<OmnichatSimulator> =>
    layerInProcess(OmnichatSimulator, make, "http://omnichat.simulator", options)
}

export const make = Effect.fnUntraced(function* (baseUrl: string, options: Options): Making<Service> {
  const http = yield* HttpClient.HttpClient
  const state = makeState({ id: "team-1", name: "Example Shop", ...options.team })
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries
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
  return yield* simulated(baseUrl, options, {
    routes: toRoutes(endpoints, simulation, {
      token: Redacted.make(token),
      schemes: options.authenticationSchemes ?? ["Bearer", "Basic"]
    }),
    // Ids of WhatsApp messages are long.
    routing: { maxParamLength: 1024, ignoreTrailingSlash: true },
    notFound: Reply.fromRefusal(Reply.notFound),
    service: {
      ...makeControl(simulation, http, channels),
      token,
      team: state.team,
      channels,
      webhooks: deliveries,
      ...tables(state)
    }
  })
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
