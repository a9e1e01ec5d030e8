/**
 * A stateful HueChat server for tests and demonstrations: what a client or a webhook receiver can notice of the real one, written from its
 * documentation, the only source there is, as plain HTTP, never from a client's schemas. It keeps everything in memory and holds one
 * account. Where the document is silent or contradicts itself, the module that decides says so.
 *
 * @example
 * const Live = HueChatSimulator.layer({ seed: { contacts: 40 } }).pipe(
 *   Layer.provide([NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" }), FetchHttpClient.layer])
 * )
 * const program = Effect.gen(function* () {
 *   const huechat = yield* HueChatSimulator
 *   const webhook = yield* huechat.addWebhook({ url: "http://127.0.0.1:3000/huechat" })
 *   yield* huechat.receive({ contact: { email: "alice@example.com" }, content: "Hello" })
 *   yield* huechat.webhooks.settled // delivered to the URL above, signed with webhook.secret
 * })
 */
import { Context, Effect, FiberSet } from "effect"
import { HttpClient } from "effect/http"
import { makeRowClock } from "../RowClock.ts"
import { type Making, type SimulatorOptions, type SimulatorService, simulated } from "../Simulated.ts"
import { type LayerInProcess, type LayerServing, layerInProcess, layerServing } from "../SimulatorLayers.ts"
import { type Inboxes, setUpAccount } from "./AccountSetup.ts"
import { type Control, makeControl } from "./Control.ts"
import { insertKey } from "./changes/Setup.ts"
import { toRoutes } from "./Endpoint.ts"
import { endpointsOf } from "./endpoints/index.ts"
import { type Limits, makeLimits } from "./Limits.ts"
import type * as Records from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { SeedOptions } from "./Seed.ts"
import type { Settings, Simulation } from "./Simulation.ts"
import { makeState, type State } from "./State.ts"
import { makeDeliveries, type WebhookControl } from "./webhooks/Deliveries.ts"

export interface Options extends SimulatorOptions<SeedOptions>, Partial<Settings> {
  /** Default: 1. */
  readonly accountId?: number
  /** Of the key that may do everything. */
  readonly token?: string
  /** Default: as documented, for each endpoint. */
  readonly limits?: Limits
}

export interface Service extends Control, SimulatorService<WebhookControl> {
  readonly accountId: number
  readonly token: string
  readonly inboxes: Inboxes
  /** Waits until no broadcast is on its way and nobody's snoozing is due to end. */
  readonly settled: Effect.Effect<void>
  /** The tables, for assertions. */
  readonly agents: Effect.Effect<ReadonlyArray<Records.AgentRow>>
  readonly teams: Effect.Effect<ReadonlyArray<Records.TeamRow>>
  readonly contacts: Effect.Effect<ReadonlyArray<Records.ContactRow>>
  readonly conversations: Effect.Effect<ReadonlyArray<Records.ConversationRow>>
  readonly messages: Effect.Effect<ReadonlyArray<Records.MessageRow>>
  readonly subscriptions: Effect.Effect<ReadonlyArray<Records.SubscriptionRow>>
  readonly legacyWebhooks: Effect.Effect<ReadonlyArray<Records.LegacyWebhookRow>>
  readonly broadcasts: Effect.Effect<ReadonlyArray<Records.BroadcastRow>>
  readonly templates: Effect.Effect<ReadonlyArray<Records.TemplateRow>>
  readonly contactLists: Effect.Effect<ReadonlyArray<Records.ContactListRow>>
  readonly tickets: Effect.Effect<ReadonlyArray<Records.TicketRow>>
  readonly deals: Effect.Effect<ReadonlyArray<Records.DealRow>>
}

export class HueChatSimulator extends Context.Service<HueChatSimulator, Service>()(
  "@dragoman/testing/HueChatSimulator"
) {
  /** Serves on the `HttpServer` given, and delivers webhooks through the `HttpClient` given. */
  static readonly layer = (options: Options = {}): LayerServing<HueChatSimulator> =>
    layerServing(HueChatSimulator, make, options)

  /** No port: the simulator beside an `HttpClient` that reaches it. Webhooks go out through the `HttpClient` required. */
  static readonly layerInProcess = (options: Options = {}): LayerInProcess<HueChatSimulator> =>
    layerInProcess(HueChatSimulator, make, "http://huechat.simulator", options)
}

export const make = Effect.fnUntraced(function* (baseUrl: string, options: Options): Making<Service> {
  const settings = settingsOf(options)
  const state = makeState(options.accountId ?? 1)
  const now = yield* makeRowClock
  const deliveries = yield* makeDeliveries
  const background = yield* FiberSet.make<void>()
  const run = yield* FiberSet.runtime(background)<never>()
  const simulation: Simulation = {
    baseUrl,
    state,
    settings,
    now,
    publish: (notice) => deliveries.publish(simulation, notice),
    sendTo: (webhook, notice) => deliveries.sendTo(simulation, webhook, notice),
    deliveries: deliveries.log,
    http: yield* HttpClient.HttpClient,
    background: (work) => void run(work),
    outcomes: new Map()
  }
  const inboxes = setUpAccount(simulation)
  const { token } = insertKey(simulation, { token: options.token ?? "hc_live_simulated" })
  return yield* simulated(baseUrl, options, {
    routes: toRoutes(endpointsOf(settings), simulation, makeLimits(options.limits ?? {})),
    notFound: Reply.fromRefusal(Reply.notFound()),
    service: {
      ...makeControl(simulation, inboxes),
      accountId: state.accountId,
      token,
      inboxes,
      webhooks: deliveries,
      settled: FiberSet.awaitEmpty(background),
      ...tables(state)
    }
  })
})

const settingsOf = (options: Options): Settings => ({
  contactWrites: options.contactWrites ?? false,
  showsEchoIds: options.showsEchoIds ?? true,
  httpWebhooks: options.httpWebhooks ?? false,
  broadcastPace: options.broadcastPace ?? 100,
  generationsPerMonth: options.generationsPerMonth ?? 100,
  maximumAttachmentBytes: options.maximumAttachmentBytes ?? 40 * 1024 * 1024
})

const tables = (state: State) => ({
  agents: Effect.sync(state.agents.all),
  teams: Effect.sync(state.teams.all),
  contacts: Effect.sync(state.contacts.all),
  conversations: Effect.sync(state.conversations.all),
  messages: Effect.sync(state.messages.all),
  legacyWebhooks: Effect.sync(state.legacyWebhooks.all),
  subscriptions: Effect.sync(() => [...state.subscriptions.values()]),
  broadcasts: Effect.sync(() => [...state.broadcasts.values()]),
  templates: Effect.sync(() => [...state.templates.values()]),
  contactLists: Effect.sync(() => [...state.contactLists.values()]),
  tickets: Effect.sync(() => [...state.tickets.values()]),
  deals: Effect.sync(() => [...state.deals.values()])
})
