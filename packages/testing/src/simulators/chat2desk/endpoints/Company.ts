/** The company: its channels, its options and how much of its quota is used, its working mode, its self-service menu. */
import { Effect } from "effect"
import { day } from "../../Milliseconds.ts"
import { type Call, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfParam } from "../Lookups.ts"
import { integer, pageOf, text } from "../Params.ts"
import type { MenuItemRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import { adminOf } from "../State.ts"
import { send } from "../sending/Send.ts"
import { transportTable } from "../Transports.ts"

export const companyEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/channels", (call) => channels(call)),
  get("/v1/companies/api_info", (call) => apiInfo(call)),
  get("/v1/companies/info", (call) => companyInfo(call)),
  put("/v1/companies", ({ params, simulation: { state } }) =>
    Effect.sync(() => {
      state.settings.customInfo = params.custom_fields ?? null
      return Reply.success
    })
  ),
  put("/v1/companies/switch_mode", (call) => switchMode(call)),
  get("/v1/scenarios/menu_items", (call) => menuItems(call)),
  post("/v1/scenarios/send_menu_item", (call) => sendMenuItem(call)),
  get("/v1/help/transports", () => Effect.succeed(Reply.data(transportTable())))
]

const channels = ({ params, simulation }: Call) =>
  pageOf(params, simulation.state.channels.all(), ({ id, name, phone, transports }) => ({
    id,
    name,
    phone,
    transports,
    whatsapp_daily_new_clients_limit: { limit: 10, used: createdToday(simulation, id) }
  }))

/** Clients of a channel who were written to first, since midnight of UTC; that the limit holds back nobody is a simplification. */
const createdToday = ({ now, state }: Simulation, channelId: number): number => {
  const midnight = now() - (now() % day)
  return state.clients.filter(
    ({ addresses, createdAt, source }) =>
      source === "api" && createdAt >= midnight && addresses.some((address) => address.channelId === channelId)
  ).length
}

const apiInfo = ({ limits, simulation: { baseUrl, state } }: Call) =>
  Effect.sync(() =>
    Reply.data({
      companyID: state.company.id,
      partnerID: 1,
      partner_type: "partner_client",
      company_mode: "standard",
      hook: null,
      hook_preferences: null,
      current_version: 1,
      channels: state.channels.all().length,
      company_name: state.company.name,
      company_lang: "en",
      admin_email: adminOf(state).email,
      custom_info: state.settings.customInfo,
      write_first_option: state.settings.writeFirst,
      domain_urls: [baseUrl],
      api_calls: limits.usage()
    })
  )

const companyInfo = ({ simulation: { state } }: Call) =>
  Effect.sync(() =>
    Reply.data({
      id: state.company.id,
      name: state.company.name,
      workingHours: [{ begin: "09 : 00", end: "21 : 00" }],
      timezone: "Волгоград, Москва, С-Петербург (UTC+3:00)",
      online: state.settings.mode === "online"
    })
  )

const switchMode = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const mode = text(params, "mode")
  if (mode !== "online" && mode !== "offline") {
    return yield* Reply.refused(Reply.invalid("mode", "Only 'online' or 'offline' are allowed."))
  }
  state.settings.mode = mode
  return Reply.success
})

const menuItems = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const channelId = yield* integer(params, "channel_id")
  const found = state.menuItems.filter((item) => channelId === undefined || item.channelId === channelId)
  return Reply.data(found.map(toMenuItem))
})

const toMenuItem = (item: MenuItemRow) => ({
  assign_id: null,
  assign_subject: null,
  channelID: item.channelId,
  command: item.command,
  id: item.id,
  image: null,
  level: 1,
  name: item.name,
  parentID: null,
  position: item.position,
  smart_method_name: null,
  tags: [],
  text: item.text,
  url: null,
  url_enabled: 0
})

/** As an automatic reply, where the client was seen last. Which item is the root is not documented: the first of the channel. */
const sendMenuItem = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  const client = yield* rowOfParam(state.clients, params, "client_id", "Client")
  const address = client.addresses.at(-1)
  const item =
    text(params, "menu_item_id") === undefined
      ? state.menuItems.find(({ channelId }) => channelId === address?.channelId)
      : yield* rowOfParam(state.menuItems, params, "menu_item_id", "Menu item")
  if (item === undefined || address === undefined) return yield* Reply.refused(Reply.notFound("Menu item"))
  send(simulation, client, address, { written: { type: "autoreply", text: item.text, operatorId: null }, opens: false })
  state.questions.push({ clientId: client.id, menuItemId: item.id, text: item.text, createdAt: simulation.now() })
  return Reply.success
})
