/**
 * A stateful Chat2Desk server for tests and demonstrations: what a client or a webhook receiver can notice of the real one, written from its
 * documentation and from what public clients and consumers of it show, as plain HTTP, never from a client's schemas. It keeps everything in
 * memory and holds one company. Where the documents are silent, the module that decides says so.
 *
 * @example
 * const Live = Chat2DeskSimulator.layer({ seed: { contacts: 40 } }).pipe(
 *   Layer.provide([NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }), FetchHttpClient.layer])
 * )
 * const program = Effect.gen(function* () {
 *   const chat2desk = yield* Chat2DeskSimulator
 *   yield* chat2desk.addWebhook({ url: "http://127.0.0.1:3000/chat2desk" })
 *   yield* chat2desk.receive({ transport: "telegram", from: { id: "734937551", name: "Alice" }, text: "Hello" })
 *   yield* chat2desk.webhooks.settled // delivered to the URL above, signed with the MD5 of chat2desk.token
 * })
 */
import { Context, Effect } from "effect"
import { makeRowClock } from "../RowClock.ts"
import { type Making, type SimulatorOptions, type SimulatorService, simulated } from "../Simulated.ts"
import { type LayerInProcess, type LayerServing, layerInProcess, layerServing } from "../SimulatorLayers.ts"
import { type Channels, setUpCompany } from "./CompanySetup.ts"
import { type Control, makeControl } from "./Control.ts"
import { toRoutes } from "./Endpoint.ts"
import { endpoints } from "./endpoints/index.ts"
import { makeLimits } from "./Limits.ts"
import type * as Records from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { SeedOptions } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { type Company, makeState, type Settings, type State } from "./State.ts"
import { makeReceipts } from "./sending/Receipts.ts"
import { makeDeliveries, type WebhookControl } from "./webhooks/Deliveries.ts"

export interface Options extends SimulatorOptions<SeedOptions> {
  readonly company?: Partial<Company>
  readonly token?: string
  /** Of `POST /v1/messages`. Default: 20, the upper end of what is documented. */
  readonly messagesPerSecond?: number
  /** Of all endpoints, instead of what the API mode allows. */
  readonly requestsPerMonth?: number
  /** What is booked. Default: writing first, and the API mode `normal`. */
  readonly settings?: Partial<Settings>
}

export interface Service extends Control, SimulatorService<WebhookControl> {
  /** Of the API, and, as its MD5, of webhooks; `rotateToken` makes another. */
  readonly token: string
  readonly company: Company
  readonly channelIds: Channels
  /** The tables, for assertions. */
  readonly clients: Effect.Effect<ReadonlyArray<Records.ClientRow>>
  readonly dialogs: Effect.Effect<ReadonlyArray<Records.DialogRow>>
  readonly requests: Effect.Effect<ReadonlyArray<Records.RequestRow>>
  readonly messages: Effect.Effect<ReadonlyArray<Records.MessageRow>>
  readonly channels: Effect.Effect<ReadonlyArray<Records.ChannelRow>>
  readonly operators: Effect.Effect<ReadonlyArray<Records.OperatorRow>>
  readonly operatorGroups: Effect.Effect<ReadonlyArray<Records.OperatorGroupRow>>
  readonly tags: Effect.Effect<ReadonlyArray<Records.TagRow>>
  readonly customFields: Effect.Effect<ReadonlyArray<Records.CustomFieldRow>>
  readonly tickets: Effect.Effect<ReadonlyArray<Records.TicketRow>>
  readonly subscriptions: Effect.Effect<ReadonlyArray<Records.WebhookRow>>
}

export class Chat2DeskSimulator extends Context.Service<Chat2DeskSimulator, Service>()(
  "@dragoman/testing/Chat2DeskSimulator"
) {
  /** Serves on the `HttpServer` given, and delivers webhooks through the `HttpClient` given. */
  static readonly layer = (options: Options = {}): LayerServing<Chat2DeskSimulator> =>
    layerServing(Chat2DeskSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (options: Options = {}): LayerInProcess<Chat2DeskSimulator> =>
    layerInProcess(Chat2DeskSimulator, make, "http://chat2desk.simulator", options)
}

const usualSettings: Settings = {
  writeFirst: true,
  apiMode: "normal",
  paidRequests: 0,
  operatorsLimit: 10,
  mode: "online",
  customInfo: null
}

export const make = Effect.fnUntraced(function* (baseUrl: string, options: Options): Making<Service> {
  const company = { id: 62_980, name: "Example Shop", ...options.company }
  const token = options.token ?? "simulated-api-token"
  const state = makeState(company, token, { ...usualSettings, ...options.settings })
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries(now)
  const channelIds = setUpCompany(state)
  const simulation: Simulation = {
    baseUrl,
    state,
    now,
    publish: (notice) => deliveries.publish(simulation, notice),
    receipts: makeReceipts()
  }
  const limits = makeLimits(state, now, {
    messagesPerSecond: options.messagesPerSecond ?? 20,
    requestsPerMonth: options.requestsPerMonth
  })
  return yield* simulated(baseUrl, options, {
    routes: toRoutes(endpoints, simulation, limits),
    // The documentation writes some paths with a slash at the end.
    routing: { ignoreTrailingSlash: true },
    notFound: Reply.fromRefusal(Reply.pageNotFound),
    service: {
      ...makeControl(simulation),
      token,
      company,
      channelIds,
      webhooks: deliveries,
      ...tables(state)
    }
  })
})

const tables = (state: State) => ({
  clients: Effect.sync(state.clients.all),
  dialogs: Effect.sync(state.dialogs.all),
  requests: Effect.sync(state.requests.all),
  messages: Effect.sync(state.messages.all),
  channels: Effect.sync(state.channels.all),
  operators: Effect.sync(state.operators.all),
  operatorGroups: Effect.sync(state.operatorGroups.all),
  tags: Effect.sync(state.tags.all),
  customFields: Effect.sync(state.customFields.all),
  tickets: Effect.sync(state.tickets.all),
  subscriptions: Effect.sync(state.webhooks.all)
})
