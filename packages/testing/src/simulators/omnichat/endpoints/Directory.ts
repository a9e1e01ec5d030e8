/** What the portal sets up and the API lists: channels, agents, templates, chatbots, and the log of tags. */
import { Effect } from "effect"
import { type Call, type Endpoint, get } from "../Endpoint.ts"
import { pageBody, pageOf, parameter, requiredWindow } from "../Params.ts"
import type { AgentRow, TaggingRow, TemplateRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { addressOf, type State } from "../State.ts"
import { local } from "../Times.ts"

export const directoryEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/channels", "general", ({ simulation: { state } }) =>
    Effect.succeed(
      Reply.json(state.channels.map(({ channelId, channelName, platform }) => ({ platform, channelId, channelName })))
    )
  ),
  get("/v1/system-users", "general", ({ simulation: { state } }) =>
    Effect.succeed(Reply.json({ content: state.agents.map((agent) => toSystemUser(state, agent)) }))
  ),
  get("/v1/whatsapp-message-templates", "general", (call) => templates(call)),
  get("/v1/chatbots", "general", ({ simulation: { state } }) =>
    Effect.succeed(Reply.json({ content: state.chatbots.map(({ id, name, type }) => ({ id, name, type })) }))
  ),
  get("/v1/chatbots/:chatbotId/message-blocks", "general", ({ path, simulation: { state } }) => {
    const chatbot = state.chatbots.find((one) => one.id === path("chatbotId"))
    return chatbot === undefined
      ? Reply.refused(Reply.notFound)
      : Effect.succeed(Reply.json({ content: chatbot.blocks }))
  }),
  get("/v1/tagging-logs/records", "general", (call) => taggingLog(call))
]

const toSystemUser = (state: State, agent: AgentRow) => ({
  team: state.team.name,
  username: agent.username,
  email: agent.email,
  phone: agent.phone,
  profilePicture: null,
  available: agent.available,
  status: 1,
  role: agent.role,
  name: agent.name,
  employeeCode: agent.employeeCode,
  shops: agent.shops?.map((shop) => ({ ...shop, categories: [] })) ?? null
})

const templates = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query)
  const phone = parameter(query, "phone")
  const found = state.templates.filter((template) => phone === undefined || template.phone === phone)
  return Reply.json(pageBody(found, page, toTemplate))
})

const toTemplate = ({ phone: _, ...template }: TemplateRow) => template

const taggingLog = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const isWithin = yield* requiredWindow(query, ["taggedAfter", "taggedBefore"], "any")
  const page = yield* pageOf(query)
  return Reply.json(
    pageBody(
      state.taggings.filter((tagging) => isWithin(tagging.time)),
      page,
      (tagging) => toTagging(state, tagging)
    )
  )
})

const toTagging = (state: State, { contactKey, messageId, source, tag, time }: TaggingRow) => {
  const contact = state.contacts.get(contactKey)
  return {
    time: local(time),
    platform: contact?.platform ?? null,
    channelId: contact?.channelId ?? null,
    userId: contact === undefined ? null : addressOf(contact),
    tag,
    source,
    messageId
  }
}
