/** Labels, account webhooks, agent bots and the definitions of custom attributes. */
import { Effect } from "effect"
import { isAdministrator } from "../Authentication.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { AgentBotRow, LabelRow, WebhookRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { agentBotOf, labelOf, webhookOf } from "../render/Directory.ts"
import { find } from "../State.ts"
import { accountEvents, defaultSubscriptions } from "../webhooks/Targets.ts"

const { del, get, inAccount, patch, post } = Endpoint

const labelEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/labels"), "member", (call) =>
    Effect.succeed(Reply.json({ payload: [...call.simulation.state.labels.rows.values()].map(labelOf) }))
  ),
  get(inAccount("/labels/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.labels), (label) => Reply.json(labelOf(label)))
  ),
  post(inAccount("/labels"), "administrator", (call) =>
    Effect.gen(function* () {
      const { labels } = call.simulation.state
      const params = yield* Endpoint.required(call.body, "label")
      const title = yield* titleOf(call, params, undefined)
      const color = Params.text(params, "color") ?? "#1f93ff"
      const label = labels.insert((id) => ({ id, title, description: null, color, showOnSidebar: null }))
      changeLabel(label, params, title)
      return Reply.json(labelOf(label))
    })
  ),
  patch(inAccount("/labels/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const label = yield* Lookups.named(call, call.simulation.state.labels)
      const params = yield* Endpoint.required(call.body, "label")
      changeLabel(label, params, "title" in params ? yield* titleOf(call, params, label.id) : label.title)
      return Reply.json(labelOf(label))
    })
  ),
  del(inAccount("/labels/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.labels), (label) => {
      call.simulation.state.labels.rows.delete(label.id)
      return Reply.empty
    })
  )
]

/** Downcased, no spaces, unique. */
const titleOf = (
  call: Endpoint.Call,
  params: Params.Params,
  selfId: number | undefined
): Effect.Effect<string, Reply.Refusal> => {
  const title = (Params.text(params, "title") ?? "").toLowerCase()
  if (!/^[\p{L}\p{N}]+[\p{L}\p{N}_-]+$/u.test(title)) {
    return Effect.fail(Reply.invalidRecord([{ attribute: "title", message: "Title is invalid" }]))
  }
  const taken = find(call.simulation.state.labels, (row) => row.title === title && row.id !== selfId) !== undefined
  return taken
    ? Effect.fail(Reply.invalidRecord([{ attribute: "title", message: "Title has already been taken" }]))
    : Effect.succeed(title)
}

const changeLabel = (label: LabelRow, params: Params.Params, title: string): void => {
  label.title = title
  label.color = Params.text(params, "color") ?? label.color
  if ("description" in params) label.description = Params.text(params, "description") ?? null
  if ("show_on_sidebar" in params) label.showOnSidebar = Params.truthy(params.show_on_sidebar)
}

const webhookEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/webhooks"), "administrator", (call) => {
    const rows = [...call.simulation.state.webhooks.rows.values()]
    return Effect.succeed(Reply.json({ payload: { webhooks: rows.map((row) => webhookOf(call.simulation, row)) } }))
  }),
  post(inAccount("/webhooks"), "administrator", (call) =>
    Effect.gen(function* () {
      const params = yield* Endpoint.required(call.body, "webhook")
      const fields = yield* webhookFields(call, params, undefined)
      const { random, webhooks } = call.simulation.state
      const row = webhooks.insert((id) => ({
        id,
        ...fields,
        secret: random.token(24),
        inboxId: Params.integer(params, "inbox_id") ?? null
      }))
      return Reply.json({ payload: { webhook: webhookOf(call.simulation, row) } })
    })
  ),
  patch(inAccount("/webhooks/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const row = yield* Lookups.named(call, call.simulation.state.webhooks)
      Object.assign(row, yield* webhookFields(call, yield* Endpoint.required(call.body, "webhook"), row))
      return Reply.json({ payload: { webhook: webhookOf(call.simulation, row) } })
    })
  ),
  del(inAccount("/webhooks/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.webhooks), (row) => {
      call.simulation.state.webhooks.rows.delete(row.id)
      return Reply.empty
    })
  )
]

/** The secret is the server's to make, and is never changed. */
const webhookFields = (
  call: Endpoint.Call,
  params: Params.Params,
  old: WebhookRow | undefined
): Effect.Effect<Pick<WebhookRow, "name" | "subscriptions" | "url">, Reply.Refusal> => {
  const url = Params.text(params, "url") ?? old?.url ?? ""
  const subscriptions =
    "subscriptions" in params ? Params.texts(params.subscriptions) : (old?.subscriptions ?? defaultSubscriptions)
  const invalid = (attribute: string, message: string) => Effect.fail(Reply.invalidRecord([{ attribute, message }]))
  if (!/^https?:\/\/.+/.test(url)) return invalid("url", "Url is invalid")
  if (find(call.simulation.state.webhooks, (row) => row.url === url && row.id !== old?.id) !== undefined) {
    return invalid("url", "Url has already been taken")
  }
  return subscriptions.length === 0 || subscriptions.some((event) => !accountEvents.includes(event))
    ? invalid("subscriptions", "Subscriptions Invalid events")
    : Effect.succeed({ url, subscriptions, name: Params.text(params, "name") ?? old?.name ?? null })
}

const agentBotEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/agent_bots"), "member", (call) => {
    const rows = [...call.simulation.state.agentBots.rows.values()]
    return Effect.succeed(Reply.json(rows.map((bot) => shownBot(call, bot))))
  }),
  get(inAccount("/agent_bots/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.agentBots), (bot) => Reply.json(shownBot(call, bot)))
  ),
  post(inAccount("/agent_bots"), "administrator", (call) =>
    Effect.sync(() => Reply.json(shownBot(call, insertBot(call, { platform: false }))))
  ),
  patch(inAccount("/agent_bots/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.agentBots), (bot) => {
      changeBot(bot, call.body.params)
      return Reply.json(shownBot(call, bot))
    })
  ),
  del(inAccount("/agent_bots/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.agentBots), (bot) => {
      call.simulation.state.agentBots.rows.delete(bot.id)
      return Reply.empty
    })
  )
]

const shownBot = (call: Endpoint.Call, bot: AgentBotRow) =>
  agentBotOf(call.simulation, bot, { secrets: isAdministrator(call.caller) })

export const insertBot = (call: Endpoint.Call, options: { readonly platform: boolean }): AgentBotRow => {
  const { agentBots, random } = call.simulation.state
  const bot = agentBots.insert((id) => ({
    id,
    name: "",
    description: null,
    outgoingUrl: null,
    botConfig: {},
    token: random.token(24),
    secret: random.token(24),
    platform: options.platform
  }))
  changeBot(bot, call.body.params)
  return bot
}

export const changeBot = (bot: AgentBotRow, params: Params.Params): void => {
  bot.name = Params.text(params, "name") ?? bot.name
  if ("description" in params) bot.description = Params.text(params, "description") ?? null
  if ("outgoing_url" in params) bot.outgoingUrl = Params.text(params, "outgoing_url") ?? null
  bot.botConfig = Params.hash(params, "bot_config") ?? bot.botConfig
}

const definitionKeys = [
  "attribute_display_name",
  "attribute_display_type",
  "attribute_description",
  "attribute_key",
  "regex_pattern",
  "regex_cue",
  "attribute_values",
  "attribute_model"
]

const attributeEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/custom_attribute_definitions"), "member", (call) => {
    const model = call.query.get("attribute_model")
    const wanted = model === "0" ? "conversation_attribute" : model === "1" ? "contact_attribute" : model
    const rows = [...call.simulation.state.attributeDefinitions.rows.values()]
    const shown = rows.filter((row) => wanted === null || row.fields.attribute_model === wanted)
    return Effect.succeed(Reply.json(shown.map(shownDefinition)))
  }),
  get(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.attributeDefinitions), (row) =>
      Reply.json(shownDefinition(row))
    )
  ),
  post(inAccount("/custom_attribute_definitions"), "member", (call) =>
    Effect.gen(function* () {
      const params = yield* Endpoint.required(call.body, "custom_attribute_definition")
      const row = call.simulation.state.attributeDefinitions.insert((id) => ({
        id,
        fields: { attribute_display_type: "text", attribute_model: "conversation_attribute", ...definitionOf(params) },
        createdAt: call.now,
        updatedAt: call.now
      }))
      return Reply.json(shownDefinition(row))
    })
  ),
  patch(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Effect.gen(function* () {
      const row = yield* Lookups.named(call, call.simulation.state.attributeDefinitions)
      const params = yield* Endpoint.required(call.body, "custom_attribute_definition")
      Object.assign(row.fields, definitionOf(params))
      row.updatedAt = call.now
      return Reply.json(shownDefinition(row))
    })
  ),
  del(inAccount("/custom_attribute_definitions/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.attributeDefinitions), (row) => {
      call.simulation.state.attributeDefinitions.rows.delete(row.id)
      return Reply.empty
    })
  )
]

const displayTypes = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"]
const models = ["conversation_attribute", "contact_attribute"]

/** The enums may be sent as integers and are answered as words. */
const definitionOf = (params: Params.Params): Record<string, unknown> =>
  Object.fromEntries(
    definitionKeys.flatMap((key) => {
      if (!(key in params)) return []
      const value = params[key]
      const words = key === "attribute_display_type" ? displayTypes : key === "attribute_model" ? models : undefined
      return [[key, words !== undefined && typeof value === "number" ? words[value] : value]]
    })
  )

const shownDefinition = (row: {
  readonly id: number
  readonly fields: Readonly<Record<string, unknown>>
  readonly createdAt: number
  readonly updatedAt: number
}) => ({
  id: row.id,
  attribute_display_name: row.fields.attribute_display_name ?? null,
  attribute_display_type: row.fields.attribute_display_type,
  attribute_description: row.fields.attribute_description ?? null,
  attribute_key: row.fields.attribute_key ?? null,
  regex_pattern: row.fields.regex_pattern ?? null,
  regex_cue: row.fields.regex_cue ?? null,
  attribute_values: row.fields.attribute_values ?? [],
  attribute_model: row.fields.attribute_model,
  default_value: null,
  created_at: new Date(row.createdAt).toISOString(),
  updated_at: new Date(row.updatedAt).toISOString()
})

export const settingEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  ...labelEndpoints,
  ...webhookEndpoints,
  ...agentBotEndpoints,
  ...attributeEndpoints
]
