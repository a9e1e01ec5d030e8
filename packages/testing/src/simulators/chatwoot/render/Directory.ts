/** Agents, teams, labels, bots, webhooks: REST (`app/views/api/v1/models/*`) and the shorter forms that are pushed. */
import type { AgentBotRow, LabelRow, TeamRow, UserRow, WebhookRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { isoOrNull } from "../Times.ts"

export const agentOf = ({ state }: Simulation, user: UserRow) => ({
  id: user.id,
  account_id: state.accountId,
  availability_status: user.availability,
  auto_offline: true,
  confirmed: true,
  email: user.email,
  provider: "email",
  available_name: user.name,
  custom_attributes: user.customAttributes,
  name: user.name,
  role: user.role,
  thumbnail: ""
})

/** `User#push_event_data`: no e-mail address. */
export const pushUser = (user: UserRow) => ({
  id: user.id,
  name: user.name,
  available_name: user.name,
  avatar_url: "",
  type: "user",
  availability_status: user.availability,
  thumbnail: ""
})

/** `User#webhook_data`. */
export const webhookUser = (user: UserRow) => ({ id: user.id, name: user.name, email: user.email, type: "user" })

export const pushBot = (bot: AgentBotRow) => ({ id: bot.id, name: bot.name, avatar_url: "", type: "agent_bot" })
export const webhookBot = (bot: AgentBotRow) => ({ id: bot.id, name: bot.name, type: "agent_bot" })

/** A bot as an assignee. */
export const slimBot = (bot: AgentBotRow) => ({
  id: bot.id,
  name: bot.name,
  description: bot.description,
  thumbnail: "",
  outgoing_url: bot.outgoingUrl,
  bot_type: "webhook"
})

export const agentBotOf = ({ state }: Simulation, bot: AgentBotRow, shows: { readonly secrets: boolean }) => ({
  ...slimBot(bot),
  bot_config: bot.botConfig,
  account_id: bot.platform ? null : state.accountId,
  ...(shows.secrets ? { access_token: bot.token, secret: bot.secret } : {}),
  system_bot: bot.platform
})

export const teamOf = ({ state }: Simulation, team: TeamRow, userId: number | undefined) => ({
  id: team.id,
  name: team.name,
  description: team.description,
  allow_auto_assign: team.allowAutoAssign,
  account_id: state.accountId,
  is_member: userId !== undefined && team.memberIds.includes(userId)
})

/** The raw record that an assignment to a team answers: other keys, ISO dates. */
export const teamRecord = ({ state }: Simulation, team: TeamRow) => ({
  id: team.id,
  name: team.name,
  description: team.description,
  allow_auto_assign: team.allowAutoAssign,
  account_id: state.accountId,
  created_at: isoOrNull(team.createdAt),
  updated_at: isoOrNull(team.updatedAt)
})

export const labelOf = (label: LabelRow) => ({
  id: label.id,
  title: label.title,
  description: label.description,
  color: label.color,
  show_on_sidebar: label.showOnSidebar
})

export const webhookOf = ({ state }: Simulation, webhook: WebhookRow) => {
  const inbox = webhook.inboxId === null ? undefined : state.inboxes.get(webhook.inboxId)
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    account_id: state.accountId,
    subscriptions: webhook.subscriptions,
    secret: webhook.secret,
    ...(inbox === undefined ? {} : { inbox: { id: inbox.id, name: inbox.name } })
  }
}
