/** Inboxes, their members and their bots. Agents see the inboxes they belong to; writing and secrets are for administrators. */
import { Effect } from "effect"
import { isAdministrator, seesInbox } from "../Authentication.ts"
import { insertInbox } from "../Directory.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { ChannelType, InboxRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { agentBotOf, agentOf } from "../render/Directory.ts"
import { inboxOf, inboxSettings } from "../render/Inbox.ts"
import { members } from "../State.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const inboxEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/inboxes"), "member", (call) => {
    const rows = call.simulation.state.inboxes.filter((inbox) => seesInbox(call.caller, inbox))
    return Effect.succeed(Reply.json({ payload: rows.map((inbox) => shown(call, inbox)) }))
  }),
  get(inAccount("/inboxes/:id"), "member", (call) => withInbox(call, (inbox) => Reply.json(shown(call, inbox)))),
  post(inAccount("/inboxes"), "administrator", (call) => create(call)),
  patch(inAccount("/inboxes/:id"), "administrator", (call) =>
    withInbox(call, (inbox) => {
      change(inbox, call.body.params, call.now)
      return Reply.json(shown(call, inbox))
    })
  ),
  del(inAccount("/inboxes/:id"), "administrator", (call) =>
    withInbox(call, (inbox) => {
      call.simulation.state.inboxes.remove(inbox.id)
      return Reply.json({ message: "Your inbox deletion request will be processed in some time." })
    })
  ),
  post(inAccount("/inboxes/:id/reset_secret"), "administrator", (call) =>
    withInbox(call, (inbox) => {
      inbox.secret = call.simulation.state.random.token(24)
      return Reply.json(shown(call, inbox))
    })
  ),
  get(inAccount("/inboxes/:id/agent_bot"), "member", (call) =>
    withInbox(call, (inbox) => {
      const bot = inbox.agentBotId === null ? undefined : call.simulation.state.agentBots.get(inbox.agentBotId)
      const secrets = isAdministrator(call.caller)
      return Reply.json({ agent_bot: bot === undefined ? {} : agentBotOf(call.simulation, bot, { secrets }) })
    })
  ),
  post(inAccount("/inboxes/:id/set_agent_bot"), "administrator", (call) => setAgentBot(call)),
  get(inAccount("/inbox_members/:inbox_id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.inboxes, "inbox_id"), (inbox) => membersReply(call, inbox))
  ),
  post(inAccount("/inbox_members"), "administrator", (call) =>
    changeMembers(call, (old, given) => [...new Set([...old, ...given])])
  ),
  patch(inAccount("/inbox_members"), "administrator", (call) => changeMembers(call, (_, given) => given)),
  del(inAccount("/inbox_members"), "administrator", (call) =>
    Effect.as(
      changeMembers(call, (old, given) => old.filter((id) => !given.includes(id))),
      Reply.empty
    )
  )
]

const shown = (call: Endpoint.Call, inbox: InboxRow) =>
  inboxOf(call.simulation, inbox, { secrets: isAdministrator(call.caller) })

const withInbox = (call: Endpoint.Call, act: (inbox: InboxRow) => ReturnType<typeof Reply.json>): Endpoint.Handled =>
  Effect.gen(function* () {
    return act(yield* Lookups.inboxFor(call.simulation, call.caller, yield* call.id("id")))
  })

const channelTypes: Readonly<Record<string, ChannelType>> = {
  api: "Channel::Api",
  web_widget: "Channel::WebWidget",
  whatsapp: "Channel::Whatsapp",
  email: "Channel::Email",
  sms: "Channel::Sms",
  telegram: "Channel::Telegram",
  line: "Channel::Line"
}

const create = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { params } = call.body
  const channel = Params.hash(params, "channel") ?? {}
  const channelType = channelTypes[Params.text(channel, "type") ?? ""]
  if (channelType === undefined) return yield* Effect.fail(Reply.missingParameter("channel"))
  const phoneNumber = Params.text(channel, "phone_number")
  const inbox = insertInbox(call.simulation.state, {
    name: Params.text(params, "name") ?? "",
    channelType,
    now: call.now,
    webhookUrl: Params.text(channel, "webhook_url") ?? null,
    ...(phoneNumber === undefined ? {} : { phoneNumber })
  })
  change(inbox, params, call.now)
  return Reply.json(shown(call, inbox))
})

const change = (inbox: InboxRow, params: Params.Params, now: number): void => {
  const channel = Params.hash(params, "channel") ?? {}
  inbox.name = Params.text(params, "name") ?? inbox.name
  inbox.updatedAt = now
  if ("greeting_enabled" in params) inbox.greetingEnabled = Params.truthy(params.greeting_enabled)
  if ("greeting_message" in params) inbox.greetingMessage = Params.text(params, "greeting_message") ?? null
  if ("lock_to_single_conversation" in params) {
    inbox.lockToSingleConversation = Params.truthy(params.lock_to_single_conversation)
  }
  const settings = Object.entries(params).filter(([key]) => key in inboxSettings)
  inbox.settings = { ...inbox.settings, ...Object.fromEntries(settings) }
  if ("webhook_url" in channel) inbox.webhookUrl = Params.text(channel, "webhook_url") ?? null
  if ("hmac_mandatory" in channel) inbox.hmacMandatory = Params.truthy(channel.hmac_mandatory)
  inbox.channelAttributes = Params.hash(channel, "additional_attributes") ?? inbox.channelAttributes
}

const setAgentBot = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const inbox = yield* Lookups.inboxFor(call.simulation, call.caller, yield* call.id("id"))
  const botId = Params.integer(call.body.params, "agent_bot")
  inbox.agentBotId = botId === undefined ? null : (yield* Lookups.row(call.simulation.state.agentBots, botId)).id
  return Reply.empty
})

const membersReply = (call: Endpoint.Call, inbox: InboxRow) =>
  Reply.json({
    payload: members(call.simulation.state)
      .filter((user) => inbox.memberIds.includes(user.id))
      .map((user) => agentOf(call.simulation, user))
  })

const changeMembers = Effect.fnUntraced(function* (
  call: Endpoint.Call,
  combine: (old: ReadonlyArray<number>, given: ReadonlyArray<number>) => ReadonlyArray<number>
) {
  const { state } = call.simulation
  const inbox = yield* Lookups.row(state.inboxes, Params.integer(call.body.params, "inbox_id"))
  const given = yield* Effect.forEach(Params.texts(call.body.params.user_ids), (id) =>
    Effect.map(Lookups.row(state.users, Number(id)), (user) => user.id)
  )
  inbox.memberIds = combine(inbox.memberIds, given)
  return membersReply(call, inbox)
})
