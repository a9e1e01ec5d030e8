/** Agent bots. Tokens and secrets show to administrators only. */
import { Effect } from "effect"
import { isAdministrator } from "../Authentication.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { AgentBotRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { agentBotOf } from "../render/Directory.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const agentBotEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/agent_bots"), "member", (call) => {
    const rows = call.simulation.state.agentBots.all()
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
  del(inAccount("/agent_bots/:id"), "administrator", (call) => Lookups.removed(call, call.simulation.state.agentBots))
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
